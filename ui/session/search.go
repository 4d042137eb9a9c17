package session

import (
	"context"
	"errors"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Found is what a search has found so far: first the best hits of each kind, then
// the counts. It is immutable.
type Found struct {
	Query   query.Query // what was typed, without the filter
	Groups  [data.SearchedKinds]data.Results
	Counts  [data.SearchedKinds]data.Count
	Counted bool
	// Ranking: the hits are the newest for now, the best ones are on their way.
	Ranking bool
	// Unready: the library's words are not indexed. Where Waiting, they are about to
	// be and the search begins again by itself; else the library is open for reading
	// only, and words are found once it has been open for writing.
	Unready, Waiting bool
}

// None reports whether nothing at all was found.
func (f *Found) None() bool {
	if f.Ranking || f.Unready {
		return false
	}
	for _, g := range f.Groups {
		if len(g.Hits) > 0 {
			return false
		}
	}
	return true
}

// How many hits of a kind are asked for at first, and when all of a kind are wanted.
const (
	firstHits = 30
	MostHits  = 500
)

// search is what is being looked for and what was found.
type search struct {
	query query.Query
	more  [data.SearchedKinds]bool // kinds of which more was asked for
	found *Found                   // of query, or still of the one before

	lit    *scene.Lit // of shown's index; nil where nothing is searched
	places []int32    // the events that were found, in the library's columns

	finds   []data.Range // in the open article
	findsIn data.ID      // that article
	find    int          // the find that is shown, -1 for none
	wanted  data.Range   // a find to be shown once they are there
}

// Searching returns what is being looked for; no terms: nothing.
func (s *Session) Searching() query.Query { return s.search.query }

// Found returns what was found, nil where nothing is searched or nothing has come
// back yet. While the next letters are being looked for, it is what was found
// before them.
func (s *Session) Found() *Found { return s.search.found }

// Lit are the events of the timeline's index that were found, nil where nothing
// is searched.
func (s *Session) Lit() *scene.Lit { return s.search.lit }

// Search looks for a query within the filter. What is under way for the one
// before is given up. TopicFound, TopicLit and TopicFinds follow as answers come
// in; a query without terms ends the search.
func (s *Session) Search(q query.Query) {
	s.search.query, s.search.more = q, [data.SearchedKinds]bool{}
	s.search.find = -1
	s.searchAgain()
}

// More looks for more hits of a kind than the first ones.
func (s *Session) More(kind data.Kind) {
	s.search.more[kind] = true
	s.searchAgain()
}

// endSearch forgets the search with what it found.
func (s *Session) endSearch() {
	s.searching.Drop()
	s.finding.Drop()
	s.search = search{find: -1}
}

// searchAgain searches again, as after an edit or another filter.
func (s *Session) searchAgain() {
	f := &s.search
	s.searching.Drop()
	if s.Snapshot() == nil || s.Shown() == nil {
		return
	}
	if len(f.query.Terms) == 0 {
		if f.found == nil && f.lit == nil && f.finds == nil {
			return
		}
		s.endSearch()
		s.tell(TopicFound)
		s.tell(TopicLit)
		s.tell(TopicFinds)
		return
	}
	s.findInArticle()
	ctx, answer := s.Begin(&s.searching)
	look := looking{
		ctx: ctx, store: s.Store(), snapshot: s.Snapshot(), shown: s.Shown(), more: f.more,
		query: f.query, within: query.Query{Terms: append(slices.Clone(s.Filter().Terms), f.query.Terms...)},
	}
	go look.run(s, answer)
}

// looking is one search under way, away from the interface's goroutine.
type looking struct {
	ctx      context.Context
	store    data.Store
	snapshot *Snapshot
	shown    *Shown
	query    query.Query
	within   query.Query // with the filter
	more     [data.SearchedKinds]bool
}

// run asks for the hits first, for the marks on the timeline next and for the
// counts last: that is how soon they are looked at.
func (l *looking) run(s *Session, answer func(take func())) {
	fail := func(err error) {
		if l.ctx.Err() == nil && !errors.Is(err, data.ErrConflict) { // after an edit it begins again
			answer(func() { s.failed(err) })
		}
	}
	show := func(f Found) {
		answer(func() {
			s.search.found = &f
			s.tell(TopicFound)
		})
	}
	groups, err := l.best(func(newest Found) { show(newest) })
	if errors.Is(err, data.ErrUnindexed) {
		waiting := library.Indexes(l.store)
		show(Found{Query: l.query, Unready: true, Waiting: waiting})
		if !waiting {
			return
		}
		select {
		case <-l.ctx.Done():
		case <-time.After(unreadyWait):
			answer(s.searchAgain)
		}
		return
	}
	if err != nil {
		fail(err)
		return
	}
	found := Found{Query: l.query, Groups: groups}
	show(found)
	places, err := l.store.Matching(l.ctx, l.within, l.snapshot.Columns, l.snapshot.Tracks)
	if err != nil {
		fail(err)
		return
	}
	lit := scene.NewLit(l.shown.Index, l.shown.Events(places))
	answer(func() {
		s.search.lit, s.search.places = lit, places
		s.tell(TopicLit)
	})
	if found.Counts, err = l.store.SearchCounts(l.ctx, l.within); err != nil {
		fail(err)
		return
	}
	found.Counted = true
	show(found)
}

// How long a search waits for the best hits before it shows the newest, and before it
// asks again whether a library has been indexed.
const (
	bestWait    = 60 * time.Millisecond
	unreadyWait = time.Second
)

// best returns the best hits of each kind. Where they take long, early is given the
// newest ones meanwhile.
func (l *looking) best(early func(Found)) (groups [data.SearchedKinds]data.Results, err error) {
	type ranked struct {
		groups [data.SearchedKinds]data.Results
		err    error
	}
	done := make(chan ranked, 1)
	go func() {
		groups, err := l.each(l.store.Search)
		done <- ranked{groups, err}
	}()
	select {
	case r := <-done:
		return r.groups, r.err
	case <-time.After(bestWait):
	}
	if newest, err := l.each(l.store.SearchNewest); err == nil {
		early(Found{Query: l.query, Groups: newest, Ranking: true})
	}
	r := <-done
	return r.groups, r.err
}

// each asks for the first hits of every kind.
func (l *looking) each(ask func(context.Context, query.Query, int, ...data.Kind) (data.Results, error)) (groups [data.SearchedKinds]data.Results, err error) {
	for kind := range data.Kind(data.SearchedKinds) {
		limit := firstHits
		if l.more[kind] {
			limit = MostHits
		}
		if groups[kind], err = ask(l.ctx, l.within, limit, kind); err != nil {
			return groups, err
		}
	}
	return groups, nil
}

// LookUp finds events and articles beside the search, at most limit of each, and
// calls done with them unless something else is looked up meanwhile. A query
// without terms only ends what is under way.
func (s *Session) LookUp(q query.Query, limit int, done func(events, articles []data.Hit)) {
	if q.Empty() {
		s.lookingUp.Drop()
		return
	}
	type both struct{ events, articles []data.Hit }
	library.Load(s.core, &s.lookingUp, func(ctx context.Context, store data.Store) (both, error) {
		events, err := store.Search(ctx, q, limit, data.KindEvent)
		if err != nil {
			return both{}, err
		}
		articles, err := store.Search(ctx, q, limit, data.KindArticle)
		return both{events.Hits, articles.Hits}, err
	}, func(b both) { done(b.events, b.articles) })
}
