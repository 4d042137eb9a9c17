package session

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
)

// pause is how long nothing is typed before what was typed is written.
const pause = 700 * time.Millisecond

// Writing is a note that is being written. What is typed goes into the library
// after every pause, so that a crash loses no more than the last words; all of it
// is one step of undo (data.Edit.Merge). Where it cannot be written it stays here,
// with the reason, and every further pause tries again.
type Writing struct {
	s      *Session
	store  data.Store       // the library that it belongs to
	note   data.Annotation  // as it is typed
	stored *data.Annotation // as it is in the library; nil while it is not there
	merge  string
	dirty  bool // note is to be written
	busy   bool // it is on its way
	turn   int  // of the timer
	err    error
	then   []func(error) // told when nothing is left to write, or it cannot be
}

// Writing returns the note that is being written, or nil.
func (s *Session) Writing() *Writing { return s.writing }

// Write begins to write a note; stored is its row in the library, nil where it is not
// there yet. What was being written before is ended. TopicWriting follows.
func (s *Session) Write(n data.Annotation, stored *data.Annotation) {
	s.EndWriting()
	if s.store == nil {
		return
	}
	s.writing = &Writing{s: s, store: s.store, note: n, stored: stored, merge: fmt.Sprintf("note %s %d", n.ID, time.Now().UnixNano())}
	if n.Parent == (data.ID{}) {
		s.active.Note = n.ID
	}
	s.tell(TopicWriting)
}

// EndWriting writes what is left to write and lets the note go. Where it cannot be
// written it comes back.
func (s *Session) EndWriting() {
	w := s.writing
	if w == nil {
		return
	}
	if w.dirty {
		w.save()
	}
	s.writing = nil
	s.tell(TopicWriting)
}

// comeBack shows a note again that could not be written after it was let go.
func (w *Writing) comeBack() {
	if w.s.writing == nil && w.s.store == w.store {
		w.s.writing = w
		w.s.tell(TopicWriting)
	}
}

// DropWriting lets the note go without writing what is left.
func (s *Session) DropWriting() {
	if s.writing != nil {
		s.writing.turn++
		s.writing = nil
		s.tell(TopicWriting)
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

// Change takes the note as it is now typed; it is written at the next pause.
func (w *Writing) Change(n data.Annotation) {
	w.note, w.dirty = n, true
	w.turn++
	mine := w.turn
	time.AfterFunc(pause, func() {
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

// save writes the note now, unless it is on its way: then again after that.
func (w *Writing) save() {
	w.turn++
	if w.busy || w.s.store != w.store {
		return
	}
	if !w.dirty {
		w.settled(nil)
		return
	}
	if err := w.note.Validate(); err != nil {
		if w.stored == nil && w.note.Text == "" {
			err = nil // nothing was written yet
		}
		w.settled(err)
		return
	}
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
		case err == nil && len(made.Annotations) == 1 && made.Annotations[0].After != nil:
			stored := *made.Annotations[0].After
			w.stored = &stored
		case errors.Is(err, data.ErrNotFound):
			w.stored, w.dirty = nil, true // it was deleted meanwhile: the next pause brings it back
		case err != nil:
			w.dirty = true
		}
		w.settled(err)
		if err == nil && w.dirty {
			w.save() // typed meanwhile
		}
	})
}

// settled tells what came of the last attempt.
func (w *Writing) settled(err error) {
	if err == nil && w.dirty && w.Complete() {
		return // more is to be written
	}
	changed := (err == nil) != (w.err == nil)
	w.err = err
	then := w.then
	w.then = nil
	if changed {
		switch {
		case w == w.s.writing:
			w.s.tell(TopicWriting)
		case err != nil:
			w.comeBack()
			w.s.failed(err)
		}
	}
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
		if !w.dirty {
			w.note = row
			w.s.tell(TopicWriting)
		}
	}
}
