package reading

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// cite makes a reference of the article of a library.
func cite(r *featuretest.Reported) {
	r.Article.Citation = data.Citation{
		Type: "article-newspaper", Authors: []data.Name{{Family: "Lee", Given: "Ada"}, {Literal: "هدى"}}, Container: "Mill Gazette", DOI: "10.1000/1",
		Accessed: "2024-05", Extra: map[string]string{"archive": "NLA"},
	}
	r.Article = r.Article.WithText("")
}

// A reference shows what is known of it, what can be done, and what waits for its text;
// with a text it is read as any article, and without again after an undo.
func TestAReferenceIsShown(t *testing.T) {
	d := newDesk(t, cite)
	d.read(d.Article.ID)
	shows := func() string { return strings.Join(featuretest.Texts(d.f.View()), "|") }
	for _, want := range []string{
		"No text yet", "Newspaper article", "Ada Lee", "هدى", "Mill Gazette", "10.1000/1", "archive: NLA", "1 note waits for the text", "2 excerpts wait for the text", "Nobody was hurt.",
	} {
		if !strings.Contains(shows(), want) {
			t.Errorf("%q is not in %s", want, shows())
		}
	}
	if a := d.Host.Library.Article(); a.Notes[0].Doubt != (data.Doubt{}) || a.Excerpts[0].Doubt != (data.Doubt{}) {
		t.Errorf("what waits is in doubt: %+v", a)
	}
	featuretest.Press(t, d.f.View(), "Nobody was hurt.")
	d.Until("the note is shown", func() bool { return d.Host.Library.Active().Note == d.Note.ID })
	for _, command := range []string{"reference.text", "reference.fetch", "article.source", "article.details"} {
		featuretest.Press(t, d.f.View(), command)
		if !slices.Contains(d.Ran, command) {
			t.Errorf("%s was not run", command)
		}
	}
	if !d.Run(d.f, "article.source") || !slices.Equal(d.Opened, []string{"https://doi.org/10.1000/1"}) {
		t.Errorf("opened %q", d.Opened)
	}
	d.Relocale("ar", d.f)
	d.Put(d.f.View())
	if !strings.Contains(shows(), "مقالة في صحيفة") {
		t.Errorf("in Arabic: %s", shows())
	}
	d.Relocale("en", d.f)
	d.Put(d.f.View())

	before := d.Host.Library.Article().Article
	d.Do(data.Edit{Label: "fill", Articles: []data.Change[data.Article]{data.Update(before, before.WithText(featuretest.ReportedText))}})
	d.Until("the text is shown", func() bool { return !d.Host.Library.Article().IsReference() })
	if strings.Contains(shows(), "No text yet") {
		t.Error("with a text it is shown as a reference")
	}
	d.choose("bridge")
	full := d.Host.Library.Article().Article
	d.Do(data.Edit{Label: "empty", Articles: []data.Change[data.Article]{data.Update(full, full.WithText(""))}})
	d.Until("it is a reference", func() bool { return d.Host.Library.Article().IsReference() })
	if !strings.Contains(shows(), "No text yet") {
		t.Error("without its text it is not shown as a reference")
	}
	// What is known follows an edit.
	bare := d.Host.Library.Article().Article
	after := bare
	after.Citation.Volume = "77"
	d.Do(data.Edit{Label: "details", Articles: []data.Change[data.Article]{data.Update(bare, after)}})
	d.Until("the volume is shown", func() bool { return d.Host.Library.Article().Citation.Volume == "77" })
	if !strings.Contains(shows(), "77") {
		t.Errorf("the volume is not in %s", shows())
	}
}

// Each field of a citation has a line.
func TestEveryFieldOfACitationIsShown(t *testing.T) {
	w := featuretest.New(t)
	on, err := dates.Parse("2022")
	if err != nil {
		t.Fatal(err)
	}
	one := []data.Name{{Literal: "A"}}
	a := data.Article{Title: "T", Byline: "B", Publisher: "P", URL: "https://a.example/", Published: on, Citation: data.Citation{
		Type: "book", Authors: one, Editors: one, Translators: one, Container: "C", Volume: "1", Issue: "2", Pages: "3", Edition: "4", PublisherPlace: "5", DOI: "6", ISBN: "7",
		ISSN: "8", Accessed: "2024", Keywords: []string{"k"}, Abstract: "9", Extra: map[string]string{"x": "y"},
	}}
	keys := map[string]bool{}
	for _, f := range describedFields(w.Host.Kit(), a) {
		keys[f.key] = true
	}
	for name := range a.Citation.Parts() {
		if !keys["field.citation."+strings.ReplaceAll(name, "_", ".")] {
			t.Errorf("%s is not shown", name)
		}
	}
	if !keys["field.publisher"] || !keys["field.published"] || !keys["field.url"] || keys["field.byline"] {
		t.Errorf("%v", keys)
	}
	for _, of := range data.CitationTypes() {
		if words := feature.CitationType(w.Host.Kit(), of); strings.Contains(words, "citation.type") {
			t.Errorf("%s has no words", of)
		}
	}
}
