package backups

import (
	"cmp"
	"context"
	"path/filepath"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/backup"
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
	Open(path string)       // opens a library instead of the open one
	Show(store data.Store)  // the same with one that is open already
	Leave(then func(error)) // saves where the reader is, closes the open library, then calls then
}

// State is what is known of the backups of the open library.
type State struct {
	At   time.Time // of the newest, zero if there is none
	Err  error     // why the last attempt failed, nil if it did not
	Busy bool      // one is being made
	// Mirror is why the second one failed, nil if it did not or there is to be none.
	Mirror error
	// Nightly: it is a library of a server, of which copies are kept where that was chosen.
	Nightly bool
}

// backups is the state for the open library.
type backups struct {
	Config
	host   *feature.Host
	window Window

	store       data.File          // the open library, nil if it is only read
	ctx         context.Context    // until it is closed
	stop        context.CancelFunc // ends ctx
	state       State
	changed     library.Subscribers[State]
	ending      bool          // the program is to end at once
	last        chan struct{} // closed once the backup of the library that was closed last is made
	overwritten data.Store    // the one of which the reader was told that it was written over
	accepted    string        // the path of a damaged library that the reader has decided to read
}

// keeperOf is where backups of a library are kept: of one of a server, where its nightly copies
// are.
func (f *backups) keeperOf(place string) *backup.Keeper {
	if folder := f.host.State.Nightly[place].Folder; folder != "" {
		return f.Libraries.Keeper(app.Keeping{Folder: folder})
	}
	return f.keeper()
}

// keeper is where backups are kept, by the reader's choice.
func (f *backups) keeper() *backup.Keeper {
	chosen := f.host.State.Backups
	return f.Libraries.Keeper(app.Keeping{Folder: cmp.Or(chosen.Folder, f.Folder), Mirror: chosen.Mirror, Megabytes: chosen.Megabytes})
}

// exists reports whether a file or folder exists.
func (f *backups) exists(path string) bool {
	_, err := f.host.Files.Stat(path)
	return err == nil
}

// file is a file's name, for messages.
func file(path string) string { return filepath.Base(path) }
