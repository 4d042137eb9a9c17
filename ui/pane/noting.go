package pane

import (
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/session"
)

// Noting is what the panes of notes need of the window.
type Noting struct {
	// NoteView is how all notes are listed; it outlives the panes.
	NoteView *session.NoteView
	// ListNotes lists all notes with a tag.
	ListNotes func(tag string)
	// Settle goes on once the note that is being written is in the library; where it
	// cannot be written, it asks first whether to lose it.
	Settle func(then func())
}

// DeleteNote deletes a note with the replies to it; Undo brings them back.
func (e *Env) DeleteNote(n data.Annotation) {
	if w := e.Session.Writing(); w != nil && w.Note().ID == n.ID {
		e.Session.DropWriting()
	}
	var others []data.Annotation
	if l := e.Session.Library(); l != nil {
		others = l.Notes
	}
	e.Session.Do(app.DeleteNote(n, others), nil)
}

// ActiveNote is the note that is shown, nil if none is.
func (e *Env) ActiveNote() *data.Annotation {
	n, id := e.Session.Library(), e.Session.Active().Note
	if n == nil || id == (data.ID{}) {
		return nil
	}
	if i := slices.IndexFunc(n.Notes, func(a data.Annotation) bool { return a.ID == id }); i >= 0 {
		return &n.Notes[i]
	}
	return nil
}
