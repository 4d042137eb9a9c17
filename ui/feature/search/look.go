package search

import (
	"context"
	"errors"
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
	mostHits  = 500
)

// How long a search waits for the best hits before it shows the newest, and before it
// asks again whether a library has been indexed.
const (
	bestWait    = 60 * time.Millisecond
	unreadyWait = time.Second
)

// looking is one search under way, away from the interface's goroutine.
type looking struct {
	ctx      context.Context
	store    data.Store
	snapshot *library.Snapshot
	shown    *library.Shown
	query    query.Query
	within   query.Query // with the filter
	more     [data.SearchedKinds]bool
}

// answers is told of what comes of it.
type answers struct {
	found  func(*Found)
	marked func(hits, *scene.Lit)
	retry  func() // to be begun again: the words may have been indexed
	failed func(error)
}

// run asks for the hits first, for the marks on the timeline next and for the
// counts last: that is how soon they are looked at.
func (l *looking) run(a answers) {
	fail := func(err error) {
		if l.ctx.Err() == nil && !errors.Is(err, data.ErrConflict) { // after an edit it begins again
			a.failed(err)
		}
	}
	groups, err := l.best(func(newest Found) { a.found(&newest) })
	if errors.Is(err, data.ErrUnindexed) {
		l.wait(a)
		return
	}
	if err != nil {
		fail(err)
		return
	}
	a.found(&Found{Query: l.query, Groups: groups})
	places, err := l.store.Matching(l.ctx, l.within, l.snapshot.Columns, l.snapshot.Tracks)
	if err != nil {
		fail(err)
		return
	}
	a.marked(hits{columns: l.snapshot.Columns, places: places}, scene.NewLit(l.shown.Index, l.shown.Events(places)))
	counts, err := l.store.SearchCounts(l.ctx, l.within)
	if err != nil {
		fail(err)
		return
	}
	a.found(&Found{Query: l.query, Groups: groups, Counts: counts, Counted: true})
}

// wait is for when the words of the library are not indexed.
func (l *looking) wait(a answers) {
	waiting := library.Indexes(l.store)
	a.found(&Found{Query: l.query, Unready: true, Waiting: waiting})
	if !waiting {
		return
	}
	select {
	case <-l.ctx.Done():
	case <-time.After(unreadyWait):
		a.retry()
	}
}

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
			limit = mostHits
		}
		if groups[kind], err = ask(l.ctx, l.within, limit, kind); err != nil {
			return groups, err
		}
	}
	return groups, nil
}
