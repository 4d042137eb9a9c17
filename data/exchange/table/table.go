// Package table reads tables of events: text files of separated values, workbooks, lines
// of JSON, and what other timeline programs write as such.
//
// The one idea behind it: a table says what it is in three steps that a reader can look
// at and correct, each a value. Open finds its layout: encoding, separator, sheet and
// names of columns. Guess finds what each column means, its Mapping. Read makes events of
// the rows by it; a cell that cannot be read is left out with its row and column, and
// nothing else is lost: what no column of an event holds is kept as "Name: words" in the
// description.
//
// Whether 4/2/2022 is in February or in April is decided by column, never by cell.
// Formulas are never evaluated: of a workbook the values are read that were saved, and
// what begins with "=" in a text file is text.
package table

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// Layout is how a file is a table. What is zero in it is found by Open, which returns it
// filled in.
type Layout struct {
	Encoding  string // of a text file, see Encodings
	Separator rune   // of a text file that is no JSON, see Separators
	Sheet     string // of a workbook
	Names     int    // the number of the row with the names of the columns, or NoNames
}

// NoNames says that a table has no row with names of columns.
const NoNames = -1

// Table is an open table. It needs its file no more.
type Table struct {
	File    form.File
	Layout  Layout
	Sheets  []string // of a workbook, those that are not hidden
	Columns []Column
	First   []Row // at most FirstRows, without the names of the columns
	Rows    int   // without the names of the columns

	source source
	known  *dialect // of which the names of the columns are, or nil
	epoch  epoch
	book   bool
}

// FirstRows is how many rows of a table are at hand.
const FirstRows = 100

// Format is the name of the format that the names of the columns are known from; "" for a
// table of somebody's own.
func (t *Table) Format() string {
	if t.known == nil {
		return ""
	}
	return t.known.format
}

// Open reads a table to its end and looks at all of its cells. want is what is known of
// its layout. Errors are of type *form.Error, or wrap ctx.Err().
func Open(ctx context.Context, file form.File, want Layout) (*Table, error) {
	t := &Table{File: file, Layout: want}
	head := make([]byte, min(4096, file.Size))
	if n, err := file.ReadAt(head, 0); n < len(head) {
		return nil, file.Fail(form.Place{}, "it cannot be read: %w", err)
	}
	var err error
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		err = t.openWorkbook(ctx)
	} else {
		err = t.openText(ctx)
	}
	if err != nil {
		return nil, err
	}
	t.File.ReaderAt = nil
	if err := t.look(ctx); err != nil {
		return nil, err
	}
	t.known = recognise(t)
	return t, nil
}

func (t *Table) openText(ctx context.Context) error {
	raw, err := t.File.Bytes(maxText)
	if err != nil {
		return err
	}
	text, encoding, err := decode(t.File, raw, t.Layout.Encoding)
	if err != nil {
		return err
	}
	t.Layout.Encoding = encoding
	if strings.HasPrefix(strings.TrimLeft(text[:min(len(text), 100)], " \t\r\n\ufeff"), "{") {
		lines, err := newLines(ctx, t.File, strings.TrimPrefix(text, "\ufeff"))
		t.source = lines
		return err
	}
	s := newText(t.File, text, t.Layout.Separator)
	if !slices.Contains(Separators(), s.separator) {
		return t.File.Fail(form.Place{}, "%q does not separate cells", s.separator)
	}
	t.source, t.Layout.Separator = s, s.separator
	return nil
}

func (t *Table) openWorkbook(ctx context.Context) error {
	w, err := openWorkbook(t.File)
	if err != nil {
		return err
	}
	t.epoch, t.book = w.epoch, true
	for _, s := range w.sheets {
		if !s.hidden {
			t.Sheets = append(t.Sheets, s.name)
		}
	}
	for _, s := range w.sheets {
		if t.Layout.Sheet != "" && s.name != t.Layout.Sheet || t.Layout.Sheet == "" && s.hidden {
			continue
		}
		sheet, err := w.sheet(ctx, s)
		if err != nil {
			return err
		}
		// The first that has something is taken.
		if len(sheet.rows) > 0 || t.Layout.Sheet != "" {
			t.source, t.Layout.Sheet = sheet, s.name
			return nil
		}
	}
	if t.Layout.Sheet != "" {
		return t.File.Fail(form.Place{}, "there is no sheet %q; there are %s", t.Layout.Sheet, strings.Join(t.Sheets, ", "))
	}
	return t.File.Fail(form.Place{}, "all of its sheets are empty")
}

// look finds the names of the columns and looks at all cells.
func (t *Table) look(ctx context.Context) error {
	today := dates.DayOf(time.Now())
	if lines, ok := t.source.(*linesSource); ok {
		t.Layout.Names = NoNames
		t.name(lines.names)
	} else if err := t.findNames(ctx); err != nil {
		return err
	}
	err := t.rows(ctx, func(r Row) error {
		for len(t.Columns) < len(r.Cells) {
			t.Columns = append(t.Columns, Column{})
		}
		t.Rows++
		if len(t.First) < FirstRows {
			t.First = append(t.First, r)
		}
		for i, cell := range r.Cells {
			t.Columns[i].see(r.Number, cell, today)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for len(t.Columns) > 0 && !t.Columns[len(t.Columns)-1].Named && t.Columns[len(t.Columns)-1].Filled == 0 {
		t.Columns = t.Columns[:len(t.Columns)-1]
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Name == "" {
			c.Name = t.unused(letters(i))
		}
		c.settle()
	}
	if len(t.Columns) == 0 {
		return t.File.Fail(form.Place{Sheet: t.Layout.Sheet}, "it has no cells")
	}
	return nil
}

// findNames finds the row with the names of the columns among the first ones.
func (t *Table) findNames(ctx context.Context) error {
	if t.Layout.Names == NoNames {
		return nil
	}
	var first []Row
	err := t.source.each(ctx, func(r Row) error {
		first = append(first, r)
		if r.Number >= t.Layout.Names && len(first) >= searched {
			return errStop
		}
		return nil
	})
	if err != nil && !errors.Is(err, errStop) {
		return err
	}
	if t.Layout.Names == 0 {
		t.Layout.Names = namesAmong(first)
	}
	for _, r := range first {
		if r.Number == t.Layout.Names {
			t.name(r.Cells)
			return nil
		}
	}
	if t.Layout.Names != NoNames {
		return t.File.Fail(form.Place{Row: t.Layout.Names}, "there is nothing in the row that should have the names of the columns")
	}
	return nil
}

// name makes columns of names; of equal ones the later get a number.
func (t *Table) name(names []string) {
	for _, name := range names {
		name = form.Shorten(form.Line(name), maxName)
		c := Column{Named: name != ""}
		if c.Named {
			c.Name = t.unused(name)
		}
		t.Columns = append(t.Columns, c)
	}
}

// maxName is the most bytes of the name of a column.
const maxName = 200

// unused is a name that no column has yet.
func (t *Table) unused(name string) string {
	taken := func(n string) bool { return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == n }) }
	if !taken(name) {
		return name
	}
	for n := 2; ; n++ {
		if numbered := name + " (" + strconv.Itoa(n) + ")"; !taken(numbered) {
			return numbered
		}
	}
}

// letters is the name of a column of a spreadsheet: A, B, …, Z, AA.
func letters(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// rows gives the rows below the names of the columns.
func (t *Table) rows(ctx context.Context, row func(Row) error) error {
	return t.source.each(ctx, func(r Row) error {
		if t.Layout.Names > 0 && r.Number <= t.Layout.Names {
			return nil
		}
		return row(r)
	})
}

// RowsAt returns the rows of some numbers, in the order of the table.
func (t *Table) RowsAt(ctx context.Context, numbers []int) ([]Row, error) {
	var found []Row
	wanted := map[int]bool{}
	for _, n := range numbers {
		wanted[n] = true
	}
	err := t.rows(ctx, func(r Row) error {
		if wanted[r.Number] {
			found = append(found, r)
		}
		if len(found) == len(wanted) {
			return errStop
		}
		return nil
	})
	if err != nil && !errors.Is(err, errStop) {
		return nil, err
	}
	return found, nil
}

// Shape is the same for tables with the same names of columns in the same order: a
// mapping that was made for one fits the other.
func (t *Table) Shape() string {
	h := sha256.New()
	for _, c := range t.Columns {
		name := "\x00"
		if c.Named {
			name = foldName(c.Name)
		}
		fmt.Fprintf(h, "%s\x1f", name)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
