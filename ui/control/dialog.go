package control

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/text"
)

// Dialog is a modal sheet over the window: a title, a body that scrolls where the
// window is low, and buttons.
type Dialog struct {
	popup  *widget.PopUp
	canvas fyne.Canvas
	stack  *Dialogs
	sheet  *sheet
	note   *text.Label
	submit Action // what Ctrl+Enter does
	main   *Button
	foot   *fyne.Container // of the buttons
	// changed reports whether something would be lost; ask asks whether to lose it.
	changed func() bool
	ask     func(lose func())
	closed  []func()
	keys    map[fyne.KeyName]func()
}

// Action is a button at the foot of a dialog. It closes the dialog unless Run
// returns false.
type Action struct {
	Text    string
	Primary bool
	Run     func() bool
}

// ShowDialog opens a dialog of a width in units. Its title may be that of the command that
// opens it, which ends in an ellipsis where it asks for more: here it does. The first action is set at the
// end side; Ctrl+Enter presses the primary one, Enter does where nothing is being
// typed, and Esc closes.
func (k *Kit) ShowDialog(c fyne.Canvas, title string, width float32, body fyne.CanvasObject, actions ...Action) *Dialog {
	d := &Dialog{canvas: c, stack: k.Dialogs, submit: Action{Run: func() bool { return false }}}
	d.note = k.Text("", text.LabelStyle{Size: SizeSmall, Colour: fynetheme.ColorNameError})
	d.note.Hide()
	buttons := []fyne.CanvasObject{Gap(0, 1)}
	for i := len(actions) - 1; i >= 0; i-- {
		a := actions[i]
		kind := Outline
		if a.Primary {
			kind, d.submit = Primary, a
		}
		button := k.Button(kind, a.Text, nil, func() { d.press(a) })
		if buttons = append(buttons, button); a.Primary {
			d.main = button
		}
	}
	d.foot = k.Row(10, 0, buttons...)
	head := k.Text(strings.TrimSuffix(title, "…"), text.LabelStyle{Size: 17, Bold: true, LineHeight: 26})
	scroll := k.Scroll()
	scroll.gutter = sheetSide - 4 // the bar is in the sheet's margin
	scroll.SetContent(body, true)
	d.sheet = &sheet{dialog: d, width: width, head: head, body: body, scroll: scroll, foot: Column(14, d.note, d.foot)}
	d.sheet.ExtendBaseWidget(d.sheet)
	d.popup = widget.NewModalPopUp(d.sheet, c)
	d.popup.Show()
	d.stack.open = append(d.stack.open, d)
	c.Focus(d.sheet)
	d.sheet.passed = true
	return d
}

// Dialogs are those open over a window, the last on top. It outlives the Kits of
// a window that is rebuilt.
type Dialogs struct{ open []*Dialog }

// Top returns the dialog that has the window, or nil.
func (s *Dialogs) Top() *Dialog {
	if s == nil || len(s.open) == 0 {
		return nil
	}
	return s.open[len(s.open)-1]
}

// Still returns whether a dialog that was asked for now may be opened when what it
// shows has been read: of two that were asked for, the first one has the window.
func (s *Dialogs) Still() func() bool {
	before := s.Top()
	return func() bool {
		top := s.Top()
		return top == nil || top == before
	}
}

// Fail shows a sentence of error inside the dialog, which stays open; "" takes it away.
func (d *Dialog) Fail(sentence string) {
	d.note.SetText(sentence)
	if d.note.Hide(); sentence != "" {
		d.note.Show()
	}
	d.Refit()
}

// Relabel gives the primary button other words.
func (d *Dialog) Relabel(words string) {
	d.main.SetText(words)
	d.foot.Refresh()
}

// Refit follows a body whose height has changed.
func (d *Dialog) Refit() {
	d.popup.Resize(d.sheet.MinSize())
	d.popup.Refresh()
}

// Guard makes closing ask first where changed says that something would be lost.
func (d *Dialog) Guard(changed func() bool, ask func(lose func())) { d.changed, d.ask = changed, ask }

// Leave runs then, at once or after asking whether to lose what was typed.
func (d *Dialog) Leave(then func()) {
	if d.changed != nil && d.changed() {
		d.ask(then)
		return
	}
	then()
}

// Submit presses the primary button.
func (d *Dialog) Submit() { d.press(d.submit) }

func (d *Dialog) press(a Action) {
	if a.Run == nil || a.Run() {
		d.Close()
	}
}

// Attach lets entries of the body pass Esc, Ctrl+Enter and the Enter of a single line
// on to the dialog, and gives the keyboard to the first.
func (d *Dialog) Attach(entries ...*Entry) {
	for _, e := range entries {
		e.OnCancel, e.OnSubmit = d.escape, func(string) { d.Submit() }
	}
	d.canvas.Focus(entries[0])
}

// Close takes the dialog away.
func (d *Dialog) Close() {
	d.stack.open = slices.DeleteFunc(d.stack.open, func(o *Dialog) bool { return o == d })
	d.popup.Hide()
	for _, told := range d.closed {
		told()
	}
}

// OnKey calls pressed at a key that nothing in the dialog has taken.
func (d *Dialog) OnKey(name fyne.KeyName, pressed func()) {
	if d.keys == nil {
		d.keys = map[fyne.KeyName]func(){}
	}
	d.keys[name] = pressed
}

// OnClosed calls closed when the dialog is gone, whichever way.
func (d *Dialog) OnClosed(closed func()) { d.closed = append(d.closed, closed) }

func (d *Dialog) escape() { d.Leave(d.Close) }

// TypedKey is what a dialog does with a key that nothing in it has taken: those that
// scroll move its body.
func (d *Dialog) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape:
		d.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		d.Submit()
	default:
		if pressed := d.keys[ev.Name]; pressed != nil {
			pressed()
			return
		}
		d.sheet.scroll.typed(ev)
	}
}

// Confirm asks before something that matters.
func (k *Kit) Confirm(c fyne.Canvas, title, words, yes, no string, run func()) {
	var d *Dialog
	d = k.ShowDialog(c, title, 420, k.Text(words, text.LabelStyle{}), Action{Text: yes, Primary: true, Run: func() bool {
		d.Close() // first: closing it takes away what is opened above it
		run()
		return false
	}}, Action{Text: no})
}

// Tell shows a sentence with one button.
func (k *Kit) Tell(c fyne.Canvas, title, words, ok string) *Dialog {
	return k.ShowDialog(c, title, 460, k.Text(words, text.LabelStyle{}), Action{Text: ok, Primary: true})
}

// sheet is a dialog's surface; it holds the keyboard until an entry takes it.
type sheet struct {
	widget.BaseWidget
	dialog     *Dialog
	width      float32
	head, body fyne.CanvasObject
	scroll     *Scroll
	foot       *fyne.Container
	passed     bool // it is no stop of the Tab key any more
}

var (
	_ fyne.Focusable   = (*sheet)(nil)
	_ fyne.Disableable = (*sheet)(nil)
)

// Room of a sheet, in units.
const (
	sheetSide, sheetTop = 22, 18
	sheetGap            = 14
	sheetMargin         = 24 // to the window's edges
)

func (s *sheet) MinSize() fyne.Size {
	room := s.dialog.canvas.Size().SubtractWidthHeight(2*sheetMargin, 2*sheetMargin)
	w := min(s.width, max(room.Width, 200))
	inner := w - 2*sheetSide
	h := 2*sheetTop + 2*sheetGap + HeightFor(s.head, inner) + HeightFor(s.foot, inner)
	most := max(room.Height, 160)
	fitWells(s.body, inner, most-h)
	return fyne.NewSize(w, min(h+HeightFor(s.body, inner), most))
}

func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(sheetLayout{s}, s.head, s.scroll, s.foot))
}

type sheetLayout struct{ s *sheet }

func (l sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.s.MinSize() }

func (l sheetLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s, w := l.s, size.Width-2*sheetSide
	head, foot := HeightFor(s.head, w), HeightFor(s.foot, w)
	place(s.head, sheetSide, sheetTop, w, head)
	at := float32(sheetSide)
	if s.scroll.rtl {
		at -= s.scroll.gutter
	}
	place(s.scroll, at, sheetTop+head+sheetGap, w+s.scroll.gutter, size.Height-2*sheetTop-2*sheetGap-head-foot)
	place(s.foot, sheetSide, size.Height-sheetTop-foot, w, foot)
}

// Disabled, Enable and Disable keep the Tab key to what is in the sheet, which shows no
// ring of its own: Fyne passes by what is disabled.
func (s *sheet) Disabled() bool { return s.passed }
func (s *sheet) Enable()        {}
func (s *sheet) Disable()       {}

func (s *sheet) FocusGained()               {}
func (s *sheet) FocusLost()                 {}
func (s *sheet) TypedRune(rune)             {}
func (s *sheet) TypedKey(ev *fyne.KeyEvent) { s.dialog.TypedKey(ev) }

// TypedShortcut presses the primary button at Ctrl+Enter.
func (s *sheet) TypedShortcut(shortcut fyne.Shortcut) {
	if submits(shortcut) {
		s.dialog.Submit()
	}
}

func submits(shortcut fyne.Shortcut) bool {
	custom, ok := shortcut.(*desktop.CustomShortcut)
	return ok && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter)
}
