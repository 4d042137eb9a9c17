package library

import (
	"slices"

	"tarikh.org/tarikh/data"
)

// Kind is what has changed.
type Kind uint8

// The kinds of change.
const (
	Closing        Kind = iota // the library is about to be closed: subscribers write what is not written yet
	Closed                     // the library is being closed: subscribers drop what they have of it
	Opened                     // another library is loaded
	Edited                     // rows have changed, by an edit of this window or by another process
	CaptionsLoaded             // captions that were asked for have arrived
	NothingToRead              // an event was selected to be read, and no passage reports it; ID is the event's
	EventSelected              // the selected event, or what belongs to it; ID is the event's
	ArticleOpened              // the open article, or what belongs to it; ID is the article's
	PassageFocused             // the reader is to show the active passage; ID is the article's
	FilterSet                  // the filter has changed; ShownChanged follows
	ShownChanged               // what the filter leaves has changed, or was loaded again
	SavingChanged              // edits are being written or have been, or whether they are possible has changed
	Released                   // the process that held the library for writing has closed it
)

// Change is what subscribers are told.
type Change struct {
	Kind Kind
	ID   data.ID // of the event or article; zero where there is none

	// Of Edited:
	All    bool                    // any row may have changed, and the others are empty
	Rows   map[data.Kind][]data.ID // the rows that have changed, by kind
	Theirs []data.ID               // those of Rows that were written by another person, on a server
	Events []data.Event            // those of Rows as they are now, without those that are gone
	Notes  []data.Annotation       // the same of notes, zero for one that is gone
}

// Has reports whether rows of any of some kinds have changed.
func (c Change) Has(kinds ...data.Kind) bool {
	return c.All || slices.ContainsFunc(kinds, func(k data.Kind) bool { return len(c.Rows[k]) > 0 })
}

// Row reports whether a row has changed.
func (c Change) Row(kind data.Kind, id data.ID) bool {
	return c.All || slices.Contains(c.Rows[kind], id)
}

// Event returns the row that a changed event has now, nil for one that is gone.
func (c Change) Event(id data.ID) *data.Event {
	if i := slices.IndexFunc(c.Events, func(e data.Event) bool { return e.ID == id }); i >= 0 {
		return &c.Events[i]
	}
	return nil
}

// note reports whether a change of notes concerns those that are shown: one of them
// has changed, or one that belongs to them, or answers them, has been written.
func (c Change) note(shown []data.Annotation, belongs func(data.Annotation) bool) bool {
	for _, n := range shown {
		if c.Row(data.KindAnnotation, n.ID) {
			return true
		}
	}
	return slices.ContainsFunc(c.Notes, func(n data.Annotation) bool {
		return n.ID != (data.ID{}) && (belongs(n) ||
			n.Parent != (data.ID{}) && slices.ContainsFunc(shown, func(p data.Annotation) bool { return p.ID == n.Parent }))
	})
}

// renote is notes that belong to what is shown after a change, in an order: those of
// the change are replaced, added or gone; the given slice is not modified. A note whose
// parent is gone is gone too.
func (c Change) renote(shown []data.Annotation, belongs func(data.Annotation) bool, order func(a, b data.Annotation) int) []data.Annotation {
	changed := make(map[data.ID]bool, len(c.Rows[data.KindAnnotation]))
	for _, id := range c.Rows[data.KindAnnotation] {
		changed[id] = true
	}
	next, parents := make([]data.Annotation, 0, len(shown)+1), make(map[data.ID]bool, len(shown))
	for _, n := range shown {
		if !changed[n.ID] {
			next = append(next, n)
		}
	}
	for _, n := range c.Notes {
		if n.ID != (data.ID{}) && n.Parent == (data.ID{}) && belongs(n) {
			next = append(next, n)
		}
	}
	for _, n := range next {
		if n.Parent == (data.ID{}) {
			parents[n.ID] = true
		}
	}
	for _, n := range c.Notes {
		if n.ID != (data.ID{}) && parents[n.Parent] {
			next = append(next, n)
		}
	}
	next = slices.DeleteFunc(next, func(n data.Annotation) bool { return n.Parent != (data.ID{}) && !parents[n.Parent] })
	slices.SortStableFunc(next, order)
	return next
}

// Subscribers are functions that are called with each change, in the order in which
// they subscribed. The zero value is empty.
type Subscribers[T any] struct {
	list []*func(T)
}

// Subscribe calls f with each change until unsubscribe is called.
func (s *Subscribers[T]) Subscribe(f func(T)) (unsubscribe func()) {
	own := &f
	s.list = append(slices.Clip(s.list), own)
	return func() {
		s.list = slices.DeleteFunc(slices.Clone(s.list), func(g *func(T)) bool { return g == own })
	}
}

// Tell calls all subscribers.
func (s *Subscribers[T]) Tell(change T) {
	for _, f := range s.list {
		(*f)(change)
	}
}
