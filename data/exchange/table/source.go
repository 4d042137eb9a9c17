package table

import (
	"context"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// The most that is read of a table.
const (
	maxText    = 256 << 20 // bytes of a text file, and of all that is unpacked of a workbook
	maxPacked  = 64 << 20  // bytes of a workbook
	maxRows    = 1_000_000
	maxColumns = 1_000
	maxCell    = data.MaxText // bytes of a cell
	maxSheets  = 1_000
)

// checkEvery is after how many rows a context is asked whether to go on.
const checkEvery = 2_000

// Row is a row of a table.
type Row struct {
	Number int      // from 1, as a spreadsheet counts: empty rows and the names of columns count, too
	Line   int      // in a text file, where it begins; 0 in a workbook
	Cells  []string // at most as many as the widest row has; the last ones may be missing
	// Links are the addresses that cells of a workbook lead to, by column.
	Links map[int]string
}

// source gives the rows of a table from the first to the last, as often as it is asked.
// Empty rows are left out.
type source interface {
	each(ctx context.Context, row func(Row) error) error
}

// errStop ends each before the last row.
var errStop = errors.New("stop")

// counted hands rows on until they are too many, too wide or nobody waits for them.
func counted(ctx context.Context, file form.File, row func(Row) error) func(Row) error {
	n := 0
	return func(r Row) error {
		if n++; n%checkEvery == 0 && ctx.Err() != nil {
			return fmt.Errorf("import %s: %w", file.Name, ctx.Err())
		}
		where := form.Place{Row: r.Number, Line: line(r)}
		switch {
		case n > maxRows:
			return file.Fail(form.Place{}, "it has more than %d rows, which is the most that is read of a table", maxRows)
		case len(r.Cells) > maxColumns:
			return file.Fail(where, "it has %d cells; a table may have %d columns", len(r.Cells), maxColumns)
		}
		for _, c := range r.Cells {
			if len(c) > maxCell {
				return file.Fail(where, "a cell has %d MB; a text may have %d MB", (len(c)+1<<20-1)>>20, maxCell>>20)
			}
		}
		return row(r)
	}
}

// line is the line of a row where it says more than the row's number.
func line(r Row) int {
	if r.Line == r.Number {
		return 0
	}
	return r.Line
}

// blank reports whether a row has nothing but white space.
func blank(cells []string) bool {
	for _, c := range cells {
		if c != "" && form.Line(c) != "" {
			return false
		}
	}
	return true
}
