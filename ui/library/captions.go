package library

import (
	"context"

	"tarikh.org/tarikh/data"
)

// preload is the number of events up to which all captions are loaded at once.
const preload = 5000

// maxCaptions bounds how many captions are kept; past it, they are forgotten.
const maxCaptions = 50_000

// captions is what is known of the events' titles and dates: all of a small library,
// what was looked at of a large one.
type captions struct {
	known    map[data.ID]data.Caption
	asked    map[data.ID]bool // is being fetched, or waits for it
	next     []data.ID        // those that wait
	posted   bool             // they are about to be fetched
	fetching Slot
	listing  Slot
}

// loadCaptions reads the captions of all events.
func loadCaptions(ctx context.Context, store data.Store, n int) (map[data.ID]data.Caption, error) {
	all := make(map[data.ID]data.Caption, n)
	for e, err := range store.Events(ctx) {
		if err != nil {
			return nil, err
		}
		all[e.ID] = data.Caption{Title: e.Title, Date: e.Date}
	}
	return all, nil
}

// Caption returns the title and date of an event, or false while they are not
// loaded; then they are fetched together with others that are asked for now, and
// CaptionsLoaded follows.
func (l *Library) Caption(id data.ID) (data.Caption, bool) {
	c := &l.captions
	if known, ok := c.known[id]; ok {
		return known, true
	}
	if l.snapshot == nil || c.asked[id] {
		return data.Caption{}, false
	}
	if c.asked == nil {
		c.asked = map[data.ID]bool{}
	}
	c.asked[id] = true
	c.next = append(c.next, id)
	l.postFetch()
	return data.Caption{}, false
}

// postFetch fetches soon, together with what is asked for until then.
func (l *Library) postFetch() {
	if c := &l.captions; len(c.next) > 0 && !c.posted && !c.fetching.Busy() {
		c.posted = true
		l.post(l.fetchCaptions)
	}
}

func (l *Library) fetchCaptions() {
	c := &l.captions
	c.posted = false
	if l.snapshot == nil || len(c.next) == 0 || c.fetching.Busy() {
		return
	}
	ids := c.next
	c.next = nil
	Ask(l, &c.fetching, func(ctx context.Context, store data.Store) ([]data.Caption, error) {
		return store.Captions(ctx, ids)
	}, func(found []data.Caption, err error) {
		for _, id := range ids {
			delete(c.asked, id)
		}
		if err != nil {
			l.fail(err)
			return
		}
		c.keep(ids, found)
		l.tell(Change{Kind: CaptionsLoaded})
		l.postFetch()
	})
}

// LoadCaptions loads the captions of events, those that are not there yet, and then
// calls done, unless another list is asked for meanwhile.
func (l *Library) LoadCaptions(ids []data.ID, done func()) {
	c := &l.captions
	var missing []data.ID
	for _, id := range ids {
		if _, ok := c.known[id]; !ok {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		c.listing.Drop()
		done()
		return
	}
	Load(l, &c.listing, func(ctx context.Context, store data.Store) ([]data.Caption, error) {
		return store.Captions(ctx, missing)
	}, func(found []data.Caption) {
		c.keep(missing, found)
		done()
	})
}

// keep takes captions that were read; those that are known already are newer.
func (c *captions) keep(ids []data.ID, found []data.Caption) {
	if c.known == nil || len(c.known) > maxCaptions {
		c.known = map[data.ID]data.Caption{}
	}
	for i, id := range ids {
		if _, ok := c.known[id]; !ok {
			c.known[id] = found[i]
		}
	}
}

// forget empties the captions, but for those that are known.
func (c *captions) forget(known map[data.ID]data.Caption) {
	c.fetching.Drop()
	c.listing.Drop()
	*c = captions{known: known}
}

// changed keeps the captions of events that were written, so that older ones that are
// on their way are not taken for theirs.
func (c *captions) changed(events []data.Event) {
	if c.known == nil {
		c.known = map[data.ID]data.Caption{}
	}
	for _, e := range events {
		c.known[e.ID] = data.Caption{Title: e.Title, Date: e.Date}
	}
}
