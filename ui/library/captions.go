package library

import (
	"context"
	"maps"
	"slices"

	"tarikh.org/tarikh/data"
)

// preload is the number of events up to which all captions are loaded at once.
const preload = 5000

// maxCaptions bounds how many captions are kept; past it, they are forgotten.
const maxCaptions = 50_000

// captions is the layer of the events' titles and dates: all of a small library, those
// that were asked for of a large one.
type captions struct {
	*core
	known    map[data.ID]data.Caption
	asked    map[data.ID]bool // being fetched, or in next
	next     []data.ID        // to be fetched next
	posted   bool             // fetchCaptions has been posted
	fetching Slot
	listing  Slot
	counting Slot
}

// loadCaptions reads the captions of some events.
func loadCaptions(ctx context.Context, store data.Store, ids []data.ID) (map[data.ID]data.Caption, error) {
	found, err := store.Captions(ctx, ids)
	if err != nil {
		return nil, err
	}
	all := make(map[data.ID]data.Caption, len(ids))
	for i, id := range ids {
		all[id] = found[i]
	}
	return all, nil
}

// Caption returns the title and date of an event, or false while they are not
// loaded; then they are fetched together with others that are asked for now, and
// CaptionsLoaded follows.
func (c *captions) Caption(id data.ID) (data.Caption, bool) {
	if known, ok := c.known[id]; ok {
		return known, true
	}
	if c.snapshot == nil || c.asked[id] {
		return data.Caption{}, false
	}
	if c.asked == nil {
		c.asked = map[data.ID]bool{}
	}
	c.asked[id] = true
	c.next = append(c.next, id)
	c.postFetch()
	return data.Caption{}, false
}

// postFetch fetches soon, together with what is asked for until then.
func (c *captions) postFetch() {
	if len(c.next) > 0 && !c.posted && !c.fetching.Busy() {
		c.posted = true
		c.post(c.fetchCaptions)
	}
}

func (c *captions) fetchCaptions() {
	c.posted = false
	if c.snapshot == nil || len(c.next) == 0 || c.fetching.Busy() {
		return
	}
	ids := c.next
	c.next = nil
	ask(c.core, &c.fetching, func(ctx context.Context, store data.Store) ([]data.Caption, error) {
		return store.Captions(ctx, ids)
	}, func(found []data.Caption, err error) {
		for _, id := range ids {
			delete(c.asked, id)
		}
		if err != nil {
			c.fail(err)
			return
		}
		c.keep(ids, found)
		c.tell(Change{Kind: CaptionsLoaded})
		c.postFetch()
	})
}

// LoadCaptions loads the captions of events, those that are not there yet, and then
// calls done, unless another list is asked for meanwhile.
func (c *captions) LoadCaptions(ids []data.ID, done func()) {
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
	load(c.core, &c.listing, func(ctx context.Context, store data.Store) ([]data.Caption, error) {
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
	*c = captions{core: c.core, known: known}
}

// changed keeps the captions of events that were written, so that older ones that are
// on their way are not taken for theirs.
func (c *captions) changed(events []data.Event) {
	if c.known == nil {
		c.known = map[data.ID]data.Caption{}
	}
	for _, e := range events {
		c.known[e.ID] = data.Caption{Title: e.Title, Date: e.Date, Sources: c.known[e.ID].Sources, Given: c.known[e.ID].Given}
	}
}

// recount reads the captions that are known again, after excerpts were changed: how many
// articles report an event. CaptionsLoaded follows.
func (c *captions) recount() {
	ids := slices.Collect(maps.Keys(c.known))
	if len(ids) == 0 {
		return
	}
	load(c.core, &c.counting, func(ctx context.Context, store data.Store) (map[data.ID]data.Caption, error) {
		return loadCaptions(ctx, store, ids)
	}, func(found map[data.ID]data.Caption) {
		for id, now := range found {
			if was, ok := c.known[id]; ok {
				was.Sources, was.Given = now.Sources, now.Given
				c.known[id] = was
			}
		}
		c.tell(Change{Kind: CaptionsLoaded})
	})
}
