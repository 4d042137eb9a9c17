package strip

import (
	"context"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// states are how well the events of the library are verified.
type states struct {
	of      data.Columns // by whose places all are
	all     []uint8      // places in data.States; nil where they are not loaded, or nothing is verified
	loading library.Slot
}

// mostCarried is up to how many events states are carried over by ID until those of changed
// columns are loaded.
const mostCarried = 50_000

// verify loads the states of the events, and shows them.
func (v *view) verify() {
	n := v.host.Library.Snapshot()
	if n == nil {
		return
	}
	library.Load(v.host.Library, &v.states.loading, func(ctx context.Context, store data.Store) ([]uint8, error) {
		all, err := store.States(ctx, n.Columns)
		if !slices.ContainsFunc(all, func(s uint8) bool { return s != 0 }) {
			return nil, err // a library without sources looks as it always did
		}
		return all, err
	}, func(all []uint8) {
		was := v.states.all
		v.states.of, v.states.all = n.Columns, all
		if was != nil || all != nil {
			v.show()
		}
	})
}

// shown are the states of the events of an index, nil where none are known.
func (s *states) shown(v *view, n *library.Snapshot) []scene.State {
	if s.all == nil {
		return nil
	}
	if !sameEvents(s.of, n.Columns) && !s.carry(n.Columns) {
		return nil
	}
	l, index := v.host.Library.Shown(), v.index()
	out := make([]scene.State, index.Len())
	for i := range out {
		e := i
		if v.laid != nil && v.laid.arranged != nil {
			e, l = v.laid.arranged.From(i), v.laid.shown
		}
		if p := l.Place(e); p >= 0 && p < len(s.all) {
			out[i] = scene.State(s.all[p])
		}
	}
	return out
}

// sameEvents reports whether columns have the same events at the same places.
func sameEvents(a, b data.Columns) bool {
	return a.Len() == b.Len() && (a.Len() == 0 || &a.IDs[0] == &b.IDs[0] || a.Len() <= mostCarried && slices.Equal(a.IDs, b.IDs))
}

// carry takes the states over to columns of changed events, until theirs are loaded; false
// where these are too many.
func (s *states) carry(to data.Columns) bool {
	if to.Len() > mostCarried {
		return false
	}
	known := make(map[data.ID]uint8, s.of.Len())
	for i, id := range s.of.IDs {
		known[id] = s.all[i]
	}
	all := make([]uint8, to.Len())
	for i, id := range to.IDs {
		all[i] = known[id]
	}
	s.of, s.all = to, all
	return true
}

// word names the state of an event, "" where states are not shown.
func (s *states) word(v *view, event data.ID) string {
	if s.all == nil {
		return ""
	}
	d, ok := v.date(event)
	n := v.host.Library.Snapshot()
	if !ok || n == nil || !sameEvents(s.of, n.Columns) {
		return ""
	}
	if p := n.Find(event, d); p >= 0 && p < len(s.all) {
		return v.host.Kit().T(stateKey(data.States()[s.all[p]]))
	}
	return ""
}

// stateKey is the message of a state.
func stateKey(s data.State) string {
	return "state." + strings.TrimSuffix(string(s), "-source")
}
