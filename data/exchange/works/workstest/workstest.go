// Package workstest is what the tests of all formats of references share: articles as such
// lists may have them, and whether what was written is read as the same.
package workstest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/works"
)

// names are people and bodies; none has what divides names in some format.
var names = []data.Name{
	{Family: "Haddad", Given: "Rana"},
	{Family: "van der Berg", Given: "Jan"},
	{Family: "King", Given: "Martin Luther, Jr."},
	{Family: "O’Neil-Ørsted", Given: "É. M."},
	{Family: "حداد", Given: "رنا"},
	{Literal: "محمد حسنين هيكل"},
	{Literal: "Reuters"},
	{Literal: "Food and Agriculture Organization"},
	{Literal: "وكالة الأنباء"},
	{Family: "Plato"},
	{Family: "MacDonald and Sons", Given: "A"},
}

// Taken draws articles to be written. extra are names of fields that the format keeps in
// Citation.Extra, types the kinds that it tells apart.
func Taken(t *rapid.T, types, extra []string) form.Taken {
	var taken form.Taken
	for i := range rapid.IntRange(1, 4).Draw(t, "articles") {
		a := article(t, types, extra)
		copy(a.ID[:], fmt.Sprintf("reference%07d", i))
		taken.Articles = append(taken.Articles, a)
		if rapid.Bool().Draw(t, "noted") {
			taken.Notes = append(taken.Notes, data.Annotation{ID: data.NewID(), Article: a.ID, Text: texts(t, "note", true)})
		}
	}
	return taken
}

// texts draws a text that is neither markup nor entities, which readers take out.
func texts(t *rapid.T, of string, lines bool) string {
	return formtest.Texts(lines).Filter(func(s string) bool { return !strings.ContainsAny(s, "<&") }).Draw(t, of)
}

func maybe(t *rapid.T, of string) string {
	if !rapid.Bool().Draw(t, "has "+of) {
		return ""
	}
	return texts(t, of, false)
}

func one(t *rapid.T, of string, from ...string) string {
	return rapid.SampledFrom(append(from, "")).Draw(t, of)
}

func article(t *rapid.T, types, extra []string) data.Article {
	people := rapid.SliceOfNDistinct(rapid.SampledFrom(names), 0, 3, rapid.ID)
	a := data.Article{
		Title: texts(t, "title", false), URL: one(t, "URL", "https://example.org/a_b?x=1&y=%20#f", "http://example.org/~x"), Lang: one(t, "lang", "en", "ar", "pt-BR"),
		Citation: data.Citation{
			Type: rapid.SampledFrom(types).Draw(t, "type"), Authors: people.Draw(t, "authors"), Editors: people.Draw(t, "editors"),
			Translators: people.Draw(t, "translators"), Container: maybe(t, "container"), Volume: one(t, "volume", "27", "XI"), Issue: one(t, "issue", "3", "3/4"),
			Pages: one(t, "pages", "379-423", "e12", "12, 15-17"), Edition: one(t, "edition", "2", "3rd"), PublisherPlace: one(t, "place", "بيروت", "Oxford"),
			DOI: one(t, "DOI", "10.1000/xyz_(1)", "10.1002/(SICI)1097<338::AID>3.0.CO;2-B"), ISBN: one(t, "ISBN", "9780306406157"), ISSN: one(t, "ISSN", "0028-0836"),
			Accessed: one(t, "accessed", "2026-11-30", "2026-11"),
			Keywords: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"trade", "two words", "ثانٍ", "R&D", "50%", "a_b", "{x}"}), 0, 3, rapid.ID).Draw(t, "keywords"),
		},
	}
	if a.Citation.Container == a.Title { // which says nothing
		a.Citation.Container = ""
	}
	a.Publisher = maybe(t, "publisher")
	if rapid.Bool().Draw(t, "summed up") {
		a.Citation.Abstract = texts(t, "abstract", true)
	}
	if rapid.Bool().Draw(t, "dated") {
		a.Published = formtest.Dates().Draw(t, "published")
	}
	for _, name := range extra {
		if text := maybe(t, name); text != "" {
			a.Citation.Extra = merged(a.Citation.Extra, name, text)
		}
	}
	return a
}

func merged(m map[string]string, name, text string) map[string]string {
	if m == nil {
		m = map[string]string{}
	}
	m[name] = text
	return m
}

// Check fails the test where what was read is not what was written. Empty lists are none,
// and a work knows the key that it was given.
func Check(t rapid.TB, from form.Taken, doc form.Document) {
	t.Helper()
	formtest.Check(t, doc)
	entries, _ := works.Entries(from)
	if len(doc.Articles) != len(entries) {
		t.Fatalf("%d of %d works were read", len(doc.Articles), len(entries))
	}
	for i, e := range entries {
		work(t, e, doc.Articles[i].Article)
		if n := countNotes(doc, doc.Articles[i].ID); n != min(len(e.Notes), 1) {
			t.Errorf("%d notes on %q, want %d", n, e.Title, len(e.Notes))
		}
	}
	for i, n := range doc.Notes {
		if want := form.Clean(from.Notes[i].Text); n.Text != want {
			t.Errorf("note %q, want %q", n.Text, want)
		}
	}
}

func countNotes(doc form.Document, article data.ID) (n int) {
	for _, note := range doc.Notes {
		if note.Article == article {
			n++
		}
	}
	return n
}

func work(t rapid.TB, want works.Entry, got data.Article) {
	t.Helper()
	container, publisher := cite.In(want.Article)
	gotContainer, gotPublisher := cite.In(got)
	c, d := want.Citation, got.Citation
	for _, f := range []struct{ name, want, got string }{
		{"title", form.Line(want.Title), got.Title},
		{"URL", want.URL, got.URL},
		{"language", want.Lang, got.Lang},
		{"type", cite.Type(want.Article), cite.Type(got)},
		{"container", container, gotContainer},
		{"publisher", publisher, gotPublisher},
		{"place", c.PublisherPlace, d.PublisherPlace},
		{"volume", c.Volume, d.Volume},
		{"issue", c.Issue, d.Issue},
		{"pages", c.Pages, d.Pages},
		{"edition", c.Edition, d.Edition},
		{"DOI", c.DOI, d.DOI},
		{"ISBN", c.ISBN, d.ISBN},
		{"ISSN", c.ISSN, d.ISSN},
		{"accessed", c.Accessed, d.Accessed},
		{"abstract", form.Clean(c.Abstract), d.Abstract},
		{"key", want.Key, d.Extra[works.ExtraKey]},
	} {
		if f.want != f.got {
			t.Errorf("%s of %q: %q, want %q", f.name, want.Title, f.got, f.want)
		}
	}
	for role, people := range map[string][2][]data.Name{"authors": {want.Authors, d.Authors}, "editors": {c.Editors, d.Editors}, "translators": {c.Translators, d.Translators}} {
		if !slices.EqualFunc(people[0], people[1], func(a, b data.Name) bool { return a.String() == b.String() }) {
			t.Errorf("%s of %q: %+v, want %+v", role, want.Title, people[1], people[0])
		}
	}
	if !slices.Equal(c.Keywords, d.Keywords) && len(c.Keywords)+len(d.Keywords) > 0 {
		t.Errorf("keywords of %q: %q, want %q", want.Title, d.Keywords, c.Keywords)
	}
	extra := maps.Clone(d.Extra)
	delete(extra, works.ExtraKey)
	if !maps.Equal(c.Extra, extra) {
		t.Errorf("extra of %q: %q, want %q", want.Title, extra, c.Extra)
	}
	date(t, want.Published, got.Published)
}

// date fails the test where a date became another one, or more certain.
func date(t rapid.TB, want, got dates.Date) {
	t.Helper()
	p := works.DatedOf(want)
	switch {
	case p.Exact && want.Kind() == dates.KindPoint:
		if want != got {
			t.Errorf("the date %q became %q", want, got)
		}
		return
	case p.Open:
		return
	case want.IsZero() != got.IsZero() || got.Lo > want.Lo || got.Hi < want.Hi:
		t.Errorf("the date %q became %q", want, got)
	}
	_, _, doubted := want.Core()
	_, _, doubts := got.Core()
	if doubted != 0 && doubts == 0 {
		t.Errorf("the date %q became the certain %q", want, got)
	}
}
