package app

import (
	"context"
	"crypto/sha256"
	"errors"
	"math/rand/v2"
	"testing"

	"tarikh.org/tarikh/data"
)

// What is done with events, their sources, and persons in any order is undone and done again
// step by step, and each time the library is what it was; nothing is left that leads nowhere.
func TestAllIsUndone(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	several(t, l, 5)
	for seed := range uint64(4) { // more of them take long: each hash reads the whole library
		r := rand.New(rand.NewPCG(seed, 24))
		one := func(of []string) string { return of[r.IntN(len(of))] }
		hash := func() [sha256.Size]byte {
			h, err := data.ContentHash(ctx, store)
			if err != nil {
				t.Fatal(err)
			}
			return h
		}
		hashes := []([sha256.Size]byte){hash()}
		step := func(what string, err error) {
			if err != nil {
				t.Logf("%s: %v", what, err)
			}
			if now := hash(); now != hashes[len(hashes)-1] {
				if err != nil {
					t.Fatalf("%s failed, and changed the library", what)
				}
				hashes = append(hashes, now)
			}
		}
		for range 8 {
			var events []data.Event
			for e, err := range store.Events(ctx) {
				if err != nil {
					t.Fatal(err)
				}
				events = append(events, e)
			}
			entities, err := store.Entities(ctx)
			if err != nil {
				t.Fatal(err)
			}
			pick := func() data.Event { return events[r.IntN(len(events))] }
			do := one([]string{"name", "entities", "events", "relate", "apart", "decide", "source", "delete", "forget", "undo", "take"})
			if len(events) == 0 && do != "undo" {
				continue
			}
			switch do {
			case "name":
				_, err = l.AddActors(ctx, Actor{Name: one([]string{"أحمد", "Ahmad", "The mayor", "x\u202e;", "A; B"}), Type: data.Person, Event: pick().ID})
			case "entities":
				if len(entities) > 1 {
					_, err = l.MergeEntities(ctx, entities[len(entities)-1], entities[:len(entities)-1]...)
				}
			case "events":
				if len(events) > 1 {
					r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
					two := events[:2]
					_, err = l.MergeEvents(ctx, Joined(two), two)
				}
			case "relate":
				_, err = l.Relate(ctx, data.Relation{From: pick().ID, To: pick().ID, Type: data.RelationTypes()[r.IntN(len(data.RelationTypes()))]})
			case "apart":
				_, err = l.TellApart(ctx, pick().ID, pick().ID)
			case "decide":
				_, err = l.Decide(ctx, data.Verdict{State: data.States()[r.IntN(len(data.States()))], Why: "seen"}, []data.Event{pick()}, nil)
			case "source":
				all, e := store.EventExcerpts(ctx, pick().ID)
				if err = e; len(all) > 0 {
					_, err = l.Decide(ctx, data.Verdict{State: data.StateRefuted}, nil, all[:1])
				}
			case "delete":
				d, e := l.DeleteEvents(ctx, pick().ID)
				if err = e; err == nil {
					_, err = l.Write(ctx, d.Edit)
				}
			case "forget":
				if len(entities) > 0 {
					_, err = l.DeleteEntities(ctx, entities[0])
				}
			case "take":
				found, e := l.Namings(ctx, nil, func(string) bool { return false }, nil)
				if err = e; len(found) > 0 {
					_, err = l.TakeNames(ctx, Taking{Naming: found[0]})
				}
			case "undo":
				if len(hashes) > 1 {
					if _, err := store.Undo(ctx); err != nil {
						t.Fatal(err)
					}
					hashes = hashes[:len(hashes)-1]
				}
			}
			step(do, err)
		}
		for i := len(hashes) - 2; i >= 0; i-- {
			if _, err := store.Undo(ctx); err != nil || hash() != hashes[i] {
				t.Fatalf("step %d is not undone: %v", i+1, err)
			}
		}
		for i := 1; i < len(hashes); i++ {
			if _, err := store.Redo(ctx); err != nil || hash() != hashes[i] {
				t.Fatalf("step %d is not done again: %v", i, err)
			}
		}
		if problems, err := store.Check(ctx, nil); err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		for range len(hashes) - 1 {
			if _, err := store.Undo(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// recalling is a store that knows what a row was before it was deleted.
type recalling struct {
	data.Store
	past data.Row
}

func (r recalling) Deleted(context.Context, data.Kind, data.ID) (data.Row, error) { return r.past, nil }

// A note on an event that somebody has deleted meanwhile is kept, and an event that somebody
// has changed meanwhile is joined with that, or to be decided.
func TestMeetingOthers(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	several(t, l, 2)
	var read []data.Event
	for e, err := range store.Events(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, e)
	}
	apply := func(c data.Change[data.Event]) {
		if _, err := store.Apply(ctx, data.Edit{Label: "theirs", Events: []data.Change[data.Event]{c}}); err != nil {
			t.Fatal(err)
		}
	}
	theirs, mine := read[0], read[0]
	theirs.Title, mine.Source = "Theirs", "Mine"
	apply(data.Update(read[0], theirs))
	if _, err := l.ChangeEvent(ctx, read[0], mine, ""); err != nil {
		t.Error(err)
	}
	if now, err := store.Event(ctx, mine.ID); err != nil || now.Title != "Theirs" || now.Source != "Mine" {
		t.Errorf("%+v, %v", now, err)
	}
	mine.Title = "Mine"
	var conflict *ConflictError
	if _, err := l.ChangeEvent(ctx, read[0], mine, ""); !errors.As(err, &conflict) || len(conflict.Joined.Conflicts) != 1 {
		t.Errorf("%v: %+v", err, conflict)
	}

	gone := read[1]
	gone.ID = data.NewID()
	apply(data.Insert(gone))
	gone, err := store.Event(ctx, gone.ID)
	if err != nil {
		t.Fatal(err)
	}
	apply(data.Delete(gone))
	note := data.Annotation{ID: data.NewID(), Event: gone.ID, Text: "Typed", Colour: data.Colours()[0]}
	var moved []data.Annotation
	_, err = New(recalling{store, &gone}, l.now).Write(WithMoved(ctx, func(notes []data.Annotation) { moved = notes }), data.Edit{Label: "edit.note.add", Annotations: []data.Change[data.Annotation]{data.Insert(note)}})
	if err != nil || len(moved) != 1 || moved[0].Event != (data.ID{}) {
		t.Errorf("%+v, %v", moved, err)
	}
}

// An article that somebody gives another text while another person marks words in it, or types
// in its details: the words are found again, and both details hold.
func TestArticleOfTwo(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	a, x, _ := marked(t, firstText, "Both leaders praised the agreement on trade.")
	track := data.NextTrack("Trade", nil)
	event := data.Event{ID: x.Event, Title: "Agreement", Date: day(t, "2022-02-04"), Track: track.ID, Importance: 3}
	if _, err := l.Write(ctx, data.Edit{
		Label: "x", Tracks: []data.Change[data.Track]{data.Insert(track)}, Articles: []data.Change[data.Article]{data.Insert(a)},
		Events: []data.Change[data.Event]{data.Insert(event)},
	}); err != nil {
		t.Fatal(err)
	}
	seen, err := store.Article(ctx, a.ID)
	must(t, seen, err)
	made, err := l.Retext(ctx, a.ID, NewText{Text: "Update.\n" + firstText})
	must(t, made, err)
	if _, err := l.Write(ctx, data.Edit{Label: "theirs", Excerpts: []data.Change[data.Excerpt]{data.Insert(x)}}); err != nil {
		t.Fatal(err)
	}
	typed := seen
	typed.Citation.Volume, typed.Publisher = "7", "The Times"
	if _, err := l.DescribeArticle(ctx, seen, typed); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Write(ctx, made.Edit); err != nil {
		t.Fatal(err)
	}
	typed = seen
	typed.Citation.Pages = "8"
	if _, err := l.DescribeArticle(ctx, seen, typed); err != nil {
		t.Fatal(err)
	}
	now, err := store.Article(ctx, a.ID)
	if must(t, now, err); now.Citation.Volume != "7" || now.Citation.Pages != "8" || now.Publisher != "The Times" || now.Text == seen.Text {
		t.Errorf("%+v", now)
	}
	found, err := store.Excerpt(ctx, x.ID)
	if must(t, found, err); now.Text[found.Anchor.Start:found.Anchor.End] != x.Anchor.Exact {
		t.Errorf("the passage is at %+v", found.Anchor)
	}
	typed.Citation.Pages = "9"
	if _, err := l.DescribeArticle(ctx, seen, typed); !errors.Is(err, data.ErrConflict) {
		t.Errorf("other pages of both: %v", err)
	}
}
