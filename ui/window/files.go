package window

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/pane"
)

// ext is the suffix of libraries.
const ext = ".tarikh"

// Open opens a library in the window; what was open stays where it fails.
func (w *Window) Open(path string) {
	if path != w.session.Path() {
		w.settle(func() { w.open(path) })
	}
}

func (w *Window) open(path string) {
	var st data.Store
	known := w.State.Known[path]
	w.wait(w.env.Kit.T("library.opening"), func(ctx context.Context, _ func(float64)) (err error) {
		st, err = w.vetted(ctx, path, known)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, data.ErrCorrupt), errors.Is(err, data.ErrUnsafe):
			w.damaged(path, err)
		case err != nil:
			w.State.Forget(path)
			w.failFile(path, err)
		default:
			w.show(st)
		}
	})
}

// away does something elsewhere that takes a moment, and comes back with what came of
// it. What can take long waits with its progress shown, see wait.
func away[T any](w *Window, work func(context.Context) (T, error), done func(T, error)) {
	go func() {
		made, err := work(context.Background())
		w.Post(func() { done(made, err) })
	}()
}

// later runs something that takes the keyboard, as a dialog or a menu, once the press
// that asked for it is over: until then Fyne would take the keyboard from it again,
// and the letter that a key types would land in it.
func (w *Window) later(run func()) { go w.Post(run) }

func (w *Window) show(st data.Store) {
	path := st.Path()
	w.leave()
	last := w.backups.leaving()
	w.session.Show(st, func() {
		w.know()
		w.State.Opened(path)
		w.remember()
		w.restoreSize()
		w.comeBack()
		w.Log.Info("library opened", "path", path, "events", w.session.Library().Counts.Events)
		w.welcome()
	})
	w.session.Behind(last)
	w.backups.opened(st)
}

// openSample opens the sample library, and makes it where it is not there.
func (w *Window) openSample() {
	away(w, func(ctx context.Context) (string, error) { return w.Sample(ctx, w.lang()) }, func(path string, err error) {
		if err != nil {
			w.failFile(path, err)
			return
		}
		w.Open(path)
	})
}

// Start opens what the command line named, else the last library, else the sample.
func (w *Window) Start(path string, sample bool) {
	switch {
	case path != "":
		w.Open(path)
	case !sample && len(w.State.Recent) > 0 && w.exists(w.State.Recent[0]):
		w.Open(w.State.Recent[0])
	default:
		w.openSample()
	}
}

func (w *Window) exists(path string) bool {
	_, err := w.Files.Stat(path)
	return err == nil
}

func (w *Window) dir() string {
	if p := w.session.Path(); p != "" {
		return filepath.Dir(p)
	}
	return ""
}

func (w *Window) openLibrary() {
	k := w.env.Kit
	w.env.ChooseFile(w.Files, pane.Choice{Title: k.T("command.library.open"), Button: k.T("button.open"), Dir: w.dir(), Suffix: []string{ext}}, w.Open)
}

func (w *Window) newLibrary() {
	k := w.env.Kit
	what := pane.Choice{Title: k.T("command.library.new"), Button: k.T("button.create"), Dir: w.dir(), Name: k.T("library.untitled") + ext, Suffix: []string{ext}, Save: true}
	w.env.ChooseFile(w.Files, what, func(path string) {
		w.settle(func() { w.create(path) })
	})
}

func (w *Window) create(path string) {
	title := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	away(w, func(ctx context.Context) (data.Store, error) { return w.Opener.Create(ctx, path, title) }, func(st data.Store, err error) {
		if err != nil {
			w.failFile(path, err)
			return
		}
		w.show(st)
	})
}

func (w *Window) saveCopy() {
	k := w.env.Kit
	base := strings.TrimSuffix(filepath.Base(w.session.Path()), ext)
	what := pane.Choice{Title: k.T("command.library.copy"), Button: k.T("button.save"), Dir: w.dir(), Name: k.T("library.copyname", "name", base) + ext, Suffix: []string{ext}, Save: true}
	w.env.ChooseFile(w.Files, what, func(path string) {
		w.session.SaveCopy(path, func(err error) {
			if err != nil {
				w.failFile(path, err)
				return
			}
			k.Tell(w.win.Canvas(), k.T("command.library.copy"), k.T("library.copied", "file", path), k.T("button.ok"))
		})
	})
}

// takeOver opens the library again for writing after who held it has gone.
func (w *Window) takeOver() {
	path := w.session.Path()
	w.backups.leaving()
	w.session.Close(func(err error) {
		if err != nil {
			w.failFile(path, err)
			return
		}
		w.Open(path)
	})
}
