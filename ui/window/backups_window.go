package window

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// backupList is the dialog of the open library's backups: when each was made and
// what differs in it, to bring one back.
type backupList struct {
	w       *Window
	path    string // of the open library
	present backup.Summary
	rows    []*backupRow
	body    *fyne.Container
	dialog  *control.Dialog
	ctx     context.Context
}

// backupRow is a backup and, when it has been looked at, what it holds.
type backupRow struct {
	copy    backup.Copy
	summary *backup.Summary
	err     error
	words   *text.Label
}

// showBackups lists the backups of the open library.
func (w *Window) showBackups() {
	st, path := w.session.Store(), w.session.Path()
	if st == nil {
		return
	}
	keeper := w.keeper()
	l := &backupList{w: w, path: path}
	still := w.dialogs.Still()
	w.host.Wait(w.env.Kit.T("backups.reading"), func(ctx context.Context, _ func(float64)) (err error) {
		if l.present, err = backup.Summarise(ctx, st); err != nil {
			return err
		}
		list, err := keeper.List(l.present.Library.ID, path)
		for _, c := range list {
			l.rows = append(l.rows, &backupRow{copy: c})
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			w.fail(err)
		case still():
			l.show()
		}
	})
}

func (l *backupList) show() {
	w, k := l.w, l.w.env.Kit
	var cancel context.CancelFunc
	l.ctx, cancel = context.WithCancel(context.Background())
	l.body = control.Column(14)
	l.fill()
	actions := []control.Action{{Text: k.T("button.close"), Primary: true}}
	if w.backups.store != nil {
		actions = append(actions, control.Action{Text: k.T("backups.now"), Run: l.now})
	}
	l.dialog = k.ShowDialog(w.win.Canvas(), k.T("command.library.restore"), 640, l.body, actions...)
	l.dialog.OnClosed(cancel)
	l.look()
}

// fill lays the dialog out.
func (l *backupList) fill() {
	w, k := l.w, l.w.env.Kit
	l.body.RemoveAll()
	b := l.w.session.Backup()
	if b.Err != nil {
		l.body.Add(k.Text(k.T("backups.failed")+" "+w.env.Say(b.Err), text.LabelStyle{Colour: fynetheme.ColorNameError}))
	}
	if len(l.rows) == 0 {
		l.body.Add(k.Muted(k.T("backups.none")))
	} else {
		l.body.Add(k.Muted(k.T("backups.hint")))
		column := control.Column(0)
		for i, r := range l.rows {
			if i > 0 {
				column.Add(control.HLine())
			}
			column.Add(l.row(r))
		}
		l.body.Add(k.Card(column))
	}
	if original := w.original(); original != "" {
		l.body.Add(k.Text(k.T("backups.original", "file", filepath.Base(original)), text.LabelStyle{}))
		l.body.Add(k.Wrap(8, k.Button(control.Outline, k.T("backups.use"), nil, func() {
			l.dialog.Close()
			w.useOpen()
		})))
	}
	l.body.Add(l.settings())
	l.body.Refresh()
	if l.dialog != nil {
		l.dialog.Refit()
	}
}

func (l *backupList) row(r *backupRow) fyne.CanvasObject {
	k := l.w.env.Kit
	r.words = k.Text(l.describe(r), text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Lines: 1, Shrink: true})
	when := k.Text(k.Locale.Timestamp(r.copy.Time.Unix(), l.w.Now().Location()), text.LabelStyle{})
	restore := k.Button(control.Outline, k.T("backups.restore"), nil, func() { l.restore(r.copy) })
	return k.Pad(0, 8, 0, 8, k.Row(12, 0, control.Column(2, when, r.words), restore))
}

// describe says how a backup differs from the present library.
func (l *backupList) describe(r *backupRow) string {
	k := l.w.env.Kit
	of := ""
	if r.copy.Of != l.path {
		of = k.T("backups.of", "file", filepath.Base(r.copy.Of))
	}
	if r.err != nil {
		return k.Join(of, l.w.env.Say(r.err))
	}
	if r.summary == nil {
		return k.Join(of, k.T("backups.looking"))
	}
	s, now := r.summary.Counts, l.present.Counts
	parts := []string{
		of, l.differs("count.events", s.Events, now.Events), l.differs("count.articles", s.Articles, now.Articles),
		l.differs("count.notes", s.Annotations, now.Annotations),
	}
	switch {
	case s == now && r.summary.Changed == l.present.Changed:
		parts = []string{of, k.T("backups.same")}
	case r.summary.Changed > 0:
		parts = append(parts, k.T("backups.changed", "when", k.Locale.Age(l.w.Now(), time.Unix(r.summary.Changed, 0))))
	}
	return k.Join(append(parts, l.w.size(r.copy.Size))...)
}

// differs is a count, and by how much it is not the present one.
func (l *backupList) differs(key string, n, now int) string {
	k := l.w.env.Kit
	words := k.Locale.TN(key, n)
	switch {
	case n > now:
		words += " (+" + k.Locale.Count(n-now) + ")"
	case n < now:
		words += " (\u2212" + k.Locale.Count(now-n) + ")"
	}
	return words
}

// size is a file's size in words.
func (w *Window) size(bytes int64) string {
	const mega = 1 << 20
	return w.env.Kit.T("size.megabytes", "n", int(max(1, (bytes+mega/2)/mega)))
}

// look reads what each backup holds, one after the other, until the dialog is
// closed.
func (l *backupList) look() {
	ctx, rows, w := l.ctx, l.rows, l.w
	go func() {
		for _, r := range rows {
			if ctx.Err() != nil {
				return
			}
			sum, err := backup.Look(ctx, w.Libraries, r.copy.Path)
			w.Post(func() {
				if ctx.Err() != nil {
					return
				}
				if r.summary, r.err = &sum, err; err != nil {
					r.summary = nil
				}
				r.words.SetText(l.describe(r))
			})
		}
	}()
}

// now makes a backup and shows the list again.
func (l *backupList) now() bool {
	l.w.backups.now(l.w.backups.ctx, func(bool, error) { l.w.showBackups() })
	return true
}

// settings are where backups are kept, and how much room they may take.
func (l *backupList) settings() fyne.CanvasObject {
	w, k := l.w, l.w.env.Kit
	again := func() {
		w.remember()
		l.dialog.Close()
		w.showBackups()
	}
	values, texts := []string{"500", "", "10000"}, make([]string, 3)
	for i, n := range []int{500, int(backup.DefaultLimits().Bytes >> 20), 10000} {
		texts[i] = k.T("size.megabytes", "n", n)
	}
	value := number(float32(w.State.Backups.Megabytes))
	room := k.Words(values, texts, value, func(v string) {
		w.State.Backups.Megabytes = int64(parse(v))
		again()
	})
	folder := k.Name(w.keeper().Root(), text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true})
	change := k.Button(control.Link, k.T("backups.folder.change"), nil, func() {
		l.dialog.Close()
		what := feature.Choice{Title: k.T("backups.folder"), Button: k.T("backups.folder.here"), Dir: w.existing(w.keeper().Root()), Folder: true}
		w.host.ChooseFile(what, func(path string) {
			w.State.Backups.Folder = path
			w.remember()
			w.showBackups()
		})
	})
	return control.Column(8, control.Beside(k, 150, k.Muted(k.T("backups.folder")), k.Row(10, 0, folder, change)),
		control.Beside(k, 150, k.Muted(k.T("backups.room")), room.Root), control.Gap(1, 4))
}

// existing is a folder if it is there, else "".
func (w *Window) existing(folder string) string {
	if w.exists(folder) {
		return folder
	}
	return ""
}

// restore brings a backup back as a copy beside the library, and asks what to do
// with it.
func (l *backupList) restore(c backup.Copy) {
	l.dialog.Close()
	l.w.bringBack(l.path, c)
}

// bringBack makes a copy of a backup beside a library.
func (w *Window) bringBack(path string, c backup.Copy) {
	k := w.env.Kit
	label := k.T("backups.restored.label", "when", c.Time.In(w.Now().Location()).Format("2006-01-02 15-04"))
	var made string
	w.host.Wait(k.T("backups.restoring"), func(ctx context.Context, _ func(float64)) (err error) {
		made, err = backup.Restore(ctx, w.Libraries, c, path, label)
		return err
	}, func(err error) {
		if err != nil {
			w.failFile(c.Path, err)
			return
		}
		when := k.Locale.Timestamp(c.Time.Unix(), w.Now().Location())
		w.askAboutCopy(path, made, k.T("backups.restored.title"), k.T("backups.restored", "when", when, "file", filepath.Base(made), "library", filepath.Base(path)))
	})
}

// askAboutCopy asks whether to look at a library that was brought back beside
// another, or to put it in that one's place.
func (w *Window) askAboutCopy(path, made, title, words string) {
	k := w.env.Kit
	if w.State.Restored == nil {
		w.State.Restored = map[string]string{}
	}
	w.State.Restored[made] = path
	w.remember()
	k.ShowDialog(w.win.Canvas(), title, 520, k.Text(words, text.LabelStyle{}),
		control.Action{Text: k.T("backups.open"), Primary: true, Run: func() bool { w.Open(made); return true }},
		control.Action{Text: k.T("backups.use"), Run: func() bool { w.use(path, made); return true }},
		control.Action{Text: k.T("button.close")})
}

// original is the library that the open one was brought back beside, "" if none.
func (w *Window) original() string {
	path := w.State.Restored[w.session.Path()]
	if path == "" || !w.exists(path) {
		return ""
	}
	return path
}

// useOpen puts the open library in the place of the one that it was brought back
// beside, if the reader confirms it.
func (w *Window) useOpen() {
	k, path, made := w.env.Kit, w.original(), w.session.Path()
	if path == "" {
		return
	}
	k.Confirm(w.win.Canvas(), k.T("command.library.use"), k.T("backups.use.ask", "file", filepath.Base(path)), k.T("backups.use"), k.T("button.cancel"),
		func() { w.use(path, made) })
}

// use puts a library in the place of another, which is kept, and opens it.
func (w *Window) use(path, made string) {
	k, keeper := w.env.Kit, w.keeper()
	replace := func() {
		var kept string
		w.host.Wait(k.T("backups.restoring"), func(ctx context.Context, _ func(float64)) (err error) {
			kept, err = keeper.Use(ctx, w.Libraries, w.Libraries, path, made)
			return err
		}, func(err error) {
			if err != nil {
				w.failFile(path, err)
			}
			w.Open(path)
			if err == nil {
				delete(w.State.Restored, made)
				w.remember()
				k.Tell(w.win.Canvas(), k.T("backups.used.title"), k.T("backups.used", "file", filepath.Base(path), "kept", kept), k.T("button.ok"))
			}
		})
	}
	if open := w.session.Path(); open != path && open != made {
		replace()
		return
	}
	w.leave()
	w.backups.leaving()
	w.session.Close(func(err error) {
		if err != nil {
			w.failFile(path, err)
			return
		}
		replace()
	})
}
