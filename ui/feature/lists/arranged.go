package lists

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/state"
)

// arranged is the events that the filter leaves in the order of the table, and which of
// them are selected. Order and selection are places in the columns that are loaded, of
// which there may be a million; nothing outside sees these.
type arranged struct {
	host     *feature.Host
	news     library.Subscribers[bool] // told of another order or other events; true: from the top
	sort     *state.TableView
	snapshot *library.Snapshot // that order and picks are places in the columns of; nil where no library is open
	shown    *library.Shown
	order    []int32 // places in the order of the rows; nil: as they are shown, by date
	reversed bool    // where order is nil
	sorting  bool
	ordering library.Slot
	picks    control.Picks // by place

	states  []uint8 // how well the events of the snapshot are verified, see data.Searcher; nil while not loaded
	judging library.Slot
}

// sortKeys are the columns that the store sorts by.
func sortKeys() map[string]data.EventKey {
	return map[string]data.EventKey{
		"title": data.ByTitle, "date": data.ByDate, "track": data.ByTrack,
		"place": data.ByPlace, "importance": data.ByImportance, "source": data.BySource, "status": data.ByStatus,
	}
}

func newArranged(h *feature.Host) *arranged {
	a := &arranged{host: h, sort: h.State.Table("events")}
	if _, known := sortKeys()[a.sort.Sort]; !known {
		a.sort.Sort, a.sort.Descending = "date", false
	}
	a.picks.Reset(0)
	return a
}

// load takes what is shown now; what was selected stays selected.
func (a *arranged) load() {
	before, now := a.snapshot, a.host.Library.Snapshot()
	a.snapshot, a.shown = now, a.host.Library.Shown()
	if now == nil {
		a.order, a.sorting = nil, false
		a.picks.Reset(0)
		a.ordering.Drop()
		a.judging.Drop()
		a.states = nil
		a.news.Tell(true)
		return
	}
	if before == nil || !sameColumns(before.Columns, now.Columns) {
		kept := a.picks.Keys()
		a.order = nil
		a.picks.Reset(now.Columns.Len())
		for _, place := range kept {
			if at := now.FindAt(before.Columns.IDs[place], before.Columns.Lo[place]); at >= 0 {
				a.picks.Toggle(at)
			}
		}
		a.states = nil
	}
	if before != now {
		a.judge()
	}
	a.arrange(false)
}

// judge loads the states of the events.
func (a *arranged) judge() {
	n := a.snapshot
	library.Load(a.host.Library, &a.judging, func(ctx context.Context, store data.Store) ([]uint8, error) {
		return store.States(ctx, n.Columns)
	}, func(states []uint8) {
		if n == a.snapshot {
			a.states = states
			a.news.Tell(false)
		}
	})
}

// state is how well the event at a place in the columns is verified; false while that is
// not loaded.
func (a *arranged) state(place int) (data.State, bool) {
	if place < 0 || place >= len(a.states) {
		return "", false
	}
	return data.States()[a.states[place]], true
}

func sameColumns(a, b data.Columns) bool {
	return a.Len() == b.Len() && (a.Len() == 0 || &a.IDs[0] == &b.IDs[0])
}

// sortBy puts the rows in another order.
func (a *arranged) sortBy(key string, descending bool) {
	a.sort.Sort, a.sort.Descending = key, descending
	if a.shown != nil {
		a.arrange(true)
	}
}

// arrange puts the rows in the order that is asked for; by date they are in it.
func (a *arranged) arrange(top bool) {
	take := func(order []int32) {
		a.order, a.sorting, a.reversed = order, false, order == nil && a.sort.Descending
	}
	if a.sort.Sort == "date" {
		a.ordering.Drop()
		take(nil)
		a.news.Tell(top)
		return
	}
	if a.order == nil || len(a.order) != a.shown.Len() {
		take(nil) // until the order is there
	}
	a.sorting = true
	a.news.Tell(top)
	n, v, by, descending := a.snapshot, a.shown, sortKeys()[a.sort.Sort], a.sort.Descending
	library.Load(a.host.Library, &a.ordering, func(ctx context.Context, store data.Store) ([]int32, error) {
		return store.EventOrder(ctx, n.Columns, v.Places(), by, descending)
	}, func(order []int32) {
		if n == a.snapshot && v == a.shown {
			take(order)
			a.news.Tell(top)
		}
	})
}

// count is the number of rows.
func (a *arranged) count() int {
	if a.shown == nil {
		return 0
	}
	return a.shown.Len()
}

// at returns the place in the columns of the event in a row, or -1.
func (a *arranged) at(row int) int {
	switch v := a.shown; {
	case v == nil || row < 0 || row >= v.Len():
		return -1
	case a.order != nil && row < len(a.order):
		return int(a.order[row])
	case a.reversed:
		return v.Place(v.Len() - 1 - row)
	default:
		return v.Place(row)
	}
}

// event is the ID of the event in a row, zero if there is none.
func (a *arranged) event(row int) data.ID {
	if at := a.at(row); at >= 0 {
		return a.snapshot.Columns.IDs[at]
	}
	return data.ID{}
}

// picked are the selected events, by time.
func (a *arranged) picked() []data.ID {
	ids := make([]data.ID, 0, a.picks.Len())
	for _, place := range a.picks.Keys() {
		ids = append(ids, a.snapshot.Columns.IDs[place])
	}
	return ids
}

// pickedInOrder are the selected events that are listed, in the order of the rows.
func (a *arranged) pickedInOrder() (ids []data.ID) {
	for row := range a.count() {
		if at := a.at(row); a.picks.Has(at) {
			ids = append(ids, a.snapshot.Columns.IDs[at])
		}
	}
	return ids
}
