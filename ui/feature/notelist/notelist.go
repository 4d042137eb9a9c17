// Package notelist is the list of all notes of the library: grouped, sorted, searched and
// narrowed.
//
// The one idea behind it: grouping, order and filter are a value (View), from which
// rows are made of the loaded notes; only words are searched for in the store, so that
// the list finds what the search finds.
package notelist

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/library"
)

// Window is what the list needs of the window around it.
type Window interface {
	ShowNoteList() // brings the list into view
}

// Feature is the list of all notes.
type Feature struct {
	host   *feature.Host
	notes  *notes.Feature
	tags   *tags.Feature
	window Window
	model  *model
	pane   *pane
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature. A tag that is pressed on a note lists the notes with it.
func New(h *feature.Host, n *notes.Feature, t *tags.Feature, w Window) *Feature {
	f := &Feature{host: h, notes: n, tags: t, window: w, model: &model{host: h}}
	f.pane = newPane(f.model, n, t)
	h.Library.Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.Opened:
			f.model.opened()
			f.pane.build()
		case library.Closed, library.ShownChanged: // which follows Opened and Edited, too
			f.model.load()
		default:
		}
	})
	f.model.listed.Subscribe(func(struct{}) { f.pane.show() })
	n.OnTag(func(tag string) {
		f.show()
		f.model.view.Tag = tag
		f.pane.changed()
	})
	return f
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	open := func() bool { return f.host.Library.Snapshot() != nil }
	return []command.Command{{ID: "notes", Title: "command.notes", Keys: []command.Key{command.CtrlShift(fyne.KeyN)}, Enabled: open, Run: f.show}}
}

// show brings the list into view and gives it the keyboard.
func (f *Feature) show() {
	f.window.ShowNoteList()
	f.pane.focus()
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() { f.pane = newPane(f.model, f.notes, f.tags) }

// View is the pane of the list, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.pane.root }
