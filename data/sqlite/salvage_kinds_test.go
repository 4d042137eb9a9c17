package sqlite_test

import (
	"bytes"
	"database/sql"
	"os"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/storetest"
)

// Of a library with a row of every kind and something in every field, salvage brings each back:
// where the list of its tables is lost, where the first page of each of these is, and where
// both are.
func TestSalvageOfEveryKindAndField(t *testing.T) {
	path := libraryPath(t)
	s := create(t, path)
	sample := apply(t, s, storetest.Sample(t))
	for _, shape := range data.Shapes() {
		if shape.Count(&sample) == 0 {
			t.Errorf("the sample has no %s", shape.Kind)
		}
		for _, f := range shape.Fields {
			filled := false
			for c := range shape.Changes(&sample) {
				filled = filled || !f.IsZero(c.Row())
			}
			if !filled {
				t.Errorf("no %s of the sample has a %s", shape.Kind, f.Name)
			}
		}
	}
	want, err := data.ContentHash(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	first := roots(t, path)
	schema := func(of []byte) { clear(of[100:4096]) }
	tables := func(of []byte) {
		for _, page := range first {
			clear(of[(page-1)*4096 : page*4096])
		}
	}
	for name, damage := range map[string][]func([]byte){"no list of tables": {schema}, "no first pages": {tables}, "neither": {schema, tables}} {
		damaged := slices.Clone(content)
		for _, d := range damage {
			d(damaged)
		}
		if bytes.Equal(damaged, content) {
			t.Fatal("nothing is damaged")
		}
		saved, found, err := rescued(t, writeLibrary(t, damaged))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := data.ContentHash(t.Context(), saved)
		if err != nil || got != want {
			t.Errorf("%s: not all came back: %+v, %v", name, found, err)
			report(t, saved, sample)
		}
		closeStore(t, saved)
	}
}

// roots are the first pages of the tables of rows.
func roots(t *testing.T, path string) (pages []int) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, shape := range data.Shapes() {
		var page int
		if err := db.QueryRowContext(t.Context(), "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?", shape.Kind.String()).Scan(&page); err != nil {
			t.Fatalf("%s: %v", shape.Kind, err)
		}
		pages = append(pages, page)
	}
	return pages
}

// report says which rows and fields are missing.
func report(t *testing.T, s data.Store, sample data.Edit) {
	t.Helper()
	for _, shape := range data.Shapes() {
		saved := map[data.ID]data.Row{}
		for row, err := range s.Rows(t.Context(), shape.Kind) {
			if err != nil {
				t.Fatal(err)
			}
			saved[shape.ID(row)] = row
		}
		for c := range shape.Changes(&sample) {
			row, there := saved[shape.ID(c.Row())]
			if !there {
				t.Errorf("a %s is missing: %s", shape.Kind, shape.Title(c.Row()))
				continue
			}
			for _, f := range shape.Fields[2:] {
				if !f.Same(row, c.Row()) {
					t.Errorf("%s: its %s is %v, was %v", shape.Kind, f.Name, f.At(row), f.At(c.Row()))
				}
			}
		}
	}
}
