package backups

import (
	"context"
	"path/filepath"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// restoreCopy copies a backup next to a library.
func (f *backups) restoreCopy(path string, c backup.Copy) {
	h, k := f.host, f.host.Kit()
	label := k.T("backups.restored.label", "when", c.Time.In(h.Now().Location()).Format("2006-01-02 15-04"))
	var made string
	var lost []data.LostBody
	keeper, beside := f.keeperOf(path), path
	if data.IsAddress(path) {
		name, _ := h.State.Called(path)
		beside = filepath.Join(h.Dir(), feature.FileName(name, k.T("library.untitled"))+".tarikh")
	}
	h.Wait(k.T("backups.restoring"), func(ctx context.Context, _ func(float64)) (err error) {
		made, lost, err = keeper.Restore(ctx, f.Libraries, c, beside, label)
		return err
	}, func(err error) {
		if err != nil {
			h.FailFile(c.Path, err)
			return
		}
		when := k.Locale.Timestamp(c.Time.Unix(), h.Now().Location())
		if data.IsAddress(path) {
			k.ShowDialog(h.Canvas, k.T("backups.restored.title"), 520, k.Text(k.T("nightly.restored", "when", when, "file", made)+f.lost(lost), text.LabelStyle{}),
				control.Action{Text: k.T("backups.open"), Primary: true, Run: func() bool { f.window.Open(made); return true }}, control.Action{Text: k.T("button.close")})
			return
		}
		words := k.T("backups.restored", "when", when, "file", file(made), "library", file(path))
		f.askAboutCopy(path, made, k.T("backups.restored.title"), words+f.lost(lost))
	})
}

// lost names the texts and pages that a backup has lost, at most some of them.
func (f *backups) lost(all []data.LostBody) string {
	const most = 5
	k := f.host.Kit()
	if len(all) == 0 {
		return ""
	}
	words := "\n\n" + k.Locale.TN("backups.lost", len(all))
	for _, l := range all[:min(len(all), most)] {
		key := "backups.lost.text"
		if l.Page {
			key = "backups.lost.page"
		}
		if l.Article == "" {
			key = "backups.lost.history"
		}
		words += "\n" + k.T(key, "article", l.Article)
	}
	return words
}

// askAboutCopy asks whether to open a library that was restored next to another, or to
// replace that one by it.
func (f *backups) askAboutCopy(path, made, title, words string) {
	h, k := f.host, f.host.Kit()
	if h.State.Restored == nil {
		h.State.Restored = map[string]string{}
	}
	h.State.Restored[made] = path
	h.Remember()
	k.ShowDialog(h.Canvas, title, 520, k.Text(words, text.LabelStyle{}),
		control.Action{Text: k.T("backups.open"), Primary: true, Run: func() bool { f.window.Open(made); return true }},
		control.Action{Text: k.T("backups.use"), Run: func() bool { f.use(path, made); return true }},
		control.Action{Text: k.T("button.close")})
}

// original is the library that the open one was restored next to, "" if none.
func (f *backups) original() string {
	path := f.host.State.Restored[f.host.Library.Path()]
	if path == "" || !f.exists(path) {
		return ""
	}
	return path
}

// useOpen replaces the library that the open one was restored next to, if the reader
// confirms it.
func (f *backups) useOpen() {
	h := f.host
	k, path, made := h.Kit(), f.original(), h.Library.Path()
	if path == "" {
		return
	}
	k.Confirm(h.Canvas, k.T("command.library.use"), k.T("backups.use.ask", "file", file(path)), k.T("backups.use"), k.T("button.cancel"),
		func() { f.use(path, made) })
}

// use replaces a library by another one and opens that; the replaced one is kept as a
// backup.
func (f *backups) use(path, made string) {
	h, keeper := f.host, f.keeper()
	k := h.Kit()
	replace := func() {
		var kept string
		h.Wait(k.T("backups.restoring"), func(ctx context.Context, _ func(float64)) (err error) {
			kept, err = keeper.Use(ctx, f.Libraries, path, made)
			return err
		}, func(err error) {
			if err != nil {
				h.FailFile(path, err)
			}
			f.window.Open(path)
			if err == nil {
				delete(h.State.Restored, made)
				h.Remember()
				k.Tell(h.Canvas, k.T("backups.used.title"), k.T("backups.used", "file", file(path), "kept", kept), k.T("button.ok"))
			}
		})
	}
	if open := h.Library.Path(); open != path && open != made {
		replace()
		return
	}
	f.leave()
	f.window.Leave(func(err error) {
		if err != nil {
			h.FailFile(path, err)
			return
		}
		replace()
	})
}
