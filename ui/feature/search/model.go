package search

import (
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// News is what has changed of a search.
type News uint8

// The news.
const (
	FoundChanged News = iota // what was found, or that nothing is searched any more
	LitChanged               // the events that are lit on the timeline
	FindsChanged             // the finds in the open article, and which is shown
)

// model is what is being looked for and what was found.
type model struct {
	host       *feature.Host
	news       library.Subscribers[News]
	pictures   library.Subscribers[data.ID]    // that are gone to
	stories    library.Subscribers[[2]data.ID] // the same, with one of its steps or none
	looking    library.Slot
	completing library.Slot
	names      []string // that the query may end in, see complete
	finding    library.Slot

	query query.Query
	more  [data.SearchedKinds]bool // kinds of which more was asked for
	found *Found                   // of query, or still of the one before
	hits  hits
	lit   *scene.Lit // of shown's index; nil where nothing is searched

	followed *library.ArticleView // the article that finds are of
	finds    []data.Range         // in the open article
	findsIn  data.ID              // that article
	find     int                  // the find that is shown, -1 for none
	wanted   data.Range           // a find to be shown once they are there
}

func newModel(h *feature.Host) *model { return &model{host: h, find: -1} }

// search looks for a query within the filter. What is under way for the one before
// is cancelled. News follow as answers come in; a query without terms ends the search.
func (m *model) search(q query.Query) {
	m.query, m.more = q, [data.SearchedKinds]bool{}
	m.find = -1
	m.again()
	m.complete()
}

// askMore looks for more hits of a kind than the first ones.
func (m *model) askMore(kind data.Kind) {
	m.more[kind] = true
	m.again()
}

// forget ends the search with what it found, without telling.
func (m *model) forget() {
	m.looking.Drop()
	m.finding.Drop()
	m.completing.Drop()
	m.names = nil
	m.query, m.more, m.found, m.hits, m.lit = query.Query{}, [data.SearchedKinds]bool{}, nil, hits{}, nil
	m.followed, m.finds, m.findsIn, m.find, m.wanted = nil, nil, data.ID{}, -1, data.Range{}
}

// again searches again, as after an edit or another filter.
func (m *model) again() {
	l := m.host.Library
	m.looking.Drop()
	if l.Snapshot() == nil || l.Shown() == nil {
		return
	}
	if len(m.query.Terms) == 0 {
		if m.found != nil || m.lit != nil || m.finds != nil {
			m.forget()
			for _, n := range []News{FoundChanged, LitChanged, FindsChanged} {
				m.news.Tell(n)
			}
		}
		return
	}
	m.findInArticle()
	ctx, answer := l.Begin(&m.looking)
	look := looking{
		ctx: ctx, store: l.Store(), snapshot: l.Snapshot(), shown: l.Shown(), more: m.more,
		query: m.query, within: query.Query{Terms: append(slices.Clone(l.Filter().Terms), m.query.Terms...)},
	}
	go look.run(answers{
		found: func(f *Found) { answer(func() { m.found = f; m.news.Tell(FoundChanged) }) },
		marked: func(h hits, lit *scene.Lit) {
			answer(func() { m.hits, m.lit = h, lit; m.news.Tell(LitChanged) })
		},
		retry:  func() { answer(m.again) },
		failed: func(err error) { answer(func() { m.host.Fail(err) }) },
	})
}

// follow looks for the words in an article that was opened or has changed.
func (m *model) follow() {
	if a := m.host.Library.Article(); a != m.followed {
		m.followed = a
		m.findInArticle()
	}
}

// inArticle are the finds in the open article, and which of them is shown, -1 for none.
func (m *model) inArticle() (finds []data.Range, shown int) {
	if a := m.host.Library.Article(); a == nil || a.ID != m.findsIn {
		return nil, -1
	}
	return m.finds, m.find
}

// findInArticle looks for the words of the search in the open article.
func (m *model) findInArticle() {
	l := m.host.Library
	a := l.Article()
	if a == nil || len(m.query.Terms) == 0 {
		m.finding.Drop()
		if m.finds != nil {
			m.finds, m.find = nil, -1
			m.news.Tell(FindsChanged)
		}
		return
	}
	q, id := m.query, a.ID
	if m.findsIn != id {
		m.finds, m.find = nil, -1
	}
	library.Load(l, &m.finding, func(ctx context.Context, store data.Store) ([]data.Range, error) {
		finds, err := store.SearchArticle(ctx, q, id)
		if errors.Is(err, data.ErrNotFound) {
			return nil, nil // deleted meanwhile
		}
		return finds, err
	}, func(finds []data.Range) {
		m.finds, m.findsIn = finds, id
		if m.find >= len(finds) {
			m.find = -1
		}
		if i := slices.Index(finds, m.wanted); i >= 0 {
			m.find = i
		}
		m.wanted = data.Range{}
		m.news.Tell(FindsChanged)
	})
}

// stepFind shows the next (1) or previous (-1) find of the open article, from the
// one that is shown, else from an offset of its text. At the ends it begins again.
func (m *model) stepFind(direction, from int) {
	finds, at := m.inArticle()
	if len(finds) == 0 {
		return
	}
	m.find = nextFind(finds, at, from, direction)
	r, active := finds[m.find], m.host.Library.Active()
	m.news.Tell(FindsChanged)
	active.Start, active.End = r.Start, r.End
	m.host.Library.Focus(active)
}

// next is the event that was found next (1) or before (-1), see hits.next.
func (m *model) next(direction int, lo, hi int64) (data.ID, bool) {
	selected := -1
	if e := m.host.Library.Event(); e != nil {
		selected = m.hits.place(e.ID, m.begin(e.Event))
	}
	return m.hits.next(direction, selected, lo, hi)
}

// begin is when an event begins on the axis.
func (m *model) begin(e data.Event) int64 {
	lo, _ := m.host.Library.Axis().Bounds(e.Date)
	return lo
}

// number is which of the events that were found is selected, from 1; 0 if none is.
func (m *model) number() int {
	if e := m.host.Library.Event(); e != nil {
		return m.hits.number(e.ID, m.begin(e.Event))
	}
	return 0
}

// goTo goes to what was found: it selects the event, and opens the article with the
// find in view. Stories and pictures are shown by who is told of them.
func (m *model) goTo(h data.Hit) {
	l := m.host.Library
	if l.Snapshot() == nil {
		return
	}
	at := library.Passage{Part: h.Part, Start: h.At.Start, End: h.At.End}
	switch h.Kind {
	case data.KindEvent:
		l.SelectAndRead(h.ID)
		return
	case data.KindExcerpt:
		at.Excerpt = h.ID
	case data.KindAnnotation:
		at.Note = h.ID
	case data.KindEntity:
		field := query.Actor
		if h.Type == data.Place {
			field = query.Place
		}
		l.SetFilter(l.Filter().With(query.Term{Field: field, Values: []string{h.Title}}))
		return
	case data.KindPicture:
		if h.At != (data.Range{}) {
			l.ReadAt(h.Article, at)
			return
		}
		defer m.pictures.Tell(h.ID)
	case data.KindStory:
		m.stories.Tell([2]data.ID{h.ID})
		return
	case data.KindStep:
		m.stories.Tell([2]data.ID{h.Story, h.ID})
		return
	}
	if h.Event != (data.ID{}) {
		l.Select(h.Event)
	}
	switch none := (data.ID{}); {
	case h.Article != none && at.End > at.Start:
		m.wanted = data.Range{}
		if h.Part == "" { // finds are in the text
			m.wanted = h.At
		}
		if finds, _ := m.inArticle(); finds != nil && m.findsIn == h.Article {
			m.find = slices.Index(finds, m.wanted)
		}
		l.ReadAt(h.Article, at)
		m.news.Tell(FindsChanged)
	case h.Article != none:
		l.Read(h.Article)
	}
}

// where is the colour and name of the track of a hit's event, or the publisher of
// its article.
func (m *model) where(h data.Hit) (colour, name string) {
	n := m.host.Library.Snapshot()
	if n == nil {
		return "", ""
	}
	if h.Event != (data.ID{}) && !h.Date.IsZero() {
		if place := n.Find(h.Event, h.Date); place >= 0 {
			t := n.Tracks[n.Columns.Track[place]]
			return t.Colour, t.Name
		}
	}
	for _, a := range n.Articles {
		if a.ID == h.Article {
			return "", a.Publisher
		}
	}
	return "", ""
}
