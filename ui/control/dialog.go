package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/bidi"
)

// Dialog is a modal sheet over the window: a title, a body, and buttons.
type Dialog struct {
	popup  *widget.PopUp
	canvas fyne.Canvas
	sheet  *sheet
	note   *bidi.Label
	onEsc  func()
	submit func()
}

// Action is a button at the foot of a dialog. It closes the dialog unless Run
// returns false.
type Action struct {
	Text    string
	Primary bool
	Run     func() bool
}

// ShowDialog opens a dialog of a width in units. The first action is set at the
// end side; Ctrl+Enter presses the primary one and Esc closes.
func (k *Kit) ShowDialog(c fyne.Canvas, title string, width float32, body fyne.CanvasObject, actions ...Action) *Dialog {
	d := &Dialog{canvas: c, submit: func() {}}
	d.note = k.Text("", bidi.LabelStyle{Size: SizeSmall, Colour: fynetheme.ColorNameError})
	d.note.Hide()
	buttons := []fyne.CanvasObject{Gap(0, 1)}
	for i := len(actions) - 1; i >= 0; i-- {
		a := actions[i]
		kind := Outline
		press := func() {
			if a.Run == nil || a.Run() {
				d.Close()
			}
		}
		if a.Primary {
			kind, d.submit = Primary, press
		}
		buttons = append(buttons, k.Button(kind, a.Text, nil, press))
	}
	head := k.Text(title, bidi.LabelStyle{Size: 17, Bold: true, LineHeight: 26})
	content := k.Pad(22, 18, 22, 18, Column(14, head, body, d.note, k.Row(10, 0, buttons...)))
	d.sheet = &sheet{content: content, width: width, dialog: d}
	d.sheet.ExtendBaseWidget(d.sheet)
	d.popup = widget.NewModalPopUp(d.sheet, c)
	d.popup.Show()
	c.Focus(d.sheet)
	return d
}

// Fail shows a sentence of error inside the dialog, which stays open.
func (d *Dialog) Fail(sentence string) {
	d.note.SetText(sentence)
	d.note.Show()
	d.popup.Resize(d.sheet.MinSize())
	d.popup.Refresh()
}

// Refit follows a body whose height has changed.
func (d *Dialog) Refit() {
	d.popup.Resize(d.sheet.MinSize())
	d.popup.Refresh()
}

// Attach lets entries of the body pass Esc and Ctrl+Enter on to the dialog, and
// gives the keyboard to the first.
func (d *Dialog) Attach(entries ...*Entry) {
	for _, e := range entries {
		e.dialog = d
	}
	d.canvas.Focus(entries[0])
}

// OnEsc sets what Esc does instead of closing.
func (d *Dialog) OnEsc(f func()) { d.onEsc = f }

// Close takes the dialog away.
func (d *Dialog) Close() { d.popup.Hide() }

func (d *Dialog) escape() {
	if d.onEsc != nil {
		d.onEsc()
		return
	}
	d.Close()
}

// Confirm asks before something that matters.
func (k *Kit) Confirm(c fyne.Canvas, title, text, yes, no string, run func()) {
	k.ShowDialog(c, title, 420, k.Text(text, bidi.LabelStyle{}),
		Action{Text: yes, Primary: true, Run: func() bool { run(); return true }}, Action{Text: no})
}

// Tell shows a sentence with one button.
func (k *Kit) Tell(c fyne.Canvas, title, text, ok string) {
	k.ShowDialog(c, title, 460, k.Text(text, bidi.LabelStyle{}), Action{Text: ok, Primary: true})
}

// sheet is a dialog's surface; it holds the keyboard until an entry takes it.
type sheet struct {
	widget.BaseWidget
	content *fyne.Container
	width   float32
	dialog  *Dialog
}

var _ fyne.Focusable = (*sheet)(nil)

func (s *sheet) MinSize() fyne.Size {
	return fyne.NewSize(s.width, HeightFor(s.content, s.width))
}
func (s *sheet) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.content) }
func (s *sheet) FocusGained()                        {}
func (s *sheet) FocusLost()                          {}
func (s *sheet) TypedRune(rune)                      {}
func (s *sheet) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape {
		s.dialog.escape()
	}
}

// TypedShortcut presses the primary button at Ctrl+Enter.
func (s *sheet) TypedShortcut(shortcut fyne.Shortcut) {
	if submits(shortcut) {
		s.dialog.submit()
	}
}

func submits(shortcut fyne.Shortcut) bool {
	custom, ok := shortcut.(*desktop.CustomShortcut)
	return ok && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter)
}

// Entry is a stock entry that passes Esc and Ctrl+Enter on to its dialog.
type Entry struct {
	widget.Entry
	dialog *Dialog
}

// NewEntry makes an entry of one line, or of several where lines > 1.
func NewEntry(lines int, text string) *Entry {
	e := &Entry{}
	if lines > 1 {
		e.MultiLine = true
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(lines)
	}
	e.ExtendBaseWidget(e)
	e.SetText(text)
	return e
}

// TypedKey passes Esc on.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape && e.dialog != nil {
		e.dialog.escape()
		return
	}
	e.Entry.TypedKey(ev)
}

// TypedShortcut passes Ctrl+Enter on.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if submits(s) && e.dialog != nil {
		e.dialog.submit()
		return
	}
	e.Entry.TypedShortcut(s)
}
