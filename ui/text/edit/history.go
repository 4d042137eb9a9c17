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

// kind is how an edit was made. Edits of one kind join into steps by words, but for
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

// history is the way back from the text as it is, and forth again.
type history struct {
	done, undone []step
	bytes        int  // of done
	closed       bool // the next edit starts a step
}

// add notes an edit, as a part of the last step if it goes on with that.
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

// Pause makes the next edit a step of its own.
func (d *Document) Pause() { d.history.closed = true }

// CanUndo reports whether there is a step to take back.
func (d *Document) CanUndo() bool { return len(d.history.done) > 0 }

// CanRedo reports whether a step was taken back and nothing was written since.
func (d *Document) CanRedo() bool { return len(d.history.undone) > 0 }

// Undo takes the last step back, the caret and the selection too.
func (d *Document) Undo() bool {
	h := &d.history
	if len(h.done) == 0 {
		return false
	}
	s := h.done[len(h.done)-1]
	h.done = h.done[:len(h.done)-1]
	h.bytes -= len(s.removed) + len(s.inserted)
	h.undone = append(h.undone, s)
	h.closed = true
	d.replace(s.at, s.at+len(s.inserted), s.removed)
	d.place(s.before)
	return true
}

// Redo takes back the last Undo.
func (d *Document) Redo() bool {
	h := &d.history
	if len(h.undone) == 0 {
		return false
	}
	s := h.undone[len(h.undone)-1]
	h.undone = h.undone[:len(h.undone)-1]
	h.push(s) // and the next edit starts a step, as after the Undo before
	d.replace(s.at, s.at+len(s.removed), s.inserted)
	d.place(s.after)
	return true
}
