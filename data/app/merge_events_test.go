package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

func TestJoined(t *testing.T) {
	first := data.Event{
		ID: data.NewID(), Title: "Fire", Date: day(t, "2021-05-03"), Description: "It burned all night.", Importance: 2,
		Tags: []string{"fire"}, Links: []data.Reference{{URL: "https://a.example/"}},
	}
	second := data.Event{
		ID: data.NewID(), Title: "Great fire", Date: day(t, "2021-05-04"), Description: "Nobody was hurt.", Importance: 4, Place: "Ardea", Source: "Police",
		Tags: []string{"mill", "fire"}, Links: []data.Reference{{URL: "https://a.example/", Title: "A"}, {URL: "https://b.example/"}},
	}
	third := data.Event{Description: "Nobody was hurt.", Source: "Mayor", Importance: 1}
	got := Joined([]data.Event{first, second, third})
	if got.ID != first.ID || got.Title != "Fire" || got.Date != first.Date || got.Place != "Ardea" || got.Importance != 4 {
		t.Errorf("joined is %+v", got)
	}
	if got.Description != "It burned all night.\n\nNobody was hurt." || got.Source != "Police; Mayor" {
		t.Errorf("joined says %q of %q", got.Description, got.Source)
	}
	if !slices.Equal(got.Tags, []string{"fire", "mill"}) || len(got.Links) != 2 || len(first.Tags) != 1 {
		t.Errorf("joined has %q and %v", got.Tags, got.Links)
	}
}

// several is a library with events that passages report, with notes on them and links to
// them, each of which came from a file.
func several(t testing.TB, l *Library, n int) []data.Event {
	t.Helper()
	const text = "The old mill burned down. The great fire began behind the church at night. Nobody was hurt.\n"
	track := data.NextTrack("Fires", nil)
	edit := data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}}
	var articles []data.Article
	for range 2 {
		a := articleOf(t, text)
		articles = append(articles, a)
		edit.Articles = append(edit.Articles, data.Insert(a))
	}
	sentences := strings.SplitAfter(strings.TrimSpace(text), ". ")
	body := data.Entity{ID: data.NewID(), Type: data.Person, Name: "The mayor"}
	edit.Entities = append(edit.Entities, data.Insert(body))
	var events []data.Event
	for i := range n {
		e := data.Event{ID: data.NewID(), Title: fmt.Sprint("Event ", i), Date: day(t, fmt.Sprintf("2021-05-%02d", 1+i/2)), Track: track.ID, Importance: 3, Tags: []string{fmt.Sprint("tag ", i)}}
		events = append(events, e)
		edit.Events = append(edit.Events, data.Insert(e))
		if i > 0 {
			edit.Relations = append(edit.Relations, data.Insert(data.Relation{ID: data.NewID(), From: events[(i-1)/2].ID, To: e.ID, Type: "causes"}))
		}
		edit.Mentions = append(edit.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: body.ID, Event: e.ID, Role: data.RolePlace}))
		edit.Origins = append(edit.Origins, data.Insert(data.Origin{ID: data.NewID(), Source: "csv:a.csv", Foreign: fmt.Sprint(i), Row: e.ID, Of: "event"}))
		for j := range 2 { // some report two events
			s := sentences[(i+j)%len(sentences)]
			at := strings.Index(text, s)
			a := articles[i%2]
			selector, err := anchor.Make(text, at, at+len(s))
			if err != nil {
				t.Fatal(err)
			}
			x := data.Excerpt{ID: data.NewID(), Event: e.ID, Article: a.ID, Anchor: selector}
			edit.Excerpts = append(edit.Excerpts, data.Insert(x))
			edit.Mentions = append(edit.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: body.ID, Event: e.ID, Excerpt: x.ID, Role: data.RoleActor}))
			edit.Annotations = append(edit.Annotations, data.Insert(data.Annotation{
				ID: data.NewID(), Event: e.ID, Text: "of [[it]] and [[that]]", Colour: "red",
				Links: []data.Link{{Text: "it", Event: events[i/2].ID}, {Text: "that", Excerpt: x.ID}},
			}))
		}
	}
	if _, err := l.Write(context.Background(), edit); err != nil {
		t.Fatal(err)
	}
	rows, err := l.EventRows(context.Background(), ids(events))
	return must(t, rows, err)
}

func ids(events []data.Event) []data.ID {
	out := make([]data.ID, len(events))
	for i, e := range events {
		out[i] = e.ID
	}
	return out
}

// A merge loses no row but the events that are one now and passages that are there twice,
// leaves nothing that leads nowhere, and is undone as one.
func TestMergeEvents(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	events := several(t, l, 8)
	before, err := data.ContentHash(ctx, store)
	must(t, before, err)
	was := counts(t, store)
	rapid.Check(t, func(t *rapid.T) {
		rows, err := store.EventRows(ctx, ids(events))
		if err != nil {
			t.Fatal(err)
		}
		perm := rapid.Permutation(rows).Draw(t, "events")
		merged := perm[:rapid.IntRange(2, len(perm)).Draw(t, "merged")]
		kept := Joined(merged)
		kept.Date = merged[rapid.IntRange(0, len(merged)-1).Draw(t, "date")].Date
		edit, err := l.MergeEvents(ctx, kept, merged)
		if err != nil {
			t.Fatal(err)
		}
		checkMerged(t, store, kept, merged, was)
		if edit.Label != "edit.events.merge" {
			t.Fatalf("the edit is %q", edit.Label)
		}
		if _, err := store.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if after, err := data.ContentHash(ctx, store); err != nil || after != before {
			t.Fatalf("undone, the library is another: %v", err)
		}
	})
	if now := counts(t, store); now != was {
		t.Errorf("there are %+v, were %+v", now, was)
	}
}

// checkMerged fails where a row is lost, or one leads to an event that is merged.
func checkMerged(t *rapid.T, store data.Store, kept data.Event, merged []data.Event, was data.Counts) {
	ctx := context.Background()
	now, err := store.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if now.Events != was.Events-len(merged)+1 || now.Annotations != was.Annotations || now.Articles != was.Articles {
		t.Fatalf("there are %+v, were %+v", now, was)
	}
	gone := ids(merged)
	gone = slices.DeleteFunc(gone, func(id data.ID) bool { return id == kept.ID })
	for _, shape := range data.Shapes() {
		for row, err := range store.Rows(ctx, shape.Kind) {
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range shape.Fields {
				switch v := f.At(row).(type) {
				case *data.ID:
					if slices.Contains(gone, *v) {
						t.Fatalf("the %s of a %s is an event that is merged", f.Name, shape.Kind)
					}
				case *[]data.Link:
					for _, link := range *v {
						if kind, id := link.Target(); kind == data.KindExcerpt {
							if _, err := store.Excerpt(ctx, id); err != nil {
								t.Fatalf("a link leads nowhere: %v", err)
							}
						} else if slices.Contains(gone, id) {
							t.Fatalf("a link leads to an event that is merged")
						}
					}
				}
			}
		}
	}
	excerpts, err := store.EventExcerpts(ctx, kept.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range excerpts {
		if slices.ContainsFunc(excerpts[:i], func(other data.Excerpt) bool { return sameReport(x, other) }) {
			t.Fatalf("%q reports the event twice", x.Anchor.Exact)
		}
	}
	mentions, err := store.EventMentions(ctx, kept.ID)
	if err != nil || !slices.ContainsFunc(mentions, func(m data.Mention) bool { return m.Role == data.RolePlace && m.Excerpt == (data.ID{}) }) {
		t.Fatalf("mentions are %+v, %v", mentions, err)
	}
	for i, x := range mentions {
		if slices.ContainsFunc(mentions[:i], func(o data.Mention) bool { return o.Excerpt == x.Excerpt && o.Role == x.Role }) {
			t.Fatalf("the event has %+v twice", x)
		}
		if x.Excerpt != (data.ID{}) && !slices.ContainsFunc(excerpts, func(e data.Excerpt) bool { return e.ID == x.Excerpt }) {
			t.Fatalf("%+v is of a passage that is gone", x)
		}
	}
	for _, e := range merged { // no date of an event that passages report is lost
		given := func(x data.Excerpt) bool { return x.Date == e.Date || e.Date == kept.Date && x.Date.IsZero() }
		if !slices.ContainsFunc(excerpts, given) {
			t.Fatalf("no passage gives %s", e.Date)
		}
	}
	origins, err := store.Origins(ctx, "")
	if err != nil || len(origins) != was.Events {
		t.Fatalf("%d origins, %v", len(origins), err)
	}
}

// What was changed meanwhile is not merged.
func TestMergeEventsThatWereChanged(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	events := several(t, l, 2)
	changed := events[1]
	changed.Description = "More is known."
	_, err := l.Write(ctx, data.Edit{Label: "test", Events: []data.Change[data.Event]{data.Update(events[1], changed)}})
	must(t, changed, err)
	was := counts(t, store)
	if _, err := l.MergeEvents(ctx, Joined(events), events); !errors.Is(err, data.ErrConflict) {
		t.Errorf("merged a stale event: %v", err)
	}
	if now := counts(t, store); now != was {
		t.Errorf("there are %+v, were %+v", now, was)
	}
}

// Each kind of row that names an event is merged with it.
func TestEveryRowOfAnEventIsMerged(t *testing.T) {
	merged := []string{"excerpt event", "annotation event", "mention event", "relation from_event", "relation to_event", "picture event", "step event"}
	for _, shape := range data.Shapes() {
		for _, f := range shape.Fields {
			if name := shape.Kind.String() + " " + f.Name; f.Refers && f.To == data.KindEvent && !slices.Contains(merged, name) {
				t.Errorf("MergeEvents leaves the %s", name)
			}
		}
	}
}
