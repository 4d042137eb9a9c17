package filter

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/library"
)

// model is the values that can be filtered by, and what a press on one does.
type model struct {
	library  *library.Library
	numbers  library.Subscribers[struct{}] // told when there are others
	counts   map[query.Field][]data.FacetCount
	together map[query.Field]bool // fields of which all chosen values are wanted, not any
	counted  bool                 // the numbers are in view
	counting library.Slot
}

func newModel(l *library.Library) *model {
	return &model{library: l, together: map[query.Field]bool{}}
}

// forget is for when the library is closed.
func (m *model) forget() {
	m.counts, m.together = nil, map[query.Field]bool{}
}

// count counts the values of each field again, among the events that match the filter
// without its own terms of that field.
func (m *model) count() {
	n, q := m.library.Snapshot(), m.library.Filter()
	if !m.counted || n == nil {
		return
	}
	library.Load(m.library, &m.counting, func(ctx context.Context, store data.Store) (map[query.Field][]data.FacetCount, error) {
		return store.Facets(ctx, q, n.Columns, n.Tracks)
	}, func(counts map[query.Field][]data.FacetCount) {
		if n == m.library.Snapshot() { // else it is counted again with what is shown
			m.counts = counts
			m.numbers.Tell(struct{}{})
		}
	})
}

// values are those of a field with their counts, and those that are chosen though
// nothing has them. Tracks are in their order on the timeline.
func (m *model) values(f query.Field) []data.FacetCount {
	values := slices.Clone(m.counts[f])
	for _, v := range append(m.chosen(f, false), m.chosen(f, true)...) {
		if !slices.ContainsFunc(values, func(c data.FacetCount) bool { return c.Value == v }) {
			values = append(values, data.FacetCount{Value: v})
		}
	}
	if n := m.library.Snapshot(); f == query.Track && n != nil {
		order := func(name string) int {
			return slices.IndexFunc(n.Tracks, func(t data.Track) bool { return t.Name == name })
		}
		slices.SortStableFunc(values, func(a, b data.FacetCount) int { return order(a.Value) - order(b.Value) })
	}
	return values
}

// chosen are the values of a field that the filter asks for, or leaves out.
func (m *model) chosen(f query.Field, not bool) (values []string) {
	for _, t := range m.library.Filter().Field(f) {
		if t.Not == not {
			values = append(values, t.Values...)
		}
	}
	return values
}

// toggle turns a value on or off.
func (m *model) toggle(f query.Field, value string) {
	yes, no := m.chosen(f, false), m.chosen(f, true)
	switch {
	case f == query.Has && slices.Contains(yes, value): // with, then without, then either
		m.exclude(f, value)
		return
	case slices.Contains(no, value):
		no = without(no, value)
	case slices.Contains(yes, value):
		yes = without(yes, value)
	default:
		yes = append(yes, value)
	}
	m.set(f, yes, no)
}

// only asks for one value of a field; what is left out stays so.
func (m *model) only(f query.Field, value string) { m.set(f, []string{value}, m.chosen(f, true)) }

// exclude leaves out what has a value, or no longer does.
func (m *model) exclude(f query.Field, value string) {
	yes, no := without(m.chosen(f, false), value), m.chosen(f, true)
	if slices.Contains(no, value) {
		no = without(no, value)
	} else {
		no = append(no, value)
	}
	m.set(f, yes, no)
}

// join wants the chosen values of a field together, or any of them.
func (m *model) join(f query.Field, together bool) {
	m.together[f] = together
	m.set(f, m.chosen(f, false), m.chosen(f, true))
}

// set makes the terms of a field: one of all values where any of them will do, one
// of each where all are wanted, and one of each that is left out.
func (m *model) set(f query.Field, yes, no []string) {
	q := m.library.Filter().WithoutField(f)
	if m.together[f] {
		for _, v := range yes {
			q = q.With(query.Term{Field: f, Values: []string{v}})
		}
	} else if len(yes) > 0 {
		q = q.With(query.Term{Field: f, Values: yes})
	}
	for _, v := range no {
		q = q.With(query.Term{Field: f, Not: true, Values: []string{v}})
	}
	m.library.SetFilter(q)
}

func without(values []string, value string) []string {
	return slices.DeleteFunc(values, func(v string) bool { return v == value })
}
