// Package actors is the list of all persons and organisations of the library: searched,
// sorted, edited, merged and deleted, and proposed from the texts.
//
// The one idea behind it: what is there and what is proposed are two lists in one pane, and
// whoever is taken goes from one to the other, with its events, as one edit.
package actors

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Tab is the key of the pane's tab.
const Tab = "actors"

// Window is where the pane is shown.
type Window interface {
	ShowList(tab string) // in place of the open article
}

// Editor asks for the names of a person or an organisation.
type Editor interface {
	Edit(e data.Entity)
}

// Feature is the persons and organisations of the open library.
type Feature struct {
	host   *feature.Host
	window Window
	editor Editor
	list   *list
	found  *found
	pane   *pane
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, w Window, e Editor) *Feature {
	f := &Feature{host: h, window: w, editor: e, list: newList(h), found: newFound(h)}
	f.Relocale()
	f.list.told.Subscribe(func(struct{}) { f.pane.show() })
	f.found.told.Subscribe(func(struct{}) { f.pane.show() })
	h.Library.Subscribe(func(c library.Change) {
		f.list.follow(c)
		f.found.follow(c)
		if c.Kind == library.Closed {
			f.pane.proposed = false
		}
		if c.Kind == library.SavingChanged || c.Kind == library.Opened || c.Kind == library.Closed {
			f.pane.build()
		}
	})
	return f
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	open := func() bool { return l.Snapshot() != nil }
	picked := func(least int) func() bool {
		return func() bool { return l.Writable() && open() && len(f.list.picked()) >= least }
	}
	return []command.Command{
		{ID: "actors", Title: "command.actors", Enabled: open, Run: f.show},
		{ID: "actors.find", Title: "command.actors.find", Enabled: open, Run: f.find},
		{ID: "actors.merge", Title: "command.actors.merge", Enabled: picked(2), Run: func() { f.pane.merge() }},
		{ID: "actors.delete", Title: "command.actors.delete", Enabled: picked(1), Run: func() { f.pane.remove() }},
	}
}

// show brings the list into view and gives it the keyboard.
func (f *Feature) show() {
	f.window.ShowList(Tab)
	f.list.see()
	f.host.Later(f.pane.focus)
}

// Seen is told that the pane is shown.
func (f *Feature) Seen() { f.list.see() }

// find looks for names in the texts and shows what is proposed.
func (f *Feature) find() {
	f.window.ShowList(Tab)
	f.list.see()
	f.found.find(func() {
		f.pane.proposed = true
		f.pane.show()
		f.host.Later(f.pane.focus)
	})
}

// Relocale is that of feature.Feature. What is proposed and selected stays so.
func (f *Feature) Relocale() {
	proposed := f.pane != nil && f.pane.proposed
	f.pane = newPane(f.host, f.list, f.found, f.editor, f.find)
	f.pane.proposed = proposed
	f.pane.show()
}

// View is the pane, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.pane.root }
