// Package session is the open library's state on the user interface's
// goroutine: what is loaded, what is selected, what is being read.
//
// The one idea behind it: every field is touched on that goroutine only. Work
// on the store runs elsewhere and comes back through the injected Post; what
// comes back late, after the reader has gone on, is dropped by its generation
// number. Whoever shows something subscribes to a Topic and reads the session.
package session

import (
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/query"
)

// Post runs a function on the user interface's goroutine, soon and in order.
type Post func(func())

// Topic says what has changed.
type Topic uint8

// The topics.
const (
	TopicLibrary   Topic = iota // another library, or its contents after an edit
	TopicTitles                 // titles that were asked for have arrived
	TopicEvent                  // the selected event and what hangs on it
	TopicArticle                // the open article, its highlights and notes
	TopicFocus                  // the reader should show the active passage
	TopicSaving                 // Saving or Kept has changed
	TopicWriting                // the note that is being written, see Writing
	TopicPlacing                // a passage is to be chosen for a note or an excerpt, see Placing
	TopicReleased               // who held the library for writing has gone
	TopicFilter                 // the filter has changed; what is shown follows
	TopicShown                  // what the filter leaves has changed, or has been loaded anew
	TopicFound                  // what the search has found
	TopicLit                    // the events that were found, on the timeline
	TopicRows                   // rows of the table that were asked for have arrived
	TopicFinds                  // the finds in the open article, and which is shown
	TopicProposals              // the dates and proposed events of the open article, see Proposals
	TopicProposal               // which proposed event is shown
)

// Session is the state of the open library, or of none.
type Session struct {
	post    Post
	failed  func(error)
	store   data.Store
	library *app.Library // of store
	writes  chan func()

	snapshot *Snapshot
	captions captions
	event    *EventView
	selected int
	article  *ArticleView
	active   Active
	saving   int
	writing  *Writing
	placing  *Placing
	backup   Backup

	filter                 query.Query
	shown                  *Shown
	filtering              bool // shown is not that of filter yet
	filterGen, facetsGen   int
	stopFilter, stopFacets context.CancelFunc
	stopLookUp             context.CancelFunc
	lookUpGen              int
	search                 search
	rows                   rows
	orderGen               int // of the sorting of a table

	eventWanted, articleWanted       wanted
	libraryGen, eventGen, articleGen int
	stepsGen, linksGen, noteListGen  int
	noteList                         *noteList
	proposing                        proposing
	taken                            map[takenKey]*taking
	listeners                        []func(Topic)
	stop                             context.CancelFunc
	ctx                              context.Context
}

// Active is the passage that the reader shows: an excerpt or a note's passage.
type Active struct {
	Excerpt, Note data.ID
	Start, End    int // bytes of the article's text
}

// New returns a session without a library. failed is told, on the interface's
// goroutine, of every error that has no better place.
func New(post Post, failed func(error)) *Session {
	s := newSession(post, failed)
	go s.work()
	return s
}

func newSession(post Post, failed func(error)) *Session {
	return &Session{post: post, failed: failed, writes: make(chan func(), 64), selected: -1, ctx: context.Background(), stop: func() {}, stopFilter: func() {}, stopFacets: func() {}, stopLookUp: func() {}, search: search{find: -1}, proposing: proposing{at: -1}}
}

// work writes one thing after another.
func (s *Session) work() {
	for write := range s.writes {
		write()
	}
}

// Subscribe calls f after each change; f runs on the interface's goroutine.
func (s *Session) Subscribe(f func(Topic)) { s.listeners = append(s.listeners, f) }

// Reset forgets all subscribers, before the window is built anew.
func (s *Session) Reset() { s.listeners = nil }

func (s *Session) tell(t Topic) {
	for _, f := range s.listeners {
		f(t)
	}
}

// Library returns what is loaded of the open library, or nil.
func (s *Session) Library() *Snapshot { return s.snapshot }

// Event returns the selected event's card, or nil.
func (s *Session) Event() *EventView { return s.event }

// Article returns the open article, or nil.
func (s *Session) Article() *ArticleView { return s.article }

// Active returns the passage that is shown in the reader.
func (s *Session) Active() Active { return s.active }

// Selected returns the selected event's place in the columns, or -1.
func (s *Session) Selected() int { return s.selected }

// Saving reports whether an edit is on its way to the file.
func (s *Session) Saving() bool { return s.saving > 0 }

// Kept is how much of what the reader did is in the file.
type Kept uint8

// What can be said of it.
const (
	Saved   Kept = iota
	Typed        // something was typed, and waits for a pause
	Saving       // it is on its way
	Unsaved      // what was typed could not be written the last time
)

// Kept says how much of what the reader did is in the file.
func (s *Session) Kept() Kept {
	w := s.writing
	switch {
	case w != nil && w.err != nil:
		return Unsaved
	case s.Saving():
		return Saving
	case w != nil && w.dirty && !w.unbegun():
		return Typed
	}
	return Saved
}

// Damaged reports whether the library is known to be damaged.
func (s *Session) Damaged() bool { return s.store != nil && s.store.Access().Damaged }

// ReadOnly reports whether edits are impossible, and who holds the library.
func (s *Session) ReadOnly() (bool, string) {
	if s.store == nil {
		return true, ""
	}
	a := s.store.Access()
	return a.ReadOnly, a.Holder
}

// Path is the open library's file, or "" where it is none.
func (s *Session) Path() string {
	if file, ok := s.store.(data.File); ok {
		return file.Path()
	}
	return ""
}

// background runs load elsewhere and done on the interface's goroutine, unless
// *gen has moved on by then.
func background[T any](s *Session, gen *int, load func(context.Context) (T, error), done func(T)) {
	*gen++
	mine, ctx := *gen, s.ctx
	go func() {
		value, err := load(ctx)
		s.post(func() {
			switch {
			case mine != *gen || ctx.Err() != nil:
			case errors.Is(err, data.ErrConflict): // an edit came between; what follows it reads anew
			case err != nil:
				s.failed(err)
			default:
				done(value)
			}
		})
	}()
}

// Show makes a store the open library, closes the one before, and calls shown
// when its contents are there.
func (s *Session) Show(store data.Store, shown func()) {
	s.Close(nil)
	s.store, s.library = store, app.New(store)
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.reload(func() {
		s.follow(store, s.snapshot.Revision)
		s.tell(TopicLibrary)
		s.tell(TopicEvent)
		s.tell(TopicArticle)
		if shown != nil {
			shown()
		}
	})
	if file, ok := store.(data.File); ok {
		s.examine(file)
		s.awaitRelease(file)
	}
}

// examine tells once of damage that is found behind the first picture; the store
// takes no edits then.
func (s *Session) examine(store data.File) {
	ctx := s.ctx
	go func() {
		err := store.Health(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		s.post(func() {
			if ctx.Err() == nil {
				s.failed(err)
				s.tell(TopicSaving)
			}
		})
	}()
}

// Close lets the library go after all edits are written; then runs afterwards
// on the interface's goroutine.
func (s *Session) Close(then func(error)) {
	if w := s.writing; w != nil && w.dirty {
		w.save()
	}
	s.DropWriting()
	store := s.store
	s.stop()
	s.libraryGen++
	s.eventGen++
	s.articleGen++
	s.library, s.taken = nil, nil
	s.store, s.snapshot, s.event, s.article, s.selected, s.active = nil, nil, nil, nil, -1, Active{}
	s.placing, s.backup = nil, Backup{}
	s.captions = captions{}
	s.filter, s.shown, s.filtering = query.Query{}, nil, false
	s.filterGen++
	s.facetsGen++
	s.orderGen++
	s.rows = rows{gen: s.rows.gen + 1}
	s.endSearch()
	s.proposing = proposing{at: -1, gen: s.proposing.gen + 1}
	s.eventWanted, s.articleWanted = wanted{}, wanted{}
	s.writes <- func() {
		var err error
		if store != nil {
			err = store.Close()
		}
		if then != nil {
			s.post(func() { then(err) })
		} else if err != nil {
			s.post(func() { s.failed(err) })
		}
	}
}

// follow loads what is changed after a revision, by whomever; and it tells once that the file of a
// library that is open for writing has gone from its place: the sooner the reader
// knows, the less waits to be saved.
func (s *Session) follow(store data.Store, revision int64) {
	ctx := s.ctx
	here := func(then func()) {
		s.post(func() {
			if ctx.Err() == nil {
				then()
			}
		})
	}
	go func() {
		for {
			now, err := store.Wait(ctx, revision)
			if err != nil {
				here(func() { s.failed(err) })
				return
			}
			revision = now
			here(func() {
				// What the session has written itself it has loaded by then.
				if s.snapshot.Revision != now {
					s.refresh()
				}
			})
		}
	}()
}

// awaitRelease tells once that whoever held the library for writing has gone.
func (s *Session) awaitRelease(store data.File) {
	if store.Access().Holder == "" {
		return
	}
	ctx := s.ctx
	go func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for store.Held() {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
		s.post(func() {
			if ctx.Err() == nil {
				s.tell(TopicReleased)
			}
		})
	}()
}
