// Package session is what the features of the window make of the open library:
// the lists.
//
// The one idea behind it: they sit on a library.Library and follow its changes.
// What belongs to one feature moves to that feature's own package, until this one
// is empty.
package session

import (
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/library"
)

// What is the library's own.
type (
	Post        = library.Post
	Snapshot    = library.Snapshot
	Shown       = library.Shown
	EventView   = library.EventView
	ExcerptView = library.ExcerptView
	ArticleView = library.ArticleView
	Active      = library.Passage
)

// Topic says what has changed.
type Topic uint8

// The topics.
const (
	TopicLibrary  Topic = iota // another library, or its contents after an edit
	TopicTitles                // titles that were asked for have arrived
	TopicEvent                 // the selected event and what hangs on it
	TopicArticle               // the open article, its highlights and notes
	TopicFocus                 // the reader should show the active passage
	TopicSaving                // Saving has changed
	TopicReleased              // who held the library for writing has gone
	TopicShown                 // what the filter leaves has changed, or has been loaded anew
)

// core is the library under a session, without a name that takes its own.
type core = library.Library

// Session is the open library with the models of the features on it.
type Session struct {
	*core
	listeners []func(Topic)
}

// New returns a session without a library. failed is told, on the interface's
// goroutine, of every error that has no better place; now is the clock.
func New(post Post, failed func(error), now func() time.Time) *Session {
	s := &Session{core: library.New(post, failed, now)}
	s.core.Subscribe(s.changed)
	return s
}

// Open is the library under the session.
func (s *Session) Open() *library.Library { return s.core }

// Subscribe calls f after each change; f runs on the interface's goroutine.
func (s *Session) Subscribe(f func(Topic)) { s.listeners = append(s.listeners, f) }

// Reset forgets all subscribers, before the window is built again.
func (s *Session) Reset() { s.listeners = nil }

func (s *Session) tell(t Topic) {
	for _, f := range s.listeners {
		f(t)
	}
}

// changed brings the models up to a change of the library, and tells of it.
func (s *Session) changed(c library.Change) {
	switch c.Kind {
	case library.Opened:
		s.Again()
	case library.Edited:
		s.tell(TopicLibrary)
	case library.CaptionsLoaded:
		s.tell(TopicTitles)
	case library.EventSelected:
		s.tell(TopicEvent)
	case library.ArticleOpened:
		s.tell(TopicArticle)
	case library.PassageFocused:
		s.tell(TopicFocus)
	case library.ShownChanged:
		s.tell(TopicShown)
	case library.SavingChanged:
		s.tell(TopicSaving)
	case library.Released:
		s.tell(TopicReleased)
	}
}

// Again tells every topic, to show what is open in parts that were built again.
func (s *Session) Again() {
	for _, t := range []Topic{TopicLibrary, TopicEvent, TopicArticle} {
		s.tell(t)
	}
}

// Library returns what is loaded of the open library, or nil.
func (s *Session) Library() *Snapshot { return s.Snapshot() }

// Damaged reports whether the library is known to be damaged.
func (s *Session) Damaged() bool { return s.Access().Damaged }

// ReadOnly reports whether edits are impossible, and who holds the library.
func (s *Session) ReadOnly() (bool, string) {
	a := s.Access()
	return a.ReadOnly, a.Holder
}

// Synced is the program that copies the library's folder elsewhere, "" if none is
// known to.
func (s *Session) Synced() string { return s.Access().Synced }

// Selected returns the selected event's place in the columns, or -1.
func (s *Session) Selected() int {
	e, n := s.Event(), s.Snapshot()
	if e == nil || n == nil {
		return -1
	}
	return n.Find(e.ID, e.Date.Lo)
}

// Select selects the event at a place in the columns (-1 for none) and opens the
// first passage that reports it.
func (s *Session) Select(place int) {
	n := s.Snapshot()
	switch {
	case n == nil || place >= n.Columns.Len():
	case place < 0:
		s.core.Select(data.ID{})
	default:
		s.SelectAndRead(n.Columns.IDs[place])
	}
}

// SelectID selects an event; read says whether to open its first passage too.
func (s *Session) SelectID(id data.ID, read bool) {
	if read {
		s.SelectAndRead(id)
	} else {
		s.core.Select(id)
	}
}

// Title returns the title of the event at a place, or false while it is not
// loaded; TopicTitles follows.
func (s *Session) Title(place int) (string, bool) {
	c, ok := s.caption(place)
	return c.Title, ok
}

func (s *Session) caption(place int) (data.Caption, bool) {
	n := s.Snapshot()
	if n == nil || place < 0 || place >= n.Columns.Len() {
		return data.Caption{}, false
	}
	return s.Caption(n.Columns.IDs[place])
}
