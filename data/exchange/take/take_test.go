package take_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/take"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/query"
)

func date(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// library has two events with a passage of an article each, of which the older event has
// the newer article, an article that nothing cites, and a note of every kind.
func library(t testing.TB) data.Store {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "Tarikh test").Create(t.Context(), filepath.Join(t.TempDir(), "test.tarikh"), "Test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	edit := data.Edit{Label: "edit.sample"}
	tracks := map[string]data.ID{}
	for i, name := range []string{"Summits", "رياضة", "Empty"} {
		track := data.Track{ID: data.NewID(), Name: name, Colour: "red", Order: i}
		tracks[name] = track.ID
		edit.Tracks = append(edit.Tracks, data.Insert(track))
	}
	article := func(title, edtf string) data.Article {
		a := data.Article{ID: data.NewID(), Title: title}.WithText("First words of " + title + ".\nThen others.\n")
		if edtf != "" {
			a.Published = date(t, edtf)
		}
		edit.Articles = append(edit.Articles, data.Insert(a))
		return a
	}
	uncited := article("uncited", "1999")
	report, undated := article("report", "2022-02-05"), article("undated", "")
	event := func(title, edtf, track string, of ...data.Article) data.ID {
		e := data.Event{ID: data.NewID(), Title: title, Date: date(t, edtf), Track: tracks[track], Importance: 3}
		edit.Events = append(edit.Events, data.Insert(e))
		for _, a := range of {
			s, err := anchor.Make(a.Text, 0, len("First words"))
			if err != nil {
				t.Fatal(err)
			}
			edit.Excerpts = append(edit.Excerpts, data.Insert(data.Excerpt{ID: data.NewID(), Event: e.ID, Article: a.ID, Anchor: s}))
		}
		return e.ID
	}
	games := event("Winter Games", "2022-02-04/2022-02-20", "رياضة", report)
	summit := event("Summit", "2022-01-14", "Summits", undated, report)
	created := int64(0)
	note := func(n data.Annotation) data.ID {
		created++
		n.ID, n.Created, n.Changed, n.Colour = data.NewID(), created, created, "amber"
		edit.Annotations = append(edit.Annotations, data.Insert(n))
		return n.ID
	}
	open := note(data.Annotation{Event: summit, Text: "open"})
	note(data.Annotation{Event: games, Text: "of another", Author: "Somebody"})
	hidden := note(data.Annotation{Event: games, Text: "private", Private: true, Author: "Reader"})
	note(data.Annotation{Parent: open, Text: "answer", Author: "Reader"})
	note(data.Annotation{Parent: hidden, Text: "answer to private"})
	note(data.Annotation{Span: date(t, "2022-02"), Text: "february"})
	note(data.Annotation{Article: undated.ID, Text: "on undated"})
	aside := note(data.Annotation{Article: uncited.ID, Text: "on uncited"})
	note(data.Annotation{Parent: aside, Text: "answer aside", Author: "Somebody"})
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	return store
}

// told is what was taken, in words.
func told(taken form.Taken) string {
	var parts []string
	tracks, articles := taken.DistinctNames(), taken.ArticlesByID()
	for _, e := range taken.Events {
		said := e.Title + " on " + tracks[e.Track]
		for _, x := range e.Excerpts {
			said += " by " + articles[x.Article].Title
		}
		parts = append(parts, said)
	}
	for _, a := range taken.Articles {
		parts = append(parts, fmt.Sprintf("%s: %d", a.Title, len(a.Text)))
	}
	for _, n := range taken.Notes {
		parts = append(parts, n.Text)
	}
	return strings.Join(parts, "; ")
}

func TestSelections(t *testing.T) {
	store := library(t)
	const (
		both    = "Summit on Summits by report by undated; Winter Games on رياضة by report; "
		sources = "report: 0; undated: 0"
	)
	words := func(text string) query.Query { return query.Parse(text, query.Options{}) }
	mine := []string{"Reader"}
	for _, c := range []struct {
		name string
		of   take.Selection
		want string
	}{
		{"nothing said", take.Selection{}, both + sources},
		{"no articles", take.Selection{Articles: take.NoArticles}, "Summit on Summits; Winter Games on رياضة"},
		{"texts", take.Selection{Articles: take.FullTexts}, both + "report: 36; undated: 37"},
		{"my notes", take.Selection{Notes: take.MyNotes, Mine: mine}, both + sources + "; open; answer; february; on undated"},
		{"notes of nobody", take.Selection{Notes: take.MyNotes}, both + sources + "; open; february; on undated"},
		{"all notes", take.Selection{Notes: take.AllNotes}, both + sources + "; open; of another; private; answer; answer to private; february; on undated"},
		{"words", take.Selection{Query: words("winter"), Notes: take.MyNotes, Mine: mine}, "Winter Games on رياضة by report; report: 0; february"},
		{"a track", take.Selection{Query: words("track:Summits")}, "Summit on Summits by report by undated; " + sources},
		{"from", take.Selection{From: date(t, "2022-02-20")}, "Winter Games on رياضة by report; report: 0"},
		{
			"to",
			take.Selection{To: date(t, "2022-01"), Notes: take.MyNotes, Articles: take.NoArticles, Mine: mine},
			"Summit on Summits; open; answer",
		},
		{"nothing left", take.Selection{Query: words("nowhere"), Notes: take.AllNotes}, "february"},
	} {
		taken, err := take.From(t.Context(), store, c.of)
		if err != nil {
			t.Fatal(err)
		}
		if got := told(taken); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Articles that report no event are taken beside the others where no event can be left out.
func TestOthers(t *testing.T) {
	store := library(t)
	for _, c := range []struct {
		name string
		of   take.Selection
		want string // articles and notes
	}{
		{"nothing said", take.Selection{}, "uncited"},
		{"no articles", take.Selection{Articles: take.NoArticles, Notes: take.AllNotes}, ""},
		{"my notes", take.Selection{Articles: take.FullTexts, Notes: take.MyNotes}, "uncited; on uncited"},
		{"all notes", take.Selection{Notes: take.AllNotes}, "uncited; on uncited; answer aside"},
		{"a filter", take.Selection{Query: query.Parse("i", query.Options{}), Notes: take.AllNotes}, ""},
		{"a span", take.Selection{From: date(t, "1900"), Notes: take.AllNotes}, ""},
	} {
		taken, err := take.From(t.Context(), store, c.of)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range taken.Others {
			got = append(got, a.Title+a.Text)
		}
		for _, n := range taken.OtherNotes {
			got = append(got, n.Text)
		}
		if said := strings.Join(got, "; "); said != c.want {
			t.Errorf("%s: got %q, want %q", c.name, said, c.want)
		}
		all := taken.WithOthers()
		if len(all.Articles) != len(taken.Articles)+len(taken.Others) || len(all.Notes) != len(taken.Notes)+len(taken.OtherNotes) || all.Others != nil {
			t.Errorf("%s: %d articles, %d notes together", c.name, len(all.Articles), len(all.Notes))
		}
	}
}

// A note on an event that quotes an article brings that along, whether or not it has passages, and
// waits for its text or not.
func TestNotesBringTheirSources(t *testing.T) {
	store := library(t)
	columns, err := store.Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	edit := data.Edit{Label: "edit.sample"}
	book := data.Article{ID: data.NewID(), Title: "book"}.WithText("")
	edit.Articles = append(edit.Articles, data.Insert(book))
	edit.Annotations = append(edit.Annotations, data.Insert(data.Annotation{
		ID: data.NewID(), Event: columns.IDs[0], Article: book.ID, Anchor: anchor.Selector{Exact: "words", End: 5}, Text: "waits", Author: "Reader", Created: 9, Changed: 9, Colour: "amber",
	}))
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		of   take.Selection
		want bool
	}{
		{take.Selection{}, false},
		{take.Selection{Notes: take.MyNotes}, false},
		{take.Selection{Notes: take.MyNotes, Mine: []string{"Reader"}}, true},
		{take.Selection{Notes: take.AllNotes, From: date(t, "1900")}, true},
		{take.Selection{Notes: take.AllNotes, From: date(t, "2100")}, false},
	} {
		taken, err := take.From(t.Context(), store, c.of)
		if err != nil {
			t.Fatal(err)
		}
		_, brought := taken.ArticlesByID()[book.ID]
		said := slices.ContainsFunc(taken.Notes, func(n data.Annotation) bool { return n.Text == "waits" })
		if brought != c.want || said != c.want {
			t.Errorf("%+v: the article is taken %t, the note %t, want %t", c.of, brought, said, c.want)
		}
	}
}

// What is written has the time of the last edit, not that of writing.
func TestEditedIsTheLastEdit(t *testing.T) {
	store := library(t)
	taken, err := take.From(t.Context(), store, take.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	steps, err := store.Steps(t.Context(), 0, 1)
	if err != nil || len(steps) != 1 || taken.Edited.Unix() != steps[0].Time {
		t.Errorf("edited %s; steps %v, %v", taken.Edited, steps, err)
	}
	if names := slices.Sorted(func(yield func(string) bool) {
		for _, track := range taken.Tracks {
			if !yield(track.Name) {
				return
			}
		}
	}); len(names) != 2 {
		t.Errorf("tracks %q; those without events are left out", names)
	}
}

// Events are taken with their states, by all of their sources, whatever of these is taken.
func TestStatesAreTaken(t *testing.T) {
	for _, articles := range []take.Articles{take.NoArticles, take.Excerpts, take.FullTexts} {
		taken, err := take.From(t.Context(), library(t), take.Selection{Articles: articles, Query: query.Parse("Summit", query.Options{})})
		if err != nil || len(taken.Events) != 1 || taken.Events[0].State != data.StateSingleSource {
			t.Errorf("with %d: %+v, %v", articles, taken.Events, err)
		}
	}
}
