package worldmap

import (
	"context"
	"maps"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/placing"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/map/scene"
)

// known is what is loaded for the map of the library that is open.
type known struct {
	words   map[data.ID]string // what the fields of events say of their places
	placing placing.Placing
	columns data.Columns // what the filter leaves
	placed  []bool       // which of it has a place
	index   *scene.Index // of it
}

// model is where the events that are shown happened.
type model struct {
	host      *feature.Host
	gazetteer *gazetteer.Gazetteer
	known     known
	pending   pending // what known does not have yet
	wanted    bool    // the map has been asked for: before that nothing is loaded
	loading   library.Slot
	news      library.Subscribers[struct{}]
}

// pending is what has changed since the last answer; the question for it may be overtaken
// by another one.
type pending struct {
	all    bool
	places bool                   // of which events, or where they are
	events map[data.ID]data.Event // as they are now, zero for one that is gone
}

func (p *pending) add(c library.Change) {
	p.all = p.all || c.All
	p.places = p.places || c.Has(data.KindEntity, data.KindMention)
	for _, id := range c.Rows[data.KindEvent] {
		if p.events == nil {
			p.events = map[data.ID]data.Event{}
		}
		e := c.Event(id)
		if e == nil {
			e = &data.Event{}
		}
		p.events[id] = *e
	}
}

// want loads the places, if they are not; without that a library is opened without them.
func (m *model) want() {
	if !m.wanted {
		m.wanted = true
		m.load(library.Change{All: true})
	}
}

// forget drops what is loaded.
func (m *model) forget() {
	m.loading.Drop()
	m.known, m.pending = known{}, pending{}
	m.news.Tell(struct{}{})
}

// load makes the index of what is shown, with the rows that a change names read again.
func (m *model) load(c library.Change) {
	n, shown := m.host.Library.Snapshot(), m.host.Library.Shown()
	if !m.wanted || n == nil || shown == nil {
		return
	}
	m.pending.add(c)
	before, changed := m.known, m.pending
	changed.events = maps.Clone(changed.events)
	lang := m.host.Kit().Locale.Lang()
	if changed.all {
		before = known{}
	}
	library.Load(m.host.Library, &m.loading, func(ctx context.Context, store data.Store) (known, error) {
		return read(ctx, store, m.gazetteer, before, changed, n, shown, lang)
	}, func(k known) {
		m.known, m.pending = k, pending{} // a later change would have overtaken this
		m.news.Tell(struct{}{})
	})
}

// read brings what was known up to date.
func read(ctx context.Context, store data.Store, g *gazetteer.Gazetteer, before known, changed pending, n *library.Snapshot, shown *library.Shown, lang string) (known, error) {
	k := known{words: maps.Clone(before.words), placing: before.placing}
	if k.words == nil {
		changed.places = true
		k.words = map[data.ID]string{}
		for e, err := range store.Events(ctx) {
			if err != nil {
				return k, err
			}
			if e.Place != "" {
				k.words[e.ID] = e.Place
			}
		}
	} else {
		for id, e := range changed.events {
			delete(k.words, id)
			if e.Place != "" {
				k.words[id] = e.Place
			}
		}
	}
	if changed.places || len(changed.events) > 0 {
		b := placing.NewBuilder(g)
		if err := b.Mentions(ctx, store); err != nil {
			return k, err
		}
		for _, id := range slices.SortedFunc(maps.Keys(k.words), func(a, b data.ID) int { return slices.Compare(a[:], b[:]) }) {
			b.Said(id, k.words[id])
		}
		k.placing = b.Done()
	}
	k.columns = shown.Columns
	k.placed, k.index = indexOf(k.placing, n, k.columns, lang)
	return k, ctx.Err()
}

// indexOf is what is shown on the map, and which of it has a place.
func indexOf(p placing.Placing, n *library.Snapshot, cols data.Columns, lang string) ([]bool, *scene.Index) {
	sites := make([]scene.Site, len(p.Sites))
	for i, s := range p.Sites {
		sites[i] = scene.Site{ID: s.Entity, Name: s.In(lang), Lat: s.Lat, Lon: s.Lon, Radius: s.Radius}
	}
	colours := make([]int, len(n.Tracks))
	for i, t := range n.Tracks {
		colours[i] = max(slices.Index(data.Colours(), t.Colour), 0)
	}
	placed := make([]bool, cols.Len())
	var events []scene.Event
	for i, id := range cols.IDs {
		if at := p.Events[id]; len(at) > 0 {
			placed[i] = true
			events = append(events, scene.Event{ID: id, Lo: cols.Lo[i], Hi: cols.Hi[i], Colour: colours[cols.Track[i]], Importance: cols.Importance[i], Sites: at})
		}
	}
	return placed, scene.NewIndex(sites, events)
}

// in are the events that are shown in a part of time: how many, how many of them have a
// place, and the first of those that have none.
func (m *model) in(time scene.Span, most int) (all, placed int, without []data.ID) {
	cols := m.known.columns
	for i, id := range cols.IDs {
		if time != (scene.Span{}) && (cols.Lo[i] >= time.Hi || cols.Hi[i] <= time.Lo) {
			continue
		}
		all++
		if m.known.placed[i] {
			placed++
		} else if len(without) < most {
			without = append(without, id)
		}
	}
	return all, placed, without
}

// meanings are what the words of an event without a place may mean.
func (m *model) meanings(event data.ID) []gazetteer.Place {
	words := m.known.placing.Words[event]
	if words == "" {
		return nil
	}
	_, may := placing.Known(m.gazetteer, words)
	return may
}
