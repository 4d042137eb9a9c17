package notes

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/library"
)

// When what was typed is written.
const (
	pause   = 700 * time.Millisecond  // after the last key,
	longest = 1500 * time.Millisecond // but no longer than this after the first: with the write itself, 2 s
	again   = 5 * time.Second         // after an attempt that failed
)

// Kept is how much of what the reader writes is in the file.
type Kept uint8

// Its values.
const (
	Saved   Kept = iota
	Typed        // something was typed, and waits for a pause
	Saving       // it is on its way
	Unsaved      // what was typed could not be written the last time
)

// Change is what subscribers are told.
type Change uint8

// The changes.
const (
	WritingChanged Change = iota // another note is written, or none; or it is another one by an undo
	KeptChanged                  // Kept may be another
)

// writer writes notes, one at a time.
type writer struct {
	library *library.Library
	post    library.Post
	fail    func(error)
	writing *Writing
	told    library.Subscribers[Change]
	// vanished is told of a note that another person has deleted while it is written here.
	vanished func(*Writing)
}

// newWriter returns a writer that follows the library: an undo of what is written, and
// its closing.
func newWriter(l *library.Library, post library.Post, fail func(error)) *writer {
	d := &writer{library: l, post: post, fail: fail, vanished: func(*Writing) {}}
	l.Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.Closing:
			d.finish()
		case library.Edited:
			if d.writing != nil {
				by := c.All && l.Login() != "" || slices.Contains(c.Theirs, d.writing.note.ID)
				d.writing.follow(l.Snapshot().Notes, by)
			}
		case library.SavingChanged:
			d.told.Tell(KeptChanged)
		default:
		}
	})
	return d
}

// Writing returns the note that is being written, or nil.
func (d *writer) Writing() *Writing { return d.writing }

// Kept returns how much of what the reader writes is in the file.
func (d *writer) Kept() Kept {
	w := d.writing
	switch {
	case w != nil && w.err != nil:
		return Unsaved
	case d.library.Saving():
		return Saving
	case w != nil && w.dirty && !w.unbegun():
		return Typed
	}
	return Saved
}

// Subscribe calls told with each change of writing, until unsubscribe is called.
func (d *writer) Subscribe(told func(Change)) (unsubscribe func()) { return d.told.Subscribe(told) }

// write begins to write a note; stored is its row in the library, nil where it is not
// there yet. WritingChanged follows, once what was being written before is in the
// library; where that cannot be written, it stays and nothing begins.
func (d *writer) write(n data.Annotation, stored *data.Annotation) {
	d.Settle(func(err error) {
		if err != nil || d.library.Store() == nil {
			return
		}
		d.Drop()
		d.writing = &Writing{writer: d, store: d.library.Store(), note: n, stored: stored, merge: fmt.Sprintf("note %s %d", n.ID, time.Now().UnixNano())}
		if n.Parent == (data.ID{}) {
			d.library.Activate(n.ID)
		}
		d.told.Tell(WritingChanged)
	})
}

// Drop discards what is not written yet of the note that is being written, and closes
// it.
func (d *writer) Drop() {
	if w := d.writing; w != nil {
		w.turn++
		d.writing = nil
		d.told.Tell(WritingChanged)
		d.told.Tell(KeptChanged)
	}
}

// finish writes what is left of the note that is being written, and closes it.
func (d *writer) finish() {
	if w := d.writing; w != nil && w.dirty {
		w.save()
	}
	d.Drop()
}

// Settle writes what is being written and calls then when it is in the library, or
// cannot be: then err says why, and it is still there to be written.
func (d *writer) Settle(then func(err error)) {
	w := d.writing
	if w == nil || !w.dirty && !w.busy {
		then(nil)
		return
	}
	w.then = append(w.then, then)
	w.save()
}

// Writing is a note that is being written. What is typed goes into the library
// at every pause, and while there is none at least every two seconds, so that a
// crash loses no more than that; all of it is one step of undo (data.Edit.Merge).
// What cannot be written stays here with the reason, and is tried again.
type Writing struct {
	writer *writer
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

// Note returns the note as it is typed.
func (w *Writing) Note() data.Annotation { return w.note }

// New reports whether the note is not in the library yet.
func (w *Writing) New() bool { return w.stored == nil }

// Err says why what was typed could not be written, nil if it could.
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
		w.writer.told.Tell(KeptChanged)
	}
}

// after writes after a while, unless something is typed or written before that.
func (w *Writing) after(wait time.Duration) {
	w.turn++
	mine := w.turn
	time.AfterFunc(wait, func() {
		w.writer.post(func() {
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

// save writes the note now, unless it is being written: then again after that.
func (w *Writing) save() {
	w.turn++
	switch err := w.note.Validate(); {
	case w.busy:
	case w.writer.library.Store() != w.store:
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
	sent := w.note
	w.writer.library.Write(edit, func(made data.Edit, err error) {
		w.busy = false
		switch {
		case err == nil:
			if len(made.Annotations) == 1 && made.Annotations[0].After != nil {
				w.joined(*made.Annotations[0].After, sent)
			}
			if w.dirty { // typed meanwhile
				w.save()
				return
			}
			if made.Empty() {
				w.follow(w.writer.library.Snapshot().Notes, false) // what others wrote was taken
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

// Keep writes a note again that another person has deleted.
func (w *Writing) Keep() {
	if w == w.writer.writing && w.stored == nil {
		w.dirty = true
		w.save()
	}
}

// joined takes the note as it is in the library, with what others have written there in fields
// that are still as they were sent.
func (w *Writing) joined(stored, sent data.Annotation) {
	w.stored = &stored
	changed := false
	for _, f := range data.KindAnnotation.Shape().Fields[2:] {
		if !f.Same(&stored, &sent) && f.Same(&w.note, &sent) {
			f.Set(&w.note, &stored)
			changed = true
		}
	}
	if changed && w == w.writer.writing {
		w.writer.told.Tell(WritingChanged)
	}
}

// settled reports the result of the last attempt. A failed one is repeated, even if
// nothing more is typed; not one that the reader did not decide.
func (w *Writing) settled(err error) {
	shown := w == w.writer.writing
	told := err != nil || w.err != nil
	w.err, w.since = err, time.Now()
	switch {
	case !shown && err != nil:
		w.writer.fail(err) // it was closed while it was being written
	case shown && told:
		w.writer.told.Tell(WritingChanged)
		w.writer.told.Tell(KeptChanged)
		if err != nil && w.Complete() && !errors.Is(err, data.ErrConflict) {
			w.after(again)
		}
	}
	then := w.then
	w.then = nil
	for _, f := range then {
		f(err)
	}
}

// follow applies the changes of the note that an undo or another edit has made while it
// is being written. What is typed and not written yet meets them when it is written. A note
// that another person has deleted stays under the hands of who writes in it.
func (w *Writing) follow(notes []data.Annotation, byOthers bool) {
	if w.busy || w.stored == nil {
		return
	}
	i := slices.IndexFunc(notes, func(n data.Annotation) bool { return n.ID == w.stored.ID })
	switch {
	case i < 0 && !w.dirty && !byOthers:
		w.writer.Drop()
	case i < 0:
		if w.stored = nil; !w.dirty {
			w.writer.vanished(w)
		}
	case notes[i].Rev != w.stored.Rev && !w.dirty:
		row := notes[i]
		w.stored, w.note = &row, row
		w.writer.told.Tell(WritingChanged)
	}
}
