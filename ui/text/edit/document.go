package edit

import "tarikh.org/tarikh/ui/text/layout"

// Document is a text that is written.
type Document struct {
	Selection
	history history
}

// New returns an empty document, see NewSelection.
func New(shaper *layout.Shaper, o Options) *Document {
	return &Document{Selection: *NewSelection(shaper, o)}
}

// SetText replaces everything, cleaned; the caret is at the start and what was there
// before cannot be brought back.
func (d *Document) SetText(text string) {
	d.Selection.SetText(text, d.options.Neutral)
	d.history = history{}
}

// Pause makes the next edit a step of its own.
func (d *Document) Pause() { d.history.pause() }

// CanUndo reports whether there is a step to take back.
func (d *Document) CanUndo() bool { return len(d.history.done) > 0 }

// CanRedo reports whether a step was taken back and nothing was written since.
func (d *Document) CanRedo() bool { return len(d.history.undone) > 0 }

// Undo takes the last step back, the caret and the selection too.
func (d *Document) Undo() bool {
	s, ok := d.history.back()
	if ok {
		d.replace(s.at, s.at+len(s.inserted), s.removed)
		d.place(s.before)
	}
	return ok
}

// Redo takes back the last Undo.
func (d *Document) Redo() bool {
	s, ok := d.history.forth()
	if ok {
		d.replace(s.at, s.at+len(s.removed), s.inserted)
		d.place(s.after)
	}
	return ok
}
