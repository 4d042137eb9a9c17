package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/postgres"
)

// move is one edit of a row that was acknowledged: from one revision of it to another; nil
// for a row that is not there.
type move struct {
	who           string
	kind          data.Kind
	before, after data.Row
}

// thing is a row that all edit.
type thing struct {
	kind data.Kind
	id   data.ID
}

// crowded is what a crowd edits: rows of several kinds, some of which refer to others of them.
type crowded struct {
	track, event data.ID // that nobody edits
	things       []thing // the first is an event
}

func newCrowded(t testing.TB, s *postgres.Store) crowded {
	t.Helper()
	c := crowded{track: data.NewID(), event: data.NewID()}
	track := c.row(thing{data.KindTrack, c.track}, "Theirs").(*data.Track)
	event := c.row(thing{data.KindEvent, c.event}, "Theirs").(*data.Event)
	if _, err := s.Apply(t.Context(), data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(*track)}, Events: []data.Change[data.Event]{data.Insert(*event)}}); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []data.Kind{data.KindEvent, data.KindTrack, data.KindTrack, data.KindEntity, data.KindStory, data.KindAnnotation, data.KindRelation} {
		c.things = append(c.things, thing{kind, data.NewID()})
	}
	return c
}

// row is a new row.
func (c crowded) row(of thing, name string) data.Row {
	switch of.kind {
	case data.KindTrack:
		return &data.Track{ID: of.id, Name: name, Colour: "red"}
	case data.KindEntity:
		return &data.Entity{ID: of.id, Type: data.Place, Name: name}
	case data.KindStory:
		return &data.Story{ID: of.id, Name: name}
	case data.KindEvent:
		day, _ := dates.Parse("2022-02-04")
		return &data.Event{ID: of.id, Track: c.track, Title: name, Date: day, Importance: 3}
	case data.KindAnnotation:
		return &data.Annotation{ID: of.id, Event: c.things[0].id, Text: name, Colour: "amber", Created: 1, Changed: 1}
	default:
		return &data.Relation{ID: of.id, From: c.things[0].id, To: c.event, Type: data.PartOf, Note: name}
	}
}

// renamed is a row with other words.
func renamed(row data.Row, name string) data.Row {
	switch row := row.(type) {
	case *data.Track:
		row.Name = name
	case *data.Entity:
		row.Name = name
	case *data.Story:
		row.Name = name
	case *data.Event:
		row.Title = name
	case *data.Annotation:
		row.Text = name
	case *data.Relation:
		row.Note = name
	}
	return row
}

// member is one of many people who edit at once: what they see, and what they could undo.
type member struct {
	name  string
	store *postgres.Store
	since int64
	sees  map[data.ID]data.Row
	told  map[data.ID]int // how often of each row

	moves        []move
	done, undone []move
	conflicts    int
}

// Many people edit, undo and meet in conflicts at once. Whatever happens: no edit is lost
// by another's (those of a row follow each other), each is told once to everybody, undo
// takes back one's own newest alone, and all see the same in the end.
func TestCrowd(t *testing.T) {
	first := create(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	crowded := newCrowded(t, first)
	since, err := first.Revision(ctx)
	if err != nil {
		t.Fatal(err)
	}
	people := make([]*member, times(4, 16))
	for i := range people {
		name := fmt.Sprint("person", i)
		people[i] = &member{name: name, store: openAs(t, first, name), since: since, sees: map[data.ID]data.Row{}, told: map[data.ID]int{}}
	}
	var busy sync.WaitGroup
	for i, p := range people {
		seed := uint64(time.Now().UnixNano()) + uint64(i)
		busy.Go(func() {
			r := rand.New(rand.NewPCG(seed, 0))
			for range times(40, 400) {
				p.act(ctx, t, r, crowded)
			}
			if t.Failed() {
				t.Logf("%s: seed %d", p.name, seed)
			}
		})
	}
	busy.Wait()
	conflicts, moves, of := 0, map[data.ID][]move{}, map[data.ID]data.Kind{}
	for _, p := range people {
		conflicts += p.conflicts
		for _, m := range p.moves {
			moves[m.id()] = append(moves[m.id()], m)
			of[m.id()] = m.kind
		}
	}
	ends := map[data.ID]data.Row{}
	count := 0
	for id, all := range moves {
		if last := chained(t, all); last != nil {
			ends[id] = last
		}
		count += len(all)
	}
	for _, p := range people {
		for p.follow(ctx, t) {
		}
		for id, all := range moves {
			if p.told[id] != len(all) {
				t.Errorf("%s was told %d times of %s, which was changed %d times", p.name, p.told[id], id, len(all))
			}
		}
		if len(p.sees) != len(ends) {
			t.Errorf("%s sees %d rows of %d", p.name, len(p.sees), len(ends))
		}
		for id, want := range ends {
			if got := p.sees[id]; !same(of[id], got, want) {
				t.Errorf("%s sees %+v, want %+v", p.name, got, want)
			}
		}
	}
	if problems, err := first.Check(ctx, nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
	if conflicts == 0 {
		t.Error("nobody met anybody")
	}
	t.Logf("%d edits, %d conflicts", count, conflicts)
}

func (m move) id() data.ID {
	return m.kind.Shape().ID(data.RowChange{Before: m.before, After: m.after}.Row())
}

func (m move) rev(row data.Row) int64 { return *m.kind.Shape().Rev(row) }

// same compares rows of a kind, nil for one that is not there.
func same(kind data.Kind, a, b data.Row) bool {
	if a == nil || b == nil {
		return a == b
	}
	return kind.Shape().Same(a, b)
}

// chained looks whether the edits of a row follow each other, each from the revision
// that another made, and returns what is there in the end.
func chained(t testing.TB, moves []move) (last data.Row) {
	t.Helper()
	from := map[int64]move{} // by the revision that they changed
	var begins []move
	for _, m := range moves {
		if m.before == nil {
			begins = append(begins, m)
			continue
		}
		rev := m.rev(m.before)
		if other, twice := from[rev]; twice {
			t.Errorf("%s and %s both changed %v %s of revision %d: one edit is lost", m.who, other.who, m.kind, m.id(), rev)
		}
		from[rev] = m
	}
	for _, m := range begins { // from a row that is added to its end
		now := m.after
		for now != nil {
			next, found := from[m.rev(now)]
			if !found {
				break
			}
			if !same(m.kind, next.before, now) {
				t.Errorf("%s changed %+v, which was %+v", next.who, next.before, now)
			}
			delete(from, m.rev(now))
			now = next.after
		}
		if now != nil && last != nil {
			t.Errorf("%v %s was added twice", m.kind, m.id())
		}
		if now != nil {
			last = now
		}
	}
	for _, m := range from {
		t.Errorf("%s changed %+v, which nobody had made", m.who, m.before)
	}
	return last
}

// act does something at random.
func (p *member) act(ctx context.Context, t testing.TB, r *rand.Rand, all crowded) {
	switch what := r.IntN(10); what {
	case 0, 1:
		p.replay(ctx, t, p.store.Undo, &p.done, &p.undone)
	case 2:
		p.replay(ctx, t, p.store.Redo, &p.undone, &p.done)
	case 3, 4:
		p.follow(ctx, t)
	default:
		thing := all.things[r.IntN(len(all.things))]
		shape := thing.kind.Shape()
		e := data.Edit{Label: "edit"}
		now, there := p.sees[thing.id]
		switch {
		case !there:
			shape.Add(&e, data.RowChange{After: all.row(thing, "new by "+p.name)})
		case what == 9:
			shape.Add(&e, data.RowChange{Before: now})
		default:
			shape.Add(&e, data.RowChange{Before: now, After: renamed(shape.Copy(now), fmt.Sprintf("%s %d", p.name, r.Int()))})
		}
		made, err := p.store.Apply(ctx, e)
		if p.met(ctx, t, err) {
			return
		}
		m := p.take(made)
		p.done, p.undone = append(p.done, m), nil
	}
}

// met reports whether an edit was refused, as it may be where others edit.
func (p *member) met(ctx context.Context, t testing.TB, err error) bool {
	if errors.Is(err, data.ErrConflict) || errors.Is(err, data.ErrNotFound) {
		p.conflicts++
		p.follow(ctx, t)
		return true
	}
	if err != nil {
		t.Errorf("%s: %v", p.name, err)
	}
	return err != nil
}

// take notes an edit that was made, of one row.
func (p *member) take(made data.Edit) move {
	m := move{who: p.name}
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(&made) {
			m.kind, m.before, m.after = shape.Kind, c.Before, c.After
		}
	}
	p.moves = append(p.moves, m)
	if m.after == nil {
		delete(p.sees, m.id())
	} else {
		p.sees[m.id()] = m.after
	}
	return m
}

// rowsOf is how many rows an edit changes.
func rowsOf(e data.Edit) (n int) {
	for _, shape := range data.Shapes() {
		n += shape.Count(&e)
	}
	return n
}

// replay undoes or redoes.
func (p *member) replay(ctx context.Context, t testing.TB, do func(context.Context) (data.Edit, error), from, to *[]move) {
	made, err := do(ctx)
	if errors.Is(err, data.ErrNothing) && len(*from) == 0 || p.met(ctx, t, err) {
		return
	}
	if len(*from) == 0 || rowsOf(made) != 1 {
		t.Errorf("%s undid or redid %+v and had made %d edits", p.name, made, len(*from))
		return
	}
	own := (*from)[len(*from)-1]
	m := p.take(made)
	if m.id() != own.id() || !sameButRev(m.kind, m.before, own.after) || !sameButRev(m.kind, m.after, own.before) {
		t.Errorf("%s had made %+v → %+v, and of it came %+v → %+v", p.name, own.before, own.after, m.before, m.after)
	}
	*from, *to = (*from)[:len(*from)-1], append(*to, m)
}

// sameButRev compares rows of a kind without their revisions.
func sameButRev(kind data.Kind, a, b data.Row) bool {
	if a == nil || b == nil {
		return a == b
	}
	shape := kind.Shape()
	now := shape.Copy(a)
	*shape.Rev(now) = *shape.Rev(b)
	return shape.Same(now, b)
}

// follow reads what the feed tells, and reports whether it was anything.
func (p *member) follow(ctx context.Context, t testing.TB) bool {
	c, err := p.store.Changes(ctx, p.since)
	if err != nil || c.All {
		t.Errorf("%s: changes: all %v, %v", p.name, c.All, err)
		return false
	}
	ids := map[data.Kind][]data.ID{}
	for _, row := range c.Rows {
		p.told[row.ID]++
		ids[row.Kind] = append(ids[row.Kind], row.ID)
	}
	for kind, ids := range ids {
		found, err := p.store.RowsByID(ctx, kind, ids)
		if err != nil {
			t.Errorf("%s: rows: %v", p.name, err)
			return false
		}
		for i, row := range found {
			if row == nil {
				delete(p.sees, ids[i])
			} else {
				p.sees[ids[i]] = row
			}
		}
	}
	p.since = c.Revision
	return len(c.Rows) > 0
}
