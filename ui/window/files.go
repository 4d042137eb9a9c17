package window

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/pane"
)

// ext is the suffix of libraries.
const ext = ".tarikh"

// Open opens a library in the window; what was open stays where it fails.
func (w *Window) Open(path string) {
	if path == w.session.Path() {
		return
	}
	w.away(func(ctx context.Context) (data.Store, error) { return w.Opener.Open(ctx, path) }, func(st data.Store, err error) {
		if err != nil {
			w.State.Forget(path)
			w.failFile(path, err)
			return
		}
		w.show(st)
	})
}

// away does something with files elsewhere and comes back with what came of it.
func (w *Window) away(work func(context.Context) (data.Store, error), done func(data.Store, error)) {
	go func() {
		st, err := work(context.Background())
		w.Post(func() { done(st, err) })
	}()
}

func (w *Window) show(st data.Store) {
	path := st.Path()
	w.leave()
	w.session.Show(st, func() {
		w.State.Opened(path)
		w.remember()
		w.comeBack()
		if n := w.session.Library(); n.Counts.Events > 0 && w.session.Selected() < 0 {
			w.Log.Info("library opened", "path", path, "events", n.Counts.Events)
		}
	})
}

func (w *Window) failFile(path string, err error) {
	w.Log.Error("failed", "file", path, "error", err)
	k := w.env.Kit
	k.Tell(w.win.Canvas(), k.T("error.title"), say(k.Locale, path, err), k.T("button.ok"))
}

// OpenSample opens the sample library, and makes it where it is not there.
func (w *Window) openSample() {
	var path string
	w.away(func(ctx context.Context) (data.Store, error) {
		var err error
		if path, err = w.Sample(ctx, w.lang()); err != nil {
			return nil, err
		}
		return nil, nil
	}, func(_ data.Store, err error) {
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
	case !sample && len(w.State.Recent) > 0 && exists(w, w.State.Recent[0]):
		w.Open(w.State.Recent[0])
	default:
		w.openSample()
	}
}

func exists(w *Window, path string) bool {
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
		title := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		w.away(func(ctx context.Context) (data.Store, error) { return w.Opener.Create(ctx, path, title) }, func(st data.Store, err error) {
			if err != nil {
				w.failFile(path, err)
				return
			}
			w.show(st)
		})
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

func (w *Window) chooseArticle() {
	k := w.env.Kit
	what := pane.Choice{Title: k.T("command.article.add"), Button: k.T("button.open"), Dir: w.dir(), Suffix: []string{".txt", ".text", ".md"}}
	w.env.ChooseFile(w.Files, what, w.addArticle)
}

func (w *Window) addArticle(path string) {
	var text intake.Text
	w.away(func(context.Context) (data.Store, error) {
		var err error
		text, err = intake.ReadText(w.Files, path)
		return nil, err
	}, func(_ data.Store, err error) {
		k := w.env.Kit
		if err != nil {
			w.failFile(path, err)
			return
		}
		remark := ""
		if text.Converted {
			remark = k.T("article.converted", "charset", text.Charset)
		}
		w.env.AddArticle(intake.Draft(text, path), remark)
	})
}

// dropped opens what is dropped on the window: a library, or texts.
func (w *Window) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) == 0 || files[0].Scheme() != "file" {
		return
	}
	path := files[0].Path()
	if strings.EqualFold(filepath.Ext(path), ext) {
		w.Open(path)
		return
	}
	if ro, _ := w.session.ReadOnly(); ro {
		w.fail(data.ErrReadOnly)
		return
	}
	w.addArticle(path)
}

// takeOver opens the library again for writing after who held it has gone.
func (w *Window) takeOver() {
	path := w.session.Path()
	w.session.Close(func(err error) {
		if err != nil {
			w.failFile(path, err)
			return
		}
		w.Open(path)
	})
}
