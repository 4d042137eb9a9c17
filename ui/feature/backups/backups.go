// Package backups keeps copies of libraries aside, brings them back, and recovers what
// can be read of a library that is damaged.
//
// The one idea behind it: nothing waits for a copy, and no copy takes anything away. A
// copy is made while the library is open and once more when it is closed; one that is
// brought back lies beside the library until the reader puts it in its place, and what
// was there is kept.
package backups

import (
	"context"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Feature is the backups of the open library, and what is done about a damaged one.
type Feature struct{ *backups }

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which follows the library from then on.
func New(h *feature.Host, c Config, w Window) *Feature {
	f := &Feature{&backups{Config: c, host: h, window: w, ctx: context.Background(), stop: func() {}}}
	h.Library.Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.Opened:
			f.opened()
		case library.Closed:
			f.closed()
		default:
		}
	})
	return f
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	open := func() bool { return f.host.Library.Snapshot() != nil }
	return []command.Command{
		{ID: "library.restore", Title: "command.library.restore", Enabled: open, Run: f.showList},
		{ID: "library.use", Title: "command.library.use", Enabled: func() bool { return open() && f.original() != "" }, Run: f.useOpen},
	}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}
