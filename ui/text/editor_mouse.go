package text

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/uax9"
)

// thumbZone is how far from the edge the pointer takes the scrollbar.
const thumbZone = 10

// MouseDown moves the caret, starts a selection or takes the scrollbar.
func (e *Editor) MouseDown(ev *desktop.MouseEvent) {
	e.stop()
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil && !e.Disabled() {
		c.Focus(e)
	}
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	p := &e.press
	p.held, p.thumb, p.dragged = false, false, false
	if y, h, ok := e.thumbRange(); ok && onBar(ev.Position.X, e.Size().Width, thumbZone, e.barLeft()) {
		p.take(ev.Position.Y, y, h)
		e.dragThumb(ev.Position.Y)
		return
	}
	p.click(ev.Position)
	at := e.hit(ev.Position)
	if ev.Modifier&fyne.KeyModifierShift != 0 {
		e.doc.Extend(at)
	} else {
		e.doc.Press(at, [...]edit.Grain{edit.ByGrapheme, edit.ByWord, edit.ByParagraph}[p.count-1])
	}
	e.typed = uax9.Auto
	e.arrange()
	e.startBlinking()
}

// MouseUp ends a selection; the line of the caret comes into view as a whole.
func (e *Editor) MouseUp(ev *desktop.MouseEvent) {
	if ev.Button == desktop.MouseButtonPrimary {
		e.DragEnd()
	}
}

// Dragged extends the selection, and scrolls while the pointer is outside.
func (e *Editor) Dragged(ev *fyne.DragEvent) {
	p := &e.press
	switch {
	case p.thumb:
		e.dragThumb(ev.Position.Y)
	case p.held:
		p.dragged, p.pointer = true, ev.Position
		e.dragSelection()
		if dx, dy := e.overshoot(); (dx != 0 || dy != 0) && e.motion == nil {
			e.scrollWhileHeld()
		}
	}
}

// DragEnd implements fyne.Draggable.
func (e *Editor) DragEnd() {
	held := e.press.held
	e.press.held, e.press.thumb = false, false
	e.stop()
	if held && e.press.count == 1 {
		e.follow()
	}
}

// dragSelection makes the selection reach to the pointer.
func (e *Editor) dragSelection() {
	e.doc.Drag(e.hit(e.press.pointer))
	e.arrange()
}

// overshoot is how far the pointer is outside, to the left (negative) or the right,
// above (negative) or below.
func (e *Editor) overshoot() (dx, dy float32) {
	at, size := e.press.pointer, e.Size()
	if e.options.Single {
		return min(at.X, 0) + max(at.X-size.Width, 0), 0
	}
	return 0, min(at.Y, 0) + max(at.Y-size.Height, 0)
}

// scrollWhileHeld scrolls a little with every frame, the faster the further outside
// the pointer is.
func (e *Editor) scrollWhileHeld() {
	e.motion = fyne.NewAnimation(time.Second, func(float32) {
		dx, dy := e.overshoot()
		if !e.press.held || dx == 0 && dy == 0 {
			return
		}
		e.slide -= dx * 0.2
		e.view.ScrollBy(float64(dy) * 0.2)
		e.dragSelection()
	})
	e.motion.RepeatCount = fyne.AnimationRepeatForever
	e.motion.Start()
}

// stop ends the scrolling.
func (e *Editor) stop() {
	if e.motion != nil {
		e.motion.Stop()
		e.motion = nil
	}
}

func (e *Editor) dragThumb(y float32) {
	if _, h, ok := e.thumbRange(); ok {
		at := 0.0
		if track := e.Size().Height - 2*editorAbove - h; track > 0 {
			at = float64(min(max((y-e.press.grab-editorAbove)/track, 0), 1))
		}
		e.view.ScrollTo(at * (e.view.Extent() - float64(e.area.self.Size().Height)))
		e.arrange()
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
