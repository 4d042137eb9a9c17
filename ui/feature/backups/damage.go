package backups

import (
	"context"
	"errors"

	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// Damaged offers what can be done about a library that is damaged, or that exceeds the
// limits of libraries. The file itself is not changed.
func (f *backups) Damaged(path string, found error) {
	f.host.Log.Error("damaged", "file", path, "error", found)
	keeper := f.keeper()
	feature.Background(f.host, func(context.Context) ([]backup.Copy, error) { return keeper.ListPath(path) }, func(copies []backup.Copy, err error) {
		if err != nil {
			f.host.Log.Error("list backups", "error", err)
		}
		f.askAboutDamage(path, found, copies)
	})
}

// FoundDamage is Damaged for the open library; nothing is shown for one that the reader
// has decided to read as it is.
func (f *backups) FoundDamage(found error) {
	if path := f.host.Library.Path(); path != f.accepted {
		f.Damaged(path, found)
	}
}

func (f *backups) askAboutDamage(path string, found error, copies []backup.Copy) {
	h, k := f.host, f.host.Kit()
	words := k.T("damaged.text", "file", file(path))
	if errors.Is(found, data.ErrUnsafe) {
		words = k.T("damaged.unsafe", "file", file(path))
	}
	body := control.Column(12, k.Text(words, text.LabelStyle{}), k.Written(found.Error(), text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Marks: true}), k.Text(k.T("damaged.recover.text"), text.LabelStyle{}))
	actions := []control.Action{{Text: k.T("damaged.recover"), Primary: true, Run: func() bool { f.recover(path); return true }}}
	if len(copies) > 0 && copies[0].Own { // others are in the list of backups
		when := k.Locale.Timestamp(copies[0].Time.Unix(), h.Now().Location())
		body.Add(k.Text(k.T("damaged.backup.text", "when", when), text.LabelStyle{}))
		actions = append(actions, control.Action{Text: k.T("damaged.backup"), Run: func() bool { f.restoreCopy(path, copies[0]); return true }})
	}
	if !errors.Is(found, data.ErrUnsafe) {
		actions = append(actions, control.Action{Text: k.T("damaged.read"), Run: func() bool { f.readAsIs(path); return true }})
	}
	if f.host.Library.Path() != path {
		actions = append(actions, control.Action{Text: k.T("button.cancel")})
	}
	k.ShowDialog(h.Canvas, k.T("damaged.title"), 640, body, actions...)
}

// Overwritten tells, once, that another program has written over the file of the open
// library, and offers the newest backup.
func (f *backups) Overwritten(found error) {
	h := f.host
	store, path := h.Library.Store(), h.Library.Path()
	if store == nil || store == f.overwritten {
		return
	}
	f.overwritten = store
	h.Log.Error("written over", "file", path, "error", found)
	keeper := f.keeper()
	feature.Background(h, func(context.Context) ([]backup.Copy, error) { return keeper.ListPath(path) }, func(copies []backup.Copy, err error) {
		if err != nil {
			h.Log.Error("list backups", "error", err)
		}
		k := h.Kit()
		body := control.Column(12, k.Text(k.T("error.overwritten", "file", file(path)), text.LabelStyle{}))
		var actions []control.Action
		if len(copies) > 0 && copies[0].Own {
			when := k.Locale.Timestamp(copies[0].Time.Unix(), h.Now().Location())
			body.Add(k.Text(k.T("damaged.backup.text", "when", when), text.LabelStyle{}))
			actions = append(actions, control.Action{Text: k.T("damaged.backup"), Primary: true, Run: func() bool { f.restoreCopy(path, copies[0]); return true }})
		}
		k.ShowDialog(h.Canvas, k.T("overwritten.title"), 560, body, append(actions, control.Action{Text: k.T("button.ok"), Primary: len(actions) == 0})...)
	})
}

// readAsIs shows what can be read of a damaged library, and does not ask again.
func (f *backups) readAsIs(path string) {
	f.accepted = path
	if f.host.Library.Path() == path {
		return
	}
	feature.Background(f.host, func(ctx context.Context) (data.File, error) { return f.Libraries.Read(ctx, path) }, func(st data.File, err error) {
		if err != nil {
			f.host.FailFile(path, err)
			return
		}
		f.window.Show(st)
	})
}

// recover saves what can be read of a damaged library to a new one next to it.
func (f *backups) recover(path string) {
	if f.host.Library.Path() != path {
		f.salvage(path)
		return
	}
	f.leave()
	f.window.Leave(func(err error) {
		if err != nil {
			f.host.Log.Error("close a damaged library", "error", err)
		}
		f.salvage(path)
	})
}

func (f *backups) salvage(path string) {
	k := f.host.Kit()
	var made string
	var found data.Salvaged
	f.host.Wait(k.T("damaged.recovering"), func(ctx context.Context, tell func(float64)) (err error) {
		made, found, err = f.Libraries.SalvageBeside(ctx, path, k.T("damaged.label"), tell)
		return err
	}, func(err error) {
		if err != nil {
			f.host.FailFile(path, err)
			return
		}
		f.askAboutCopy(path, made, k.T("damaged.saved.title"), f.salvaged(made, found))
	})
}

// salvaged shows what was saved.
func (f *backups) salvaged(made string, found data.Salvaged) string {
	k := f.host.Kit()
	keys := map[string]string{"event": "count.events", "article": "count.articles", "excerpt": "count.excerpts", "annotation": "count.notes"}
	var saved []string
	dropped := 0
	for _, kind := range found.Kinds {
		if key, ok := keys[kind.Kind]; ok {
			saved = append(saved, k.Locale.TN(key, kind.Saved))
		}
		dropped += kind.Dropped
	}
	words := k.T("damaged.saved", "file", file(made)) + "\n\n" + k.Join(saved...)
	if found.Lost+found.Doubtful+dropped > 0 {
		words += "\n\n" + k.T("damaged.lost")
	}
	if !found.History {
		words += "\n\n" + k.T("damaged.history")
	}
	return words
}
