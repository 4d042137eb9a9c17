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
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"

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

	others []string // sheets with something, which are not read; hidden ones too
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
