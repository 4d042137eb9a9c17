package text

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/uax9"
)

var (
	_ fyne.Widget            = (*Editor)(nil)
	_ fyne.Focusable         = (*Editor)(nil)
	_ fyne.Disableable       = (*Editor)(nil)
	_ fyne.Draggable         = (*Editor)(nil)
	_ fyne.Shortcutable      = (*Editor)(nil)
	_ fyne.SecondaryTappable = (*Editor)(nil)
	_ desktop.Mouseable      = (*Editor)(nil)
	_ desktop.Cursorable     = (*Editor)(nil)
)

// Action is something that a writer does by a key or the menu.
type Action uint8

// The actions.
const (
	Undo Action = iota
	Redo
	Cut
	Copy
	Paste // the text in the clipboard, cleaned
	SelectAll
)

// Can reports whether an action would do something.
func (e *Editor) Can(a Action) bool {
	fixed := e.Disabled()
	switch a {
	case Undo:
		return !fixed && e.doc.CanUndo()
	case Redo:
		return !fixed && e.doc.CanRedo()
	case Cut:
		return !fixed && e.SelectedText() != ""
	case Copy:
		return e.SelectedText() != ""
	case Paste:
		return !fixed
	case SelectAll:
		return e.doc.Len() > 0
	}
	return false
}

// Do does an action, if it can be done.
func (e *Editor) Do(a Action) {
	if !e.Can(a) {
		return
	}
	clipboard := fyne.CurrentApp().Clipboard()
	switch a {
	case Undo:
		e.change(e.doc.Undo)
	case Redo:
		e.change(e.doc.Redo)
	case Copy, Cut:
		clipboard.SetContent(e.SelectedText())
		if a == Cut {
			e.change(e.doc.Delete)
		}
	case Paste:
		text := clipboard.Content()
		if e.options.Single {
			text = beginning(text, linePaste)
		}
		e.change(func() bool { return text != "" && e.doc.Insert(text) })
	case SelectAll: // the view stays
		e.doc.SelectAll()
		e.typed = uax9.Auto
		e.show()
	}
}

// linePaste is how many bytes of a text are pasted into a field of one line, which is laid
// out again for each key: an article that lands in the wrong field does not hold the window
// up. Titles and names have a limit far below, which says so when they are saved.
const linePaste = 64 << 10

// beginning is the beginning of a text, of so many bytes at most.
func beginning(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// FocusGained shows the caret.
func (e *Editor) FocusGained() {
	e.setFocus(true)
	if e.options.OnReached != nil && !e.presses {
		e.options.OnReached()
	}
}

// FocusLost hides the caret; what is selected is drawn fainter.
func (e *Editor) FocusLost() { e.setFocus(false) }

func (e *Editor) setFocus(on bool) {
	e.focused, e.faint = on, !on
	e.doc.Pause()
	e.paint()
	e.show()
	if e.OnFocus != nil {
		e.OnFocus(on)
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
		e.move(m, input.Held()&fyne.KeyModifierShift != 0)
		return
	}
	switch ev.Name {
	case desktop.KeyMenu:
		if e.OnMenu != nil {
			e.OnMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(e).AddXY(8, e.Size().Height))
		}
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
			input.PassKey(e, ev)
			return
		}
		e.OnCancel()
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		input.PassKey(e, ev)
	}
}

// TypedShortcut edits, moves by words and submits; other shortcuts are the canvas's.
func (e *Editor) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		e.Do(Copy)
	case *fyne.ShortcutCut:
		e.Do(Cut)
	case *fyne.ShortcutPaste:
		e.Do(Paste)
	case *fyne.ShortcutSelectAll:
		e.Do(SelectAll)
	case *fyne.ShortcutUndo:
		e.Do(Undo)
	case *fyne.ShortcutRedo:
		e.Do(Redo)
	case *desktop.CustomShortcut:
		if !e.longKey(s.KeyName, s.Modifier) {
			input.PassShortcut(e, s)
		}
	default:
		input.PassShortcut(e, s)
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
		e.Do(Redo)
	case key == fyne.KeyV && shift:
		e.Do(Paste)
	case key == fyne.KeyX && shift:
		e.turnDirection()
	default:
		return false
	}
	return true
}

// turnDirection goes from automatic direction to right to left, left to right, and
// back.
func (e *Editor) turnDirection() {
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

// move moves the caret, with a selection or without.
func (e *Editor) move(m edit.Motion, extend bool) {
	e.doc.Move(m, extend)
	e.moved()
}

// MouseDown moves the caret, starts a selection or takes the scrollbar.
func (e *Editor) MouseDown(ev *desktop.MouseEvent) {
	var focus fyne.Focusable = e
	if e.Disabled() {
		focus = nil
	}
	if e.press(focus, ev) > 0 {
		e.typed = uax9.Auto
		e.show()
	}
}

// MouseUp ends a selection; the line of the caret comes into view as a whole.
func (e *Editor) MouseUp(ev *desktop.MouseEvent) {
	if ev.Button == desktop.MouseButtonPrimary {
		e.DragEnd()
	}
}

// Dragged extends the selection, and scrolls while the pointer is outside.
func (e *Editor) Dragged(ev *fyne.DragEvent) { e.drag(ev) }

// DragEnd implements fyne.Draggable.
func (e *Editor) DragEnd() {
	if e.release() && e.clicks.Count() == 1 {
		e.follow()
	}
}

// TappedSecondary asks the owner for a menu. A click outside the selection moves the
// caret there first.
func (e *Editor) TappedSecondary(ev *fyne.PointEvent) {
	at := e.hit(ev.Position)
	if start, end := e.doc.Range(); at.Offset < start || at.Offset > end || start == end {
		e.doc.Press(at, edit.ByGrapheme)
		e.typed = uax9.Auto
		e.arrange()
	}
	if e.OnMenu != nil {
		e.OnMenu(ev.AbsolutePosition)
	}
}

// Cursor is a bar over the text.
func (e *Editor) Cursor() desktop.Cursor { return desktop.TextCursor }
