package window

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

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

// damaged offers what can be done about a library that is damaged, or that holds
// what no library holds. The file itself is left as it is.
func (w *Window) damaged(path string, found error) {
	w.Log.Error("damaged", "file", path, "error", found)
	keeper := w.keeper()
	go func() {
		copies, err := keeper.ListPath(path)
		w.Post(func() {
			if err != nil {
				w.Log.Error("list backups", "error", err)
			}
			w.askAboutDamage(path, found, copies)
		})
	}()
}

func (w *Window) askAboutDamage(path string, found error, copies []backup.Copy) {
	k := w.env.Kit
	words := k.T("damaged.text", "file", filepath.Base(path))
	if errors.Is(found, data.ErrUnsafe) {
		words = k.T("damaged.unsafe", "file", filepath.Base(path))
	}
	body := control.Column(12, k.Text(words, text.LabelStyle{}), k.Written(found.Error(), text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Marks: true}), k.Text(k.T("damaged.recover.text"), text.LabelStyle{}))
	actions := []control.Action{{Text: k.T("damaged.recover"), Primary: true, Run: func() bool { w.recover(path); return true }}}
	if len(copies) > 0 {
		when := k.Locale.Timestamp(copies[0].Time.Unix(), w.Now().Location())
		body.Add(k.Text(k.T("damaged.backup.text", "when", when), text.LabelStyle{}))
		actions = append(actions, control.Action{Text: k.T("damaged.backup"), Run: func() bool { w.bringBack(path, copies[0]); return true }})
	}
	if !errors.Is(found, data.ErrUnsafe) {
		actions = append(actions, control.Action{Text: k.T("damaged.read"), Run: func() bool { w.onlyRead(path); return true }})
	}
	if w.session.Path() != path {
		actions = append(actions, control.Action{Text: k.T("button.cancel")})
	}
	k.ShowDialog(w.win.Canvas(), k.T("damaged.title"), 640, body, actions...)
}

// onlyRead shows a damaged library as far as it goes, and says no more of it.
func (w *Window) onlyRead(path string) {
	w.accepted = path
	if w.session.Path() == path {
		return
	}
	feature.Away(w.host, func(ctx context.Context) (data.File, error) { return w.Libraries.Read(ctx, path) }, func(st data.File, err error) {
		if err != nil {
			w.failFile(path, err)
			return
		}
		w.show(st)
	})
}

// recover saves what can be read of a damaged library into a new one beside it.
func (w *Window) recover(path string) {
	if w.session.Path() != path {
		w.salvage(path)
		return
	}
	w.leave()
	w.backups.leaving()
	w.session.Close(func(err error) {
		if err != nil {
			w.Log.Error("close a damaged library", "error", err)
		}
		w.salvage(path)
	})
}

func (w *Window) salvage(path string) {
	k := w.env.Kit
	var made string
	var found data.Salvaged
	w.host.Wait(k.T("damaged.recovering"), func(ctx context.Context, tell func(float64)) (err error) {
		made, found, err = w.Libraries.SalvageBeside(ctx, path, k.T("damaged.label"), tell)
		return err
	}, func(err error) {
		if err != nil {
			w.failFile(path, err)
			return
		}
		w.askAboutCopy(path, made, k.T("damaged.saved.title"), w.salvaged(made, found))
	})
}

// salvaged says what was saved.
func (w *Window) salvaged(made string, found data.Salvaged) string {
	k := w.env.Kit
	keys := map[string]string{"event": "count.events", "article": "count.articles", "excerpt": "count.excerpts", "annotation": "count.notes"}
	var saved []string
	dropped := 0
	for _, kind := range found.Kinds {
		if key, ok := keys[kind.Kind]; ok {
			saved = append(saved, k.Locale.TN(key, kind.Saved))
		}
		dropped += kind.Dropped
	}
	words := k.T("damaged.saved", "file", filepath.Base(made)) + "\n\n" + k.Join(saved...)
	if found.Lost+found.Doubtful+dropped > 0 {
		words += "\n\n" + k.T("damaged.lost")
	}
	if !found.History {
		words += "\n\n" + k.T("damaged.history")
	}
	return words
}
