package notelist

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// model is the list of all notes with its view, in any language.
type model struct {
	host     *feature.Host
	view     View
	rows     []Row
	of       data.ID // the library that the view is of
	captions captions
	listing  library.Slot
	listed   library.Subscribers[struct{}]
}

// captions are the titles of the events and articles that notes are about, kept between
// two lists of the same notes.
type captions struct {
	of   *library.Snapshot
	byID map[data.ID]string
}

// opened resets the view for another library; one that is opened again keeps its view.
func (m *model) opened() {
	if id := m.host.Library.Snapshot().Library.ID; id != m.of {
		m.of, m.view = id, View{}
	}
}

// load lists the notes, unless another list is asked for meanwhile. Days are those of
// the clock, from which dates in the query count, too.
func (m *model) load() {
	n, shown, v, known, now := m.host.Library.Snapshot(), m.host.Library.Shown(), m.view, m.captions, m.host.Now()
	if n == nil {
		m.listing.Drop()
		m.captions = captions{}
		m.take(nil)
		return
	}
	type list struct {
		rows     []Row
		captions captions
	}
	library.Load(m.host.Library, &m.listing, func(ctx context.Context, store data.Store) (l list, err error) {
		if l.captions = known; known.of != n {
			if l.captions, err = readTitles(ctx, store, n); err != nil {
				return l, err
			}
		}
		found, err := foundNotes(ctx, store, v.query(dates.DayOf(now)))
		if err != nil {
			return l, err
		}
		src := source{notes: n.Notes, titles: l.captions.byID, zone: now.Location(), found: found}
		if shown != nil {
			src.shown = shown.Note
		}
		l.rows = v.rows(src)
		return l, nil
	}, func(l list) {
		m.captions = l.captions
		m.take(l.rows)
	})
}

func (m *model) take(rows []Row) {
	m.rows = rows
	m.listed.Tell(struct{}{})
}

// note is the note of a row, nil for a heading and beyond the ends.
func (m *model) note(i int) *data.Annotation {
	if i < 0 || i >= len(m.rows) {
		return nil
	}
	return m.rows[i].Note
}

// foundNotes are the notes and replies that a query finds; nil if it is empty.
func foundNotes(ctx context.Context, store data.Store, q query.Query) (map[data.ID]bool, error) {
	if q.Empty() {
		return nil, nil
	}
	ids, err := library.WhenIndexed(ctx, store, func() ([]data.ID, error) { return store.SearchIDs(ctx, q, data.KindAnnotation) })
	if err != nil {
		return nil, err
	}
	found := make(map[data.ID]bool, len(ids))
	for _, id := range ids {
		found[id] = true
	}
	return found, nil
}

// readTitles reads the titles of the events and articles that notes are about.
func readTitles(ctx context.Context, store data.Store, n *library.Snapshot) (captions, error) {
	t := captions{of: n, byID: map[data.ID]string{}}
	for _, a := range n.Articles {
		t.byID[a.ID] = a.Title
	}
	events := make([]data.ID, 0, len(n.Noted))
	for id := range n.Noted {
		events = append(events, id)
	}
	found, err := store.Captions(ctx, events)
	if err != nil {
		return captions{}, err
	}
	for i, c := range found {
		t.byID[events[i]] = c.Title
	}
	delete(t.byID, data.ID{})
	return t, nil
}
