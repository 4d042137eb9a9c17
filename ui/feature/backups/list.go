package backups

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// list is the dialog of the open library's backups: when each was made and what differs
// in it, to restore one.
type list struct {
	f       *backups
	kit     *control.Kit
	path    string // of the open library
	present backup.Summary
	rows    []*row
	body    *fyne.Container
	dialog  *control.Dialog
	ctx     context.Context
}

// row is a backup, whose content is known at once or when it has been read.
type row struct {
	copy  backup.Copy
	err   error
	words *text.Label
}

// showList lists the backups of the open library.
func (f *backups) showList() {
	h := f.host
	store, path := h.Library.Store(), h.Library.Place()
	if store == nil {
		return
	}
	keeper, kit := f.keeperOf(path), h.Kit()
	l := &list{f: f, kit: kit, path: path}
	still := kit.Dialogs.Still()
	h.Wait(kit.T("backups.reading"), func(ctx context.Context, _ func(float64)) (err error) {
		if l.present, err = backup.Summarise(ctx, store); err != nil {
			return err
		}
		all, err := keeper.List(l.present.Library.ID, path)
		for _, c := range all {
			l.rows = append(l.rows, &row{copy: c})
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			h.Fail(err)
		case still():
			l.show()
		}
	})
}

func (l *list) show() {
	k := l.kit
	var cancel context.CancelFunc
	l.ctx, cancel = context.WithCancel(context.Background())
	l.body = control.Column(14)
	l.fill()
	actions := []control.Action{{Text: k.T("button.close"), Primary: true}}
	if l.f.store != nil {
		actions = append(actions, control.Action{Text: k.T("backups.now"), Run: l.now})
	}
	l.dialog = k.ShowDialog(l.f.host.Canvas, k.T("command.library.restore"), 640, l.body, actions...)
	l.dialog.OnClosed(cancel)
	l.look()
}

// fill builds the content of the dialog.
func (l *list) fill() {
	k := l.kit
	l.body.RemoveAll()
	b := l.f.state
	if b.Err != nil && !b.Nightly {
		l.body.Add(k.Text(k.T("backups.failed")+" "+l.f.host.Say(b.Err), text.LabelStyle{Colour: fynetheme.ColorNameError}))
	}
	if b.Mirror != nil {
		l.body.Add(k.Text(k.T("backups.mirror.failed", "folder", l.f.host.State.Backups.Mirror)+" "+l.f.host.Say(b.Mirror), text.LabelStyle{Colour: fynetheme.ColorNameError}))
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
			column.Add(l.face(r))
		}
		l.body.Add(control.Card(k, column))
	}
	if original := l.f.original(); original != "" {
		l.body.Add(k.Text(k.T("backups.original", "file", file(original)), text.LabelStyle{}))
		l.body.Add(k.Wrap(8, k.Button(control.Outline, k.T("backups.use"), nil, func() {
			l.dialog.Close()
			l.f.useOpen()
		})))
	}
	if !data.IsAddress(l.path) {
		l.body.Add(l.settings())
	}
	l.body.Refresh()
	if l.dialog != nil {
		l.dialog.Refit()
	}
}

func (l *list) face(r *row) fyne.CanvasObject {
	k := l.kit
	r.words = k.Text(l.describe(r), text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Lines: 1, Shrink: true})
	when := k.Text(k.Locale.Timestamp(r.copy.Time.Unix(), l.f.host.Now().Location()), text.LabelStyle{})
	restore := k.Button(control.Outline, k.T("backups.restore"), nil, func() { l.restore(r.copy) })
	column := control.Column(2, when, r.words)
	if of := l.f.whose(r.copy); of != "" {
		column.Add(k.Text(of, text.LabelStyle{Size: control.SizeSmall, Lines: 2, Shrink: true}))
	}
	return k.Pad(0, 8, 0, 8, k.Row(12, 0, column, restore))
}

// describe returns how a backup differs from the present library, in words.
func (l *list) describe(r *row) string {
	k := l.kit
	if r.err != nil {
		return l.f.host.Say(r.err)
	}
	if !r.copy.Known {
		return k.T("backups.looking")
	}
	s, now := r.copy.Counts, l.present.Counts
	parts := []string{
		l.differs("count.events", s.Events, now.Events), l.differs("count.articles", s.Articles, now.Articles),
		l.differs("count.notes", s.Annotations, now.Annotations),
	}
	switch {
	case r.copy.Own && s == now && r.copy.Changed == l.present.Changed:
		parts = []string{k.T("backups.same")}
	case r.copy.Changed > 0:
		parts = append(parts, k.T("backups.changed", "when", k.Locale.Age(l.f.host.Now(), time.Unix(r.copy.Changed, 0))))
	}
	return k.Join(append(parts, l.size(r.copy.Size+r.copy.Bytes))...)
}

// whose says of which file a backup is, "" for those of the one that is asked for.
func (f *backups) whose(c backup.Copy) string {
	k := f.host.Kit()
	switch {
	case c.Own:
		return ""
	case c.Host != "":
		return k.T("backups.of.host", "file", c.Of, "host", c.Host)
	}
	return k.T("backups.of", "file", c.Of)
}

// differs is a count, and by how much it is not the present one.
func (l *list) differs(key string, n, now int) string {
	k := l.kit
	words := k.Locale.TN(key, n)
	switch {
	case n > now:
		words += " (\u200e+" + k.Locale.Count(n-now) + ")"
	case n < now:
		words += " (\u200e\u2212" + k.Locale.Count(now-n) + ")"
	}
	return words
}

// size is a file's size in words.
func (l *list) size(bytes int64) string {
	const mega = 1 << 20
	return l.kit.T("size.megabytes", "n", int(max(1, (bytes+mega/2)/mega)))
}

// look reads the content of each backup whose record does not say it, one after the other, until the dialog is
// closed.
func (l *list) look() {
	ctx, rows, f := l.ctx, l.rows, l.f
	go func() {
		for _, r := range rows {
			if ctx.Err() != nil {
				return
			}
			if r.copy.Known {
				continue
			}
			read, err := r.copy.Complete(ctx, f.Libraries)
			f.host.While(ctx, func() {
				r.copy, r.err = read, err
				r.words.SetText(l.describe(r))
			})
		}
	}()
}

// now makes a backup and shows the list again.
func (l *list) now() bool {
	l.f.Now(l.f.showList)
	return true
}

// settings are where backups are kept, and how much space they may take.
func (l *list) settings() fyne.CanvasObject {
	f, h, k := l.f, l.f.host, l.kit
	values, words := []string{"500", "", "10000"}, make([]string, 3)
	for i, n := range []int{500, int(backup.DefaultLimits().Bytes >> 20), 10000} {
		words[i] = k.T("size.megabytes", "n", n)
	}
	value := ""
	if n := h.State.Backups.Megabytes; n > 0 {
		value = strconv.FormatInt(n, 10)
	}
	room := k.Words(values, words, value, func(v string) {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			n = 0 // "" is the program's own choice
		}
		h.State.Backups.Megabytes = n
		h.Remember()
		l.dialog.Close()
		f.showList()
	})
	root := f.keeper().Folder
	folder := k.Name(root, text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true})
	change := k.Button(control.Link, k.T("backups.folder.change"), nil, func() {
		l.dialog.Close()
		if !f.exists(root) {
			root = ""
		}
		h.ChooseFile(feature.Choice{Title: k.T("backups.folder"), Button: k.T("backups.folder.here"), Dir: root, Folder: true}, func(path string) {
			h.State.Backups.Folder = path
			h.Remember()
			f.showList()
		})
	})
	return control.Column(8, control.Beside(k, 150, k.Muted(k.T("backups.folder")), k.Row(10, 0, folder, change)),
		h.MirrorRow(func() { l.dialog.Close() }, f.showList),
		control.Beside(k, 150, k.Muted(k.T("backups.room")), room.Root), control.Gap(1, 4))
}

// restore copies a backup next to the library, and asks what to do with it.
func (l *list) restore(c backup.Copy) {
	l.dialog.Close()
	f, k := l.f, l.kit
	if c.Own {
		f.restoreCopy(l.path, c)
		return
	}
	k.Confirm(f.host.Canvas, k.T("backups.other.title"), k.T("backups.other", "library", file(l.path), "whose", f.whose(c)), k.T("backups.other.restore"), k.T("button.cancel"),
		func() { f.restoreCopy(l.path, c) })
}
