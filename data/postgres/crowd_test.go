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
	"tarikh.org/tarikh/data/postgres"
)

// move is one edit of a track that was acknowledged: from one revision of it to another;
// nil for a track that is not there.
type move struct {
	who           string
	before, after *data.Track
}

// member is one of many people who edit at once: what they see, and what they could undo.
type member struct {
	name  string
	store *postgres.Store
	since int64
	sees  map[data.ID]data.Track
	told  map[data.ID]int // how often of each track

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
	since, err := first.Revision(ctx)
	if err != nil {
		t.Fatal(err)
	}
	people := make([]*member, times(4, 16))
	for i := range people {
		name := fmt.Sprint("person", i)
		people[i] = &member{name: name, store: openAs(t, first, name), since: since, sees: map[data.ID]data.Track{}, told: map[data.ID]int{}}
	}
	rows := make([]data.ID, 6)
	for i := range rows {
		rows[i] = data.NewID()
	}
	var busy sync.WaitGroup
	for i, p := range people {
		seed := uint64(time.Now().UnixNano()) + uint64(i)
		busy.Go(func() {
			r := rand.New(rand.NewPCG(seed, 0))
			for range times(40, 400) {
				p.act(ctx, t, r, rows)
			}
			if t.Failed() {
				t.Logf("%s: seed %d", p.name, seed)
			}
		})
	}
	busy.Wait()
	conflicts, moves := 0, map[data.ID][]move{}
	for _, p := range people {
		conflicts += p.conflicts
		for _, m := range p.moves {
			moves[m.id()] = append(moves[m.id()], m)
		}
	}
	ends := map[data.ID]data.Track{}
	count := 0
	for id, of := range moves {
		if last := chained(t, of); last != nil {
			ends[id] = *last
		}
		count += len(of)
	}
	for _, p := range people {
		for p.follow(ctx, t) {
		}
		for id, of := range moves {
			if p.told[id] != len(of) {
				t.Errorf("%s was told %d times of %s, which was changed %d times", p.name, p.told[id], id, len(of))
			}
		}
		if len(p.sees) != len(ends) {
			t.Errorf("%s sees %d tracks of %d", p.name, len(p.sees), len(ends))
		}
		for id, want := range ends {
			if got := p.sees[id]; got != want {
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
	if m.before != nil {
		return m.before.ID
	}
	return m.after.ID
}

// chained looks whether the edits of a track follow each other, each from the revision
// that another made, and returns what is there in the end.
func chained(t testing.TB, moves []move) (last *data.Track) {
	t.Helper()
	from := map[int64]move{} // by the revision that they changed
	var begins []move
	for _, m := range moves {
		if m.before == nil {
			begins = append(begins, m)
			continue
		}
		if other, twice := from[m.before.Rev]; twice {
			t.Errorf("%s and %s both changed track %s of revision %d: one edit is lost", m.who, other.who, m.id(), m.before.Rev)
		}
		from[m.before.Rev] = m
	}
	for _, m := range begins { // from a track that is added to its end
		now := m.after
		for now != nil {
			next, found := from[now.Rev]
			if !found {
				break
			}
			if *next.before != *now {
				t.Errorf("%s changed %+v, which was %+v", next.who, next.before, now)
			}
			delete(from, now.Rev)
			now = next.after
		}
		if now != nil && last != nil {
			t.Errorf("track %s was added twice", m.id())
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
func (p *member) act(ctx context.Context, t testing.TB, r *rand.Rand, rows []data.ID) {
	switch what := r.IntN(10); what {
	case 0, 1:
		p.replay(ctx, t, p.store.Undo, &p.done, &p.undone)
	case 2:
		p.replay(ctx, t, p.store.Redo, &p.undone, &p.done)
	case 3, 4:
		p.follow(ctx, t)
	default:
		id := rows[r.IntN(len(rows))]
		e := data.Edit{Label: "edit"}
		now, there := p.sees[id]
		switch {
		case !there:
			e.Tracks = []data.Change[data.Track]{data.Insert(data.Track{ID: id, Name: "new by " + p.name, Colour: "red"})}
		case what == 9:
			e.Tracks = []data.Change[data.Track]{data.Delete(now)}
		default:
			after := now
			after.Name = fmt.Sprintf("%s %d", p.name, r.Int())
			e.Tracks = []data.Change[data.Track]{data.Update(now, after)}
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

// take notes an edit that was made.
func (p *member) take(made data.Edit) move {
	m := move{p.name, made.Tracks[0].Before, made.Tracks[0].After}
	p.moves = append(p.moves, m)
	if m.after == nil {
		delete(p.sees, m.id())
	} else {
		p.sees[m.id()] = *m.after
	}
	return m
}

// replay undoes or redoes.
func (p *member) replay(ctx context.Context, t testing.TB, do func(context.Context) (data.Edit, error), from, to *[]move) {
	made, err := do(ctx)
	if errors.Is(err, data.ErrNothing) && len(*from) == 0 || p.met(ctx, t, err) {
		return
	}
	if len(*from) == 0 || len(made.Tracks) != 1 {
		t.Errorf("%s undid or redid %+v and had made %d edits", p.name, made.Tracks, len(*from))
		return
	}
	own := (*from)[len(*from)-1]
	m := p.take(made)
	if m.id() != own.id() || !sameTrack(m.before, own.after) || !sameTrack(m.after, own.before) {
		t.Errorf("%s had made %+v → %+v, and of it came %+v → %+v", p.name, own.before, own.after, m.before, m.after)
	}
	*from, *to = (*from)[:len(*from)-1], append(*to, m)
}

// sameTrack compares tracks without their revisions.
func sameTrack(a, b *data.Track) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, y := *a, *b
	x.Rev, y.Rev = 0, 0
	return x == y
}

// follow reads what the feed tells, and reports whether it was anything.
func (p *member) follow(ctx context.Context, t testing.TB) bool {
	c, err := p.store.Changes(ctx, p.since)
	if err != nil || c.All {
		t.Errorf("%s: changes: all %v, %v", p.name, c.All, err)
		return false
	}
	ids := []data.ID{}
	for _, row := range c.Rows {
		p.told[row.ID]++
		ids = append(ids, row.ID)
	}
	found, err := p.store.RowsByID(ctx, data.KindTrack, ids)
	if err != nil {
		t.Errorf("%s: rows: %v", p.name, err)
		return false
	}
	for i, row := range found {
		if row == nil {
			delete(p.sees, ids[i])
		} else {
			p.sees[ids[i]] = *row.(*data.Track)
		}
	}
	p.since = c.Revision
	return len(ids) > 0
}
