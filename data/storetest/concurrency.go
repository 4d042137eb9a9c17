package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
)

// readersSeeWholeEdits writes events in pairs, each with its track, while others read:
// no read may see one of a pair only, or an event without its track.
func readersSeeWholeEdits(t *testing.T, s data.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	const edits, readers = 40, 3
	var group sync.WaitGroup
	for range readers {
		group.Go(func() {
			for last := 0; ctx.Err() == nil; {
				columns, err := s.Columns(ctx)
				if ctx.Err() != nil {
					return
				}
				if err != nil || columns.Len()%2 != 0 || columns.Len() < last {
					t.Errorf("%d events after %d: %v", columns.Len(), last, err)
					return
				}
				last = columns.Len()
				counts, err := s.Counts(ctx)
				if ctx.Err() == nil && (err != nil || counts.Events != 2*counts.Tracks || counts.Events < last) {
					t.Errorf("%+v after %d events: %v", counts, last, err)
					return
				}
			}
		})
	}
	for i := range edits {
		track := data.Track{ID: data.NewID(), Name: fmt.Sprint(i), Colour: "red", Order: i}
		e := data.Edit{Label: "pair", Tracks: one(data.Insert(track))}
		for range 2 {
			e.Events = append(e.Events, data.Insert(data.Event{
				ID: data.NewID(), Title: "Event", Date: date(t, "2022"), Track: track.ID, Importance: 3,
			}))
		}
		apply(t, s, e)
		// Who begins after an edit sees it.
		if got := must(s.Counts(ctx))(t); got.Tracks != i+1 {
			t.Errorf("%d tracks after %d edits", got.Tracks, i+1)
		}
	}
	cancel()
	group.Wait()
}

func writersTakeTurns(t *testing.T, s data.Store) {
	const writers, edits = 4, 10
	track := data.Track{ID: data.NewID(), Name: "0", Colour: "red"}
	apply(t, s, data.Edit{Label: "add", Tracks: one(data.Insert(track))})
	var group sync.WaitGroup
	for range writers {
		group.Go(func() {
			for made := 0; made < edits; {
				rows, err := s.Tracks(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				next := rows[0]
				next.Order++
				_, err = s.Apply(t.Context(), data.Edit{Label: "count", Tracks: one(data.Update(rows[0], next))})
				switch {
				case errors.Is(err, data.ErrConflict): // another goroutine was faster
				case err != nil:
					t.Error(err)
					return
				default:
					made++
				}
			}
		})
	}
	group.Wait()
	if got := must(s.Tracks(t.Context()))(t)[0].Order; got != writers*edits {
		t.Errorf("counted to %d, want %d", got, writers*edits)
	}
}

func readInsideListing(t *testing.T, s data.Store) {
	apply(t, s, newSample(t).insert())
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for e, err := range s.Events(ctx) {
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := s.EventExcerpts(ctx, e.ID); err != nil {
					t.Error(err)
				}
				next := e
				next.Importance = e.Importance%5 + 1
				if _, err := s.Apply(ctx, data.Edit{Label: "weigh", Events: one(data.Update(e, next))}); err != nil && !errors.Is(err, data.ErrConflict) {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}

func cancelledCalls(t *testing.T, s data.Store) {
	done := apply(t, s, newSample(t).insert())
	before := contentOf(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	event := *done.Events[0].After
	next := event
	next.Title = "Next"
	for name, call := range calls(s, event.ID, data.Edit{Label: "x", Events: one(data.Update(event, next))}) {
		if err := call(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want context.Canceled", name, err)
		}
	}
	same(t, "content", contentOf(t, s), before)
	if undo, redo := history(t, s); undo != "edit.sample" || redo != "" {
		t.Errorf("history: %q, %q", undo, redo)
	}
}

// calls are all methods that take a context.
func calls(s data.Store, id data.ID, e data.Edit) map[string]func(context.Context) error {
	all := map[string]func(context.Context) error{
		"Library":              func(ctx context.Context) error { _, err := s.Library(ctx); return err },
		"Counts":               func(ctx context.Context) error { _, err := s.Counts(ctx); return err },
		"Tracks":               func(ctx context.Context) error { _, err := s.Tracks(ctx); return err },
		"Event":                func(ctx context.Context) error { _, err := s.Event(ctx, id); return err },
		"Events":               func(ctx context.Context) error { _, err := collect(ctx, s); return err },
		"Columns":              func(ctx context.Context) error { _, err := s.Columns(ctx); return err },
		"Captions":             func(ctx context.Context) error { _, err := s.Captions(ctx, []data.ID{id}); return err },
		"Article":              func(ctx context.Context) error { _, err := s.Article(ctx, id); return err },
		"Articles":             func(ctx context.Context) error { _, err := s.Articles(ctx); return err },
		"EventExcerpts":        func(ctx context.Context) error { _, err := s.EventExcerpts(ctx, id); return err },
		"ArticleExcerpts":      func(ctx context.Context) error { _, err := s.ArticleExcerpts(ctx, id); return err },
		"ExcerptCounts":        func(ctx context.Context) error { _, err := s.ExcerptCounts(ctx); return err },
		"DoubtedEvents":        func(ctx context.Context) error { _, err := s.DoubtedEvents(ctx); return err },
		"ArticleExcerptCounts": func(ctx context.Context) error { _, err := s.ArticleExcerptCounts(ctx); return err },
		"Annotations":          func(ctx context.Context) error { _, err := s.Annotations(ctx); return err },
		"EventAnnotations":     func(ctx context.Context) error { _, err := s.EventAnnotations(ctx, id); return err },
		"ArticleAnnotations":   func(ctx context.Context) error { _, err := s.ArticleAnnotations(ctx, id); return err },
		"EventRows":            func(ctx context.Context) error { _, err := s.EventRows(ctx, []data.ID{id}); return err },
		"Editions":             func(ctx context.Context) error { _, err := s.Editions(ctx, id); return err },
		"Edition":              func(ctx context.Context) error { _, err := s.Edition(ctx, id); return err },
		"Page":                 func(ctx context.Context) error { _, err := s.Page(ctx, [32]byte{1}); return err },
		"Excerpt":              func(ctx context.Context) error { _, err := s.Excerpt(ctx, id); return err },
		"Tags":                 func(ctx context.Context) error { _, err := s.Tags(ctx); return err },
		"Tagged":               func(ctx context.Context) error { _, _, err := s.Tagged(ctx, "a"); return err },
		"Dismissals":           func(ctx context.Context) error { _, err := s.Dismissals(ctx, id); return err },
		"Views":                func(ctx context.Context) error { _, err := s.Views(ctx); return err },
		"Entities":             func(ctx context.Context) error { _, err := s.Entities(ctx); return err },
		"EventMentions":        func(ctx context.Context) error { _, err := s.EventMentions(ctx, id); return err },
		"EntityMentions":       func(ctx context.Context) error { _, err := s.EntityMentions(ctx, id); return err },
		"Picture":              func(ctx context.Context) error { _, err := s.Picture(ctx, id); return err },
		"Pictures":             func(ctx context.Context) error { _, err := s.Pictures(ctx, id); return err },
		"LeadPictures":         func(ctx context.Context) error { _, err := s.LeadPictures(ctx); return err },
		"Stories":              func(ctx context.Context) error { _, err := s.Stories(ctx); return err },
		"StorySteps":           func(ctx context.Context) error { _, err := s.StorySteps(ctx, id); return err },
		"EventSteps":           func(ctx context.Context) error { _, err := s.EventSteps(ctx, id); return err },
		"EventRelations":       func(ctx context.Context) error { _, err := s.EventRelations(ctx, id); return err },
		"Relations":            func(ctx context.Context) error { _, err := s.Relations(ctx); return err },
		"Origins":              func(ctx context.Context) error { _, err := s.Origins(ctx, ""); return err },
		"OriginSources":        func(ctx context.Context) error { _, err := s.OriginSources(ctx); return err },
		"Rows": func(ctx context.Context) error {
			for _, err := range s.Rows(ctx, data.KindTrack) {
				return err
			}
			return nil
		},
		"ApplyAll":       func(ctx context.Context) error { _, err := s.ApplyAll(ctx, "x", parted(e), nil); return err },
		"Steps":          func(ctx context.Context) error { _, err := s.Steps(ctx, 0, 1); return err },
		"GoTo":           func(ctx context.Context) error { _, err := s.GoTo(ctx, 0); return err },
		"Revision":       func(ctx context.Context) error { _, err := s.Revision(ctx); return err },
		"Apply":          func(ctx context.Context) error { _, err := s.Apply(ctx, e); return err },
		"Undo":           func(ctx context.Context) error { _, err := s.Undo(ctx); return err },
		"Redo":           func(ctx context.Context) error { _, err := s.Redo(ctx); return err },
		"History":        func(ctx context.Context) error { _, _, err := s.History(ctx); return err },
		"Check":          func(ctx context.Context) error { _, err := s.Check(ctx, nil); return err },
		"AnnotationRows": func(ctx context.Context) error { _, err := s.AnnotationRows(ctx, []data.ID{id}); return err },
		"Changes":        func(ctx context.Context) error { _, err := s.Changes(ctx, 0); return err },
		"Wait":           func(ctx context.Context) error { _, err := s.Wait(ctx, -1); return err },
	}
	if f, ok := s.(data.File); ok {
		all["Health"] = f.Health
		all["SaveCopy"] = func(ctx context.Context) error { return f.SaveCopy(ctx, f.Path()+".copy") }
	}
	return all
}

// cancelledMidway cancels a large edit at some point of its way: it has been
// made as a whole or not at all, and the store is as good as before.
func cancelledMidway(t *testing.T, s data.Store) {
	track := data.Track{ID: data.NewID(), Name: "T", Colour: "red"}
	apply(t, s, data.Edit{Label: "add", Tracks: one(data.Insert(track))})
	want := 0
	for _, after := range []time.Duration{0, time.Millisecond, 5 * time.Millisecond, 20 * time.Millisecond} {
		e := data.Edit{Label: "many"}
		for range 5000 {
			e.Events = append(e.Events, data.Insert(data.Event{
				ID: data.NewID(), Title: "Event", Date: date(t, "2022"), Track: track.ID, Importance: 3,
			}))
		}
		ctx, cancel := context.WithTimeout(t.Context(), after)
		_, err := s.Apply(ctx, e)
		cancel()
		switch {
		case err == nil:
			want += len(e.Events)
		case !errors.Is(err, context.DeadlineExceeded):
			t.Errorf("after %v: got %v, want context.DeadlineExceeded", after, err)
		}
		if got := must(s.Counts(t.Context()))(t).Events; got != want {
			t.Fatalf("after %v: %d events, want %d", after, got, want)
		}
	}
	apply(t, s, data.Edit{Label: "go on", Tracks: one(data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"}))})
}

func closedRefuses(t *testing.T, s data.Store) {
	done := apply(t, s, newSample(t).insert())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, call := range calls(s, done.Events[0].After.ID, data.Edit{Label: "x"}) {
		if err := call(t.Context()); err == nil {
			t.Errorf("%s works on a closed store", name)
		}
	}
	if err := s.Close(); err != nil {
		t.Errorf("a second Close: %v", err)
	}
}

func soundCheck(t *testing.T, s data.Store) {
	for round := range 2 {
		sample := newSample(t)
		if round > 0 {
			sample.origins = nil // one of a source came in already
		}
		apply(t, s, sample.insert())
		must(s.Undo(t.Context()))(t)
		must(s.Redo(t.Context()))(t)
	}
	if s.Access() != (data.Access{}) {
		t.Errorf("access %+v", s.Access())
	}
	if f, ok := s.(data.File); ok {
		if err := f.Health(t.Context()); err != nil || f.Held() {
			t.Errorf("health %v, held %v", err, f.Held())
		}
	}
	if problems := must(s.Check(t.Context(), nil))(t); len(problems) > 0 {
		t.Errorf("problems: %q", problems)
	}
}
