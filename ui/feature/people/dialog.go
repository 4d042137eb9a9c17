package people

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// again is how often the list is read while it is shown: people come and go.
const again = 10 * time.Second

// dialog lists the people.
type dialog struct {
	host    *feature.Host
	kit     *control.Kit
	store   data.Peopled
	all     []data.Member
	reading library.Slot
	list    *control.LongList
	loading *text.Label
	intro   *text.Label
	below   *fyne.Container // the way to invite, and what was done last
	dialog  *control.Dialog
	busy    bool
	next    []func() // changes that were asked for while one was made
	done    string   // what was done last, in words
	undo    func()   // takes it back, nil where that is not possible
}

// show opens the list; it follows who comes and goes until it is closed.
func show(h *feature.Host) *dialog {
	store, ok := h.Library.Store().(data.Peopled)
	if !ok {
		return nil
	}
	k := h.Kit()
	d := &dialog{host: h, kit: k, store: store, loading: k.Muted(k.T("list.loading")), intro: k.Muted(k.T("people.intro")), below: control.Column(0)}
	d.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newRow(d) }, Fill: d.fill, Row: 46, Key: d.key, Shortcut: d.shortcut,
		Chosen: func(i int) {
			if d.owns() {
				d.roles(d.all[i], d.list.Below(i))
			}
		},
	})
	const height = 300
	body := control.Column(10, d.intro, k.Well(height, d.list, k.Pad(16, 14, 16, 14, d.loading)), d.below)
	d.dialog = k.ShowDialog(h.Canvas, k.T("people.title"), 600, body, control.Action{Text: k.T("button.close"), Primary: true})
	ctx, stop := context.WithCancel(context.Background())
	d.dialog.OnClosed(stop)
	d.dialog.OnClosed(d.reading.Drop)
	d.dialog.OnClosed(h.Library.Subscribe(func(c library.Change) {
		if c.Kind == library.Closed {
			d.dialog.Close()
		}
	}))
	h.Every(ctx, again, func() {
		if !d.busy {
			d.load()
		}
	})
	h.Canvas.Focus(d.list)
	d.load()
	return d
}

func (d *dialog) load() {
	library.Ask(d.host.Library, &d.reading, func(ctx context.Context, _ data.Store) ([]data.Member, error) { return d.store.People(ctx) }, func(all []data.Member, err error) {
		d.loading.Hide()
		if err != nil {
			d.fail(err)
			return
		}
		d.all = all
		d.list.SetCount(len(all), false)
		d.showBelow()
	})
}

// fail says what went wrong, in words for what is done with people.
func (d *dialog) fail(err error) {
	k := d.kit
	switch {
	case errors.Is(err, data.ErrAway):
		d.dialog.Fail(k.T("people.away"))
	case errors.Is(err, data.ErrNotFound):
		d.dialog.Fail(k.T("people.gone"))
	default:
		d.dialog.Fail(d.host.Say(err))
	}
}

// me is the login of the person here.
func (d *dialog) me() string { return d.host.Library.Login() }

// owns reports whether the person here may change what others may do.
func (d *dialog) owns() bool {
	for _, m := range d.all {
		if m.Login == d.me() {
			return m.Role == data.Owner
		}
	}
	return false
}

// showBelow shows what can be done, and what was done.
func (d *dialog) showBelow() {
	k := d.kit
	d.below.Objects = nil
	switch {
	case !d.owns():
		d.intro.SetText(k.T("people.intro.others"))
	default:
		invite := k.Button(control.Link, k.T("people.invite"), fynetheme.ContentAddIcon(), func() { d.invite() })
		row := []fyne.CanvasObject{invite, control.Gap(1, 1)}
		if d.done != "" {
			row[1] = k.Text(d.done, text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true, Align: k.End()})
			if d.undo != nil {
				row = append(row, k.Button(control.Link, k.T("command.undo"), nil, d.takeBack))
			}
		}
		d.below.Objects = []fyne.CanvasObject{k.Row(10, 1, row...)}
	}
	d.below.Refresh()
	d.dialog.Refit()
}

// do asks the server for a change once those before it are made, and says what was done; undo
// takes that back. lacking is what to do where one has not the right to it.
func (d *dialog) do(work func(ctx context.Context) error, done string, undo func(), lacking func(error)) {
	run := func() { d.change(work, done, undo, lacking) }
	if d.busy {
		d.next = append(d.next, run)
		return
	}
	d.dialog.Fail("")
	run()
}

// change makes a change, and then the next one that waits.
func (d *dialog) change(work func(ctx context.Context) error, done string, undo func(), lacking func(error)) {
	d.busy = true
	feature.Background(d.host, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		d.busy = false
		switch {
		case errors.Is(err, data.ErrReadOnly) && lacking != nil:
			lacking(err)
		case err != nil:
			d.fail(err)
		default:
			d.done, d.undo = done, undo
			d.load()
		}
		if len(d.next) > 0 {
			run := d.next[0]
			d.next = d.next[1:]
			run()
		}
	})
}

func (d *dialog) takeBack() {
	if undo := d.undo; undo != nil && !d.busy {
		d.undo = nil
		undo()
	}
}

func (d *dialog) key(ev *fyne.KeyEvent) bool {
	i := d.list.Current()
	switch {
	case !d.owns() || i < 0 && ev.Name != fyne.KeyInsert:
		return false
	case ev.Name == fyne.KeyInsert:
		d.invite()
	case ev.Name == fyne.KeyDelete:
		d.remove(d.all[i])
	case ev.Name == fyne.KeyF2:
		d.rename(d.all[i])
	default:
		return false
	}
	return true
}

func (d *dialog) shortcut(s fyne.Shortcut) bool {
	_, undo := s.(*fyne.ShortcutUndo)
	if undo {
		d.takeBack()
	}
	return undo
}
