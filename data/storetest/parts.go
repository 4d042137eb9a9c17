package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
)

// parted are edits as parts.
func parted(edits ...data.Edit) iter.Seq2[data.Edit, error] {
	return func(yield func(data.Edit, error) bool) {
		for _, e := range edits {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// byKind divides an edit into one part for each kind.
func byKind(e data.Edit) (parts []data.Edit) {
	for _, s := range data.Shapes() {
		var part data.Edit
		for c := range s.Changes(&e) {
			s.Add(&part, c)
		}
		parts = append(parts, part)
	}
	return append(parts, data.Edit{Pages: e.Pages})
}

// partsAreOneStep: the parts of an edit, in any order, are what the edit is.
func partsAreOneStep(t *testing.T, s data.Store) {
	ctx := t.Context()
	start := contentOf(t, s)
	for _, reversed := range []bool{false, true} {
		sample := newSample(t)
		parts := byKind(sample.insert())
		if reversed { // what refers to others comes before them
			slices.Reverse(parts)
		}
		parts = append(parts, data.Edit{Label: "of a part", Merge: "of a part"})
		want, before := start.after(sample.insert()), must(s.Revision(ctx))(t)
		var told []int
		step := must(s.ApplyAll(ctx, "edit.import", parted(parts...), func(rows int) { told = append(told, rows) }))(t)
		same(t, "content", contentOf(t, s), want)
		rows := 0
		for _, kind := range data.Shapes() {
			e := sample.insert()
			rows += kind.Count(&e)
		}
		if len(told) != len(parts) || !slices.IsSorted(told) || told[len(told)-1] != rows {
			t.Errorf("progress %v, of %d rows", told, rows)
		}
		list := must(s.Steps(ctx, 0, 10))(t)
		if len(list) != 1 || step.N != list[0].N || step.Label != "edit.import" || step.Rows != rows || list[0].Rows != rows || list[0].Label != step.Label || list[0].Time-step.Time > 60 {
			t.Errorf("step %+v, steps %+v, want one of %d rows", step, list, rows)
		}
		if now := must(s.Revision(ctx))(t); now != before+1 || must(s.Event(ctx, sample.events[0].ID))(t).Rev != now {
			t.Errorf("revision %d after %d", now, before)
		}
		if got := listedChanges(t, s, before); len(got) != rows {
			t.Errorf("%d changes are told, want %d", len(got), rows)
		}
		if undo, redo := history(t, s); undo != "edit.import" || redo != "" {
			t.Errorf("history: %q and %q", undo, redo)
		}
		must(s.Undo(ctx))(t)
		same(t, "content after undo", contentOf(t, s), start)
		must(s.Redo(ctx))(t)
		same(t, "content after redo", contentOf(t, s), want)
		if problems := must(s.Check(ctx, nil))(t); len(problems) > 0 {
			t.Errorf("problems: %q", problems)
		}
		must(s.GoTo(ctx, 0))(t)
		same(t, "content at the beginning", contentOf(t, s), start)
	}
}

// partsChangeAndDelete: parts update and delete, too, and what is deleted may be deleted
// before what refers to it.
func partsChangeAndDelete(t *testing.T, s data.Store) {
	ctx := t.Context()
	start := contentOf(t, s)
	done := apply(t, s, newSample(t).insert())
	want := contentOf(t, s)
	parts := byKind(done.Invert())
	slices.SortFunc(parts, func(a, b data.Edit) int { return len(a.Origins) - len(b.Origins) })
	must(s.ApplyAll(ctx, "edit.delete", parted(parts...), nil))(t)
	same(t, "content after deleting all", contentOf(t, s), start)
	must(s.Undo(ctx))(t)
	same(t, "content after undo", contentOf(t, s), want)

	event := must(s.Event(ctx, done.Events[0].After.ID))(t)
	next := event
	next.Title = "Another"
	track := data.Track{ID: data.NewID(), Name: "New", Colour: "red"}
	next.Track = track.ID
	step := must(s.ApplyAll(ctx, "edit.import", parted(data.Edit{Events: one(data.Update(event, next))}, data.Edit{Tracks: one(data.Insert(track))}), nil))(t)
	if got := must(s.Event(ctx, event.ID))(t); got.Track != track.ID || step.Rows != 2 || step.N != must(s.Steps(ctx, 0, 1))(t)[0].N {
		t.Errorf("event %+v, step %+v", got, step)
	}
	must(s.Undo(ctx))(t)
	same(t, "content after undo", contentOf(t, s), want)
	// A row goes and comes again.
	view := must(s.Views(ctx))(t)[0]
	other := view
	other.Name = "Once more"
	must(s.ApplyAll(ctx, "edit.import", parted(data.Edit{Views: one(data.Delete(view))}, data.Edit{Views: one(data.Insert(other))}), nil))(t)
	if got := must(s.Views(ctx))(t); len(got) != 1 || got[0].Name != other.Name {
		t.Errorf("views %+v", got)
	}
	must(s.Undo(ctx))(t)
	same(t, "content after undo", contentOf(t, s), want)
	must(s.Redo(ctx))(t)
	if got := must(s.Views(ctx))(t); len(got) != 1 || got[0].Name != other.Name {
		t.Errorf("views %+v", got)
	}
}

// partsRefused: nothing of parts is left where one of them is refused, or what they say
// together does not fit.
func partsRefused(t *testing.T, s data.Store) {
	ctx := t.Context()
	done := apply(t, s, newSample(t).insert())
	apply(t, s, data.Edit{Label: "undone", Tracks: one(data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"}))})
	must(s.Undo(ctx))(t)
	before, list := contentOf(t, s), must(s.Steps(ctx, 0, 10))(t)
	event := must(s.Event(ctx, done.Events[0].After.ID))(t)
	next := event
	next.Title = "Another"
	wrote := errors.New("line 7 cannot be read")
	lost := event
	lost.ID, lost.Track = data.NewID(), data.NewID()
	first := newSample(t).insert()
	guessed, stale := *first.Views[0].After, event
	guessed.Rev = must(s.Revision(ctx))(t) + 1
	stale.Rev--
	for name, c := range map[string]struct {
		then data.Edit
		err  error
		want error
	}{
		"parts that end with an error": {data.Edit{}, wrote, wrote},
		"a row that cannot be stored":  {data.Edit{Events: one(data.Insert(data.Event{ID: data.NewID()}))}, nil, nil},
		"a row that is there":          {data.Edit{Tracks: one(data.Insert(*done.Tracks[0].After))}, nil, data.ErrConflict},
		"a row of an earlier part":     {data.Edit{Tracks: first.Tracks[:1]}, nil, data.ErrConflict},
		"a change of one":              {data.Edit{Views: one(data.Delete(guessed))}, nil, data.ErrConflict},
		"a row that was changed":       {data.Edit{Events: one(data.Update(stale, next))}, nil, data.ErrConflict},
		"a row that refers to nothing": {data.Edit{Events: one(data.Insert(lost))}, nil, data.ErrConflict},
		"a row that is deleted in use": {data.Edit{Tracks: one(data.Delete(must(s.Tracks(ctx))(t)[0]))}, nil, data.ErrConflict},
		"an event that is in use":      {data.Edit{Events: one(data.Delete(event))}, nil, data.ErrConflict},
	} {
		t.Run(name, func(t *testing.T) {
			step, err := s.ApplyAll(ctx, "edit.import", func(yield func(data.Edit, error) bool) {
				if yield(first, nil) && yield(c.then, c.err) && c.err == nil {
					yield(data.Edit{}, nil)
				}
			}, nil)
			if invalid := (*data.InvalidError)(nil); c.want == nil && !errors.As(err, &invalid) || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if step != (data.Step{}) {
				t.Errorf("step %+v", step)
			}
			same(t, "content", contentOf(t, s), before)
			same(t, "steps", must(s.Steps(ctx, 0, 10))(t), list)
		})
	}
	// A change of nothing, in parts or without any, is none.
	for _, parts := range [][]data.Edit{nil, {{}}, {{Events: one(data.Update(event, event))}}} {
		if step, err := s.ApplyAll(ctx, "edit.import", parted(parts...), nil); err != nil || step != (data.Step{}) {
			t.Errorf("nothing in %d parts: %+v, %v", len(parts), step, err)
		}
	}
	same(t, "steps", must(s.Steps(ctx, 0, 10))(t), list)
}

// sized is how large a step is: small in a quick run.
func sized(quick, full int) int {
	if testing.Short() {
		return quick
	}
	return full
}

// manyParts are events with origins on a track, and articles, of which each part has some.
func manyParts(t testing.TB, events int) (parts []data.Edit, rows int) {
	track := data.Track{ID: data.NewID(), Name: "Track", Colour: "red"}
	parts, rows = []data.Edit{{Tracks: one(data.Insert(track))}}, 1
	day := date(t, "2022-02-04")
	size := min(1000, (events+3)/4)
	for from := 0; from < events; from += size {
		a := data.Article{ID: data.NewID(), Title: fmt.Sprint("Article ", from), Published: day}.WithText(fmt.Sprintf("Text %d.\n", from))
		page := data.NewPage([]byte(a.Text), "text/plain", "", int64(from))
		a.Page = page.Hash
		e := data.Edit{Articles: one(data.Insert(a)), Pages: []data.Page{page}}
		for i := from; i < min(from+size, events); i++ {
			event := data.Event{ID: data.NewID(), Title: fmt.Sprint("Event ", i), Date: day, Track: track.ID, Importance: 3}
			e.Events = append(e.Events, data.Insert(event))
			e.Origins = append(e.Origins, data.Insert(data.Origin{ID: data.NewID(), Source: "csv:a.csv", Foreign: fmt.Sprint(i), Row: event.ID, Of: "event"}))
		}
		parts, rows = append(parts, e), rows+1+2*len(e.Events)
	}
	return parts, rows
}

// manyPartsUndone: a step of more rows than an edit gives back is undone and redone like
// any other, between others.
func manyPartsUndone(t *testing.T, s data.Store, m Maker) {
	ctx, events := t.Context(), data.ManyRows/2
	if m.Slow {
		events = sized(700, events)
	}
	done := apply(t, s, newSample(t).insert())
	before, at := contentOf(t, s), must(s.Revision(ctx))(t)
	parts, rows := manyParts(t, events)
	step := must(s.ApplyAll(ctx, "edit.import", parted(parts...), nil))(t)
	after := contentOf(t, s)
	if step.Rows != rows || len(after.Events) != len(before.Events)+events {
		t.Errorf("step %+v of %d rows, %d events", step, rows, len(after.Events))
	}
	if c := must(s.Changes(ctx, at))(t); !c.All && len(c.Rows) != rows {
		t.Errorf("%d of %d changes are told", len(c.Rows), rows)
	}
	for range sized(1, 2) {
		var told []float64
		made := must(s.Undo(data.WithProgress(ctx, func(done float64) { told = append(told, done) })))(t)
		if len(told) < 3 || !slices.IsSorted(told) || told[0] <= 0 || told[len(told)-1] != 1 {
			t.Errorf("progress of undo: %v", told)
		}
		if made.Label != "edit.import" || made.Empty() != (rows > data.ManyRows) {
			t.Errorf("undo gives %d events of %q", len(made.Events), made.Label)
		}
		same(t, "counts after undo", must(s.Counts(ctx))(t), data.Counts{Tracks: 2, Events: 2, Articles: 3, Excerpts: 2, Annotations: 7})
		must(s.Redo(ctx))(t)
	}
	same(t, "content after redo", contentOf(t, s), after)
	event := must(s.Event(ctx, done.Events[0].After.ID))(t)
	next := event
	next.Title = "Another"
	apply(t, s, data.Edit{Label: "after it", Events: one(data.Update(event, next))})
	made := must(s.GoTo(ctx, step.N-1))(t)
	if len(made) != 2 || made[0].Empty() || made[1].Empty() != (rows > data.ManyRows) {
		t.Errorf("going back gives %d edits", len(made))
	}
	same(t, "content before it", contentOf(t, s), before)
	if list := must(s.Steps(ctx, 0, 10))(t); len(list) != 3 || list[1].Rows != rows || !list[1].Undone || list[1].Title != "" {
		t.Errorf("steps %+v", list)
	}
	if problems := must(s.Check(ctx, nil))(t); len(problems) > 0 {
		t.Errorf("problems: %q", problems)
	}
	must(s.GoTo(ctx, step.N))(t)
	same(t, "content with it", contentOf(t, s), after)
}

// ending is a context that ends after it has been asked so many times.
type ending struct {
	context.Context
	left *atomic.Int64
}

func endingAfter(ctx context.Context, times int) ending {
	e := ending{ctx, new(atomic.Int64)}
	e.left.Store(int64(times))
	return e
}

func (e ending) Err() error {
	if e.left.Add(-1) < 0 {
		return context.Canceled
	}
	return e.Context.Err()
}

// manyPartsCancelled: what is cancelled in the middle has not been.
func manyPartsCancelled(t *testing.T, s data.Store) {
	apply(t, s, newSample(t).insert())
	parts, rows := manyParts(t, sized(700, data.ManyRows/2))
	unchanged := func(what string, err error, hash [32]byte, list []data.Step) {
		t.Helper()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want context.Canceled", what, err)
		}
		same(t, what+", content", must(data.ContentHash(t.Context(), s))(t), hash)
		same(t, what+", steps", must(s.Steps(t.Context(), 0, 10))(t), list)
	}
	hash, list := must(data.ContentHash(t.Context(), s))(t), must(s.Steps(t.Context(), 0, 10))(t)
	for _, at := range []int{0, 1, len(parts) / 2, len(parts) - 1} {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := s.ApplyAll(ctx, "edit.import", func(yield func(data.Edit, error) bool) {
			for i, e := range parts {
				if i == at {
					cancel()
				}
				if !yield(e, nil) {
					return
				}
			}
		}, nil)
		cancel()
		unchanged(fmt.Sprint("before part ", at), err, hash, list)
	}
	for _, after := range []int{1, rows / 2, rows - 1} {
		_, err := s.ApplyAll(endingAfter(t.Context(), after), "edit.import", parted(parts...), nil)
		unchanged("in a part", err, hash, list)
	}
	must(s.ApplyAll(t.Context(), "edit.import", parted(parts...), nil))(t)
	hash, list = must(data.ContentHash(t.Context(), s))(t), must(s.Steps(t.Context(), 0, 10))(t)
	for _, after := range []int{1, rows / 2, rows - 1} {
		_, err := s.Undo(endingAfter(t.Context(), after))
		unchanged("undo", err, hash, list)
	}
	must(s.Undo(t.Context()))(t)
	hash, list = must(data.ContentHash(t.Context(), s))(t), must(s.Steps(t.Context(), 0, 10))(t)
	for _, after := range []int{1, rows / 2, rows - 1} {
		_, err := s.Redo(endingAfter(t.Context(), after))
		unchanged("redo", err, hash, list)
	}
}

// partsHoldOthers: an edit that is asked for while parts are written comes after them,
// and reading sees nothing of them.
func partsHoldOthers(t *testing.T, s data.Store) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	parts, _ := manyParts(t, sized(1000, 3000))
	ended := make(chan error, 1)
	step, err := s.ApplyAll(ctx, "edit.import", func(yield func(data.Edit, error) bool) {
		for i, e := range parts {
			if i == 1 {
				go func() {
					_, err := s.Apply(ctx, data.Edit{Label: "meanwhile", Tracks: one(data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"}))})
					ended <- err
				}()
			}
			if !yield(e, nil) {
				return
			}
			if c, err := s.Counts(ctx); err != nil || c != (data.Counts{}) {
				t.Errorf("meanwhile there is %+v, %v", c, err)
			}
		}
	}, nil)
	if err := errors.Join(err, <-ended); err != nil {
		t.Fatal(err)
	}
	list := must(s.Steps(ctx, 0, 10))(t)
	if len(list) != 2 || list[0].Label != "meanwhile" || list[1].N != step.N {
		t.Errorf("steps %+v", list)
	}
}

// partsAreFound: what parts have written is found, and in the columns.
func partsAreFound(t *testing.T, s data.Store) {
	ctx, many := t.Context(), sized(600, 3000)
	last := strconv.Itoa(many - 1)
	parts, _ := manyParts(t, many)
	if c := must(s.Columns(ctx))(t); c.Len() != 0 {
		t.Errorf("%d events", c.Len())
	}
	step := must(s.ApplyAll(ctx, "edit.import", parted(parts...), nil))(t)
	for range 2 {
		if c := must(s.Columns(ctx))(t); c.Len() != many {
			t.Errorf("%d events in the columns", c.Len())
		}
		found := must(s.SearchCounts(ctx, parse("event")))(t)
		if found[data.KindEvent].N != many {
			t.Errorf("found %+v", found)
		}
		if hits := must(s.Search(ctx, parse(last), 10))(t).Hits; len(hits) != 1 || !strings.HasSuffix(hits[0].Title, last) {
			t.Errorf("hits %+v", hits)
		}
		must(s.GoTo(ctx, 0))(t)
		if c := must(s.Columns(ctx))(t); c.Len() != 0 {
			t.Errorf("%d events in the columns", c.Len())
		}
		if hits := must(s.Search(ctx, parse(last), 10))(t).Hits; len(hits) != 0 {
			t.Errorf("hits %+v", hits)
		}
		must(s.GoTo(ctx, step.N))(t)
	}
}
