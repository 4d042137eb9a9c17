package session

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/chrono"
)

// preload is the number of events up to which all captions are loaded at once.
const preload = 5000

// maxCaptions bounds the cache of captions; past it, it starts anew.
const maxCaptions = 50_000

// captions is what is known of the events' titles and dates, by place in the
// columns: all of a small library, what was looked at of a large one.
type captions struct {
	titles []string      // of all, nil where the library is large
	dates  []chrono.Date // likewise

	some    map[int]string
	days    map[int]chrono.Date
	wanted  []int
	busy    bool
	gen     int
	dayGen  int
	listGen int
}

func newCaptions(titles []string, dates []chrono.Date) captions {
	return captions{titles: titles, dates: dates, some: map[int]string{}, days: map[int]chrono.Date{}}
}

// loadCaptions reads the captions of all events in the order of the columns.
func loadCaptions(ctx context.Context, store data.Store, n int) (captions, error) {
	titles, dates := make([]string, 0, n), make([]chrono.Date, 0, n)
	for e, err := range store.Events(ctx) {
		if err != nil {
			return captions{}, err
		}
		titles, dates = append(titles, e.Title), append(dates, e.Date)
	}
	return newCaptions(titles, dates), nil
}

// Title returns the title of the event at a place, or false while it is not
// loaded; then it is fetched, and TopicTitles follows.
func (s *Session) Title(place int) (string, bool) {
	c := &s.captions
	if place < len(c.titles) {
		return c.titles[place], true
	}
	if name, ok := c.some[place]; ok {
		return name, true
	}
	if s.snapshot == nil {
		return "", false
	}
	c.wanted = append(c.wanted, place)
	if !c.busy {
		c.busy = true
		s.post(s.fetchTitles)
	}
	return "", false
}

// Date returns the date of the event at a place, or false while it is not
// loaded; then it is fetched, and TopicTitles follows.
func (s *Session) Date(place int) (chrono.Date, bool) {
	c := &s.captions
	if place < len(c.dates) {
		return c.dates[place], true
	}
	if d, ok := c.days[place]; ok || s.snapshot == nil {
		return d, ok
	}
	store, id, library := s.store, s.snapshot.Columns.IDs[place], s.libraryGen
	background(s, &c.dayGen, func(ctx context.Context) (data.Event, error) { return store.Event(ctx, id) }, func(e data.Event) {
		if library == s.libraryGen {
			c.days[place] = e.Date
			s.tell(TopicTitles)
		}
	})
	return chrono.Date{}, false
}

// KnownDate is Date without a fetch: false while it is not loaded. The selected
// event's always is.
func (s *Session) KnownDate(place int) (chrono.Date, bool) {
	if place < len(s.captions.dates) {
		return s.captions.dates[place], true
	}
	if s.event != nil && place == s.selected {
		return s.event.Date, true
	}
	d, ok := s.captions.days[place]
	return d, ok
}

// LoadTitles loads the titles of events, those that are not there yet, and then
// calls done, unless another list was asked for meanwhile.
func (s *Session) LoadTitles(places []int, done func()) {
	c := &s.captions
	var missing []int
	var ids []data.ID
	for _, p := range places {
		if _, ok := c.some[p]; !ok && p >= len(c.titles) {
			missing, ids = append(missing, p), append(ids, s.snapshot.Columns.IDs[p])
		}
	}
	if len(missing) == 0 {
		done()
		return
	}
	store, library := s.store, s.libraryGen
	background(s, &c.listGen, func(ctx context.Context) ([]string, error) { return store.Titles(ctx, ids) }, func(names []string) {
		if library != s.libraryGen {
			return
		}
		for i, p := range missing {
			c.some[p] = names[i]
		}
		done()
	})
}

func (s *Session) fetchTitles() {
	c := &s.captions
	c.busy = false
	if s.snapshot == nil || len(c.wanted) == 0 {
		return
	}
	if len(c.some) > maxCaptions {
		clear(c.some)
	}
	places := c.wanted
	c.wanted, c.busy = nil, true
	ids := make([]data.ID, len(places))
	for i, p := range places {
		ids[i] = s.snapshot.Columns.IDs[p]
	}
	type fetched struct {
		names []string
		err   error
	}
	store, library := s.store, s.libraryGen
	background(s, &c.gen, func(ctx context.Context) (fetched, error) {
		names, err := store.Titles(ctx, ids)
		return fetched{names, err}, nil
	}, func(f fetched) {
		c.busy = false
		if library != s.libraryGen {
			return
		}
		if f.err != nil {
			s.failed(f.err)
			return
		}
		for i, p := range places {
			c.some[p] = f.names[i]
		}
		s.tell(TopicTitles)
		if len(c.wanted) > 0 {
			c.busy = true
			s.post(s.fetchTitles)
		}
	})
}
