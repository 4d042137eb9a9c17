package session

import (
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Snapshot is what is loaded of a library: everything the window shows but the
// texts and the titles, which come when they are looked at.
type Snapshot struct {
	Revision int64 // of the library; what is loaded may be newer
	Library  data.Library
	Counts   data.Counts
	Tracks   []data.Track
	Columns  data.Columns
	Index    *scene.Index
	Articles []data.Article // without their text
	Notes    []data.Annotation
	Noted    map[data.ID]bool // events with notes
	NotedAt  []int64          // when they begin, Unix seconds
	// UndoLabel and RedoLabel are message keys, "" where there is nothing.
	UndoLabel, RedoLabel string
	Views                []data.View
	Excerpts             map[data.ID]int // how many excerpts each article has

	begins map[data.ID]int64 // when the events of Noted begin
}

// Find returns the place of an event in the columns, or -1.
func (n *Snapshot) Find(id data.ID, lo int64) int {
	i, _ := slices.BinarySearch(n.Columns.Lo, lo)
	for ; i < n.Columns.Len() && n.Columns.Lo[i] == lo; i++ {
		if n.Columns.IDs[i] == id {
			return i
		}
	}
	return -1
}

// ExcerptView is an excerpt with the article it is from (without its text).
type ExcerptView struct {
	data.Excerpt
	Source data.Article
}

// EventView is an event and what hangs on it.
type EventView struct {
	data.Event
	TrackRow data.Track
	Excerpts []ExcerptView
	Missing  int // excerpts that are not shown: their article is not in the library
	Notes    []data.Annotation
}

// ArticleExcerpt is an excerpt with the event that it reports.
type ArticleExcerpt struct {
	data.Excerpt
	EventRow data.Event
	TrackRow data.Track
}

// ArticleView is an open article and what hangs on it.
type ArticleView struct {
	data.Article
	Excerpts []ArticleExcerpt
	Missing  int // excerpts that are not shown: their event is not in the library
	Notes    []data.Annotation
}

// loadSnapshot reads all that a snapshot holds.
func loadSnapshot(ctx context.Context, store data.Store) (*Snapshot, error) {
	n := &Snapshot{}
	var err error
	// First: what comes after it is told as a change.
	if n.Revision, err = store.Revision(ctx); err != nil {
		return nil, err
	}
	if n.Library, err = store.Library(ctx); err != nil {
		return nil, err
	}
	if n.Tracks, err = store.Tracks(ctx); err != nil {
		return nil, err
	}
	if n.Columns, err = store.Columns(ctx); err != nil {
		return nil, err
	}
	n.Index = scene.NewIndex(n.Columns, len(n.Tracks))
	if n.Articles, err = store.Articles(ctx); err != nil {
		return nil, err
	}
	if n.Notes, err = store.Annotations(ctx); err != nil {
		return nil, err
	}
	if n.Views, err = store.Views(ctx); err != nil {
		return nil, err
	}
	if n.Excerpts, err = store.ArticleExcerptCounts(ctx); err != nil {
		return nil, err
	}
	n.count()
	if err := n.mark(ctx, store, nil); err != nil {
		return nil, err
	}
	n.UndoLabel, n.RedoLabel, err = store.History(ctx)
	return n, err
}

func loadEvent(ctx context.Context, store data.Store, tracks []data.Track, articles []data.Article, id data.ID) (*EventView, error) {
	e, err := store.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	v := &EventView{Event: e, TrackRow: trackOf(tracks, e.Track)}
	excerpts, err := store.EventExcerpts(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, x := range excerpts {
		i := slices.IndexFunc(articles, func(a data.Article) bool { return a.ID == x.Article })
		if i >= 0 {
			v.Excerpts = append(v.Excerpts, ExcerptView{x, articles[i]})
			continue
		}
		a, err := store.Article(ctx, x.Article) // perhaps added since the articles were listed
		switch a.Text = ""; {
		case errors.Is(err, data.ErrNotFound):
			v.Missing++
		case err != nil:
			return nil, err
		default:
			v.Excerpts = append(v.Excerpts, ExcerptView{x, a})
		}
	}
	v.Notes, err = store.EventAnnotations(ctx, id)
	return v, err
}

func loadArticle(ctx context.Context, store data.Store, tracks []data.Track, id data.ID) (*ArticleView, error) {
	a, err := store.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	v := &ArticleView{Article: a}
	excerpts, err := store.ArticleExcerpts(ctx, id)
	if err != nil {
		return nil, err
	}
	ids := make([]data.ID, len(excerpts))
	for i, x := range excerpts {
		ids[i] = x.Event
	}
	events, err := store.EventRows(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, x := range excerpts {
		e := events[i]
		if e.ID == (data.ID{}) {
			v.Missing++
			continue
		}
		if !within(a.Text, x.Anchor.Start, x.Anchor.End) {
			x.Doubt = data.Doubt{State: data.Orphan}
		}
		v.Excerpts = append(v.Excerpts, ArticleExcerpt{x, e, trackOf(tracks, e.Track)})
	}
	v.Notes, err = store.ArticleAnnotations(ctx, id)
	for i, n := range v.Notes {
		if n.OnPassage() && !within(a.Text, n.Anchor.Start, n.Anchor.End) {
			v.Notes[i].Doubt = data.Doubt{State: data.Orphan}
		}
	}
	return v, err
}

// within reports whether a passage lies in a text: in a damaged library, or one
// from elsewhere, it need not.
func within(text string, start, end int) bool { return 0 <= start && start <= end && end <= len(text) }

// placeActive lets go of a passage that is not in the open article.
func (s *Session) placeActive() {
	if s.article != nil && !within(s.article.Text, s.active.Start, s.active.End) {
		s.active = Active{}
	}
}

func trackOf(tracks []data.Track, id data.ID) data.Track {
	if i := slices.IndexFunc(tracks, func(t data.Track) bool { return t.ID == id }); i >= 0 {
		return tracks[i]
	}
	return data.Track{}
}

// reload loads the library, or what has changed of the one that is loaded, and calls
// done once that is shown. A load that is overtaken leaves what it has seen to the
// next one.
func (s *Session) reload(done func()) {
	old, store := s.snapshot, s.store
	filter, gen, shown := s.filter, s.filterGen, s.shown
	type loaded struct {
		renewal
		shown     *Shown
		unindexed bool // the filter is still to be applied
		captions  captions
	}
	background(s, &s.libraryGen, func(ctx context.Context) (l loaded, err error) {
		if old != nil {
			l.renewal, err = renew(ctx, store, old)
		} else {
			l.anew = true
			l.snapshot, err = loadSnapshot(ctx, store)
		}
		if err != nil {
			return l, err
		}
		n := l.snapshot
		if l.shown, err = loadShown(ctx, store, n, filter, shown); errors.Is(err, data.ErrUnindexed) {
			l.shown, l.unindexed, err = allShown(n), true, nil
		}
		if l.captions = newCaptions(nil); err != nil || !l.anew || n.Columns.Len() > preload {
			return l, err
		}
		l.captions, err = loadCaptions(ctx, store, n.Columns.Len())
		return l, err
	}, func(l loaded) {
		switch {
		case l.anew:
			s.captions = l.captions
			s.rows = s.rows.renewed(s.snapshot)
		case !l.splice.Empty():
			s.captions = s.captions.spliced(l.splice, l.added, l.snapshot.Columns)
			s.rows = s.rows.renewed(s.snapshot)
		}
		s.snapshot, s.shown = l.snapshot, l.shown
		if s.filtering = l.unindexed || gen != s.filterGen; s.filtering { // another was asked for meanwhile
			s.applyFilter()
		}
		done() // one who is told may close the library
		s.setShown(s.shown)
	})
}

// refresh loads again what is shown, after an edit or another program's commit.
func (s *Session) refresh() {
	s.reload(func() {
		if s.event != nil {
			s.selected = s.snapshot.Find(s.event.ID, s.event.Date.Lo)
		}
		s.tell(TopicLibrary)
		if s.writing != nil {
			s.writing.follow(s.snapshot.Notes)
		}
		// What was asked for last, which may still be on its way.
		if s.eventWanted.id != (data.ID{}) {
			s.loadEvent(s.eventWanted.id, s.eventWanted.then)
		}
		if s.articleWanted.id != (data.ID{}) {
			s.loadArticle(s.articleWanted.id, s.articleWanted.then)
		}
	})
}

// wanted is what is loaded or being loaded, and what follows once it is there.
type wanted struct {
	id   data.ID
	then func()
}

func (w *wanted) arrived(found bool) {
	then := w.then
	w.then = nil
	if !found {
		w.id = data.ID{}
	}
	if then != nil {
		then()
	}
}

func (s *Session) loadEvent(id data.ID, then func()) {
	s.eventWanted = wanted{id, then}
	store, tracks, articles := s.store, s.snapshot.Tracks, s.snapshot.Articles
	background(s, &s.eventGen, func(ctx context.Context) (*EventView, error) {
		v, err := loadEvent(ctx, store, tracks, articles, id)
		return v, gone(err)
	}, func(v *EventView) {
		s.event = v
		s.selected = -1
		if v != nil {
			s.selected = s.snapshot.Find(v.ID, v.Date.Lo)
		}
		s.tell(TopicEvent)
		s.eventWanted.arrived(v != nil)
	})
}

func (s *Session) loadArticle(id data.ID, then func()) {
	s.articleWanted = wanted{id, then}
	store, tracks := s.store, s.snapshot.Tracks
	background(s, &s.articleGen, func(ctx context.Context) (*ArticleView, error) {
		v, err := loadArticle(ctx, store, tracks, id)
		return v, gone(err)
	}, func(v *ArticleView) {
		s.article = v
		s.placeActive()
		s.tell(TopicArticle)
		s.findInArticle()
		s.propose()
		s.articleWanted.arrived(v != nil)
	})
}
