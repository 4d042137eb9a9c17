package text

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text/edit"
)

// arrowStep is how far an arrow key scrolls, in units.
const arrowStep = 48

var (
	_ fyne.Widget            = (*View)(nil)
	_ fyne.Scrollable        = (*View)(nil)
	_ fyne.Draggable         = (*View)(nil)
	_ fyne.Focusable         = (*View)(nil)
	_ fyne.Shortcutable      = (*View)(nil)
	_ fyne.SecondaryTappable = (*View)(nil)
	_ desktop.Mouseable      = (*View)(nil)
	_ desktop.Hoverable      = (*View)(nil)
	_ desktop.Cursorable     = (*View)(nil)
	_ desktop.Keyable        = (*View)(nil)
)

// MouseDown starts a selection, or takes the scrollbar.
func (t *View) MouseDown(ev *desktop.MouseEvent) {
	n := t.press(t, ev)
	t.single = n == 1 && ev.Modifier&fyne.KeyModifierShift == 0
}

// MouseUp settles the selection; a click without a drag is a tap on what is there.
func (t *View) MouseUp(ev *desktop.MouseEvent) {
	if ev.Button != desktop.MouseButtonPrimary || !t.release() {
		return
	}
	t.tidy()
	t.settled()
	if t.single && !t.tapNumber(ev.Position) {
		t.host.HighlightTapped(t.highlightsAt(ev.Position))
	}
}

// Dragged extends the selection, and scrolls while the pointer is outside.
func (t *View) Dragged(ev *fyne.DragEvent) {
	if t.drag(ev) {
		t.single = false
	}
}

// DragEnd implements fyne.Draggable; MouseUp has come before.
func (t *View) DragEnd() {
	if t.release() {
		t.tidy()
		t.settled()
	}
}

// tidy leaves out white space at the ends of what the mouse has selected, and makes words
// or sentences whole where they are to be.
func (t *View) tidy() {
	if start, end := t.text.Range(); start < end {
		t.text.Tidy(t.reading.Whole)
		t.arrange()
	}
}

// Scrolled implements fyne.Scrollable.
func (t *View) Scrolled(ev *fyne.ScrollEvent) { t.scroll(-float64(ev.Scrolled.DY) * input.Wheel) }

// TappedSecondary implements fyne.SecondaryTappable.
func (t *View) TappedSecondary(ev *fyne.PointEvent) {
	t.host.SecondaryTapped(t.highlightsAt(ev.Position), t.hit(ev.Position).Offset-t.text.Headline(), ev.AbsolutePosition)
}

// MouseIn implements desktop.Hoverable.
func (t *View) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved notes what the pointer is on.
func (t *View) MouseMoved(ev *desktop.MouseEvent) {
	t.pointer = ev.Position
	var ids []any
	if len(t.highlights) > 0 && !t.held {
		ids = t.highlightsAt(ev.Position)
	}
	t.point(ids)
}

// MouseOut implements desktop.Hoverable.
func (t *View) MouseOut() { t.point(nil) }

// Cursor is a hand over a highlight and a bar over text.
func (t *View) Cursor() desktop.Cursor {
	x := t.pointer.X
	switch {
	case t.held && !t.single:
		return desktop.TextCursor
	case len(t.pointing) > 0:
		return desktop.PointerCursor
	case x < t.left-gutter || x > t.left+t.width+gutter:
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

// FocusGained implements fyne.Focusable: a ring shows where the keyboard is, unless a
// press of the mouse took it there.
func (t *View) FocusGained() { t.ring.show(!t.presses, t.Theme()) }

// FocusLost implements fyne.Focusable.
func (t *View) FocusLost() { t.ring.show(false, t.Theme()) }

// TypedKey scrolls, and with Shift selects. Keys that mean nothing here are the
// canvas's, as they would be if the text had no focus.
func (t *View) TypedKey(ev *fyne.KeyEvent) {
	if m, ok := motions[ev.Name]; ok && input.Held()&fyne.KeyModifierShift != 0 {
		t.extend(m)
		return
	}
	view := t.page.View()
	switch ev.Name {
	case fyne.KeyUp:
		t.scroll(-arrowStep)
	case fyne.KeyDown:
		t.scroll(arrowStep)
	case fyne.KeyPageUp:
		t.scroll(-view + arrowStep)
	case fyne.KeyPageDown, fyne.KeySpace:
		t.scroll(view - arrowStep)
	case fyne.KeyHome:
		t.scroll(-t.page.Extent())
	case fyne.KeyEnd:
		t.page.ScrollTo(t.page.Extent())
		t.scroll(0)
	case fyne.KeyEscape:
		if t.text.Selected() == "" {
			input.PassKey(t, ev)
			return
		}
		t.ClearSelection()
	default:
		input.PassKey(t, ev)
	}
}

// extend moves the end of the selection that moves, and brings it into view.
func (t *View) extend(m edit.Motion) {
	t.stop()
	t.text.Move(m, true)
	t.reveal()
	t.arrange()
	t.settled()
}

// TypedRune gives characters to the canvas, except for the space that scrolled.
func (t *View) TypedRune(r rune) {
	if r != ' ' {
		input.PassRune(t, r)
	}
}

// KeyDown gives the key to the canvas.
func (t *View) KeyDown(ev *fyne.KeyEvent) {
	if c, ok := input.Canvas(t).(desktop.Canvas); ok && c.OnKeyDown() != nil {
		c.OnKeyDown()(ev)
	}
}

// KeyUp gives the key to the canvas.
func (t *View) KeyUp(ev *fyne.KeyEvent) {
	if c, ok := input.Canvas(t).(desktop.Canvas); ok && c.OnKeyUp() != nil {
		c.OnKeyUp()(ev)
	}
}

// TypedShortcut copies and selects; other shortcuts are the canvas's.
func (t *View) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		if selected := t.text.Selected(); selected != "" {
			s.Clipboard.SetContent(selected)
			return
		}
	case *fyne.ShortcutSelectAll:
		t.text.SelectAll()
		t.arrange()
		t.settled()
		return
	case *desktop.CustomShortcut:
		if m, ok := longMotions[s.KeyName]; ok && s.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift {
			t.extend(m)
			return
		}
	}
	input.PassShortcut(t, s)
}
