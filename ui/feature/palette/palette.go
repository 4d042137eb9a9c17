// Package palette finds every command by its name in any language, and events, articles
// and dates beside them, from one line of typing.
//
// The one idea behind it: one list, in which what can be done comes before what can be
// found, and the first line is what Enter takes.
package palette

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
)

// Feature is the palette.
type Feature struct {
	host     *feature.Host
	commands Commands
	guide    Guide
	search   Search
	timeline Timeline
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, c Commands, g Guide, s Search, t Timeline) *Feature {
	return &Feature{host: h, commands: c, guide: g, search: s, timeline: t}
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	return []command.Command{{ID: "palette", Title: "command.palette", Keys: []command.Key{command.Ctrl(fyne.KeyK)}, Run: f.open}}
}

// Relocale is that of feature.Feature: an open palette stays as it is.
func (f *Feature) Relocale() {}

// open opens the palette, unless something else is over the window.
func (f *Feature) open() {
	if f.host.Canvas.Overlays().Top() == nil {
		f.show()
	}
}

func (f *Feature) show() *list {
	h := f.host
	m := &model{host: h, commands: f.commands.Named(), pages: f.guide.Finder(), openPage: f.guide.Open, search: f.search, timeline: f.timeline, runs: func(id string) {
		h.State.Ran(id)
		h.Remember()
		h.Later(func() { h.Run(id) })
	}}
	return showList(h, m)
}
