package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// ext is the suffix of libraries.
const ext = ".tarikh"

// know remembers that the open library was looked over, and warns once of a
// folder that is synchronised.
func (w *Window) know() {
	n, k := w.session.Library(), w.env.Kit
	w.State.Know(w.session.Path(), n.Library.ID)
	program := w.session.Synced()
	if program == "" || slices.Contains(w.State.Warned, n.Library.ID) {
		return
	}
	w.State.Warned = append(w.State.Warned, n.Library.ID)
	k.Tell(w.win.Canvas(), k.T("synced.title"), k.T("synced.text", "program", program, "file", filepath.Base(w.session.Path())), k.T("button.ok"))
}

// Open opens a library in the window; what was open stays where it fails.
func (w *Window) Open(path string) {
	if path != w.session.Path() {
		w.notes.Leave(func() { w.open(path) }, func() {})
	}
}

func (w *Window) open(path string) {
	var st data.File
	known := w.State.Known[path]
	w.host.Wait(w.env.Kit.T("library.opening"), func(ctx context.Context, _ func(float64)) (err error) {
		st, err = w.Libraries.OpenVetted(ctx, path, known)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, data.ErrCorrupt), errors.Is(err, data.ErrUnsafe):
			w.backups.Damaged(path, err)
		case err != nil:
			w.State.Forget(path)
			w.failFile(path, err)
		default:
			w.show(st)
		}
	})
}

// later runs something that takes the keyboard, as a dialog or a menu, once the press
// that asked for it is over: until then Fyne would take the keyboard from it again,
// and the letter that a key types would land in it. Where a dialog was opened in the
// meantime, it is too late.
func (w *Window) later(run func()) {
	still := w.dialogs.Still()
	w.Post(func() {
		if still() {
			run()
		}
	})
}

// show makes st the open library, unless the reader stays with a note that cannot be
// saved: something may have been typed while st was being opened.
func (w *Window) show(st data.File) {
	w.notes.Leave(func() { w.showNow(st) }, func() {
		w.session.AfterWrites(func() {
			if err := st.Close(); err != nil {
				w.Log.Error("close a library that is not shown", "path", st.Path(), "error", err)
			}
		})
	})
}

func (w *Window) showNow(st data.File) {
	path := st.Path()
	w.leave()
	w.session.Show(st, func() {
		w.begin(path)
		w.know()
		w.State.Opened(path)
		w.remember()
		w.restoreSize()
		w.comeBack()
		w.Log.Info("library opened", "path", path, "events", w.session.Library().Counts.Events)
		w.welcome()
	})
}

// begin makes the window's parts anew for another library, so that nothing stays of
// the one before: tabs, selected rows, what is searched, examples made of its words.
func (w *Window) begin(path string) {
	before := w.shown
	if w.shown = path; before == "" || before == path {
		return
	}
	w.columns = nil
	w.Rebuild()
}

// openSample opens the sample library, and makes it where it is not there.
func (w *Window) openSample() {
	feature.Away(w.host, func(ctx context.Context) (string, error) { return w.Sample(ctx, w.settings.Lang()) }, func(path string, err error) {
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
	w.host.ChooseFile(feature.Choice{Title: k.T("command.library.open"), Button: k.T("button.open"), Dir: w.dir(), Suffix: []string{ext}}, w.Open)
}

// newLibrary asks for the title and the place of a new library.
func (w *Window) newLibrary() {
	k, folder := w.env.Kit, w.documents()
	title := k.Entry(1, k.T("library.untitled"), "")
	place := k.Name("", text.LabelStyle{Size: control.SizeSmall, Lines: 2})
	path := func() string {
		return filepath.Join(folder, feature.FileName(title.Text(), k.T("library.untitled"))+ext)
	}
	show := func(string) { place.SetText(path()) }
	title.OnChanged = show
	show("")
	change := k.Button(control.Link, k.T("library.place.change"), nil, func() {
		what := feature.Choice{Title: k.T("library.place"), Button: k.T("library.place.here"), Dir: folder, Folder: true}
		w.host.ChooseFile(what, func(chosen string) {
			folder = chosen
			show("")
		})
	})
	var d *control.Dialog
	busy := false
	create := func() bool {
		text := strings.TrimSpace(title.Text())
		switch {
		case text == "":
			d.Fail(k.T("error.field.title"))
		case !busy:
			busy = true
			w.notes.Leave(func() {
				feature.Away(w.host, func(ctx context.Context) (data.File, error) { return w.Libraries.Create(ctx, path(), text) }, func(st data.File, err error) {
					if busy = false; err != nil {
						d.Fail(say(k.Locale, path(), err))
						return
					}
					d.Close()
					w.show(st)
				})
			}, func() { busy = false })
		}
		return false
	}
	body := control.Column(12, control.Column(4, k.Muted(k.T("field.title")), title),
		control.Column(4, k.Muted(k.T("library.place")), k.Row(10, 0, place, change)))
	d = k.ShowDialog(w.win.Canvas(), k.T("command.library.new"), 520, body,
		control.Action{Text: k.T("button.create"), Primary: true, Run: create}, control.Action{Text: k.T("button.cancel")})
	d.Attach(title)
	title.Do(text.SelectAll)
}

// documents is where new libraries are offered to be made: the person's folder of
// documents, else the home folder.
func (w *Window) documents() string {
	if w.Documents != "" && w.exists(w.Documents) {
		return w.Documents
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return w.dir()
	}
	return home
}

// nameLibrary asks for another title of the open library.
func (w *Window) nameLibrary() {
	before := w.session.Library().Library
	w.host.AskName("command.library.title", before.Title, func(title string) {
		after := before
		after.Title = title
		if after.Title != before.Title {
			w.session.Do(data.Edit{Label: "edit.library.title", Library: []data.Change[data.Library]{data.Update(before, after)}}, nil)
		}
	})
}

func (w *Window) saveCopy() {
	k := w.env.Kit
	base := strings.TrimSuffix(filepath.Base(w.session.Path()), ext)
	what := feature.Choice{Title: k.T("command.library.copy"), Button: k.T("button.save"), Dir: w.dir(), Name: k.T("library.copyname", "name", base) + ext, Suffix: []string{ext}, Save: true}
	w.host.ChooseFile(what, func(path string) {
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
	w.session.Close(func(err error) {
		if err != nil {
			w.failFile(path, err)
			return
		}
		w.Open(path)
	})
}
