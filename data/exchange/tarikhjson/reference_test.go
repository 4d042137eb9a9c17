package tarikhjson_test

import (
	"bytes"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
	"tarikh.org/tarikh/data/text/anchor"
)

// An article without a text comes back with all that is known of it, and with the note
// that waits.
func TestAReferenceComesBack(t *testing.T) {
	store := newStore(t)
	a := data.Article{ID: data.NewID(), Title: "Report", URL: "https://example.org/r", Citation: data.Citation{
		Type: "report", Authors: []data.Name{{Family: "Lee", Given: "A."}, {Literal: "البنك الدولي"}}, DOI: "10.1000/1", Accessed: "2024-05", Keywords: []string{"trade"},
		Abstract: "One.\nTwo.", Extra: map[string]string{"archive": "NLA"},
	}}.WithText("")
	note := data.Annotation{
		ID: data.NewID(), Article: a.ID, Colour: "amber", Text: "See.", Anchor: anchor.Selector{Start: 40, End: 45, Exact: "waits", Prefix: "it ", Suffix: " here"},
	}
	edit := data.Edit{Label: "x", Articles: []data.Change[data.Article]{data.Insert(a)}, Annotations: []data.Change[data.Annotation]{data.Insert(note)}}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := tarikhjson.Write(t.Context(), &out, form.Taken{Store: store}); err != nil {
		t.Fatal(err)
	}
	doc, err := readLibrary(t, out.String())
	if err != nil {
		t.Fatal(err)
	}
	formtest.Check(t, doc)
	if len(doc.Articles) != 1 || !doc.Articles[0].IsReference() || !data.KindArticle.Shape().Same(&a, &doc.Articles[0].Article) {
		t.Errorf("%+v\nis not %+v", doc.Articles, a)
	}
	if len(doc.Notes) != 1 || doc.Notes[0].Anchor != note.Anchor {
		t.Errorf("%+v", doc.Notes)
	}
	if _, err := readLibrary(t, strings.Replace(out.String(), `"family":"Lee"`, `"name":"Lee"`, 1)); err == nil || !strings.Contains(err.Error(), "name") {
		t.Errorf("a citation with an unknown member: %v", err)
	}
}
