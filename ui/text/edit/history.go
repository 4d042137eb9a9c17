package edit

import (
	"unicode"
	"unicode/utf8"
)

// What the history holds at most. The last step stays whatever its size.
const (
	maxSteps = 1000
	maxBytes = 16 << 20
)

// kind is how an edit was made. Edits of one kind join into steps by words, except for
// those that stand alone.
type kind uint8

const (
	alone kind = iota // paste, cut, a word deleted
	typing
	erasing  // backwards
	deleting // forwards
)

// step is an edit, or some that are undone together: at a byte, removed became
// inserted.
type step struct {
	kind              kind
	at                int
	removed, inserted string
	before, after     cursor
}

// history is the steps that can be undone, and those that were.
type history struct {
	done, undone []step
	bytes        int  // of done
	closed       bool // the next edit starts a step
}

// add notes an edit, as a part of the last step if it continues it.
func (h *history) add(s step) {
	h.undone = nil
	if n := len(h.done); n > 0 && !h.closed && h.done[n-1].takes(s) {
		last := &h.done[n-1]
		h.bytes += len(s.removed) + len(s.inserted)
		switch s.kind {
		case typing:
			last.inserted += s.inserted
		case erasing:
			last.removed = s.removed + last.removed
			last.at = s.at
		case deleting:
			last.removed += s.removed
		}
		last.after = s.after
	} else {
		h.push(s)
	}
	h.closed = s.kind == alone
}

// takes reports whether an edit goes on with a step: right where it ended, and
// without starting a new word.
func (last *step) takes(s step) bool {
	if last.kind != s.kind {
		return false
	}
	switch s.kind {
	case typing:
		return s.removed == "" && s.at == last.at+len(last.inserted) && !(spaceLast(last.inserted) && !spaceFirst(s.inserted))
	case erasing:
		return s.at+len(s.removed) == last.at && !(spaceFirst(last.removed) && !spaceLast(s.removed))
	case deleting:
		return s.at == last.at && !(spaceLast(last.removed) && !spaceFirst(s.removed))
	}
	return false
}

func spaceFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

func spaceLast(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}

// push adds a step and drops the oldest beyond the bounds.
func (h *history) push(s step) {
	h.done = append(h.done, s)
	h.bytes += len(s.removed) + len(s.inserted)
	drop := 0
	for len(h.done)-drop > 1 && (len(h.done)-drop > maxSteps || h.bytes > maxBytes) {
		h.bytes -= len(h.done[drop].removed) + len(h.done[drop].inserted)
		drop++
	}
	if drop > 0 {
		h.done = append([]step(nil), h.done[drop:]...)
	}
}

// pause makes the next edit a step of its own.
func (h *history) pause() { h.closed = true }

// back takes the last step off, to be undone.
func (h *history) back() (s step, ok bool) {
	n := len(h.done) - 1
	if n < 0 {
		return step{}, false
	}
	s, h.done = h.done[n], h.done[:n]
	h.bytes -= len(s.removed) + len(s.inserted)
	h.undone = append(h.undone, s)
	h.pause()
	return s, true
}

// forth is the step that back took off last, to be done again.
func (h *history) forth() (s step, ok bool) {
	n := len(h.undone) - 1
	if n < 0 {
		return step{}, false
	}
	s, h.undone = h.undone[n], h.undone[:n]
	h.push(s) // and the next edit starts a step, as after the undo before
	return s, true
}
