package app

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/data/propose/story"
)

// Pair is two events that seem to be one.
type Pair struct {
	Events [2]data.ID // the one with more sources first
	// Shared is how many stems have in common what is most alike of their titles and
	// passages; Part is the share of the shorter one's, 0 to 1.
	Shared int
	Part   float64
}

// Duplicates finds the events that seem to be one: on the same day or of dates that
// overlap, with titles or passages that report one event (see story.Alike), and not told
// apart by the reader. The most alike come first. progress is told how much is done, 0 to
// 1; it may be nil.
func (l *Library) Duplicates(ctx context.Context, progress func(done float64)) ([]Pair, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	d := duplicates{at: map[data.ID]int{}, seen: map[[2]int]bool{}, ctx: ctx, progress: progress}
	if err := d.read(l.Store); err != nil {
		return nil, fmt.Errorf("find duplicates: %w", err)
	}
	d.days()
	d.spans()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("find duplicates: %w", err)
	}
	slices.SortStableFunc(d.found, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Part, a.Part), cmp.Compare(b.Shared, a.Shared), slices.Compare(a.Events[0][:], b.Events[0][:]), slices.Compare(a.Events[1][:], b.Events[1][:]))
	})
	return d.found, nil
}

// duplicates are being found.
type duplicates struct {
	events   []account
	at       map[data.ID]int
	seen     map[[2]int]bool // pairs that were compared, and those that were told apart
	found    []Pair
	ctx      context.Context
	progress func(float64)
}

// account is an event with the stems of what is said of it: its title, and its passages.
type account struct {
	id      data.ID
	lo, hi  int64
	said    []map[string]float64
	sources int
}

// often is after how many events or passages the context is asked and progress told.
const often = 1000

// mostSaid is how many passages of an event are compared.
const mostSaid = 20

// read reads what is compared.
func (d *duplicates) read(store data.Store) error {
	n, err := store.Counts(d.ctx)
	if err != nil {
		return err
	}
	all, done := float64(n.Events+n.Excerpts+1), 0
	step := func() error {
		if done++; done%often == 0 {
			d.progress(0.7 * float64(done) / all)
			return d.ctx.Err()
		}
		return nil
	}
	for e, err := range store.Events(d.ctx) {
		if err != nil {
			return err
		}
		d.at[e.ID] = len(d.events)
		d.events = append(d.events, account{id: e.ID, lo: e.Date.Lo, hi: e.Date.Hi, said: []map[string]float64{propose.Stems(e.Title, "")}})
		if err := step(); err != nil {
			return err
		}
	}
	if err := d.distinct(store); err != nil {
		return err
	}
	for row, err := range store.Rows(d.ctx, data.KindExcerpt) {
		if err != nil {
			return err
		}
		x := row.(*data.Excerpt)
		if at, ok := d.at[x.Event]; ok {
			e := &d.events[at]
			if e.sources++; len(e.said) <= mostSaid {
				e.said = append(e.said, propose.Stems(x.Anchor.Exact, ""))
			}
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// distinct leaves out the pairs that the reader has told apart.
func (d *duplicates) distinct(store data.Store) error {
	for row, err := range store.Rows(d.ctx, data.KindRelation) {
		if err != nil {
			return err
		}
		if r := row.(*data.Relation); r.Type == data.Distinct {
			i, j := d.at[r.From], d.at[r.To]
			d.seen[[2]int{min(i, j), max(i, j)}] = true
		}
	}
	return nil
}

// TellApart says that two events are not one, as one edit.
func (l *Library) TellApart(ctx context.Context, a, b data.ID) (data.Edit, error) {
	return l.Write(ctx, data.Edit{
		Label:     "edit.events.apart",
		Relations: []data.Change[data.Relation]{data.Insert(data.Relation{ID: data.NewID(), From: a, To: b, Type: data.Distinct})},
	})
}

const daySeconds = 24 * 60 * 60

// oneDay reports whether an event is within a day by some clock.
func (e *account) oneDay() bool { return e.hi-e.lo <= daySeconds }

// days compares the events of each day with each other.
func (d *duplicates) days() {
	by := map[int64][]int{}
	for i := range d.events {
		if e := &d.events[i]; e.oneDay() {
			first, last := floorDay(e.lo), floorDay(max(e.hi-1, e.lo))
			by[first] = append(by[first], i)
			if last != first {
				by[last] = append(by[last], i)
			}
		}
	}
	done := 0
	for _, members := range by {
		if d.ctx.Err() != nil {
			return
		}
		d.among(members, members)
		if done++; done%often == 0 {
			d.progress(0.7 + 0.2*float64(done)/float64(len(by)))
		}
	}
}

func floorDay(seconds int64) int64 {
	if seconds < 0 {
		return (seconds+1)/daySeconds - 1
	}
	return seconds / daySeconds
}

// spans compares the events of more than a day with all whose dates overlap theirs.
func (d *duplicates) spans() {
	var long, all []int
	for i := range d.events {
		if all = append(all, i); !d.events[i].oneDay() {
			long = append(long, i)
		}
	}
	d.among(long, all)
}

// mostShare is how many events a stem tells apart: one that more have says nothing of them.
const mostShare = 500

// among compares events with others by the stems that they share.
func (d *duplicates) among(some, others []int) {
	if len(some) == 0 || len(others) < 2 {
		return
	}
	with := map[string][]int{}
	for _, i := range others {
		for stem := range d.stems(i) {
			with[stem] = append(with[stem], i)
		}
	}
	for n, i := range some {
		if n%often == 0 && d.ctx.Err() != nil {
			return
		}
		for stem := range d.stems(i) {
			if sharing := with[stem]; len(sharing) <= mostShare {
				for _, j := range sharing {
					d.compare(i, j)
				}
			}
		}
	}
}

// stems yields the stems of all that is said of an event, each once.
func (d *duplicates) stems(i int) map[string]float64 {
	said := d.events[i].said
	if len(said) == 1 {
		return said[0]
	}
	all := map[string]float64{}
	for _, stems := range said {
		maps.Copy(all, stems)
	}
	return all
}

// compare compares two events, once.
func (d *duplicates) compare(i, j int) {
	if i > j {
		i, j = j, i
	}
	a, b := &d.events[i], &d.events[j]
	if i == j || a.lo >= b.hi || b.lo >= a.hi || d.seen[[2]int{i, j}] {
		return
	}
	d.seen[[2]int{i, j}] = true
	best := Pair{Events: [2]data.ID{a.id, b.id}}
	if b.sources > a.sources {
		best.Events = [2]data.ID{b.id, a.id}
	}
	for _, x := range a.said {
		for _, y := range b.said {
			if story.Alike(x, y) {
				n := 0
				for stem := range x {
					if y[stem] > 0 {
						n++
					}
				}
				if part := float64(n) / float64(min(len(x), len(y))); part > best.Part || part == best.Part && n > best.Shared {
					best.Shared, best.Part = n, part
				}
			}
		}
	}
	if best.Shared > 0 {
		d.found = append(d.found, best)
	}
}
