package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
)

// historyIsLeft: what was done is undone by whoever opens the library next.
func historyIsLeft(t *testing.T, s data.Store, m Maker) {
	track := trackNamed("A")
	apply(t, s, data.Edit{Label: "add", Tracks: one(data.Insert(track))})
	s = m.Reopen(t, s)
	if undo, redo, err := s.History(t.Context()); err != nil || undo != "add" || redo != "" {
		t.Errorf("undo %q, redo %q, %v", undo, redo, err)
	}
	must(s.Undo(t.Context()))(t)
	same(t, "tracks", len(must(s.Tracks(t.Context()))(t)), 0)
}

// allUndone: every step is of the one history, and names nobody.
func allUndone(t *testing.T, s data.Store) {
	apply(t, s, data.Edit{Label: "one", Tracks: one(data.Insert(trackNamed("A")))})
	apply(t, s, data.Edit{Label: "two", Tracks: one(data.Insert(trackNamed("B")))})
	for _, step := range must(s.Steps(t.Context(), 0, 10))(t) {
		same(t, "who made "+step.Label, step.Who, "")
	}
	same(t, "edits", len(must(s.GoTo(t.Context(), 0))(t)), 2)
	same(t, "tracks", len(must(s.Tracks(t.Context()))(t)), 0)
}

func trackNamed(name string) data.Track {
	return data.Track{ID: data.NewID(), Name: name, Colour: "red"}
}

// renamed is an edit that gives a track another name.
func renamed(before data.Track, name string) data.Edit {
	after := before
	after.Name = name
	return data.Edit{Label: name, Tracks: one(data.Update(before, after))}
}

// ownUndone: each person undoes their own edits; who meets another's is told by whom, and
// nothing is changed.
func ownUndone(t *testing.T, ann data.Store, m Maker) {
	bob := m.As(t, ann, "bob")
	made := apply(t, ann, data.Edit{Label: "add", Tracks: one(data.Insert(trackNamed("Ann's")))})
	if _, err := bob.Undo(t.Context()); !errors.Is(err, data.ErrNothing) {
		t.Errorf("bob undoes what is ann's: %v", err)
	}
	apply(t, bob, renamed(*made.Tracks[0].After, "Bob's"))
	if _, err := ann.Undo(t.Context()); !errors.Is(err, data.ErrConflict) || !strings.Contains(err.Error(), "by bob") {
		t.Errorf("ann undoes what bob has changed since: %v", err)
	}
	same(t, "name", must(ann.Tracks(t.Context()))(t)[0].Name, "Bob's")
	must(bob.Undo(t.Context()))(t)
	must(ann.Undo(t.Context()))(t)
	must(ann.Redo(t.Context()))(t)
	must(bob.Redo(t.Context()))(t)
	same(t, "name after all of it again", must(ann.Tracks(t.Context()))(t)[0].Name, "Bob's")
}

// ownWay: going to a step goes over one's own alone, whatever others did in between.
func ownWay(t *testing.T, ann data.Store, m Maker) {
	bob := m.As(t, ann, "bob")
	for _, who := range []data.Store{ann, bob, ann, bob} {
		apply(t, who, data.Edit{Label: "add", Tracks: one(data.Insert(trackNamed("T")))})
	}
	list := must(ann.Steps(t.Context(), 0, 10))(t)
	if _, err := ann.GoTo(t.Context(), list[0].N); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("ann goes to what is bob's: %v", err)
	}
	same(t, "undone", len(must(ann.GoTo(t.Context(), 0))(t)), 2)
	same(t, "tracks, of bob", len(must(bob.Tracks(t.Context()))(t)), 2)
	same(t, "made again", len(must(ann.GoTo(t.Context(), list[1].N))(t)), 2)
	same(t, "tracks", len(must(bob.Tracks(t.Context()))(t)), 4)
}

// journalSaysWho: the journal is everybody's, and says whose each step is.
func journalSaysWho(t *testing.T, ann data.Store, m Maker) {
	bob := m.As(t, ann, "bob")
	apply(t, ann, data.Edit{Label: "one", Tracks: one(data.Insert(trackNamed("A")))})
	apply(t, bob, data.Edit{Label: "two", Tracks: one(data.Insert(trackNamed("B")))})
	list := must(ann.Steps(t.Context(), 0, 10))(t)
	if len(list) != 2 || list[0].Who != "bob" || list[0].Label != "two" || list[1].Who == "" || list[1].Who == "bob" {
		t.Errorf("%+v", list)
	}
	same(t, "what bob sees", must(bob.Steps(t.Context(), 0, 10))(t), list)
	undo, _, err := ann.History(t.Context())
	if err != nil || undo != "one" {
		t.Errorf("ann would undo %q, %v", undo, err)
	}
}

// typingApart: what one types is a step of theirs, though another types meanwhile with the
// same Merge, unless the other has changed the row in between.
func typingApart(t *testing.T, ann data.Store, m Maker) {
	bob := m.As(t, ann, "bob")
	made := apply(t, ann, data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(trackNamed("A")), data.Insert(trackNamed("B"))}})
	a, b := *made.Tracks[0].After, *made.Tracks[1].After
	for i := range 3 {
		for _, write := range []struct {
			who data.Store
			row *data.Track
		}{{ann, &a}, {bob, &b}} {
			e := renamed(*write.row, fmt.Sprint("name ", i))
			e.Merge = "typing"
			*write.row = *apply(t, write.who, e).Tracks[0].After
		}
	}
	same(t, "steps", len(must(ann.Steps(t.Context(), 0, 10))(t)), 3)
	must(ann.Undo(t.Context()))(t)
	names := []string{}
	for _, track := range must(bob.Tracks(t.Context()))(t) {
		names = append(names, track.Name)
	}
	slices.Sort(names)
	same(t, "names", names, []string{"A", "name 2"})
	// Bob changes the row between two strokes of ann's: two steps.
	must(ann.Redo(t.Context()))(t)
	row := must(ann.Tracks(t.Context()))(t)
	a = row[slices.IndexFunc(row, func(x data.Track) bool { return x.ID == a.ID })]
	a = *apply(t, bob, renamed(a, "by bob")).Tracks[0].After
	e := renamed(a, "by ann")
	e.Merge = "typing"
	apply(t, ann, e)
	must(ann.Undo(t.Context()))(t)
	if _, err := ann.Undo(t.Context()); !errors.Is(err, data.ErrConflict) {
		t.Errorf("what bob wrote in between is undone: %v", err)
	}
}

// conflictSaysWho: an edit of a row as it was is refused as a whole, and says who has
// changed or deleted it.
func conflictSaysWho(t *testing.T, ann data.Store, m Maker) {
	bob := m.As(t, ann, "bob")
	made := apply(t, ann, data.Edit{Label: "add", Tracks: one(data.Insert(trackNamed("A")))})
	before := *made.Tracks[0].After
	now := *apply(t, bob, renamed(before, "B")).Tracks[0].After
	e := renamed(before, "C")
	e.Tracks = append(e.Tracks, data.Insert(trackNamed("D")))
	if err := refused(t, ann, e, data.ErrConflict); !strings.Contains(err.Error(), "by bob") {
		t.Errorf("it says %v", err)
	}
	apply(t, bob, data.Edit{Label: "delete", Tracks: one(data.Delete(now))})
	refused(t, ann, renamed(now, "C"), data.ErrNotFound)
}

// toldWithoutGaps: who follows the feed is told of every edit of everybody, once, with
// who made it.
func toldWithoutGaps(t *testing.T, ann data.Store, m Maker) {
	const each = 10
	people := []data.Store{ann, m.As(t, ann, "bob"), m.As(t, ann, "cleo")}
	since := must(ann.Revision(t.Context()))(t)
	ctx, ended := context.WithCancel(t.Context())
	var writing sync.WaitGroup
	for _, who := range people {
		writing.Go(func() {
			for range each {
				if _, err := who.Apply(ctx, data.Edit{Label: "add", Tracks: one(data.Insert(trackNamed("T")))}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	defer ended()
	told, by := map[data.ID]int{}, map[string]int{}
	for len(told) < each*len(people) && !t.Failed() {
		c := must(people[1].Changes(ctx, since))(t)
		if c.Revision == since {
			must(people[1].Wait(ctx, since))(t)
			continue
		}
		if c.All {
			t.Fatal("all is told in place of some edits")
		}
		for _, row := range c.Rows {
			told[row.ID]++
			by[row.By]++
			if row.Revision <= since || row.Revision > c.Revision || told[row.ID] > 1 {
				t.Errorf("row %s of revision %d, after %d", row.ID, row.Revision, since)
			}
		}
		since = c.Revision
	}
	writing.Wait()
	if by["bob"] != each || by["cleo"] != each || len(by) != len(people) {
		t.Errorf("told by %v", by)
	}
}

// person is one of several who edit, as a model: what they could undo and make again.
type person struct {
	store        data.Store
	done, undone []step
}

// step is a change of the name of a track, "" for none.
type step struct {
	id            data.ID
	before, after string
}

// randomEditsOfThree: whatever three people do, an edit takes effect once or is refused; undo
// takes back one's own alone; and all see the same in the end.
func randomEditsOfThree(t *testing.T, ann data.Store, m Maker) {
	stores := []data.Store{ann, m.As(t, ann, "bob"), m.As(t, ann, "cleo")}
	rapid.Check(t, func(r *rapid.T) {
		for _, track := range must(ann.Tracks(t.Context()))(t) {
			apply(t, ann, data.Edit{Label: "clear", Tracks: one(data.Delete(track))})
		}
		people := make([]*person, len(stores))
		for i, s := range stores {
			people[i] = &person{store: s}
		}
		now := map[data.ID]string{}
		for i := range rapid.IntRange(1, 12).Draw(r, "edits") {
			p := people[rapid.IntRange(0, 2).Draw(r, "who")]
			switch what := rapid.SampledFrom([]string{"add", "name", "name", "delete", "undo", "undo", "redo"}).Draw(r, "what"); what {
			case "undo":
				p.done, p.undone = p.move(t, r, data.Store.Undo, now, p.done, p.undone, func(s step) (was, to string) { return s.after, s.before })
			case "redo":
				p.undone, p.done = p.move(t, r, data.Store.Redo, now, p.undone, p.done, func(s step) (was, to string) { return s.before, s.after })
			default:
				p.edit(t, r, what, fmt.Sprint("name ", i), now)
			}
		}
		for _, p := range people {
			got := map[data.ID]string{}
			for _, track := range must(p.store.Tracks(t.Context()))(t) {
				got[track.ID] = track.Name
			}
			same(t, "tracks", got, now)
		}
		// What each could undo is not that of the next round.
		for _, p := range people {
			apply(t, p.store, data.Edit{Label: "end", Tracks: one(data.Insert(trackNamed("end")))})
		}
	})
}

// edit makes an edit as the model says.
func (p *person) edit(t *testing.T, r *rapid.T, what, name string, now map[data.ID]string) {
	rows := must(p.store.Tracks(t.Context()))(t)
	e := data.Edit{Label: what}
	var s step
	switch {
	case what == "add" || len(rows) == 0:
		track := trackNamed(name)
		e.Tracks, s = one(data.Insert(track)), step{track.ID, "", name}
	case what == "delete":
		row := rapid.SampledFrom(rows).Draw(r, "row")
		e.Tracks, s = one(data.Delete(row)), step{row.ID, row.Name, ""}
	default:
		row := rapid.SampledFrom(rows).Draw(r, "row")
		e.Tracks, s = renamed(row, name).Tracks, step{row.ID, row.Name, name}
	}
	apply(t, p.store, e)
	s.set(now, s.after)
	p.done, p.undone = append(p.done, s), nil
}

// move undoes or redoes the last step of from, as the model says.
func (p *person) move(t *testing.T, r *rapid.T, do func(data.Store, context.Context) (data.Edit, error), now map[data.ID]string, from, to []step, way func(step) (was, to string)) (left, moved []step) {
	if len(from) == 0 {
		return from, to // there may be steps of an earlier round
	}
	last := from[len(from)-1]
	was, next := way(last)
	_, err := do(p.store, t.Context())
	if now[last.id] != was {
		if !errors.Is(err, data.ErrConflict) && !errors.Is(err, data.ErrNotFound) {
			r.Fatalf("what another has changed: %v", err)
		}
		return from, to
	}
	if err != nil {
		r.Fatalf("one's own: %v", err)
	}
	last.set(now, next)
	return from[:len(from)-1], append(to, last)
}

func (s step) set(now map[data.ID]string, name string) {
	if now[s.id] = name; name == "" {
		delete(now, s.id)
	}
}
