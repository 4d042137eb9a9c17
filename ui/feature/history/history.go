// Package history is undo, redo, and the list of all edits, by which the reader goes
// back and forward.
//
// The one idea behind it: the store's journal is the history. It is read a part at a
// time and read again after every edit, of any process.
package history

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
)

// Feature is the history.
type Feature struct {
	host    *feature.Host
	turning int // undoing or redoing whose progress may be shown
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
			Enabled: func() bool { return l.Writable() && (f.Undoable() != "" || data.IsAway(f.host.Library.Store())) }, Run: f.undo,
		},
		{
			ID: "edit.redo", Title: "command.redo", Keys: []command.Key{command.CtrlShift(fyne.KeyZ), command.Ctrl(fyne.KeyY)},
			Enabled: func() bool { return l.Writable() && f.Redoable() != "" }, Run: func() { f.turn("history.redoing", f.Redoable(), data.Store.Redo, l.Redo) },
		},
		{
			ID: "history", Title: "command.history", Keys: []command.Key{command.Ctrl(fyne.KeyH)},
			Enabled: func() bool { return l.Snapshot() != nil }, Run: func() { showDialog(f.host) },
		},
	}
}

// undo undoes the newest step. While the server is away, that is only what one did since the
// library was opened: where there is nothing more, it is said why.
func (f *Feature) undo() {
	if f.Undoable() == "" && data.IsAway(f.host.Library.Store()) {
		f.host.Inform(f.host.Kit().T("history.away.undo"))
		return
	}
	f.turn("history.undoing", f.Undoable(), data.Store.Undo, f.host.Library.Undo)
}

// turn undoes or redoes. What takes long shows how far it is, and can be cancelled; of
// several that are asked for one after the other the first one does, and the others wait.
func (f *Feature) turn(title, label string, change func(data.Store, context.Context) (data.Edit, error), plainly func()) {
	if f.turning > 0 {
		plainly()
		return
	}
	f.turning++
	k := f.host.Kit()
	t := f.host.Turn(k.T(title, "what", k.T(label)), func(error) { f.turning-- })
	f.host.Library.Commit(func(open context.Context, store data.Store) (data.Edit, error) {
		return data.Edit{}, t.Do(open, func(ctx context.Context, tell func(float64)) (err error) {
			_, err = change(store, data.WithProgress(ctx, tell))
			return err
		})
	}, func(_ data.Edit, err error) {
		if err != nil && !errors.Is(err, context.Canceled) {
			f.host.Fail(err)
		}
	})
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
