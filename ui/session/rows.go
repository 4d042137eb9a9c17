package session

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/library"
)

// maxRows bounds the cache of rows; past it, it starts anew.
const maxRows = 20_000

// rows are events as they stand in a table: those that were looked at.
type rows struct {
	known    map[data.ID]data.Event
	old      map[data.ID]data.Event // as they were before any may have changed, until they are read again
	asked    map[data.ID]bool
	next     []data.ID // those that wait to be fetched
	fetching library.Slot
	busy     bool // fetching, or about to
}

// Row returns the event at a place in the library's columns, or false while it is
// not loaded; then it is fetched together with others that are asked for now, and
// TopicRows follows. After an edit it may be the event before it for a moment.
func (s *Session) Row(place int) (data.Event, bool) {
	n, r := s.Snapshot(), &s.rows
	if n == nil || place < 0 || place >= n.Columns.Len() {
		return data.Event{}, false
	}
	id := n.Columns.IDs[place]
	if e, ok := r.known[id]; ok {
		return e, true
	}
	e, old := r.old[id]
	if r.asked[id] {
		return e, old
	}
	if r.asked == nil {
		r.asked = map[data.ID]bool{}
	}
	r.asked[id] = true
	r.next = append(r.next, id)
	if !r.busy {
		r.busy = true
		s.post(s.fetchRows)
	}
	return e, old
}

func (r *rows) forget() {
	r.fetching.Drop()
	*r = rows{}
}

// changed follows a change of rows: those that it carries are known, and where any
// may have changed all are read again.
func (r *rows) changed(c library.Change) {
	if c.All {
		old := r.known
		r.forget()
		r.old = old
		return
	}
	r.keep(c.Events...)
}

func (r *rows) keep(events ...data.Event) {
	if r.known == nil || len(r.known) > maxRows {
		r.known = map[data.ID]data.Event{}
	}
	for _, e := range events {
		if have, ok := r.known[e.ID]; !ok || have.Rev < e.Rev {
			r.known[e.ID] = e
		}
	}
}

// fetchRows fetches what was asked for last: what has been scrolled out of view
// before its turn came is left.
func (s *Session) fetchRows() {
	const most = 400 // several screens
	r := &s.rows
	r.busy = false
	if s.Snapshot() == nil || len(r.next) == 0 {
		return
	}
	for len(r.next) > most {
		delete(r.asked, r.next[0])
		r.next = r.next[1:]
	}
	ids := r.next
	r.next, r.busy = nil, true
	library.Ask(s.core, &r.fetching, func(ctx context.Context, store data.Store) ([]data.Event, error) {
		return store.EventRows(ctx, ids)
	}, func(events []data.Event, err error) {
		r.busy = false
		for _, id := range ids {
			delete(r.asked, id)
		}
		if err != nil {
			s.failed(err)
			return
		}
		for i, id := range ids {
			events[i].ID = id // of one that is deleted, too: it is not asked for again
		}
		r.keep(events...)
		s.tell(TopicRows)
		if len(r.next) > 0 && !r.busy {
			r.busy = true
			s.post(s.fetchRows)
		}
	})
}

// Order sorts the events that the filter leaves, off this goroutine, and calls done
// with their places in the library's columns, unless another order is asked for
// or something else is shown meanwhile.
func (s *Session) Order(by data.EventKey, descending bool, done func(places []int32)) {
	n, v := s.Snapshot(), s.Shown()
	if v == nil {
		return
	}
	library.Load(s.core, &s.ordering, func(ctx context.Context, store data.Store) ([]int32, error) {
		return store.EventOrder(ctx, n.Columns, v.Places(), by, descending)
	}, func(places []int32) {
		if n == s.Snapshot() && v == s.Shown() {
			done(places)
		}
	})
}

// ReadRows reads the events at places, off this goroutine, and calls done with
// them in that order; those that are gone are zero.
func (s *Session) ReadRows(places []int32, done func([]data.Event)) {
	if s.Snapshot() == nil {
		return
	}
	ids := idsAt(s.Snapshot(), places)
	library.Load(s.core, nil, func(ctx context.Context, store data.Store) ([]data.Event, error) {
		return store.EventRows(ctx, ids)
	}, done)
}
