// Package backups keeps copies of libraries aside, brings them back, and recovers what
// can be read of a library that is damaged.
//
// The one idea behind it: nothing waits for a copy, and no copy takes anything away. A
// copy is made while the library is open and once more when it is closed; one that is
// brought back lies beside the library until the reader puts it in its place, and what
// was there is kept.
package backups

import (
	"cmp"
	"context"
	"path/filepath"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Config is the outside world, injected.
type Config struct {
	Libraries *app.Libraries
	Folder    string // where backups are kept, unless the reader chose another one; "" for nowhere
}

// Window opens and closes libraries.
type Window interface {
	Open(path string)       // opens a library in place of the open one
	Show(store data.File)   // the same with one that is open already
	Leave(then func(error)) // remembers where the reader is, closes the open library, and goes on
}

// Feature is the backups of the open library, and what is done about a damaged one.
type Feature struct {
	Config
	host   *feature.Host
	window Window

	store    data.File          // the open library, nil if it is only read
	ctx      context.Context    // until it is closed
	stop     context.CancelFunc // ends ctx
	state    State
	changed  library.Subscribers[State]
	ending   bool          // the program is to end at once
	last     chan struct{} // closed once the backup of a library that was closed is made
	accepted string        // the path of a library that the reader reads although it is damaged
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which follows the library from then on.
func New(h *feature.Host, c Config, w Window) *Feature {
	f := &Feature{Config: c, host: h, window: w, ctx: context.Background(), stop: func() {}}
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

// keeper is where backups are kept, by the reader's choice.
func (f *Feature) keeper() *backup.Keeper {
	chosen := f.host.State.Backups
	return f.Libraries.Keeper(cmp.Or(chosen.Folder, f.Folder), chosen.Megabytes)
}

// exists reports whether a file or folder is there.
func (f *Feature) exists(path string) bool {
	_, err := f.host.Files.Stat(path)
	return err == nil
}

// file is a file's name, for messages.
func file(path string) string { return filepath.Base(path) }
