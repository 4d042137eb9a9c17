package session

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// preload is the number of events up to which all captions are loaded at once.
const preload = 5000

// maxCaptions bounds the cache of captions; past it, it starts anew.
const maxCaptions = 50_000

// captions is what is known of the events' titles and dates, by place in the
// columns: all of a small library, what was looked at of a large one.
type captions struct {
	all    []data.Caption // nil where the library is large
	some   map[int]data.Caption
	asked  map[int]bool // is being fetched, or waits for it
	wanted []int
	busy   bool
	gen    int
	list   int
}

func newCaptions(all []data.Caption) captions {
	return captions{all: all, some: map[int]data.Caption{}, asked: map[int]bool{}}
}

// loadCaptions reads the captions of all events in the order of the columns.
func loadCaptions(ctx context.Context, store data.Store, n int) (captions, error) {
	all := make([]data.Caption, 0, n)
	for e, err := range store.Events(ctx) {
		if err != nil {
			return captions{}, err
		}
		all = append(all, data.Caption{Title: e.Title, Date: e.Date})
	}
	return newCaptions(all), nil
}

// spliced returns the captions at their places after a splice of the columns, with
// those of the events that were added. What is being fetched is asked for again.
func (c *captions) spliced(s data.Splice, added []data.Event, columns data.Columns) captions {
	next := captions{some: make(map[int]data.Caption, len(c.some)), asked: map[int]bool{}, gen: c.gen + 1, list: c.list + 1}
	if c.all != nil {
		next.all = data.SpliceColumn(c.all, s)
	}
	for place, caption := range c.some {
		if to, ok := s.Place(int32(place)); ok {
			next.some[int(to)] = caption
		}
	}
	for _, e := range added {
		at := slices.IndexFunc(s.Added, func(p int32) bool { return columns.IDs[p] == e.ID })
		caption := data.Caption{Title: e.Title, Date: e.Date}
		if place := int(s.Added[at]); next.all != nil {
			next.all[place] = caption
		} else {
			next.some[place] = caption
		}
	}
	return next
}

// caption returns that of the event at a place, or false while it is not loaded;
// then it is fetched, and TopicTitles follows.
func (s *Session) caption(place int) (data.Caption, bool) {
	c := &s.captions
	if place < len(c.all) {
		return c.all[place], true
	}
	if known, ok := c.some[place]; ok {
		return known, true
	}
	if s.snapshot == nil || c.asked[place] {
		return data.Caption{}, false
	}
	c.asked[place] = true
	c.wanted = append(c.wanted, place)
	if !c.busy {
		c.busy = true
		s.post(s.fetchCaptions)
	}
	return data.Caption{}, false
}

// Title returns the title of the event at a place, or false while it is not
// loaded; TopicTitles follows.
func (s *Session) Title(place int) (string, bool) {
	c, ok := s.caption(place)
	return c.Title, ok
}

// Date returns the date of the event at a place, or false while it is not
// loaded; TopicTitles follows.
func (s *Session) Date(place int) (dates.Date, bool) {
	c, ok := s.caption(place)
	return c.Date, ok
}

// LoadTitles loads the titles of events, those that are not there yet, and then
// calls done, unless another list was asked for meanwhile.
func (s *Session) LoadTitles(places []int, done func()) {
	c := &s.captions
	var missing []int
	for _, p := range places {
		if _, ok := c.some[p]; !ok && p >= len(c.all) {
			missing = append(missing, p)
		}
	}
	if len(missing) == 0 {
		done()
		return
	}
	store, ids, library := s.store, idsAt(s.snapshot, missing), s.libraryGen
	background(s, &c.list, func(ctx context.Context) ([]data.Caption, error) { return store.Captions(ctx, ids) }, func(found []data.Caption) {
		if library == s.libraryGen {
			c.keep(missing, found)
			done()
		}
	})
}

// idsAt are the events at places in the columns.
func idsAt[P int | int32](n *Snapshot, places []P) []data.ID {
	ids := make([]data.ID, len(places))
	for i, p := range places {
		ids[i] = n.Columns.IDs[p]
	}
	return ids
}

func (c *captions) keep(places []int, found []data.Caption) {
	if len(c.some) > maxCaptions {
		clear(c.some)
	}
	for i, p := range places {
		c.some[p] = found[i]
	}
}

func (s *Session) fetchCaptions() {
	c := &s.captions
	c.busy = false
	if s.snapshot == nil || len(c.wanted) == 0 {
		return
	}
	places := c.wanted
	c.wanted, c.busy = nil, true
	type fetched struct {
		captions []data.Caption
		err      error
	}
	store, ids, library := s.store, idsAt(s.snapshot, places), s.libraryGen
	background(s, &c.gen, func(ctx context.Context) (fetched, error) {
		found, err := store.Captions(ctx, ids)
		return fetched{found, err}, nil
	}, func(f fetched) {
		c.busy = false
		clear(c.asked)
		if library != s.libraryGen {
			return
		}
		if f.err != nil {
			s.failed(f.err)
			return
		}
		c.keep(places, f.captions)
		for _, p := range c.wanted {
			c.asked[p] = true
		}
		s.tell(TopicTitles)
		if len(c.wanted) > 0 {
			c.busy = true
			s.post(s.fetchCaptions)
		}
	})
}
