package lists

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// maxRows bounds how many rows are kept; past it, they are forgotten. mostFetched is how
// many are fetched at once: several screens.
const maxRows, mostFetched = 20_000, 400

// rows are events as they are shown in a table: those that were looked at.
type rows struct {
	host     *feature.Host
	arrived  library.Subscribers[struct{}] // told when rows that were asked for are there
	known    map[data.ID]data.Event
	old      map[data.ID]data.Event // as they were before any may have changed, until they are read again
	asked    map[data.ID]bool
	next     []data.ID // those that wait to be fetched
	fetching library.Slot
	busy     bool // fetching, or about to
}

func newRows(h *feature.Host) *rows { return &rows{host: h} }

// row returns an event, or false while it is not loaded; then it is fetched together
// with others that are asked for now, and arrived follows. Where any row may have
// changed it is the event before that for a moment.
func (r *rows) row(id data.ID) (data.Event, bool) {
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
	r.post()
	return e, old
}

// post fetches soon, together with what is asked for until then.
func (r *rows) post() {
	if !r.busy && len(r.next) > 0 {
		r.busy = true
		r.host.Post(r.fetch)
	}
}

func (r *rows) forget() {
	r.fetching.Drop()
	r.known, r.old, r.asked, r.next, r.busy = nil, nil, nil, nil, false
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

// fetch fetches what was asked for last: what has been scrolled out of view before its
// turn came is left.
func (r *rows) fetch() {
	r.busy = false
	if r.host.Library.Snapshot() == nil || len(r.next) == 0 {
		return
	}
	for len(r.next) > mostFetched {
		delete(r.asked, r.next[0])
		r.next = r.next[1:]
	}
	ids := r.next
	r.next, r.busy = nil, true
	library.Ask(r.host.Library, &r.fetching, func(ctx context.Context, store data.Store) ([]data.Event, error) {
		return store.EventRows(ctx, ids)
	}, func(events []data.Event, err error) {
		r.busy = false
		for _, id := range ids {
			delete(r.asked, id)
		}
		if err != nil {
			r.host.Fail(err)
			return
		}
		for i, id := range ids {
			events[i].ID = id // of one that is deleted, too: it is not asked for again
		}
		r.keep(events...)
		r.arrived.Tell(struct{}{})
		r.post()
	})
}
