package unread

import (
	"cmp"
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Reads is which passages this person has read.
type Reads interface {
	PassageUnread(excerpt data.ID) bool
	SetPassagesRead(read bool, excerpts ...data.ID)
}

// passage is an excerpt as it is listed.
type passage struct {
	data.Excerpt              // of its words as many as are shown, and none around them
	event        data.Caption // the one that it reports
}

// model is the passages of what the filter leaves, in the order of their events.
type model struct {
	host    *feature.Host
	reads   Reads
	all     []passage
	at      data.ID // the passage that was gone to last
	listing library.Slot
	news    library.Subscribers[struct{}]
}

// load lists the passages again.
func (m *model) load() {
	n, shown := m.host.Library.Snapshot(), m.host.Library.Shown()
	if n == nil || shown == nil {
		m.listing.Drop()
		m.all, m.at = nil, data.ID{}
		m.news.Tell(struct{}{})
		return
	}
	library.Load(m.host.Library, &m.listing, func(ctx context.Context, store data.Store) ([]passage, error) {
		return readPassages(ctx, store, n, shown)
	}, func(all []passage) {
		m.all = all
		m.news.Tell(struct{}{})
	})
}

// longest is how many characters of a passage's words are kept.
const longest = 240

// readPassages reads the excerpts of the events that are shown, in the order of these.
func readPassages(ctx context.Context, store data.Store, n *library.Snapshot, shown *library.Shown) ([]passage, error) {
	left := map[data.ID]bool{} // by the filter
	if !shown.All {
		for _, id := range shown.Columns.IDs {
			left[id] = true
		}
	}
	var all []passage
	var ids []data.ID
	events := map[data.ID]data.Caption{}
	for _, a := range n.Articles {
		if n.Excerpts[a.ID] == 0 {
			continue
		}
		in, err := store.ArticleExcerpts(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		for _, x := range in {
			if x.Doubt.State == data.Orphan || !shown.All && !left[x.Event] {
				continue // it is nowhere, or not asked for
			}
			x.Anchor.Prefix, x.Anchor.Suffix = "", ""
			x.Anchor.Exact = control.OneLine(x.Anchor.Exact, longest)
			all = append(all, passage{Excerpt: x})
			if _, have := events[x.Event]; !have {
				events[x.Event] = data.Caption{}
				ids = append(ids, x.Event)
			}
		}
	}
	captions, err := store.Captions(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, c := range captions {
		events[ids[i]] = c
	}
	for i := range all {
		all[i].event = events[all[i].Event]
	}
	slices.SortStableFunc(all, func(a, b passage) int {
		return cmp.Or(cmp.Compare(a.event.Date.Lo, b.event.Date.Lo), slices.Compare(a.Event[:], b.Event[:]))
	})
	return all, nil
}

// unread are the passages that were not gone to yet.
func (m *model) unread() []passage {
	var all []passage
	for _, p := range m.all {
		if m.reads.PassageUnread(p.ID) {
			all = append(all, p)
		}
	}
	return all
}

// next is the next unread passage (1) or the one before (-1) from where the person is,
// and round the ends; false where all have been read.
func (m *model) next(direction int) (passage, bool) {
	l, n := m.host.Library, len(m.all)
	at := slices.IndexFunc(m.all, func(p passage) bool { return p.ID == l.Active().Excerpt })
	if at < 0 && l.Selected() != (data.ID{}) {
		at = slices.IndexFunc(m.all, func(p passage) bool { return p.Event == l.Selected() })
		if at >= 0 && direction > 0 {
			at-- // the first of the event is the next one
		}
	}
	if at < 0 {
		at = slices.IndexFunc(m.all, func(p passage) bool { return p.ID == m.at })
	}
	if at < 0 && direction < 0 {
		at = 0
	}
	for i := 1; i <= n; i++ {
		if p := m.all[((at+i*direction)%n+n)%n]; m.reads.PassageUnread(p.ID) {
			return p, true
		}
	}
	return passage{}, false
}

// goTo shows a passage with its event.
func (m *model) goTo(p passage) {
	m.at = p.ID
	m.host.Library.Select(p.Event)
	m.host.Library.ReadExcerpt(p.Excerpt)
}
