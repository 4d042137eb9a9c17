package webannotation

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/text/anchor"
)

// annotated draws what is taken of a library with notes of all kinds in it.
func annotated(t *rapid.T) form.Taken {
	taken := formtest.Taken(t)
	taken.Articles[0].Text = "محادثات on the 😀 budget ended. Talks on the budget ended.\n"
	text := taken.Articles[0].Text
	taken.Notes = nil
	n := 0
	for range rapid.IntRange(0, 5).Draw(t, "notes") {
		n++
		note := data.Annotation{
			Text: rapid.OneOf(rapid.Just(""), formtest.Texts(true)).Draw(t, "text"), Colour: rapid.SampledFrom(data.Colours()).Draw(t, "colour"),
			Author: rapid.SampledFrom([]string{"", "ليلى", "Ann, B."}).Draw(t, "author"), Created: 1_600_000_000 + int64(n),
			Dir: rapid.SampledFrom([]string{"", "rtl"}).Draw(t, "dir"),
		}
		if note.Text = strings.TrimSpace(note.Text); note.Text == "" {
			note.Dir = ""
		}
		copy(note.ID[:], fmt.Sprintf("annotation%06d", n))
		note.Changed = note.Created + rapid.Int64Range(0, 2).Draw(t, "later")
		note.Tags = rapid.SampledFrom([][]string{nil, {"two words", "ثانٍ"}}).Draw(t, "tags")
		switch on := rapid.IntRange(0, 4).Draw(t, "on"); {
		case on == 0 && n > 1 && taken.Notes[0].Parent == (data.ID{}):
			note.Parent = taken.Notes[0].ID
		case on == 1 && len(taken.Events) > 0:
			note.Event = taken.Events[0].ID
		case on == 2:
			note.Span = formtest.Dates().Draw(t, "span")
		default:
			note.Article = taken.Articles[0].ID
			if rapid.Bool().Draw(t, "passage") {
				start := strings.Index(text, rapid.SampledFrom([]string{"محادثات", "😀", "budget", "Talks"}).Draw(t, "words"))
				end := start + strings.Index(text[start:], " ")
				note.Anchor, _ = anchor.Make(text, start, end)
				if len(taken.Events) > 0 && rapid.Bool().Draw(t, "too") {
					note.Event = taken.Events[0].ID
				}
			}
		}
		if note.Text == "" && !note.OnPassage() {
			note.Text = "said"
		}
		if note.Validate() == nil {
			taken.Notes = append(taken.Notes, note)
		}
	}
	return taken
}

// What is written is read as the same notes on the same things, and the passages that
// report events as those.
func TestNotesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := annotated(t)
		var out bytes.Buffer
		if _, err := write(context.Background(), &out, taken); err != nil {
			t.Fatal(err)
		}
		d, err := readFile(context.Background(), formtest.File("x.jsonld", out.String()), form.Options{Now: now})
		excerpts := 0
		for _, e := range taken.Events {
			for _, x := range e.Excerpts {
				if strings.TrimSpace(x.Anchor.Exact) != "" {
					excerpts++
				}
			}
		}
		empty := len(taken.Notes)+excerpts == 0
		if empty {
			if err == nil {
				t.Fatal("a collection of nothing is read")
			}
			return
		}
		if err != nil || len(d.Notes) != len(taken.Notes) || len(d.Excerpts) != excerpts || len(d.Skipped)+len(d.Dropped) > 0 {
			t.Fatalf("%d notes, want %d; %d excerpts, want %d; skipped %v, dropped %v, %v\n%s", len(d.Notes), len(taken.Notes), len(d.Excerpts), excerpts, d.Skipped, d.Dropped, err, out.String())
		}
		if d.Title != form.Line(taken.Library.Title) {
			t.Fatalf("title %q", d.Title)
		}
		keys := map[data.ID]string{}
		for _, n := range d.Notes {
			keys[n.ID] = n.Key
		}
		byKey := map[string]form.Note{}
		for _, n := range d.Notes {
			byKey[n.Key] = n
		}
		for _, want := range taken.Notes {
			got := byKey[urn(want.ID)]
			if got.Text != want.Text || got.Author != want.Author || got.Created != want.Created || got.Changed != want.Changed || got.Dir != want.Dir ||
				!slices.Equal(got.Tags, want.Tags) || got.Span != want.Span || want.Parent == (data.ID{}) && got.Colour != want.Colour {
				t.Fatalf("%+v\nis read as\n%+v\n%s", want, got, out.String())
			}
			if got.Anchor.Exact != want.Anchor.Exact || got.Anchor.Prefix != want.Anchor.Prefix || got.Anchor.Suffix != want.Anchor.Suffix {
				t.Fatalf("%+v\nis read as\n%+v", want.Anchor, got.Anchor)
			}
			if want.OnPassage() && got.Anchor.Start != len([]rune(taken.Articles[0].Text[:want.Anchor.Start])) {
				t.Fatalf("%+v\nis read at %d", want.Anchor, got.Anchor.Start)
			}
			if want.Parent != (data.ID{}) && keys[got.Parent] != urn(want.Parent) {
				t.Fatalf("%+v\nanswers %q", want, keys[got.Parent])
			}
			if (want.Article == data.ID{}) != (got.Article == data.ID{}) || (want.Event == data.ID{}) != (got.Event == data.ID{}) {
				t.Fatalf("%+v\nis read as\n%+v", want, got)
			}
		}
		for _, a := range d.Articles {
			if a.URL != taken.Articles[0].URL || a.Title != form.Line(taken.Articles[0].Title) {
				t.Fatalf("article %q %q", a.URL, a.Title)
			}
		}
		events := map[data.ID]form.Event{}
		for _, e := range d.Events {
			events[e.ID] = e
		}
		titles := map[string]dates.Date{}
		for _, e := range taken.Events {
			titles[urn(e.ID)] = e.Date
		}
		for _, x := range d.Excerpts {
			if e := events[x.Event]; titles[e.Key] != e.Date {
				t.Fatalf("%+v is not of the event %s", x, e.Key)
			}
		}
	})
}

func TestWrittenIsTheModels(t *testing.T) {
	e := data.Event{ID: data.ID{1}, Title: "Talks", Importance: 3}
	e.Date, _ = dates.Parse("2022-02-04")
	a := data.Article{ID: data.ID{2}, Title: "News", URL: "https://example.org/a"}.WithText("Talks 😀 ended.")
	s, _ := anchor.Make(a.Text, 11, 16)
	taken := form.Taken{
		Library: data.Library{ID: data.ID{3}, Title: "L"}, Articles: []data.Article{a}, Events: []form.TakenEvent{{Event: e}, {Event: data.Event{ID: data.ID{9}}}},
		Notes: []data.Annotation{{ID: data.ID{4}, Article: a.ID, Event: e.ID, Anchor: s, Text: "See [[Talks]]", Author: "Ann", Colour: "blue", Created: 1}},
	}
	var out bytes.Buffer
	lost, err := write(context.Background(), &out, taken)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"id":"urn:uuid:04000000-0000-0000-0000-000000000000","type":"Annotation","motivation":"commenting","creator":{"type":"Person","name":"Ann"},"created":"1970-01-01T00:00:01Z",` +
		`"stylesheet":{"type":"CssStylesheet","value":".blue { background-color: #2d6cc0 }"},"body":[{"type":"TextualBody","purpose":"commenting","value":"See Talks","format":"text/plain"}],` +
		`"target":[{"type":"SpecificResource","source":{"id":"https://example.org/a","dcterms:title":"News"},` +
		`"selector":[{"type":"TextQuoteSelector","exact":"ended","prefix":"Talks 😀 ","suffix":"."},{"type":"TextPositionSelector","start":8,"end":13}],"styleClass":"blue"},` +
		`{"type":"SpecificResource","source":{"id":"urn:uuid:01000000-0000-0000-0000-000000000000","dcterms:title":"Talks","dcterms:date":"2022-02-04"},"styleClass":"blue"}]}`
	if !strings.Contains(out.String(), want) {
		t.Errorf("written\n%s\nwant\n%s", out.String(), want)
	}
	if lost[form.LosesUnmarked] != 1 {
		t.Errorf("lost %v", lost)
	}
}
