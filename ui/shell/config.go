package shell

import (
	"context"
	"io/fs"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text/layout"
)

// Program is what the window has to know of the program around it.
type Program struct {
	Version string
	// First: what is remembered is empty, and a tour follows the first library.
	First bool
	// Crash is the report of an earlier run that ended in a crash, "" if none did.
	Crash string
	// Associate lets the desktop open libraries with this program; nil where its
	// packages do that.
	Associate func() error
	// Latest asks for the newest version that was published; it is called only where the
	// user has chosen that.
	Latest func(context.Context) (string, error)
	// Ran is told of each command before it runs; it may be nil.
	Ran func(command string)
}

// Config is the outside world, injected.
type Config struct {
	App       fyne.App
	Post      library.Post // runs a function on the interface's goroutine
	Libraries *app.Libraries
	Publisher *app.Publisher // writes files of other formats
	Fonts     *layout.Fonts
	Families  func(letter rune) ([]layout.Family, error) // the system's; slow, called elsewhere
	Assets    fs.FS                                      // message catalogs
	Files     afero.Fs                                   // everything beside libraries
	StatePath string                                     // where State is kept
	BackupDir string                                     // where backups are kept, unless the reader chose another folder
	CacheDir  string                                     // of what can be made again, "" for none
	Documents string                                     // the person's folder of documents, "" if unknown
	ConfigDir string                                     // where the desktop keeps its settings, "" if unknown
	State     *state.State
	Lang      string          // of the system
	Author    string          // of new notes
	Desktop   feature.Desktop // its file chooser, nil where it has none
	Keyring   data.Keyring    // of passwords
	Now       func() time.Time
	Log       *slog.Logger
	Program   Program
	// Sample makes a new sample library in a language and returns its path.
	Sample func(ctx context.Context, lang string) (string, error)
}
