// Package history is undo, redo, and the list of all edits, by which the reader goes
// back and forward.
//
// The one idea behind it: the store's journal is the history. It is read a part at a
// time and read again after every edit, of any process.
package history

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
)

// Feature is the history.
type Feature struct {
	host *feature.Host
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host) *Feature { return &Feature{host: h} }

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	return []command.Command{
		{
			ID: "edit.undo", Title: "command.undo", Keys: []command.Key{command.Ctrl(fyne.KeyZ)},
			Enabled: func() bool { return l.Writable() && f.Undoable() != "" }, Run: l.Undo,
		},
		{
			ID: "edit.redo", Title: "command.redo", Keys: []command.Key{command.CtrlShift(fyne.KeyZ), command.Ctrl(fyne.KeyY)},
			Enabled: func() bool { return l.Writable() && f.Redoable() != "" }, Run: l.Redo,
		},
		{
			ID: "history", Title: "command.history", Keys: []command.Key{command.Ctrl(fyne.KeyH)},
			Enabled: func() bool { return l.Snapshot() != nil }, Run: func() { showDialog(f.host) },
		},
	}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// Undoable is the label (a message key) of what would be undone, "" for nothing.
func (f *Feature) Undoable() string {
	if n := f.host.Library.Snapshot(); n != nil {
		return n.UndoLabel
	}
	return ""
}

// Redoable is the label of what would be redone, "" for nothing.
func (f *Feature) Redoable() string {
	if n := f.host.Library.Snapshot(); n != nil {
		return n.RedoLabel
	}
	return ""
}
