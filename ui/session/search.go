package session

import (
	"context"
	"errors"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
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
	gen   int
	stop  context.CancelFunc

	lit    *scene.Lit // of shown's index; nil where nothing is searched
	places []int32    // the events that were found, in the library's columns

	finds    []data.Range // in the open article
	findsIn  data.ID      // that article
	find     int          // the find that is shown, -1 for none
	wanted   data.Range   // a find to be shown once they are there
	findsGen int
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
	if s.search.stop != nil {
		s.search.stop()
	}
	s.search = search{gen: s.search.gen + 1, findsGen: s.search.findsGen + 1, find: -1}
}

// searchAgain looks anew, as after an edit or another filter.
func (s *Session) searchAgain() {
	f := &s.search
	if f.stop != nil {
		f.stop()
		f.stop = nil
	}
	f.gen++
	if s.snapshot == nil || s.shown == nil {
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
	ctx, stop := context.WithCancel(s.ctx)
	f.stop = stop
	s.findInArticle()
	look := looking{
		ctx: ctx, store: s.store, snapshot: s.snapshot, shown: s.shown, more: f.more,
		query: f.query, within: query.Query{Terms: append(slices.Clone(s.filter.Terms), f.query.Terms...)},
	}
	mine := f.gen
	answer := func(take func()) {
		s.post(func() {
			if mine == s.search.gen && ctx.Err() == nil {
				take()
			}
		})
	}
	go look.run(s, answer)
}

// indexes reports whether the words of an older library are being indexed: by this
// program, or by the one that has it open for writing.
func indexes(store data.Store) bool {
	a := store.Access()
	return !a.ReadOnly || a.Holder != ""
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
		waiting := indexes(l.store)
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
	lit := scene.NewLit(l.shown.Index, l.shown.events(places))
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

// events are the events of the index at those of some places, ascending, that are
// shown.
func (v *Shown) events(places []int32) []int32 {
	if v.All {
		return places
	}
	out := make([]int32, 0, min(len(places), len(v.places)))
	i := 0
	for _, p := range places {
		for i < len(v.places) && v.places[i] < p {
			i++
		}
		if i < len(v.places) && v.places[i] == p {
			out = append(out, int32(i))
		}
	}
	return out
}

// LookUp finds events and articles beside the search, at most limit of each, and
// calls done with them unless something else is looked up meanwhile. A query
// without terms only ends what is under way.
func (s *Session) LookUp(q query.Query, limit int, done func(events, articles []data.Hit)) {
	s.stopLookUp()
	ctx, stop := context.WithCancel(s.ctx)
	s.stopLookUp = stop
	store := s.store
	if store == nil || q.Empty() {
		return
	}
	type both struct{ events, articles []data.Hit }
	background(s, &s.lookUpGen, func(context.Context) (both, error) {
		events, err := store.Search(ctx, q, limit, data.KindEvent)
		if err != nil {
			return both{}, cancelled(ctx, err)
		}
		articles, err := store.Search(ctx, q, limit, data.KindArticle)
		return both{events.Hits, articles.Hits}, cancelled(ctx, err)
	}, func(b both) {
		if ctx.Err() == nil {
			done(b.events, b.articles)
		}
	})
}

// cancelled makes no error of one that comes of giving up.
func cancelled(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}
