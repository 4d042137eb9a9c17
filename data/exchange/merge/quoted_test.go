package merge_test

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// A reference is the article of its title where words that are quoted from it are there:
// by the title alone it is another.
func TestReferenceOfTheSameTitle(t *testing.T) {
	for name, c := range map[string]struct {
		title, url string
		quotes     []string
		same       bool
	}{
		"quoted":              {"The Dike", "", []string{"the dike gave way"}, true},
		"one of the quotes":   {"THE DIKE", "https://elsewhere.example/dike", []string{"wholly other words", "Nobody was hurt"}, true},
		"other words":         {"The dike", "", []string{"wholly other words of another day"}, false},
		"without quotes":      {"The dike", "", nil, false},
		"of another title":    {"The dam", "", []string{"the dike gave way"}, false},
		"a title of no words": {"—", "", []string{"the dike gave way"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			here := b.add(data.Article{Title: "The dike"}.WithText(dikeText))
			there := work("k", c.title, c.url, data.Citation{})
			doc := form.Document{Articles: []form.Article{there}}
			for _, quote := range c.quotes {
				doc.Notes = append(doc.Notes, noteOn(there, quote, quote))
			}
			plan := b.compare(doc)
			if r := plan.Report; (r.References == 0) != c.same || r.Waiting > 0 == c.same && len(c.quotes) > 0 {
				t.Fatalf("%+v", r)
			}
			if lost := plan.Report.Orphans; c.same && lost != len(c.quotes)-1 {
				t.Errorf("%d are not found", lost)
			}
			b.write(plan)
			if notes, err := b.ArticleAnnotations(t.Context(), here.ID); err != nil || (len(notes) > 0) != c.same {
				t.Errorf("%d notes on the article, %v", len(notes), err)
			}
		})
	}
}

// Places in a document are counted in characters; the library counts bytes.
func TestPlacesInCharacters(t *testing.T) {
	b := newBench(t)
	const text = "قال نعم. قال نعم. قال نعم. قال نعم. قال نعم. قال نعم.\n"
	b.add(data.Article{Title: "A", URL: "https://mill.example/a"}.WithText(text))
	there := work("k", "A", "https://mill.example/a", data.Citation{})
	n := noteOn(there, "1", "نعم")
	at := len([]rune(text[:strings.LastIndex(text, "نعم")]))
	n.Anchor.Start, n.Anchor.End = at, at+len("نعم")
	n.Anchor.Prefix, n.Anchor.Suffix = "قال ", ". قال"
	b.write(b.compare(form.Document{Articles: []form.Article{there}, Notes: []form.Note{n}}))
	notes, err := b.Annotations(t.Context())
	if err != nil || len(notes) != 1 || notes[0].Anchor.Start != strings.LastIndex(text, "نعم") {
		t.Errorf("%+v, %v", notes, err)
	}
}

// A note without an id is the same one after its words were found with others, and two
// addresses of one source are both that article.
func TestQuotedNotesAgain(t *testing.T) {
	b := newBench(t)
	b.add(data.Article{Title: "The dike", URL: "https://mill.example/dike"}.WithText(dikeText))
	doc := func() form.Document {
		one := work("1", "The dike", "https://mill.example/dike", data.Citation{})
		two := work("2", "The dike", "https://www.mill.example/dike?utm_source=x", data.Citation{})
		return form.Document{Articles: []form.Article{one, two}, Notes: []form.Note{
			noteOn(one, "", "The Dike gave  way"), noteOn(two, "", "Nobody was hurt"), noteOn(two, "", "nobody has ever been seen there"),
		}}
	}
	plan := b.compare(doc())
	if r := plan.Report; r.Notes != 3 || r.References != 0 || r.Waiting != 0 || r.Orphans != 1 {
		t.Fatalf("%+v", r)
	}
	b.write(plan)
	notes, err := b.Annotations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, n := range notes {
		if n.Doubt == (data.Doubt{}) || n.Doubt.State == data.CheckMe {
			found[n.Anchor.Exact] = dikeText[n.Anchor.Start:n.Anchor.End] == n.Anchor.Exact
		}
	}
	if !found["the dike gave way"] || !found["Nobody was hurt"] {
		t.Errorf("%+v", notes)
	}
	if again := b.compare(doc()); !again.Empty() || again.Report.Notes != 0 {
		t.Errorf("again: %+v", again.Report)
	}
}

// A note without an id that waited is the same one after its text has come.
func TestQuotedNotesAfterTheirText(t *testing.T) {
	b := newBench(t)
	doc := func() form.Document {
		there := work("1", "The dike", "https://mill.example/dike", data.Citation{})
		return form.Document{Articles: []form.Article{there}, Notes: []form.Note{noteOn(there, "", "The Dike gave  way")}}
	}
	plan := b.compare(doc())
	if plan.Report.Waiting != 1 {
		t.Fatalf("%+v", plan.Report)
	}
	b.write(plan)
	articles, err := b.Articles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	edit := data.Edit{Articles: []data.Change[data.Article]{data.Update(articles[0], articles[0].WithText(dikeText))}}
	if _, err := b.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	if again := b.compare(doc()); again.Report.Notes != 0 || again.Report.Gone != 0 {
		t.Errorf("again: %+v", again.Report)
	}
}

// Rows that a file has twice are one; those that have the same key and say different things
// are known each by its own at the next import.
func TestRowsWithOneKey(t *testing.T) {
	b := newBench(t)
	doc := func() form.Document {
		first, second := work("k", "The dike", "", data.Citation{}), work("k", "The dike", "", data.Citation{})
		third := noteOn(second, "1", "words")
		third.Text = "Another"
		return form.Document{Articles: []form.Article{first, second}, Notes: []form.Note{noteOn(first, "1", "words"), noteOn(second, "1", "words"), third}}
	}
	plan := b.compare(doc())
	if r := plan.Report; r.References != 1 || r.Notes != 2 {
		t.Errorf("%+v", r)
	}
	b.write(plan)
	again := b.compare(doc())
	if r := again.Report; !again.Empty() || r.Unchanged != 3 {
		t.Errorf("again: %+v", r)
	}
}
