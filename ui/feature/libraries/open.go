package libraries

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/feature"
)

// Extension is the suffix of the names of libraries.
const Extension = ".tarikh"

// Parts are what opening libraries needs beside the host.
type Parts struct {
	Libraries *app.Libraries
	Sample    func(ctx context.Context, lang string) (string, error) // makes the sample library where there is none, and returns its path
	Lang      func() string                                          // the language in use
	Documents string                                                 // the user's folder of documents, "" if unknown
	Window    Window
	Notes     Notes
	Backups   Backups
	Keyring   data.Keyring
}

// Window is what shows libraries.
type Window interface {
	SavePosition()                // is called before the open library is closed
	Loaded(path string)           // is called when another is loaded, before anything is shown in it
	Shown()                       // is called when that is remembered as the open one
	MenuPlace() fyne.CanvasObject // below it a menu of libraries opens
}

// Notes may have something that is not written yet.
type Notes interface {
	// Leave calls goOn once everything is written, or the reader discards it; otherwise
	// stay.
	Leave(goOn, stay func())
}

// Backups handle a damaged library.
type Backups interface {
	Damaged(path string, err error)
}

// opener opens libraries in the window, one at a time.
type opener struct {
	Parts
	host *feature.Host
}

// Open opens a library in the window; if that fails, the open one stays open.
func (o *opener) Open(path string) {
	if path != o.host.Library.Place() {
		o.Notes.Leave(func() { o.open(path) }, func() {})
	}
}

func (o *opener) open(path string) { o.openThen(path, false, func() {}) }

// openThen calls opened once the library is open, before it is shown; unlocked: a password was
// given for it.
func (o *opener) openThen(path string, unlocked bool, opened func()) {
	var st data.Store
	known := o.host.State.Vetted[path]
	o.host.Wait(o.host.Kit().T("library.opening"), func(ctx context.Context, tell func(float64)) (err error) {
		st, err = o.Libraries.OpenVetted(ctx, path, known, tell)
		return err
	}, func(err error) {
		switch {
		case !data.IsAddress(path) && (errors.Is(err, data.ErrCorrupt) || errors.Is(err, data.ErrUnsafe)):
			o.Backups.Damaged(path, err)
		case errors.Is(err, data.ErrStray):
			o.askAboutLogs(path, err)
		case errors.Is(err, data.ErrPassword):
			o.askPassword(path, unlocked)
		case err != nil:
			if !data.IsAddress(path) || errors.Is(err, data.ErrNotFound) { // a server may come back
				o.host.State.Forget(path)
			}
			o.host.FailFile(path, err)
		default:
			opened()
			o.Show(st)
		}
	})
}

// Show makes st the open library, unless the reader stays with a note that cannot be
// saved: something may have been typed while st was being opened.
func (o *opener) Show(st data.Store) {
	o.Notes.Leave(func() { o.showNow(st) }, func() {
		o.host.Library.AfterWrites(func() {
			if err := st.Close(); err != nil {
				o.host.Log.Error("close a library that is not shown", "error", err)
			}
		})
	})
}

func (o *opener) showNow(st data.Store) {
	path := data.PlaceOf(st)
	o.Window.SavePosition()
	o.host.Library.Show(st, func() {
		o.Window.Loaded(path)
		o.markVetted()
		if _, hosted := st.(data.Hosted); hosted {
			o.host.State.Titled(path, o.host.Library.Snapshot().Library.Title)
		}
		o.host.State.Opened(path)
		o.host.Remember()
		o.host.Log.Info("library opened", "path", path, "events", o.host.Library.Snapshot().Counts.Events)
		o.Window.Shown()
	})
}

// markVetted remembers that the open library was checked, and warns of a file with two
// names, and once of a folder that is synchronised.
func (o *opener) markVetted() {
	n, k := o.host.Library.Snapshot(), o.host.Kit()
	o.host.State.MarkVetted(o.host.Library.Place(), n.Library.ID)
	switch a := o.host.Library.Access(); {
	case a.Linked:
		o.Linked()
		return
	case a.Aside != "":
		k.Tell(o.host.Canvas, k.T("aside.title"), k.T("aside.text", "file", filepath.Base(o.host.Library.Path()), "kept", filepath.Base(a.Aside)), k.T("button.ok"))
		return
	}
	program := o.host.Library.Access().Synced
	if program == "" || slices.Contains(o.host.State.Warned, n.Library.ID) {
		return
	}
	o.host.State.Warned = append(o.host.State.Warned, n.Library.ID)
	k.Tell(o.host.Canvas, k.T("synced.title"), k.T("synced.text", "program", program, "file", filepath.Base(o.host.Library.Path())), k.T("button.ok"))
}

func (o *opener) exists(path string) bool {
	_, err := o.host.Files.Stat(path)
	return err == nil
}

// reopen opens the library again for writing after the process that held it has closed
// it.
func (o *opener) reopen() {
	path := o.host.Library.Place()
	o.host.Library.Close(func(err error) {
		if err != nil {
			o.host.FailFile(path, err)
			return
		}
		o.Open(path)
	})
}
