package storetest

import (
	"errors"
	"testing"

	"tarikh.org/tarikh/data"
)

func undoRedo(t *testing.T, s data.Store) {
	ctx := t.Context()
	states := []content{contentOf(t, s)}
	done := apply(t, s, newSample(t).insert())
	states = append(states, contentOf(t, s))
	event := *done.Events[0].After
	for _, title := range []string{"One", "Two"} {
		next := event
		next.Title = title
		event = *apply(t, s, data.Edit{Label: title, Events: one(data.Update(event, next))}).Events[0].After
		states = append(states, contentOf(t, s))
	}
	labels := []string{"", "edit.sample", "One", "Two", ""}
	for i := len(states) - 1; i > 0; i-- {
		made := must(s.Undo(ctx))(t)
		if made.Label != labels[i] || made.Empty() {
			t.Errorf("undo of %q gave %+v", labels[i], made)
		}
		same(t, "content after undo of "+labels[i], contentOf(t, s), states[i-1])
		if undo, redo := history(t, s); undo != labels[i-1] || redo != labels[i] {
			t.Errorf("history: %q and %q, want %q and %q", undo, redo, labels[i-1], labels[i])
		}
	}
	if _, err := s.Undo(ctx); !errors.Is(err, data.ErrNothing) {
		t.Errorf("got %v, want ErrNothing", err)
	}
	for i := 1; i < len(states); i++ {
		made := must(s.Redo(ctx))(t)
		if made.Label != labels[i] {
			t.Errorf("redo of %q gave %+v", labels[i], made)
		}
		same(t, "content after redo of "+labels[i], contentOf(t, s), states[i])
		if undo, redo := history(t, s); undo != labels[i] || redo != labels[i+1] {
			t.Errorf("history: %q and %q, want %q and %q", undo, redo, labels[i], labels[i+1])
		}
	}
	if _, err := s.Redo(ctx); !errors.Is(err, data.ErrNothing) {
		t.Errorf("got %v, want ErrNothing", err)
	}
	// The rows that Redo gave are those stored: they can be changed further.
	made := must(s.Undo(ctx))(t)
	row := *made.Events[0].After
	next := row
	next.Title = "Three"
	apply(t, s, data.Edit{Label: "Three", Events: one(data.Update(row, next))})
}

func redoDropped(t *testing.T, s data.Store) {
	ctx := t.Context()
	apply(t, s, newSample(t).insert())
	must(s.Undo(ctx))(t)
	apply(t, s, data.Edit{Label: "new", Tracks: one(data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"}))})
	if undo, redo := history(t, s); undo != "new" || redo != "" {
		t.Errorf("history: %q and %q", undo, redo)
	}
	if _, err := s.Redo(ctx); !errors.Is(err, data.ErrNothing) {
		t.Errorf("got %v, want ErrNothing", err)
	}
	must(s.Undo(ctx))(t)
	same(t, "counts", must(s.Counts(ctx))(t), data.Counts{})
	if _, err := s.Undo(ctx); !errors.Is(err, data.ErrNothing) {
		t.Errorf("got %v, want ErrNothing", err)
	}
}

func undoListedArticle(t *testing.T, s data.Store) {
	ctx := t.Context()
	a := data.Article{ID: data.NewID(), Title: "A", Published: date(t, "2022")}.WithText(arabicText)
	apply(t, s, data.Edit{Label: "add", Articles: one(data.Insert(a))})
	listed := must(s.Articles(ctx))(t)[0]
	done := apply(t, s, data.Edit{Label: "delete", Articles: one(data.Delete(listed))})
	if done.Articles[0].Before.Text != arabicText {
		t.Error("the edit that came back lacks the text")
	}
	must(s.Undo(ctx))(t)
	if got := must(s.Article(ctx, a.ID))(t); got.Text != arabicText || got.Validate() != nil {
		t.Errorf("got %+v", got)
	}
}
