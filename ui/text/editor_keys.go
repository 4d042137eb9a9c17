package text

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/uax9"
)

// motions are the keys that move the caret, without Ctrl and with it.
var (
	motions = map[fyne.KeyName]edit.Motion{
		fyne.KeyLeft: edit.Left, fyne.KeyRight: edit.Right, fyne.KeyUp: edit.Up, fyne.KeyDown: edit.Down,
		fyne.KeyPageUp: edit.PageUp, fyne.KeyPageDown: edit.PageDown,
		fyne.KeyHome: edit.LineStart, fyne.KeyEnd: edit.LineEnd,
	}
	longMotions = map[fyne.KeyName]edit.Motion{
		fyne.KeyLeft: edit.WordLeft, fyne.KeyRight: edit.WordRight,
		fyne.KeyHome: edit.Start, fyne.KeyEnd: edit.End,
	}
)

// FocusGained shows the caret.
func (e *Editor) FocusGained() { e.setFocus(true) }

// FocusLost hides the caret; what is selected is drawn fainter.
func (e *Editor) FocusLost() { e.setFocus(false) }

func (e *Editor) setFocus(on bool) {
	e.focused, e.shift = on, false
	e.doc.Pause()
	e.paint()
	e.arrange()
	e.startBlinking()
	if e.OnFocus != nil {
		e.OnFocus(on)
	}
}

// KeyDown and KeyUp note whether Shift is held.
func (e *Editor) KeyDown(ev *fyne.KeyEvent) { e.hold(ev, true) }

// KeyUp implements desktop.Keyable.
func (e *Editor) KeyUp(ev *fyne.KeyEvent) { e.hold(ev, false) }

func (e *Editor) hold(ev *fyne.KeyEvent, on bool) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		e.shift = on
	}
}

// TypedRune writes a character.
func (e *Editor) TypedRune(r rune) {
	if e.Disabled() {
		return
	}
	before := e.typed
	switch uax9.ClassOf(r) {
	case uax9.L:
		before = uax9.LTR
	case uax9.R, uax9.AL:
		before = uax9.RTL
	}
	if e.change(func() bool { return e.doc.Type(r) }) {
		e.typed = before
		e.arrange() // the flag
	}
}

// TypedKey moves and deletes. Keys that mean nothing here and write nothing are the
// canvas's.
func (e *Editor) TypedKey(ev *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(ev) {
		return
	}
	if m, ok := motions[ev.Name]; ok {
		e.move(m, e.shift)
		return
	}
	switch ev.Name {
	case fyne.KeyBackspace:
		e.change(e.doc.Erase)
	case fyne.KeyDelete:
		e.change(e.doc.Delete)
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.options.Single {
			e.submit()
			return
		}
		e.change(func() bool { return e.doc.Type('\n') })
	case fyne.KeyEscape:
		if e.OnCancel == nil {
			e.passKey(ev)
			return
		}
		e.OnCancel()
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		e.passKey(ev)
	}
}

func (e *Editor) passKey(ev *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// TypedShortcut edits, moves by words and submits; other shortcuts are the canvas's.
func (e *Editor) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		e.Copy()
	case *fyne.ShortcutCut:
		e.Cut()
	case *fyne.ShortcutPaste:
		e.Paste()
	case *fyne.ShortcutSelectAll:
		e.SelectAll()
	case *fyne.ShortcutUndo:
		e.Undo()
	case *fyne.ShortcutRedo:
		e.Redo()
	case *desktop.CustomShortcut:
		if !e.longKey(s.KeyName, s.Modifier) {
			e.passShortcut(s)
		}
	default:
		e.passShortcut(s)
	}
}

func (e *Editor) passShortcut(s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// longKey does what a key does with Ctrl, and reports whether there is such a thing.
func (e *Editor) longKey(key fyne.KeyName, mod fyne.KeyModifier) bool {
	shift := mod&fyne.KeyModifierShift != 0
	if mod&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return false
	}
	if m, ok := longMotions[key]; ok {
		e.move(m, shift)
		return true
	}
	switch {
	case key == fyne.KeyBackspace:
		e.change(e.doc.EraseWord)
	case key == fyne.KeyDelete:
		e.change(e.doc.DeleteWord)
	case key == fyne.KeyReturn, key == fyne.KeyEnter:
		if e.OnSubmit == nil {
			return false
		}
		e.submit()
	case key == fyne.KeyZ && shift:
		e.Redo()
	case key == fyne.KeyV && shift:
		e.Paste()
	case key == fyne.KeyX && shift:
		e.TurnDirection()
	default:
		return false
	}
	return true
}

// TurnDirection goes from automatic direction to right to left, left to right, and
// back.
func (e *Editor) TurnDirection() {
	if e.Disabled() {
		return
	}
	next := map[uax9.Direction]uax9.Direction{uax9.Auto: uax9.RTL, uax9.RTL: uax9.LTR, uax9.LTR: uax9.Auto}
	e.SetDirection(next[e.Direction()])
}

func (e *Editor) submit() {
	if e.OnSubmit != nil {
		e.OnSubmit(e.Text())
	}
}

// move moves the caret, with a selection behind it or without.
func (e *Editor) move(m edit.Motion, extend bool) {
	e.doc.Move(m, extend)
	e.typed = uax9.Auto
	e.follow()
}

// change does an edit and tells of it if it changed the text.
func (e *Editor) change(edit func() bool) bool {
	if e.Disabled() || !edit() {
		return false
	}
	e.typed = uax9.Auto
	e.follow()
	if e.OnChanged != nil {
		e.OnChanged(e.Text())
	}
	return true
}

// Copy puts what is selected into the clipboard.
func (e *Editor) Copy() {
	if text := e.SelectedText(); text != "" {
		fyne.CurrentApp().Clipboard().SetContent(text)
	}
}

// Cut is Copy, and deletes what is selected.
func (e *Editor) Cut() {
	if e.SelectedText() == "" || e.Disabled() {
		return
	}
	e.Copy()
	e.change(e.doc.Delete)
}

// Paste writes the text in the clipboard, cleaned.
func (e *Editor) Paste() {
	text := fyne.CurrentApp().Clipboard().Content()
	e.change(func() bool { return text != "" && e.doc.Insert(text) })
}

// SelectAll selects everything; the view stays.
func (e *Editor) SelectAll() {
	e.doc.SelectAll()
	e.typed = uax9.Auto
	e.arrange()
	e.startBlinking()
}

// Undo takes the last edit back, Redo the last Undo. CanUndo and CanRedo report
// whether there is one.
func (e *Editor) Undo()         { e.change(e.doc.Undo) }
func (e *Editor) Redo()         { e.change(e.doc.Redo) }
func (e *Editor) CanUndo() bool { return e.doc.CanUndo() }
func (e *Editor) CanRedo() bool { return e.doc.CanRedo() }
