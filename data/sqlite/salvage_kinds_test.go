package sqlite_test

import (
	"bytes"
	"database/sql"
	"os"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/storetest"
	"tarikh.org/tarikh/data/text/anchor"
)

// Of a library with a row of every kind and something in every field, salvage brings each back:
// where the list of its tables is lost, where the rows themselves are and only the journal has
// them, and where both are. The journal has no texts of articles and does not say what the
// library was made as: these are only in their tables.
func TestSalvageOfEveryKindAndField(t *testing.T) {
	path := libraryPath(t)
	s := create(t, path)
	sample := apply(t, s, everything(t, s))
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
	for name, damage := range map[string][]func([]byte){"no list of tables": {schema}, "no rows": {tables}, "neither": {schema, tables}} {
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

// everything is the sample with what it leaves empty: passages of titles and in doubt, and what
// the reader says of the library.
func everything(t *testing.T, s data.Store) data.Edit {
	t.Helper()
	e := storetest.Sample(t)
	article := *e.Articles[0].After
	title := anchor.Selector{Part: data.OfTitle, End: len(article.Title), Exact: article.Title}
	x, n := *e.Excerpts[0].After, *e.Annotations[len(e.Annotations)-2].After
	x.ID, x.Anchor, x.Doubt = data.NewID(), title, data.Doubt{State: data.CheckMe, Was: "x", Score: 0.5, Method: "approximate"}
	n.ID, n.Article, n.Anchor, n.Doubt = data.NewID(), article.ID, title, data.Doubt{}
	e.Excerpts, e.Annotations = append(e.Excerpts, data.Insert(x)), append(e.Annotations, data.Insert(n))
	e.Dismissals = append(e.Dismissals, data.Insert(data.Dismissal{ID: data.NewID(), Article: article.ID, Anchor: title, Event: x.Event}))
	before, err := s.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	after := before
	after.Zone, after.ColourNames = "Asia/Beirut", map[string]string{"red": "to check"}
	e.Library = []data.Change[data.Library]{data.Update(before, after)}
	return e
}

// roots are the first pages of the tables of rows that the journal has whole: the sample has no
// more.
func roots(t *testing.T, path string) (pages []int) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, shape := range data.Shapes() {
		if shape.Kind == data.KindLibrary || shape.Kind == data.KindArticle || shape.Kind == data.KindEdition {
			continue
		}
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
