package duplicates

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
)

// side is an event that is compared with others, with what belongs to it.
type side struct {
	data.Event
	excerpts []data.Excerpt // in order of time
	notes    int
}

// readSides reads events in the order of ids; those that no longer exist are left out.
func readSides(ctx context.Context, store data.Store, ids []data.ID) ([]side, error) {
	rows, err := store.EventRows(ctx, ids)
	if err != nil {
		return nil, err
	}
	var sides []side
	for _, row := range rows {
		if row.ID == (data.ID{}) {
			continue
		}
		excerpts, err := store.EventExcerpts(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		notes, err := store.EventAnnotations(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		sides = append(sides, side{row, excerpts, len(notes)})
	}
	return sides, nil
}

// question is what events cannot have together: of it the reader chooses one.
type question struct {
	key  string                     // of the message that names it
	same func(a, b data.Event) bool // whether two events answer alike
	take func(to *data.Event, from data.Event)
}

func questions() []question {
	return []question{
		{"field.title", func(a, b data.Event) bool { return a.Title == b.Title }, func(to *data.Event, from data.Event) { to.Title = from.Title }},
		{"field.date", func(a, b data.Event) bool { return a.Date == b.Date && a.Zone == b.Zone }, func(to *data.Event, from data.Event) { to.Date, to.Zone = from.Date, from.Zone }},
		{"field.track", func(a, b data.Event) bool { return a.Track == b.Track }, func(to *data.Event, from data.Event) { to.Track = from.Track }},
		{"field.place", func(a, b data.Event) bool { return a.Place == b.Place }, func(to *data.Event, from data.Event) { to.Place = from.Place }},
		{"merge.verdict", func(a, b data.Event) bool { return a.Verdict == b.Verdict }, func(to *data.Event, from data.Event) { to.Verdict = from.Verdict }},
	}
}

// merging is a merge that the reader decides on.
type merging struct {
	sides  []side // the first is kept
	chosen []int  // by question: the side whose answer is taken
}

// newMerging proposes a merge into the first side.
func newMerging(sides []side) *merging {
	m := &merging{sides: sides, chosen: make([]int, len(questions()))}
	for i, q := range questions() {
		var none data.Event
		if q.key == "field.title" || q.key == "field.date" || q.key == "field.track" || !q.same(sides[0].Event, none) {
			continue
		}
		m.chosen[i] = max(slices.IndexFunc(sides, func(s side) bool { return !q.same(s.Event, none) }), 0)
	}
	return m
}

// events are the rows of all sides.
func (m *merging) events() []data.Event {
	events := make([]data.Event, len(m.sides))
	for i, s := range m.sides {
		events[i] = s.Event
	}
	return events
}

// event is the event that the sides become.
func (m *merging) event() data.Event {
	joined := app.Joined(m.events())
	for i, q := range questions() {
		q.take(&joined, m.sides[m.chosen[i]].Event)
	}
	return joined
}

// asks reports whether the sides answer a question in different ways.
func (m *merging) asks(q question) bool {
	return slices.ContainsFunc(m.sides[1:], func(s side) bool { return !q.same(s.Event, m.sides[0].Event) })
}

// keep makes another side the one whose answers are taken.
func (m *merging) keep(at int) {
	for i := range m.chosen {
		m.chosen[i] = at
	}
}
