package merge_test

import (
	"fmt"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

// work is a reference of a document.
func work(key, title, url string, cited data.Citation) form.Article {
	return form.Article{Article: data.Article{ID: data.NewID(), Title: title, URL: url, Citation: cited}.WithText(""), Source: form.Source{Key: key}}
}

func noteOn(a form.Article, key, quote string) form.Note {
	return form.Note{Annotation: data.Annotation{
		ID: data.NewID(), Article: a.ID, Colour: "amber", Text: "N", Anchor: anchor.Selector{Start: 700, End: 700 + len(quote), Exact: quote},
	}, Source: form.Source{Key: key}}
}

// add adds an article to the library.
func (b *bench) add(a data.Article) data.Article {
	b.Helper()
	a.ID = data.NewID()
	if _, err := b.Apply(b.Context(), data.Edit{Articles: []data.Change[data.Article]{data.Insert(a)}}); err != nil {
		b.Fatal(err)
	}
	return a
}

// reads are the articles of the library in words.
func (b *bench) reads() string {
	b.Helper()
	all, err := b.Articles(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	var lines []string
	for _, a := range all {
		lines = append(lines, fmt.Sprintf("%s, %s, vol. %s, DOI %s, %d bytes", a.Title, a.Publisher, a.Citation.Volume, a.Citation.DOI, a.Length))
	}
	return strings.Join(lines, "\n")
}

const dikeText = "On the fourth day the dike gave way. Nobody was hurt.\n"

// A reference of the file that is an article of the library fills what that does not say,
// its notes are found in the text, and the next import knows both.
func TestReferenceIsAnArticleOfTheLibrary(t *testing.T) {
	for name, c := range map[string]struct {
		here  data.Article
		there form.Article
	}{
		"address": {data.Article{URL: "https://www.mill.example/dike?utm_source=x"}, work("k", "Other title", "http://mill.example/dike/", data.Citation{Volume: "7"})},
		"DOI":     {data.Article{Citation: data.Citation{DOI: "10.1/A"}}, work("k", "Other title", "https://doi.org/10.1/a", data.Citation{Volume: "7"})},
		"ISBN":    {data.Article{Citation: data.Citation{ISBN: "0-306-40615-2"}}, work("k", "The DIKE", "", data.Citation{Volume: "7", ISBN: "9780306406157"})},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			c.here.Title, c.here.Publisher = "The dike", "Gazette"
			here := b.add(c.here.WithText(dikeText))
			doc := func() form.Document {
				there := c.there
				there.ID, there.Publisher = data.NewID(), "Another"
				return form.Document{Articles: []form.Article{there}, Notes: []form.Note{noteOn(there, "1", "the dike gave way"), noteOn(there, "2", "wholly other words")}}
			}
			plan := b.compare(doc())
			if r := plan.Report; r.References != 0 || r.Updated != 1 || r.Conflicts != 0 || r.Notes != 2 || r.Waiting != 0 {
				t.Fatalf("%+v", r)
			}
			b.write(plan)
			if got := b.reads(); !strings.HasPrefix(got, "The dike, Gazette, vol. 7, ") || strings.Contains(got, "\n") || !strings.HasSuffix(got, " 54 bytes") {
				t.Error(got)
			}
			notes, err := b.ArticleAnnotations(t.Context(), here.ID)
			if err != nil || len(notes) != 2 {
				t.Fatal(notes, err)
			}
			for _, n := range notes {
				found := n.Doubt == data.Doubt{} && dikeText[n.Anchor.Start:n.Anchor.End] == "the dike gave way"
				if lost := n.Doubt.State == data.Orphan && n.Anchor.Exact == "wholly other words"; !found && !lost {
					t.Errorf("%+v", n)
				}
			}
			// The reader puts the note elsewhere: that stays, and is no conflict.
			for _, n := range notes {
				after := n
				after.Anchor, _ = anchor.Make(dikeText, 0, 6)
				after.Doubt = data.Doubt{}
				if _, err := b.Apply(t.Context(), data.Edit{Annotations: []data.Change[data.Annotation]{data.Update(n, after)}}); err != nil {
					t.Fatal(err)
				}
			}
			again := b.compare(doc())
			if r := again.Report; !again.Empty() || r.Unchanged != 3 || r.Conflicts != 0 || r.Notes != 0 {
				t.Errorf("again: %+v, %+v", r, again.Conflicts)
			}
		})
	}
}

// What a citation says has a state for each of its fields.
func TestCitationsAreComparedByField(t *testing.T) {
	b := newBench(t)
	doc := func(cited data.Citation) form.Document {
		return form.Document{Articles: []form.Article{work("k", "The dike", "", cited)}}
	}
	b.write(b.compare(doc(data.Citation{DOI: "10.1/a", Volume: "1", Issue: "1", Authors: []data.Name{{Family: "Lee"}}})))
	here, err := b.Articles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	after := here[0]
	after.Citation.Volume, after.Citation.Issue = "2", "2"
	if _, err := b.Apply(t.Context(), data.Edit{Articles: []data.Change[data.Article]{data.Update(here[0], after)}}); err != nil {
		t.Fatal(err)
	}
	there := data.Citation{DOI: "10.1/b", Volume: "1", Issue: "3", Authors: []data.Name{{Family: "Lee", Given: "Ada"}}, Extra: map[string]string{"archive": "A"}}
	plan := b.compare(doc(there))
	if len(plan.Conflicts) != 1 || plan.Conflicts[0].Field != "citation.issue" || plan.Conflicts[0].Here != "2" || plan.Conflicts[0].There != "3" {
		t.Fatalf("%+v", plan.Conflicts)
	}
	b.write(plan)
	now, err := b.Articles(t.Context())
	want := there
	want.Volume, want.Issue = "2", "2"
	if err != nil || !now[0].Citation.Equal(want) {
		t.Errorf("%+v, %v", now[0].Citation, err)
	}
	if plan := b.compare(doc(there)); !plan.Empty() {
		t.Errorf("%+v", plan.Report)
	}
}

// An article with a text is that of the reference of its source; what waited is not
// doubled, and a file without texts does not take one away.
func TestTextOfAReferenceComesWithAFile(t *testing.T) {
	b := newBench(t)
	bare := work("k", "The dike", "https://mill.example/dike", data.Citation{DOI: "10.1/a"})
	event := event("e", "2022-02-04", "Flood")
	quote := anchor.Selector{Start: 40, End: 50, Exact: "the dike g"}
	listed := form.Document{
		Articles: []form.Article{bare}, Events: []form.Event{event}, Notes: []form.Note{noteOn(bare, "1", "the dike gave way")},
		Excerpts: []data.Excerpt{{ID: data.NewID(), Event: event.ID, Article: bare.ID, Anchor: quote}},
	}
	plan := b.compare(listed)
	if r := plan.Report; r.References != 1 || r.Notes != 1 || r.Waiting != 1 || r.Filled != 0 {
		t.Fatalf("%+v", r)
	}
	b.write(plan)

	b.source = "test:page.json"
	full := work("other", "Dike | Gazette", "https://mill.example/dike?utm_medium=mail", data.Citation{Volume: "3"})
	full.Article = full.WithText(dikeText)
	flood := event
	flood.ID = data.NewID()
	at, _ := anchor.Make(dikeText, strings.Index(dikeText, "the dike g"), strings.Index(dikeText, "the dike g")+10)
	plan = b.compare(form.Document{
		Articles: []form.Article{full}, Events: []form.Event{flood},
		Excerpts: []data.Excerpt{{ID: data.NewID(), Event: flood.ID, Article: full.ID, Anchor: at}},
	})
	if r := plan.Report; r.Articles != 0 || r.Filled != 1 || r.Updated != 1 || r.Conflicts != 0 {
		t.Fatalf("%+v", r)
	}
	b.write(plan)
	if got := b.reads(); got != "The dike, , vol. 3, DOI 10.1/a, 54 bytes" {
		t.Error(got)
	}
	here, err := b.Articles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if x, err := b.ArticleExcerpts(t.Context(), here[0].ID); err != nil || len(x) != 2 {
		t.Errorf("%+v, %v", x, err)
	}

	b.source = "test:a.json"
	again := listed
	again.Articles = []form.Article{work("k", "The dike", "https://mill.example/dike", data.Citation{DOI: "10.1/a"})}
	again.Notes = []form.Note{noteOn(again.Articles[0], "1", "the dike gave way")}
	again.Excerpts = nil
	b.write(b.compare(again))
	if got := b.reads(); !strings.HasSuffix(got, "54 bytes") {
		t.Error(got)
	}
}

// An address that several works have tells none of them: chapters of a book stay apart.
func TestAnAddressOfSeveral(t *testing.T) {
	b := newBench(t)
	const book = "https://press.example/book/1"
	b.add(data.Article{Title: "The book", URL: book}.WithText(dikeText))
	doc := func() form.Document {
		return form.Document{Articles: []form.Article{
			work("1", "First chapter", book, data.Citation{}), work("2", "Second chapter", book, data.Citation{}), work("3", "The book", book, data.Citation{Volume: "1"}),
			work("4", "The BOOK", book, data.Citation{Volume: "2"}), work("5", "Another", "https://press.example/", data.Citation{}),
		}}
	}
	plan := b.compare(doc())
	if r := plan.Report; r.References != 3 || r.Updated != 1 || r.Unchanged != 1 {
		t.Fatalf("%+v", r)
	}
	b.write(plan)
	if got := b.reads(); strings.Count(got, "\n") != 3 || !strings.Contains(got, "The book, , vol. 1, DOI , 54 bytes") {
		t.Error(got)
	}
	if plan := b.compare(doc()); !plan.Empty() || plan.Report.Unchanged != 5 {
		t.Errorf("again: %+v", plan.Report)
	}
}

// A file that has the texts now: what waited here for one is what the file says of it.
func TestTextOfAReferenceComesWithTheSameFile(t *testing.T) {
	b := newBench(t)
	const quote = "the dike gave way"
	doc := func(text string, start int) form.Document {
		a := work("k", "The dike", "", data.Citation{})
		a.Article = a.WithText(text)
		e := event("e", "2022-02-04", "Flood")
		at := anchor.Selector{Start: start, End: start + len(quote), Exact: quote}
		return form.Document{
			Articles: []form.Article{a}, Events: []form.Event{e}, Excerpts: []data.Excerpt{{ID: data.NewID(), Event: e.ID, Article: a.ID, Anchor: at}},
		}
	}
	b.write(b.compare(doc("", 0)))
	plan := b.compare(doc(dikeText, strings.Index(dikeText, quote)))
	if r := plan.Report; r.Filled != 1 || r.Conflicts != 0 {
		t.Fatalf("%+v", r)
	}
	b.write(plan)
	here, err := b.Articles(t.Context())
	if err != nil || here[0].IsReference() {
		t.Fatal(here, err)
	}
	if x, err := b.ArticleExcerpts(t.Context(), here[0].ID); err != nil || len(x) != 1 {
		t.Errorf("%+v, %v", x, err)
	}
	// The file loses it again: the library does not.
	b.write(b.compare(doc("", 0)))
	if a, err := b.Article(t.Context(), here[0].ID); err != nil || a.Text != dikeText {
		t.Errorf("%+v, %v", a, err)
	}
}
