package table

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// recognise finds the program whose table it is; nil for none.
func recognise(t *Table) *dialect {
	folded := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		folded[i] = foldName(plainName(c.Name))
	}
	return recogniseNames(folded)
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
	if err := t.bounded(text); err != nil {
		return err
	}
	s := newText(t.File, text, t.Layout.Separator)
	if !slices.Contains(Separators(), s.separator) {
		return t.File.Fail(form.Place{}, "%q does not separate cells", s.separator)
	}
	t.source, t.Layout.Separator = s, s.separator
	return nil
}

// bounded refuses a line with so many separators that its cells are too many, or one of
// them is too long: all cells of a line are in memory at once when it is read.
func (t *Table) bounded(text string) error {
	n := 0
	for line := range strings.Lines(text) {
		n++
		if len(line) <= maxCell {
			continue
		}
		for _, separator := range Separators() {
			if strings.Count(line, string(separator)) > maxCell+maxColumns {
				return t.File.Fail(form.Place{Line: n}, "it has more than %d cells", maxColumns)
			}
		}
	}
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
	for i, s := range w.sheets {
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
			t.others = w.filled(i)
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
			if r.Links[i] != "" {
				t.Columns[i].linked++
			}
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
