package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/pane"
	"tarikh.org/tarikh/ui/text"
)

// This file is the keys of the commands: the palette, the sheet that shows them, and
// the dialog that changes them.

// openPalette opens the palette over the table of commands.
func (w *Window) openPalette() {
	if w.win.Canvas().Overlays().Top() != nil {
		return
	}
	w.env.OpenPalette(w.Named(), w.State.Commands, func(id string) {
		w.State.Ran(id)
		w.remember()
		w.later(func() { w.run(id) })
	})
}

// Commands is the table of all commands with the keys that they have now.
func (w *Window) Commands() *command.Table { return w.commands }

// Named are all commands with their names in both languages.
func (w *Window) Named() []pane.Named {
	locales := []*i18n.Locale{w.env.Kit.Locale}
	for _, lang := range i18n.Languages() {
		if lang == w.lang() {
			continue
		}
		if l, err := i18n.New(w.Assets, lang); err == nil {
			locales = append(locales, l)
		}
	}
	var all []pane.Named
	for _, c := range w.commands.All() {
		n := pane.Named{ID: c.ID, Key: w.key(c.ID), On: c.On()}
		if c.Detail != nil {
			n.Detail = c.Detail()
		}
		for _, l := range locales {
			n.Names = append(n.Names, l.T(c.Title))
		}
		all = append(all, n)
	}
	return all
}

// rekey makes the table of commands anew with the keys of the state.
func (w *Window) rekey() {
	table, err := w.table()
	if err != nil {
		w.fail(err)
		return
	}
	w.commands = table
	w.bindKeys()
	w.remember()
}

// usual are the keys that a command has of its own.
func (w *Window) usual(id string) []command.Key {
	for _, c := range w.all() {
		if c.ID == id {
			return c.Keys
		}
	}
	return nil
}

// SetKeys gives a command other keys; one that another has is taken from it.
func (w *Window) SetKeys(id string, keys []command.Key) {
	if w.State.Keys == nil {
		w.State.Keys = map[string][]string{}
	}
	for other, texts := range w.State.Keys {
		if other != id {
			w.State.Keys[other] = slices.DeleteFunc(texts, func(words string) bool {
				k, err := command.ParseKey(words)
				return err == nil && slices.Contains(keys, k)
			})
		}
	}
	texts := []string{}
	for _, k := range keys {
		texts = append(texts, k.String())
	}
	w.State.Keys[id] = texts
	if slices.Equal(keys, w.usual(id)) {
		delete(w.State.Keys, id)
	}
	w.rekey()
}

// showKeys is the sheet of all keys, made from the table.
func (w *Window) showKeys() {
	k := w.env.Kit
	var halves [2]*fyne.Container
	halves[0], halves[1] = control.Column(3), control.Column(3)
	var rows []fyne.CanvasObject
	var keys *fyne.Container
	said := ""
	for _, c := range w.commands.All() {
		if len(c.Keys) == 0 {
			continue
		}
		same := c.Title == said // as the saved views of nine keys
		if said = c.Title; !same {
			keys = k.Row(5, -1)
		}
		for _, key := range c.Keys {
			keys.Add(k.Chip(key.String()))
		}
		if same {
			continue
		}
		rows = append(rows, k.Row(10, 0, k.Muted(k.T(c.Title)), keys))
	}
	for i, r := range rows {
		halves[i*2/len(rows)].Add(r)
	}
	k.ShowDialog(w.win.Canvas(), k.T("command.keys"), 860, control.Pair(k, 36, halves[0], halves[1]),
		control.Action{Text: k.T("button.close"), Primary: true},
		control.Action{Text: k.T("command.keys.change"), Run: func() bool { w.later(w.changeKeys); return true }})
}

// keyList is the dialog of all commands with their keys, to be changed.
type keyList struct {
	w      *Window
	entry  *control.Entry
	list   *control.LongList
	named  []pane.Named
	rows   []int // of named, those that fit what was typed
	dialog *control.Dialog
}

// changeKeys opens that dialog.
func (w *Window) changeKeys() {
	k := w.env.Kit
	l := &keyList{w: w, entry: k.Entry(1, "", k.T("keys.find"))}
	l.list = k.LongList(control.LongRows{
		Row: 40, New: func() fyne.CanvasObject { return newKeyFace(k) }, Fill: l.fill,
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
	l.dialog = k.ShowDialog(w.win.Canvas(), k.T("command.keys.change"), 620, body, control.Action{Text: k.T("button.close"), Primary: true})
	l.dialog.Attach(l.entry)
	l.entry.OnSubmit = func(string) { l.list.Choose() }
	l.load()
}

func (l *keyList) load() {
	l.named = l.w.Named()
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

func (l *keyList) fill(i int, o fyne.CanvasObject) {
	n := l.named[l.rows[i]]
	_, changed := l.w.State.Keys[n.ID]
	l.w.fillKeys(o.(*keyFace), n, changed)
}

func (l *keyList) menu(i int, at fyne.Position) {
	k := l.w.env.Kit
	_, changed := l.w.State.Keys[l.named[l.rows[i]].ID]
	k.ShowMenu(l.w.win.Canvas(), at, []control.Item{
		{Text: k.T("keys.change"), Run: func() { l.change(i) }},
		{Text: k.T("keys.reset.one"), Disabled: !changed, Run: func() { l.reset(i) }},
	})
}

func (l *keyList) reset(i int) {
	if i < 0 || i >= len(l.rows) {
		return
	}
	id := l.named[l.rows[i]].ID
	l.w.SetKeys(id, l.w.usual(id))
	l.load()
}

func (l *keyList) resetAll() {
	k := l.w.env.Kit
	k.Confirm(l.w.win.Canvas(), k.T("keys.reset.all"), k.T("keys.reset.text"), k.T("keys.reset.all"), k.T("button.cancel"), func() {
		l.w.State.Keys = nil
		l.w.rekey()
		l.load()
	})
}

// change asks for the new keys of a command.
func (l *keyList) change(i int) {
	if i < 0 || i >= len(l.rows) {
		return
	}
	w, k, n := l.w, l.w.env.Kit, l.named[l.rows[i]]
	c := w.commands.Get(n.ID)
	conflict := k.Text("", text.LabelStyle{Size: control.SizeSmall, LineHeight: 20})
	var d *control.Dialog
	var key command.Key
	catch := newKeyCatcher(k)
	take := func(keys []command.Key) func() bool {
		return func() bool {
			w.SetKeys(n.ID, keys)
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
	d = k.ShowDialog(w.win.Canvas(), k.T("keys.new"), 460, body, actions...)
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
		if other := w.commands.ByKey(key); other != nil && other.ID != n.ID {
			conflict.SetText(k.T("keys.conflict", "key", key.String(), "command", k.T(other.Title)))
		}
		d.Refit()
	}
	w.win.Canvas().Focus(catch)
}

// keyCatcher is a field that shows the keys that are pressed while it has the
// keyboard.
type keyCatcher struct {
	widget.BaseWidget
	kit     *control.Kit
	label   *text.Label
	back    *control.Surface
	content *fyne.Container
	caught  func(command.Key)
}

var (
	_ fyne.Focusable    = (*keyCatcher)(nil)
	_ fyne.Tappable     = (*keyCatcher)(nil)
	_ fyne.Shortcutable = (*keyCatcher)(nil)
)

func newKeyCatcher(k *control.Kit) *keyCatcher {
	c := &keyCatcher{kit: k, back: control.NewSurface(control.Ground, control.Line, 8), caught: func(command.Key) {}}
	c.label = k.Text(k.T("keys.press"), text.LabelStyle{Size: 16, Lines: 1, LineHeight: 26, Colour: fynetheme.ColorNamePlaceHolder})
	c.content = control.Stack(c.back, k.Pad(14, 12, 14, 12, c.label))
	c.ExtendBaseWidget(c)
	return c
}

func (c *keyCatcher) show(keys string) {
	c.label.SetStyle(text.LabelStyle{Size: 16, Bold: true, Lines: 1, LineHeight: 26, Align: c.kit.Start()})
	c.label.SetText(keys)
}

// TypedKey, TypedShortcut and the others are Fyne's.
func (c *keyCatcher) TypedKey(ev *fyne.KeyEvent) {
	if k, ok := command.FromKey(ev, input.Held()); ok {
		c.caught(k)
	}
}

func (c *keyCatcher) TypedShortcut(s fyne.Shortcut) {
	if k, ok := command.FromShortcut(s); ok {
		c.caught(k)
	}
}
func (c *keyCatcher) TypedRune(rune) {}
func (c *keyCatcher) FocusGained()   { c.back.Set(control.Ground, control.Accent) }

func (c *keyCatcher) FocusLost()                          { c.back.Set(control.Ground, control.Line) }
func (c *keyCatcher) MinSize() fyne.Size                  { return c.content.MinSize() }
func (c *keyCatcher) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.content) }

func (c *keyCatcher) Tapped(*fyne.PointEvent) {
	if o := fyne.CurrentApp().Driver().CanvasForObject(c); o != nil {
		o.Focus(c)
	}
}

// keyFace shows a command with its keys.
type keyFace struct {
	widget.BaseWidget
	title, keys *text.Label
	content     *fyne.Container
}

func newKeyFace(k *control.Kit) *keyFace {
	f := &keyFace{}
	f.title = k.Text("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true})
	f.keys = k.Text("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 22})
	f.content = k.Pad(14, 0, 18, 0, k.Row(12, 0, f.title, container.NewCenter(f.keys)))
	f.ExtendBaseWidget(f)
	return f
}

func (f *keyFace) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.content) }

// fillKeys shows a command; keys that were changed stand out.
func (w *Window) fillKeys(f *keyFace, n pane.Named, changed bool) {
	k := w.env.Kit
	var keys []string
	for _, key := range w.commands.Get(n.ID).Keys {
		keys = append(keys, key.String())
	}
	ink := fynetheme.ColorNamePlaceHolder
	if changed {
		ink = fynetheme.ColorNameHyperlink
	}
	words := strings.Join(keys, "   ")
	if words == "" {
		words = k.T("keys.without")
	}
	style := text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 22, Colour: ink}
	f.keys.SetText(words)
	f.keys.SetStyle(style)
	title := n.Names[0]
	if n.Detail != "" {
		title = k.Join(title, k.Given(n.Detail))
	}
	f.title.SetText(title)
	f.content.Refresh()
}
