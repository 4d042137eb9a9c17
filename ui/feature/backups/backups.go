// Package backups makes backups of libraries, restores them, and recovers what can be
// read of a damaged library.
//
// The one idea behind it: nothing waits for a backup, and restoring one overwrites
// nothing. A backup is made while the library is open and once more when it is closed;
// one that is restored is a library next to the other until the reader replaces that by
// it, and the replaced one is kept.
package backups

import (
	"context"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Feature is the backups of the open library, and recovering damaged ones.
type Feature struct {
	*backups
	nightly *nightly
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which subscribes to the library.
func New(h *feature.Host, c Config, w Window) *Feature {
	b := &backups{Config: c, host: h, window: w, ctx: context.Background(), stop: func() {}}
	f := &Feature{b, &nightly{backups: b}}
	h.Library.Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.Opened:
			f.opened()
			f.nightly.opened()
		case library.Closed:
			f.nightly.closed()
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
		{ID: "library.nightly", Title: "command.library.nightly", Enabled: func() bool { return open() && f.nightly.hosted != nil }, Run: f.nightly.show},
		{ID: "library.use", Title: "command.library.use", Enabled: func() bool { return open() && f.original() != "" }, Run: f.useOpen},
	}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}
