package app

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/text/anchor"
)

// TestLeftPlaces: a place that was left is not proposed for that event again, in whatever
// script, and for others it is; it goes along when events are merged, and is undone.
func TestLeftPlaces(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	g := gazetteer.New()
	const text = "CAIRO (Reuters) - Talks were held in Nairobi and in نيروبي, they said."
	a := data.Article{ID: data.NewID(), Title: "A day in Istanbul", URL: "https://example.org/talks", Lang: "en", Added: 1}.WithText(text)
	row, err := store.Event(ctx, f.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	other := row
	other.ID, other.Rev, other.Title = data.NewID(), 0, "Talks again"
	edit := data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(a)}, Events: []data.Change[data.Event]{data.Insert(other)}}
	passage := func(event data.ID, of, part string) {
		s, err := anchor.Make(of, strings.Index(of, " ")+1, len(of))
		if err != nil {
			t.Fatal(err)
		}
		s.Part = part
		edit.Excerpts = append(edit.Excerpts, data.Insert(data.Excerpt{ID: data.NewID(), Event: event, Article: a.ID, Anchor: s}))
	}
	passage(row.ID, text, "")
	passage(row.ID, a.Title, data.OfTitle)
	passage(other.ID, text, "")
	if _, err := l.Apply(ctx, edit); err != nil {
		t.Fatal(err)
	}
	if other, err = store.Event(ctx, other.ID); err != nil {
		t.Fatal(err)
	}
	proposed := func(event data.ID) (names []string, all []PlaceProposal) {
		t.Helper()
		all, err := ProposePlaces(ctx, store, g, event, []gazetteer.Place{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range all {
			names = append(names, p.English)
		}
		return names, all
	}
	leave := func(event data.ID, name string) {
		t.Helper()
		names, all := proposed(event)
		i := slices.Index(names, name)
		if i < 0 {
			t.Fatalf("%s is not proposed: %q", name, names)
		}
		if of := all[i].Anchor; of.Part == "" && text[of.Start:of.End] != of.Exact {
			t.Errorf("%+v is not in the text", of)
		}
		if _, err := l.LeavePlace(ctx, event, all[i]); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"Nairobi", "Cairo", "Istanbul"} {
		leave(row.ID, name)
	}
	if got, _ := proposed(row.ID); !slices.Equal(got, []string{"Beijing"}) {
		t.Errorf("%q are proposed again", got)
	}
	if got, _ := proposed(other.ID); !slices.Equal(got, []string{"Nairobi", "Cairo"}) {
		t.Errorf("for the other event %q are proposed", got)
	}
	r := namesRead{Library: l, ctx: ctx, said: map[data.ID]map[data.ID]bool{}, refused: map[string]bool{}, excerpts: map[data.ID][]data.Excerpt{}}
	if err := r.read(); err != nil || len(r.refused) != 0 {
		t.Errorf("names are refused with it: %v, %v", r.refused, err)
	}
	if _, err := l.MergeEvents(ctx, other, []data.Event{row, other}); err != nil {
		t.Fatal(err)
	}
	if got, _ := proposed(other.ID); !slices.Equal(got, []string{"Beijing"}) {
		t.Errorf("merged, %q are proposed", got)
	}
	for range 4 {
		if _, err := store.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := proposed(row.ID); !slices.Contains(got, "Nairobi") || !slices.Contains(got, "Cairo") || !slices.Contains(got, "Istanbul") {
		t.Errorf("undone, %q are proposed", got)
	}
}
