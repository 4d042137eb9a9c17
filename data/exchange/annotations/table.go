package annotations

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// maxTable is the most that is read of a table.
const maxTable = 256 << 20

// Row is a row of a table.
type Row struct {
	Place form.Place
	cells []string
	names []string
}

// Cell is what a row has in a column, "" for nothing.
func (r Row) Cell(column string) string {
	if at := slices.Index(r.names, column); at >= 0 && at < len(r.cells) {
		return r.cells[at]
	}
	return ""
}

// LikeTable is the likeness of a file to a table that has these columns.
func LikeTable(p *form.Probe, columns ...string) int {
	if p.Root != "" || len(p.Members) > 0 {
		return 0
	}
	names, err := openTable(string(p.Head)).Read()
	if err != nil || missing(names, columns) != "" {
		return 0
	}
	return 90
}

// openTable reads records with the separator that the first line has more of.
func openTable(text string) *csv.Reader {
	t := csv.NewReader(strings.NewReader(text))
	if first, _, _ := strings.Cut(text, "\n"); strings.Count(first, "\t") > strings.Count(first, ",") {
		t.Comma = '\t'
	}
	t.LazyQuotes, t.FieldsPerRecord = true, -1
	return t
}

// missing is the first of the columns that a table does not have.
func missing(names, columns []string) string {
	for i := range names {
		names[i] = form.Line(names[i])
	}
	for _, c := range columns {
		if !slices.Contains(names, c) {
			return c
		}
	}
	return ""
}

// Table reads a table with these columns, and tells its rows. What is in other columns is
// counted.
func (r *Reader) Table(file form.File, columns []string, row func(Row)) error {
	raw, err := file.Bytes(maxTable)
	if err != nil {
		return err
	}
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.Drop(form.NotUTF8)
	}
	t := openTable(string(text))
	names, err := t.Read()
	if err != nil {
		return file.Fail(form.Place{Line: 1}, "it has no columns: %w", err)
	}
	if m := missing(names, columns); m != "" {
		return file.Fail(form.Place{Line: 1}, "it has no column %q", m)
	}
	for i := 0; ; i++ {
		cells, err := t.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return file.Fail(form.Place{Row: i + 1}, "it is no table: %w", err)
		}
		at, _ := t.FieldPos(0)
		if err := r.Step(file, i, float64(t.InputOffset())/float64(len(text)+1)); err != nil {
			return err
		}
		row(Row{Place: form.Place{Line: at, Row: i + 1}, cells: cells, names: names})
	}
}
