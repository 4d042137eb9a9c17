package session

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
)

// When what was typed is written.
const (
	pause   = 700 * time.Millisecond  // after the last key,
	longest = 1500 * time.Millisecond // but no longer than this after the first: with the write itself, 2 s
	again   = 5 * time.Second         // after an attempt that failed
)

// Writing is a note that is being written. What is typed goes into the library
// at every pause, and while there is none at least every two seconds, so that a
// crash loses no more than that; all of it is one step of undo (data.Edit.Merge).
// What cannot be written stays here with the reason, and is tried again.
type Writing struct {
	s      *Session
	store  data.Store       // the library that it belongs to
	note   data.Annotation  // as it is typed
	stored *data.Annotation // as it is in the library; nil while it is not there
	merge  string
	dirty  bool      // note is to be written
	since  time.Time // when it became dirty, or could last not be written
	busy   bool      // it is on its way
	turn   int       // of the timer
	err    error     // of the last attempt
	then   []func(error)
}

// Writing returns the note that is being written, or nil.
func (s *Session) Writing() *Writing { return s.writing }

// Write begins to write a note; stored is its row in the library, nil where it is not
// there yet. TopicWriting follows, once what was being written before is in the
// library; where that cannot be written, it stays and nothing begins.
func (s *Session) Write(n data.Annotation, stored *data.Annotation) {
	s.Settle(func(err error) {
		if err != nil || s.Store() == nil {
			return
		}
		s.DropWriting()
		s.writing = &Writing{s: s, store: s.Store(), note: n, stored: stored, merge: fmt.Sprintf("note %s %d", n.ID, time.Now().UnixNano())}
		if n.Parent == (data.ID{}) {
			s.Activate(n.ID)
		}
		s.tell(TopicWriting)
	})
}

// DropWriting lets the note go; what is not in the library of it is lost.
func (s *Session) DropWriting() {
	if w := s.writing; w != nil {
		w.turn++
		s.writing = nil
		s.tell(TopicWriting)
		s.tell(TopicSaving)
	}
}

// Settle writes what is being written and calls then when it is in the library, or
// cannot be: then err says why, and it is still there to be written.
func (s *Session) Settle(then func(err error)) {
	w := s.writing
	if w == nil || !w.dirty && !w.busy {
		then(nil)
		return
	}
	w.then = append(w.then, then)
	w.save()
}

// Note returns the note as it is typed.
func (w *Writing) Note() data.Annotation { return w.note }

// New reports whether the note is not in the library yet.
func (w *Writing) New() bool { return w.stored == nil }

// Err says why what was typed could not be written, nil if nothing stands against it.
func (w *Writing) Err() error { return w.err }

// Change takes the note as it is now typed; it is written at the next pause, or
// when the last write is too long ago.
func (w *Writing) Change(n data.Annotation) {
	now := time.Now()
	first := !w.dirty
	if first {
		w.since = now
	}
	w.note, w.dirty = n, true
	if left := w.since.Add(longest).Sub(now); left > 0 {
		w.after(min(pause, left))
	} else {
		w.save()
	}
	if first {
		w.s.tell(TopicSaving)
	}
}

// after writes after a while, unless something is typed or written before that.
func (w *Writing) after(wait time.Duration) {
	w.turn++
	mine := w.turn
	time.AfterFunc(wait, func() {
		w.s.post(func() {
			if mine == w.turn {
				w.save()
			}
		})
	})
}

// Complete reports whether the note can be written as it is: one on an event needs
// words, a highlight does not.
func (w *Writing) Complete() bool { return w.note.Validate() == nil }

// unbegun reports whether the note is not there yet and has no words that it needs.
func (w *Writing) unbegun() bool { return w.stored == nil && w.note.Text == "" && !w.Complete() }

// save writes the note now, unless it is on its way: then again after that.
func (w *Writing) save() {
	w.turn++
	switch err := w.note.Validate(); {
	case w.busy:
	case w.s.Store() != w.store:
		w.settled(data.ErrNotFound) // the library was closed
	case !w.dirty || w.unbegun():
		w.settled(nil)
	case err != nil:
		w.settled(err)
	default:
		w.write()
	}
}

func (w *Writing) write() {
	edit := data.Edit{Label: "edit.note.add", Merge: w.merge}
	if w.stored == nil {
		edit.Annotations = []data.Change[data.Annotation]{data.Insert(w.note)}
	} else {
		edit.Label = "edit.note.change"
		edit.Annotations = []data.Change[data.Annotation]{data.Update(*w.stored, w.note)}
	}
	w.busy, w.dirty = true, false
	w.s.Apply(edit, func(made data.Edit, err error) {
		w.busy = false
		switch {
		case err == nil:
			if len(made.Annotations) == 1 && made.Annotations[0].After != nil {
				stored := *made.Annotations[0].After
				w.stored = &stored
			}
			if w.dirty { // typed meanwhile
				w.save()
				return
			}
		case errors.Is(err, data.ErrNotFound) && w.stored != nil: // it was deleted meanwhile
			w.stored, w.dirty = nil, true
			w.save()
			return
		default:
			w.dirty = true
		}
		w.settled(err)
	})
}

// settled tells what came of the last attempt. One that failed is made again, even
// if nothing more is typed.
func (w *Writing) settled(err error) {
	shown := w == w.s.writing
	told := err != nil || w.err != nil
	w.err, w.since = err, time.Now()
	switch {
	case !shown && err != nil:
		w.s.failed(err) // it was let go while it was on its way
	case shown && told:
		w.s.tell(TopicWriting)
		w.s.tell(TopicSaving)
		if err != nil && w.Complete() {
			w.after(again)
		}
	}
	then := w.then
	w.then = nil
	for _, f := range then {
		f(err)
	}
}

// follow takes over what an undo, or another edit, made of the note that is being
// written.
func (w *Writing) follow(notes []data.Annotation) {
	if w.busy || w.stored == nil {
		return
	}
	i := slices.IndexFunc(notes, func(n data.Annotation) bool { return n.ID == w.stored.ID })
	switch {
	case i < 0 && !w.dirty:
		w.s.DropWriting()
	case i < 0:
		w.stored = nil
	case notes[i].Rev != w.stored.Rev:
		row := notes[i]
		w.stored = &row
		if w.dirty && w.err != nil {
			w.save() // against the row as it is now
		}
		if !w.dirty && !w.busy {
			w.note = row
			w.s.tell(TopicWriting)
		}
	}
}
