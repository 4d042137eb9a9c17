package formtest

import (
	"slices"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// Contained lists a file of a format that holds many articles, reads all of them and checks
// what came: rows that can be stored, and of each article what it was made of.
func Contained(t testing.TB, f form.Format, name, contents string) (*form.Container, form.Document, error) {
	t.Helper()
	o := form.Options{Now: time.Unix(1_700_000_000, 0)}
	c, err := f.List(t.Context(), File(name, contents), o)
	if err != nil {
		return nil, form.Document{}, err
	}
	all := make([]int, len(c.Entries))
	for i, e := range c.Entries {
		all[i] = i
		entry(t, i, e)
	}
	doc, err := c.Read(t.Context(), all, o)
	if err != nil {
		return c, doc, err
	}
	Check(t, doc)
	pages := map[[32]byte]bool{}
	if doc.Pages != nil {
		for page, err := range doc.Pages {
			if err != nil {
				t.Fatal(err)
			}
			if err := page.Validate(); err != nil {
				t.Error(err)
			}
			pages[page.Hash] = true
		}
	}
	for _, a := range doc.Articles {
		if a.Page != ([32]byte{}) && !pages[a.Page] {
			t.Errorf("what %q was made of is not among the pages", a.Title)
		}
	}
	return c, doc, nil
}

// entry checks an entry of a list.
func entry(t testing.TB, i int, e form.Entry) {
	t.Helper()
	if e.Title == "" || len(e.Title) > data.MaxTitle || len(e.Key) > data.MaxForeign || e.Place == (form.Place{}) || e.Size < 0 {
		t.Errorf("entry %d is listed as %+v", i, e)
	}
	if e.URL != "" && form.WebAddress(e.URL) == "" || !slices.Contains(form.EntryKinds(), e.Kind) {
		t.Errorf("entry %d is listed as %s at %q", i, e.Kind, e.URL)
	}
}
