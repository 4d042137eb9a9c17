package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
)

// listedChanges are the rows that were changed after a revision, each with how often.
func listedChanges(t testing.TB, s data.Store, since int64) map[data.ChangedRow]int {
	t.Helper()
	c := must(s.Changes(t.Context(), since))(t)
	if c.All || c.Revision != must(s.Revision(t.Context()))(t) {
		t.Fatalf("changes since %d: all %v, revision %d", since, c.All, c.Revision)
	}
	out := map[data.ChangedRow]int{}
	last := since
	for _, r := range c.Rows {
		if r.Revision < last || r.By == "" {
			t.Errorf("%+v comes after revision %d", r, last)
		}
		last = r.Revision
		out[data.ChangedRow{Kind: r.Kind, ID: r.ID}]++
	}
	return out
}

// changesTold: an edit, its undoing and its redoing tell which rows of which kinds
// they have written or deleted, and those that they left as they were are not told.
func changesTold(t *testing.T, s data.Store) {
	x := newSample(t)
	before := must(s.Revision(t.Context()))(t)
	same(t, "before any edit", listedChanges(t, s, before), map[data.ChangedRow]int{})
	done := apply(t, s, x.insert())
	want := map[data.ChangedRow]int{}
	for _, k := range []struct {
		kind data.Kind
		ids  []data.ID
	}{
		{data.KindTrack, ids(x.tracks, func(r data.Track) data.ID { return r.ID })},
		{data.KindEvent, ids(x.events, func(r data.Event) data.ID { return r.ID })},
		{data.KindArticle, ids(x.articles, func(r data.Article) data.ID { return r.ID })},
		{data.KindExcerpt, ids(x.excerpts, func(r data.Excerpt) data.ID { return r.ID })},
		{data.KindAnnotation, ids(x.annotations, func(r data.Annotation) data.ID { return r.ID })},
		{data.KindEdition, ids(x.editions, func(r data.Edition) data.ID { return r.ID })},
		{data.KindDismissal, ids(x.dismissals, func(r data.Dismissal) data.ID { return r.ID })},
		{data.KindView, ids(x.views, func(r data.View) data.ID { return r.ID })},
		{data.KindOrigin, ids(x.origins, func(r data.Origin) data.ID { return r.ID })},
		{data.KindEntity, ids(x.entities, func(r data.Entity) data.ID { return r.ID })},
		{data.KindMention, ids(x.mentions, func(r data.Mention) data.ID { return r.ID })},
		{data.KindRelation, ids(x.relations, func(r data.Relation) data.ID { return r.ID })},
		{data.KindPicture, ids(x.pictures, func(r data.Picture) data.ID { return r.ID })},
		{data.KindStory, ids(x.stories, func(r data.Story) data.ID { return r.ID })},
		{data.KindStep, ids(x.steps, func(r data.StoryStep) data.ID { return r.ID })},
	} {
		for _, id := range k.ids {
			want[data.ChangedRow{Kind: k.kind, ID: id}]++
		}
	}
	same(t, "an insert", listedChanges(t, s, before), want)

	event, untouched := *done.Events[0].After, *done.Events[1].After
	next := event
	next.Title = "Next"
	changed := data.ChangedRow{Kind: data.KindEvent, ID: event.ID}
	at := must(s.Revision(t.Context()))(t)
	apply(t, s, data.Edit{Label: "x", Events: []data.Change[data.Event]{data.Update(event, next), data.Update(untouched, untouched)}})
	same(t, "an update", listedChanges(t, s, at), map[data.ChangedRow]int{changed: 1})
	must(s.Undo(t.Context()))(t)
	must(s.Redo(t.Context()))(t)
	same(t, "with undo and redo", listedChanges(t, s, at), map[data.ChangedRow]int{changed: 3})
	if _, err := s.GoTo(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	want[changed] += 4
	for r := range want {
		want[r]++ // all is taken back
	}
	same(t, "all of it", listedChanges(t, s, before), want)
	if c := must(s.Changes(t.Context(), must(s.Revision(t.Context()))(t)+1))(t); !c.All {
		t.Error("a revision that is yet to come has no changes")
	}
}

func ids[T any](rows []T, id func(T) data.ID) (out []data.ID) {
	for _, r := range rows {
		out = append(out, id(r))
	}
	return out
}

func changesTooMany(t *testing.T, s data.Store) {
	track := data.Track{ID: data.NewID(), Name: "T", Colour: "red"}
	e := data.Edit{Label: "many", Tracks: one(data.Insert(track))}
	many := sized(1500, 20_000)
	for range many {
		e.Events = append(e.Events, data.Insert(data.Event{ID: data.NewID(), Title: "E", Date: date(t, "2022"), Track: track.ID, Importance: 3}))
	}
	before := must(s.Revision(t.Context()))(t)
	track = *apply(t, s, e).Tracks[0].After
	c := must(s.Changes(t.Context(), before))(t)
	if !c.All && len(c.Rows) != many+1 || c.Revision != must(s.Revision(t.Context()))(t) {
		t.Errorf("all %v, %d rows, revision %d", c.All, len(c.Rows), c.Revision)
	}
	after := track
	after.Name = "U"
	apply(t, s, data.Edit{Label: "one", Tracks: one(data.Update(track, after))})
	same(t, "behind it", listedChanges(t, s, c.Revision), map[data.ChangedRow]int{{Kind: data.KindTrack, ID: track.ID}: 1})
}

func waitEnds(t *testing.T, s data.Store) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	now := must(s.Revision(ctx))(t)
	if got, err := s.Wait(ctx, now-1); err != nil || got != now {
		t.Errorf("waiting for what has come already: %v", err)
	}
	ended := make(chan error)
	wait := func() { _, err := s.Wait(ctx, now); ended <- err }
	go wait()
	apply(t, s, newSample(t).insert())
	if err := <-ended; err != nil {
		t.Errorf("waiting: %v", err)
	}
	now = must(s.Revision(ctx))(t)
	go wait()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled wait: %v", err)
	}
}
