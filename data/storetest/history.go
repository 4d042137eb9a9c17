package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
)

// typed applies a note's text as it is typed, and returns the note.
func typed(t testing.TB, s data.Store, n data.Annotation, merge string, texts ...string) data.Annotation {
	t.Helper()
	for _, text := range texts {
		next := n
		next.Text = text
		done := apply(t, s, data.Edit{Label: "edit.note.change", Merge: merge, Annotations: one(data.Update(n, next))})
		if got := done.Annotations[0]; got.Before.Text != n.Text || got.After.Text != text {
			t.Errorf("the edit that came back is %+v", got)
		}
		n = *done.Annotations[0].After
	}
	return n
}

func typingMerges(t *testing.T, s data.Store) {
	ctx := t.Context()
	sample := newSample(t)
	n := *apply(t, s, sample.insert()).Annotations[0].After
	before := contentOf(t, s)
	typed(t, s, n, "note", "a", "ab", "abc")
	after := contentOf(t, s)
	if got := must(s.Steps(ctx, 0, 10))(t); len(got) != 2 || got[0].Rows != 1 || got[0].Label != "edit.note.change" {
		t.Errorf("steps: %+v", got)
	}
	must(s.Undo(ctx))(t)
	same(t, "content after undo", contentOf(t, s), before)
	must(s.Redo(ctx))(t)
	same(t, "content after redo", contentOf(t, s), after)

	// A row that is made and then typed in is one step, and so is one with another
	// row beside it; an article's text, too.
	a := sample.articles[0]
	a.ID, a.Page = data.NewID(), [32]byte{}
	made := apply(t, s, data.Edit{Label: "make", Merge: "article", Articles: one(data.Insert(a))})
	for _, text := range []string{"x\n", "xy\n", "x\n"} {
		stored := *made.Articles[0].After
		made = apply(t, s, data.Edit{Label: "type", Merge: "article", Articles: one(data.Update(stored, stored.WithText(text)))})
	}
	stored := *made.Articles[0].After
	next := stored
	next.Title = "Renamed"
	apply(t, s, data.Edit{
		Label: "rename", Merge: "article", Articles: one(data.Update(stored, next)), Tracks: inserts([]data.Track{{ID: data.NewID(), Name: "T", Colour: "red"}}),
	})
	if got := must(s.Steps(ctx, 0, 10))(t); len(got) != 3 || got[0].Rows != 2 || got[0].Label != "make" {
		t.Errorf("steps: %+v", got)
	}
	last := contentOf(t, s)
	must(s.Undo(ctx))(t)
	same(t, "content after undo of a row made", contentOf(t, s), after)
	must(s.Redo(ctx))(t)
	same(t, "content after redo of a row made", contentOf(t, s), last)
	if problems := must(s.Check(ctx, nil))(t); len(problems) > 0 {
		t.Errorf("problems: %q", problems)
	}
}

func mergeToNothing(t *testing.T, s data.Store) {
	n := *apply(t, s, newSample(t).insert()).Annotations[0].After
	before := contentOf(t, s)
	n = typed(t, s, n, "note", "a", n.Text)
	same(t, "content", contentOf(t, s), before)
	if undo, _ := history(t, s); undo != "edit.sample" {
		t.Errorf("undo would take back %q", undo)
	}
	// A row made and deleted again.
	row := data.View{ID: data.NewID(), Name: "V"}
	made := apply(t, s, data.Edit{Label: "make", Merge: "view", Views: one(data.Insert(row))})
	apply(t, s, data.Edit{Label: "delete", Merge: "view", Views: one(data.Delete(*made.Views[0].After))})
	if undo, _ := history(t, s); undo != "edit.sample" {
		t.Errorf("undo would take back %q", undo)
	}
	// A row deleted and made again with other values.
	old := must(s.Views(t.Context()))(t)[0]
	apply(t, s, data.Edit{Label: "delete", Merge: "view", Views: one(data.Delete(old))})
	other := old
	other.Name = "Other"
	apply(t, s, data.Edit{Label: "make", Merge: "view", Views: one(data.Insert(other))})
	made = must(s.Undo(t.Context()))(t)
	if len(made.Views) != 1 || made.Views[0].Before == nil || made.Views[0].After == nil {
		t.Errorf("undo made %+v", made.Views)
	}
	same(t, "content after undo", contentOf(t, s), before)
}

func mergesRefused(t *testing.T, s data.Store) {
	ctx := t.Context()
	n := *apply(t, s, newSample(t).insert()).Annotations[0].After
	count := func(want int, when string) {
		t.Helper()
		if got := must(s.Steps(ctx, 0, 100))(t); len(got) != want {
			t.Errorf("%s: %d steps, want %d", when, len(got), want)
		}
	}
	n = typed(t, s, n, "", "a", "b")
	count(3, "without Merge")
	n = typed(t, s, n, "one", "c")
	n = typed(t, s, n, "two", "d")
	typed(t, s, n, "one", "e")
	count(6, "with another between")
	must(s.Undo(ctx))(t)
	n = must(s.Annotations(ctx))(t)[2]
	if n.Text != "d" {
		t.Fatalf("got %+v", n)
	}
	n = typed(t, s, n, "two", "f")
	count(6, "after an undo")
	if _, redo := history(t, s); redo != "" {
		t.Errorf("redo would make %q", redo)
	}
	many := data.Edit{Label: "many", Merge: "many"}
	for range data.MergeRows + 1 {
		many.Views = append(many.Views, data.Insert(data.View{ID: data.NewID(), Name: "V"}))
	}
	apply(t, s, many)
	typed(t, s, n, "many", "g")
	count(8, "after many rows")
	// An edit that fails leaves the entry as it was.
	before := contentOf(t, s)
	refused(t, s, data.Edit{Label: "x", Merge: "many", Annotations: one(data.Delete(n))}, data.ErrConflict)
	must(s.Undo(ctx))(t)
	must(s.Redo(ctx))(t)
	same(t, "content", contentOf(t, s), before)
}

// typingAfterUndo takes back what was typed and types on under the same Merge:
// what was undone is gone, and the new text is a step that can be undone.
func typingAfterUndo(t *testing.T, s data.Store) {
	ctx := t.Context()
	n := *apply(t, s, newSample(t).insert()).Annotations[0].After
	before := contentOf(t, s)
	typed(t, s, n, "note", "a", "ab")
	made := must(s.Undo(ctx))(t)
	typed(t, s, *made.Annotations[0].After, "note", "c", "cd")
	after := contentOf(t, s)
	if list := must(s.Steps(ctx, 0, 10))(t); len(list) != 2 || list[0].Undone || list[0].Rows != 1 {
		t.Errorf("steps: %+v", list)
	}
	if _, redo := history(t, s); redo != "" {
		t.Errorf("redo would make %q", redo)
	}
	must(s.Undo(ctx))(t)
	same(t, "content after undo", contentOf(t, s), before)
	must(s.Redo(ctx))(t)
	same(t, "content after redo", contentOf(t, s), after)
}

func steps(t *testing.T, s data.Store) {
	ctx := t.Context()
	if got := must(s.Steps(ctx, 0, 10))(t); len(got) != 0 {
		t.Errorf("steps of an empty library: %+v", got)
	}
	for i := range 5 {
		e := data.Edit{Label: fmt.Sprint("edit ", i)}
		for range i + 1 {
			e.Views = append(e.Views, data.Insert(data.View{ID: data.NewID(), Name: "V"}))
		}
		apply(t, s, e)
	}
	must(s.Undo(ctx))(t)
	all := must(s.Steps(ctx, 0, 10))(t)
	if len(all) != 5 {
		t.Fatalf("steps: %+v", all)
	}
	for i, step := range all {
		k := 4 - i
		if step.Label != fmt.Sprint("edit ", k) || step.Rows != k+1 || step.Undone != (k == 4) || step.Time == 0 || i > 0 && step.N >= all[i-1].N {
			t.Errorf("step %d: %+v", i, step)
		}
	}
	same(t, "a page of steps", must(s.Steps(ctx, all[1].N, 2))(t), all[2:4])
	same(t, "the last page", must(s.Steps(ctx, all[3].N, 100))(t), all[4:])
	if got := must(s.Steps(ctx, all[4].N, 100))(t); len(got) != 0 {
		t.Errorf("beyond the oldest: %+v", got)
	}
}

// stepTitles are what the edits of the journal are about: an event by itself, by its
// passage or its note, else an article, a track or a view; of several, none.
func stepTitles(t *testing.T, s data.Store) {
	sample := newSample(t)
	apply(t, s, sample.insert())
	event, article := sample.events[0], sample.articles[0]
	note := data.Annotation{ID: data.NewID(), Event: event.ID, Text: "x", Colour: "amber", Created: 1, Changed: 1}
	onArticle := data.Annotation{ID: data.NewID(), Article: article.ID, Text: "x", Colour: "amber", Created: 1, Changed: 1}
	view := data.View{ID: data.NewID(), Name: "Winter"}
	other := event
	other.ID, other.Title = data.NewID(), "Another event"
	made := apply(t, s, data.Edit{Label: "event", Events: one(data.Insert(other)), Annotations: one(data.Insert(note))})
	apply(t, s, data.Edit{Label: "note on the article", Annotations: one(data.Insert(onArticle))})
	apply(t, s, data.Edit{Label: "view", Views: one(data.Insert(view))})
	apply(t, s, data.Edit{Label: "note", Annotations: one(data.Delete(*made.Annotations[0].After))})
	apply(t, s, data.Edit{Label: "gone", Events: one(data.Delete(*made.Events[0].After))})
	titles := map[string]string{}
	for _, step := range must(s.Steps(t.Context(), 0, 10))(t) {
		titles[step.Label] = step.Title
	}
	same(t, "titles", titles, map[string]string{
		sample.insert().Label: "", "event": "Another event", "note": event.Title, "note on the article": article.Title, "view": "Winter", "gone": "Another event",
	})
}

func goTo(t *testing.T, s data.Store) {
	ctx := t.Context()
	states := []content{contentOf(t, s)}
	apply(t, s, newSample(t).insert())
	states = append(states, contentOf(t, s))
	for i := range 4 {
		apply(t, s, data.Edit{Label: "edit", Views: one(data.Insert(data.View{ID: data.NewID(), Name: fmt.Sprint(i)}))})
		states = append(states, contentOf(t, s))
	}
	list := must(s.Steps(ctx, 0, 10))(t)
	number := func(state int) int64 {
		if state == 0 {
			return 0
		}
		return list[len(list)-state].N
	}
	now := len(states) - 1
	for _, next := range []int{2, 5, 0, 0, 3, 1, 4, 4, 5, 0} {
		made := must(s.GoTo(ctx, number(next)))(t)
		if want := max(next-now, now-next); len(made) != want {
			t.Errorf("from %d to %d: %d edits, want %d", now, next, len(made), want)
		}
		now = next
		same(t, fmt.Sprintf("content at step %d", now), contentOf(t, s), states[now])
	}
	if _, err := s.GoTo(ctx, number(5)+1); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
	same(t, "content", contentOf(t, s), states[now])
}

// goToDependent goes back and forth over edits of which each needs the one before:
// a row, what refers to it, changes of one row, and its end.
func goToDependent(t *testing.T, s data.Store) {
	track := data.Track{ID: data.NewID(), Name: "T", Colour: "red"}
	event := data.Event{ID: data.NewID(), Title: "0", Date: date(t, "2022"), Track: track.ID, Importance: 3}
	states := []content{contentOf(t, s)}
	step := func(e data.Edit) data.Edit {
		done := apply(t, s, e)
		states = append(states, contentOf(t, s))
		return done
	}
	step(data.Edit{Label: "track", Tracks: one(data.Insert(track))})
	event = *step(data.Edit{Label: "event", Events: one(data.Insert(event))}).Events[0].After
	for _, title := range []string{"1", "2"} {
		next := event
		next.Title = title
		event = *step(data.Edit{Label: "title", Events: one(data.Update(event, next))}).Events[0].After
	}
	step(data.Edit{Label: "delete", Events: one(data.Delete(event))})
	numbers := []int64{0}
	for _, step := range slices.Backward(must(s.Steps(t.Context(), 0, 10))(t)) {
		numbers = append(numbers, step.N)
	}
	for _, to := range []int{0, 5, 1, 4, 0, 3, 5, 2} {
		must(s.GoTo(t.Context(), numbers[to]))(t)
		same(t, fmt.Sprintf("content at step %d", to), contentOf(t, s), states[to])
	}
}

// goToCancelled cancels a long way at some point: it has been gone as a whole or
// not at all.
func goToCancelled(t *testing.T, s data.Store) {
	apply(t, s, newSample(t).insert())
	for i := range 300 {
		apply(t, s, data.Edit{Label: "edit", Views: one(data.Insert(data.View{ID: data.NewID(), Name: fmt.Sprint(i)}))})
	}
	before := contentOf(t, s)
	list := must(s.Steps(t.Context(), 0, 1000))(t)
	for _, after := range []time.Duration{0, time.Millisecond, 5 * time.Millisecond, 20 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		made, err := s.GoTo(ctx, 0)
		cancel()
		switch {
		case err == nil:
			if len(made) != len(list) || must(s.Counts(t.Context()))(t) != (data.Counts{}) {
				t.Errorf("after %v: %d edits of %d", after, len(made), len(list))
			}
			must(s.GoTo(t.Context(), list[0].N))(t)
		case !errors.Is(err, context.DeadlineExceeded):
			t.Errorf("after %v: got %v, want context.DeadlineExceeded", after, err)
		}
		same(t, "content", contentOf(t, s), before)
		same(t, "steps", must(s.Steps(t.Context(), 0, 1000))(t), list)
	}
}
