package keys

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// list is the dialog of all commands with their keys, to be changed.
type list struct {
	b      *Bindings
	kit    *control.Kit
	entry  *control.Entry
	list   *control.LongList
	named  []command.Named
	rows   []int // of named, those that fit what was typed
	dialog *control.Dialog
}

// change opens that dialog and returns it.
func (b *Bindings) change() *list {
	k := b.host.Kit()
	l := &list{b: b, kit: k, entry: k.Entry(1, "", k.T("keys.find"))}
	l.list = k.LongList(control.LongRows{
		Row: 40, New: func() fyne.CanvasObject { return newRow(k) }, Fill: l.fill,
		Pressed: func(i int, p control.Press) {
			if p.Double {
				l.change(i)
			}
		},
		Chosen: l.change, Menu: l.menu,
		Key: func(ev *fyne.KeyEvent) bool {
			if ev.Name == fyne.KeyEscape {
				l.dialog.TypedKey(ev)
				return true
			}
			return false
		},
	})
	l.entry.OnChanged = func(string) { l.load() }
	l.entry.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
			l.list.TypedKey(ev)
			return true
		}
		return false
	}
	change := k.Button(control.Outline, k.T("keys.change"), nil, func() { l.change(l.list.Current()) })
	reset := k.Button(control.Outline, k.T("keys.reset.one"), nil, func() { l.reset(l.list.Current()) })
	all := k.Button(control.Quiet, k.T("keys.reset.all"), nil, l.resetAll)
	const height = 400
	body := control.Column(10, k.Muted(k.T("keys.hint")), l.entry,
		k.Well(height, l.list),
		k.Row(8, 2, change, reset, control.Gap(1, 1), all))
	l.dialog = k.ShowDialog(l.b.host.Canvas, k.T("command.keys.change"), 620, body, control.Action{Text: k.T("button.close"), Primary: true})
	l.dialog.Attach(l.entry)
	l.entry.OnSubmit = func(string) { l.list.Choose() }
	l.load()
	return l
}

func (l *list) load() {
	l.named = l.b.Named()
	names := make([][]string, len(l.named))
	for i, n := range l.named {
		names[i] = append(slices.Clone(n.Names), n.Key)
	}
	l.rows = l.rows[:0]
	for _, r := range command.Rank(l.entry.Text(), names) {
		l.rows = append(l.rows, r.Place)
	}
	l.list.SetCount(len(l.rows), false)
	if l.list.Current() < 0 && len(l.rows) > 0 {
		l.list.SetCurrent(0)
	}
}

func (l *list) fill(i int, o fyne.CanvasObject) {
	n := l.named[l.rows[i]]
	_, changed := l.b.host.State.Keys[n.ID]
	o.(*row).show(l.kit, n, l.b.table.Commands().Get(n.ID).Keys, changed)
}

func (l *list) menu(i int, at fyne.Position) {
	k := l.kit
	_, changed := l.b.host.State.Keys[l.named[l.rows[i]].ID]
	k.ShowMenu(l.b.host.Canvas, at, []control.Item{
		{Text: k.T("keys.change"), Run: func() { l.change(i) }},
		{Text: k.T("keys.reset.one"), Disabled: !changed, Run: func() { l.reset(i) }},
	})
}

func (l *list) reset(i int) {
	if i < 0 || i >= len(l.rows) {
		return
	}
	id := l.named[l.rows[i]].ID
	l.b.Set(id, l.b.usual(id))
	l.load()
}

func (l *list) resetAll() {
	k := l.kit
	k.Confirm(l.b.host.Canvas, k.T("keys.reset.all"), k.T("keys.reset.text"), k.T("keys.reset.all"), k.T("button.cancel"), func() {
		l.b.host.State.Keys = nil
		l.b.rekey()
		l.load()
	})
}

// change asks for the new keys of a command.
func (l *list) change(i int) {
	if i < 0 || i >= len(l.rows) {
		return
	}
	k, n := l.kit, l.named[l.rows[i]]
	c := l.b.table.Commands().Get(n.ID)
	conflict := k.Text("", text.LabelStyle{Size: control.SizeSmall, LineHeight: 20})
	var d *control.Dialog
	var key command.Key
	catch := newCatcher(k)
	take := func(keys []command.Key) func() bool {
		return func() bool {
			l.b.Set(n.ID, keys)
			l.load()
			return true
		}
	}
	body := control.Column(10, k.Text(n.Names[0], text.LabelStyle{Bold: true}), catch, conflict)
	actions := []control.Action{
		{Text: k.T("keys.use"), Primary: true, Run: func() bool { return key != (command.Key{}) && take([]command.Key{key})() }},
		{Text: k.T("keys.beside"), Run: func() bool {
			return key != (command.Key{}) && take(append(slices.DeleteFunc(slices.Clone(c.Keys), func(o command.Key) bool { return o == key }), key))()
		}},
		{Text: k.T("keys.none"), Run: take(nil)},
		{Text: k.T("button.cancel")},
	}
	if len(c.Keys) == 0 {
		actions = append(actions[:1], actions[3:]...)
	}
	d = k.ShowDialog(l.b.host.Canvas, k.T("keys.new"), 460, body, actions...)
	catch.caught = func(pressed command.Key) {
		if pressed == command.Plain(fyne.KeyEscape) {
			d.Close()
			return
		}
		if pressed == command.Plain(fyne.KeyReturn) && key != (command.Key{}) {
			d.Submit()
			return
		}
		key = pressed
		catch.show(key.String())
		conflict.SetText("")
		if other := l.b.table.Commands().ByKey(key); other != nil && other.ID != n.ID {
			conflict.SetText(k.T("keys.conflict", "key", key.String(), "command", k.T(other.Title)))
		}
		d.Refit()
	}
	l.b.host.Canvas.Focus(catch)
}
