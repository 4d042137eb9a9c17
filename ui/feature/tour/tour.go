// Package tour shows a new user what each part of the window is for.
//
// The one idea behind it: the tour points at the real parts of the window, which it
// looks up each time it is laid out.
package tour

import (
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
)

// Window is what the tour leads through.
type Window interface {
	Stops() []Stop
}

// Feature is the tour.
type Feature struct {
	host   *feature.Host
	window Window
	shown  *overlay // nil while there is none
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, w Window) *Feature { return &Feature{host: h, window: w} }

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	return []command.Command{{
		ID: "help.tour", Title: "command.tour", Enabled: func() bool { return f.host.Library.Snapshot() != nil }, Run: f.Start,
	}}
}

// Relocale says the current step in the language in use.
func (f *Feature) Relocale() {
	if f.shown != nil {
		f.shown.show()
	}
}

// Start shows the tour from its first step, with something to look at in every pane.
func (f *Feature) Start() {
	if f.shown != nil {
		return
	}
	f.selectNoted()
	f.shown = newOverlay(f.host, f.window.Stops(), f.end)
	f.host.Canvas.Overlays().Add(f.shown)
	f.host.Canvas.Focus(f.shown.next)
}

// selectNoted selects the first event that has notes, where none is selected.
func (f *Feature) selectNoted() {
	l := f.host.Library
	n := l.Snapshot()
	if n == nil || l.Event() != nil {
		return
	}
	for _, id := range n.Columns.IDs {
		if n.Noted[id] {
			l.SelectAndRead(id)
			return
		}
	}
}

// end closes the tour; it is not shown automatically again.
func (f *Feature) end(t *overlay) {
	f.host.Canvas.Overlays().Remove(t)
	f.shown = nil
	f.host.State.Toured = true
	f.host.Remember()
}
