package csljson

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/works"
	"tarikh.org/tarikh/data/exchange/works/workstest"
)

// sample has what programs write: numbers as texts, particles, ranges, words for dates.
const sample = `[
 {"id": "http://zotero.org/users/1/items/ABCD", "type": "article-journal", "title": "A <i>Mathematical</i> Theory", "container-title": "Bell System Technical Journal",
  "author": [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, {"family": "King", "given": "Martin Luther", "suffix": "Jr."}, {"literal": "UNESCO"}],
  "issued": {"date-parts": [["1948", 7]]}, "page": "379-423", "page-first": "379", "volume": 27, "DOI": "10.1002/j.1538", "language": "English", "keyword": "a, b; c",
  "annote": "<p>Read <b>again</b>.</p>", "journalAbbreviation": "BSTJ", "multi": {"main": {}}, "director": [{"family": "Kubrick", "given": "S."}]},
 {"id": 7, "type": "book", "title": "A range", "issued": {"date-parts": [[1999, 5, 1], [2000]]}},
 {"id": "s", "type": "book", "title": "A season", "issued": {"date-parts": [[2003]], "season": 2, "circa": true}},
 {"id": "l", "type": "book", "title": "Words", "issued": {"literal": "forthcoming"}},
 {"id": "r", "type": "book", "title": "Raw", "issued": {"raw": "April 13, 2018"}, "accessed": {"date-parts": [[2026, 11, 30]]}},
 {"id": "bce", "type": "book", "title": "Old", "issued": {"date-parts": [[-44, 3, 15]]}},
 {"id": "none", "type": "interview"},
 "no item",
 {"id": "t", "type": "new-kind", "URL": "ftp://x", "author": "Plato", "container-title": "Dialogues"}
]`

func readText(t testing.TB, text string) form.Document {
	t.Helper()
	return formtest.MustRead(t, read, "list.json", text, form.Options{})
}

func TestRead(t *testing.T) {
	doc := readText(t, sample)
	if len(doc.Articles) != 7 {
		t.Fatalf("%d references", len(doc.Articles))
	}
	a := doc.Articles[0]
	c := a.Citation
	for _, f := range []struct{ name, got, want string }{
		{"key", a.Key, "http://zotero.org/users/1/items/ABCD"},
		{"title", a.Title, "A Mathematical Theory"},
		{"publisher", a.Publisher, "Bell System Technical Journal"},
		{"date", a.Published.EDTF, "1948-07"},
		{"language", a.Lang, "en"},
		{"volume", c.Volume, "27"},
		{"pages", c.Pages, "379-423"},
		{"keywords", strings.Join(c.Keywords, "|"), "a, b|c"},
		{"short", c.Extra["container-title-short"], "BSTJ"},
		{"director", c.Extra["director"], "Kubrick, S."},
		{"citation key", c.Extra[works.ExtraKey], ""},
		{"range", doc.Articles[1].Published.EDTF, "1999-05-01/2000"},
		{"number as id", doc.Articles[1].Key, "7"},
		{"season", doc.Articles[2].Published.EDTF, "2003-22~"},
		{"words", doc.Articles[3].Citation.Extra[works.ExtraIssued], "forthcoming"},
		{"raw", doc.Articles[4].Published.EDTF, "2018-04-13"},
		{"accessed", doc.Articles[4].Citation.Accessed, "2026-11-30"},
		{"before the common era", doc.Articles[5].Published.EDTF, "-0043-03-15"},
		{"other type", doc.Articles[6].Citation.Extra["type"], "new-kind"},
		{"title of none", doc.Articles[6].Title, "Dialogues"},
		{"address of none", doc.Articles[6].Citation.Extra[works.ExtraURLs], "ftp://x"},
		{"key of the reader", doc.Articles[5].Citation.Extra[works.ExtraKey], "bce"},
	} {
		if f.got != f.want {
			t.Errorf("%s: %q, want %q", f.name, f.got, f.want)
		}
	}
	want := []data.Name{{Family: "van Gogh", Given: "Vincent"}, {Family: "King", Given: "Martin Luther, Jr."}, {Literal: "UNESCO"}}
	if len(c.Authors) != 3 || c.Authors[0] != want[0] || c.Authors[1] != want[1] || c.Authors[2] != want[2] {
		t.Errorf("authors %+v", c.Authors)
	}
	if len(doc.Notes) != 1 || doc.Notes[0].Text != "Read again." || doc.Notes[0].Article != a.ID {
		t.Errorf("notes %+v", doc.Notes)
	}
	if len(doc.Skipped) != 2 || doc.Skipped[0].Why != form.NoTitle || doc.Skipped[1].Why != form.Unreadable || doc.Skipped[0].Where.Line != 11 {
		t.Errorf("skipped %+v", doc.Skipped)
	}
	if doc.Dropped["multi"] != 1 {
		t.Errorf("dropped %v", doc.Dropped)
	}
}

func TestReadItems(t *testing.T) {
	if doc := readText(t, `{"version": {"n": [1]}, "items": [{"id": "a", "type": "book", "title": "B", "issued": {"date-parts": [[2020]]}}]}`); len(doc.Articles) != 1 {
		t.Errorf("%d references", len(doc.Articles))
	}
}

func TestWrong(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"cut":        {"[\n{\"id\": \"a\", \"type\": \"book\",\n", "line 2: it is not whole JSON"},
		"syntax":     {"[\n{\"id\": a}]", "line 2: invalid character 'a'"},
		"no list":    {`{"a": 1}`, "it is no list of references"},
		"none":       {`[]`, "it has no references"},
		"not closed": {`[{"id": "a", "title": "b"}`, "it is not whole JSON"},
		"deep":       {"[" + strings.Repeat(`{"a":`, 20_000), "exceeded max depth"},
	} {
		_, err := read(context.Background(), formtest.File("list.json", c.text), form.Options{})
		if err == nil || !strings.Contains(err.Error(), "import list.json: ") || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

func TestLikeness(t *testing.T) {
	for text, want := range map[string]bool{
		sample: true,
		`[{"id": 1, "content": "x", "start": "2020-01-01", "type": "point", "title": "t"}]`:        false,
		`[{"id": "x", "type": "Annotation", "target": "http://x", "body": "b"}]`:                   false,
		`[{"title": "t", "url": "http://x", "content": "c", "type": "x", "id": 1, "author": "x"}]`: false,
	} {
		if got := likeness(form.NewProbe(formtest.File("x.json", text))) > 0; got != want {
			t.Errorf("likeness of %.60q: %v", text, got)
		}
	}
}

func TestTurn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := workstest.Taken(t, data.CitationTypes(), []string{"note", "genre", "title-short", "ris:C7", "type"})
		var out bytes.Buffer
		if _, err := write(context.Background(), &out, from); err != nil {
			t.Fatal(err)
		}
		doc, err := read(context.Background(), formtest.File("list.json", out.String()), form.Options{})
		if err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		workstest.Check(t, from, doc)
	})
}

func FuzzRead(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := read(context.Background(), formtest.File("list.json", text), form.Options{})
		if err == nil {
			formtest.Check(t, doc)
		}
	})
}
