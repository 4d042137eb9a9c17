package app

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

// Every use case that writes where an event happened writes the place and its mention in
// the same step of undo.
func TestWhoWritesAPlaceMentionsIt(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	at := func(event data.ID) (names []string) {
		t.Helper()
		mentions, err := store.EventMentions(ctx, event)
		if err != nil {
			t.Fatal(err)
		}
		entities, err := store.Entities(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mentions {
			for _, e := range entities {
				if e.ID == m.Entity && m.Role == data.RolePlace {
					names = append(names, e.Name)
				}
			}
		}
		return names
	}
	fresh := func(place string) data.Event {
		return data.Event{ID: data.NewID(), Title: place, Date: f.event.Date, Importance: 3, Place: place}
	}
	here := func(id data.ID) data.Event {
		t.Helper()
		e, err := store.Event(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	made := fresh("Lima")
	for _, step := range []struct {
		what, want string
		write      func() (data.Edit, error)
	}{
		{"added", "Lima", func() (data.Edit, error) { return l.AddEvent(ctx, made, "Sport", nil) }},
		{"changed", "Quito", func() (data.Edit, error) {
			before := here(made.ID)
			after := before
			after.Place = "Quito"
			return l.ChangeEvent(ctx, before, after, "")
		}},
		{"changed in the table", "Bern", func() (data.Edit, error) {
			return l.ChangeEvents(ctx, "edit.event.change", []data.ID{made.ID}, func(e *data.Event) { e.Place = "Bern" })
		}},
		{"decided", "Rome", func() (data.Edit, error) {
			seen, err := l.Event(ctx, made.ID)
			if err != nil {
				return data.Edit{}, err
			}
			return l.DecideClaim(ctx, seen, data.Claim{Subject: "place", Value: "Rome", Why: "two say so"})
		}},
		{"merged", "Rome", func() (data.Edit, error) {
			other := fresh("Oslo")
			if _, err := l.AddEvent(ctx, other, "Sport", nil); err != nil {
				return data.Edit{}, err
			}
			kept, gone := here(made.ID), here(other.ID)
			return l.MergeEvents(ctx, Joined([]data.Event{kept, gone}), []data.Event{kept, gone})
		}},
	} {
		before := at(made.ID)
		if _, err := step.write(); err != nil {
			t.Fatalf("%s: %v", step.what, err)
		}
		if got := at(made.ID); !slices.Contains(got, step.want) {
			t.Errorf("%s: it is at %q", step.what, got)
		}
		if step.what == "merged" {
			break
		}
		if _, err := store.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if got := at(made.ID); !slices.Equal(got, before) {
			t.Errorf("%s, undone: it is at %q, and was at %q", step.what, got, before)
		}
		if _, err := store.Redo(ctx); err != nil {
			t.Fatal(err)
		}
	}
}
