package sqlite_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
)

// The catalog for filters, counts and orders follows edits: it answers like one that is
// read in full, whatever was changed and however many steps at once.
func TestCatalogFollowsEdits(t *testing.T) {
	opener, path := newOpener(), libraryPath(t)
	f, err := opener.Create(t.Context(), path, "A library")
	s := closing(t, f, err)
	made := apply(t, s, sampleEdit(t, 12))
	track, article := *made.Tracks[0].After, *made.Articles[0].After
	var events []data.Event
	for _, c := range made.Events {
		events = append(events, *c.After)
	}
	note := *made.Annotations[0].After
	rapid.Check(t, func(r *rapid.T) {
		for range rapid.IntRange(1, 4).Draw(r, "edits") {
			e := drawChange(r, &events, &note, track, article)
			if rapid.IntRange(0, 5).Draw(r, "zone") == 0 {
				library, err := s.Library(t.Context())
				if err != nil {
					r.Fatal(err)
				}
				apply(t, s, data.SetZone(library, rapid.SampledFrom([]string{"", "Asia/Tokyo", "America/New_York"}).Draw(r, "which")))
			}
			done, err := s.Apply(t.Context(), e)
			if err != nil {
				continue // what others refer to
			}
			for _, c := range done.Events {
				events = slices.DeleteFunc(events, func(e data.Event) bool { return c.Before != nil && e.ID == c.Before.ID })
				if c.After != nil {
					events = append(events, *c.After)
				}
			}
			for _, c := range done.Annotations {
				note = *c.After
			}
		}
		anew, err := opener.Read(t.Context(), path)
		if err != nil {
			r.Fatal(err)
		}
		defer anew.Close()
		cols, err := s.Columns(t.Context())
		if err != nil {
			r.Fatal(err)
		}
		for _, text := range []string{
			"tag:a", "tag:b", "source:x", "has:place", "has:note", "has:article", "is:uncertain", "is:span", "colour:amber", "-tag:a has:tag", "event", "on:2022-02-04",
		} {
			q := query.Parse(text, query.Options{})
			same(r, text, func(s data.Store) (any, error) { return s.Matching(t.Context(), q, cols, []data.Track{track}) }, s, anew)
		}
		same(r, "counts", func(s data.Store) (any, error) {
			return s.Facets(t.Context(), query.Query{}, cols, []data.Track{track})
		}, s, anew)
		for by := data.ByDate; by <= data.BySource; by++ {
			same(r, fmt.Sprint("order ", by), func(s data.Store) (any, error) { return s.EventOrder(t.Context(), cols, nil, by, true) }, s, anew)
		}
	})
}

// same asserts that two stores give the same answer.
func same(t *rapid.T, what string, ask func(data.Store) (any, error), a, b data.Store) {
	got, err := ask(a)
	want, err2 := ask(b)
	if err != nil || err2 != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%s: %v (%v), anew %v (%v)", what, got, err, want, err2)
	}
}

func drawChange(t *rapid.T, events *[]data.Event, note *data.Annotation, track data.Track, article data.Article) (e data.Edit) {
	e.Label = "x"
	date := func() dates.Date {
		d, err := dates.Parse(rapid.SampledFrom([]string{"2020", "2021-03", "2022-02-04", "2022-02-04T00:30+03:00", "2022-02-03T23:30-05:00", "2022-02-04?", "2020/2022", "2023"}).Draw(t, "date"))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	draw := func(event data.Event) data.Event {
		event.Title, event.Date = rapid.SampledFrom([]string{"a", "Event b", "c"}).Draw(t, "title"), date()
		event.Place, event.Source = rapid.SampledFrom([]string{"", "p", "q"}).Draw(t, "place"), rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "source")
		event.Tags = rapid.SampledFrom([][]string{nil, {"a"}, {"b"}, {"a", "b"}}).Draw(t, "tags")
		return event
	}
	kind := rapid.SampledFrom([]string{"insert", "change", "change", "delete", "note", "excerpt"}).Draw(t, "kind")
	if len(*events) < 3 {
		kind = "insert"
	}
	switch kind {
	case "insert":
		e.Events = append(e.Events, data.Insert(draw(data.Event{ID: data.NewID(), Track: track.ID, Importance: 3})))
	case "change":
		before := rapid.SampledFrom(*events).Draw(t, "event")
		e.Events = append(e.Events, data.Update(before, draw(before)))
	case "delete":
		e.Events = append(e.Events, data.Delete(rapid.SampledFrom(*events).Draw(t, "event")))
	case "note":
		after := *note
		after.Event, after.Tags = rapid.SampledFrom(*events).Draw(t, "event").ID, rapid.SampledFrom([][]string{nil, {"a"}, {"c"}}).Draw(t, "tags")
		e.Annotations = append(e.Annotations, data.Update(*note, after))
	case "excerpt":
		x := data.Excerpt{ID: data.NewID(), Event: rapid.SampledFrom(*events).Draw(t, "event").ID, Article: article.ID}
		x.Anchor.End, x.Anchor.Exact = 4, "They"
		e.Excerpts = append(e.Excerpts, data.Insert(x))
	}
	return e
}
