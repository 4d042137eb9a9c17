package text

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	clickTime  = 400 * time.Millisecond // between the clicks of a double click
	clickReach = 5                      // units the pointer may move between them
	glideTime  = 200 * time.Millisecond
	arrowStep  = 48
)

// press is a button held down, and the clicks before it.
type press struct {
	count   int // 1 click, 2 double, 3 triple
	at      fyne.Position
	when    time.Time
	held    bool // selecting
	dragged bool
	shift   bool
	thumb   bool    // the scrollbar is held
	grab    float32 // where, from its top
	pointer fyne.Position
}

// take holds the scrollbar's thumb, which is at y and h high, where the pointer is
// on it, else by its middle.
func (p *press) take(pointer, y, h float32) {
	p.thumb, p.grab = true, h/2
	if pointer >= y && pointer < y+h {
		p.grab = pointer - y
	}
}

// click begins a selection, and counts presses that follow each other at one place.
func (p *press) click(at fyne.Position) {
	now := time.Now()
	near := math.Abs(float64(at.X-p.at.X)) <= clickReach && math.Abs(float64(at.Y-p.at.Y)) <= clickReach
	if near && p.count > 0 && p.count < 3 && now.Sub(p.when) <= clickTime {
		p.count++
	} else {
		p.count = 1
	}
	p.at, p.pointer, p.when, p.held = at, at, now, true
}

// onBar reports whether x is where the pointer takes the scrollbar of a widget, which
// is a zone at the right of its width, or at the left.
func onBar(x, width, zone float32, left bool) bool {
	if left {
		return x < zone
	}
	return x >= width-zone
}

// MouseDown starts a selection, or takes the scrollbar.
func (t *View) MouseDown(ev *desktop.MouseEvent) {
	t.stop()
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	p := &t.press
	p.held, p.thumb, p.dragged = false, false, false
	if y, h, ok := t.thumbRange(); ok && onBar(ev.Position.X, t.Size().Width, scrollZone, t.BarLeft) {
		p.take(ev.Position.Y, y, h)
		t.dragThumb(ev.Position.Y)
		return
	}
	p.click(ev.Position)
	p.shift = ev.Modifier&fyne.KeyModifierShift != 0
	h := t.hit(ev.Position)
	if p.shift {
		t.extend(h)
		return
	}
	t.begin(h, [...]grain{byGrapheme, byWord, byParagraph}[p.count-1])
}

// MouseUp settles the selection; a click without a drag is a tap on what is there.
func (t *View) MouseUp(ev *desktop.MouseEvent) {
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	p := &t.press
	held := p.held
	p.held, p.thumb = false, false
	if !held {
		return
	}
	t.stop()
	t.settled()
	if !p.dragged && !p.shift && p.count == 1 {
		if ids := t.highlightsAt(ev.Position); len(ids) > 0 {
			t.host.HighlightTapped(ids)
		}
	}
}

// Dragged extends the selection, and scrolls while the pointer is outside.
func (t *View) Dragged(ev *fyne.DragEvent) {
	p := &t.press
	switch {
	case p.thumb:
		t.dragThumb(ev.Position.Y)
	case p.held:
		p.dragged, p.pointer = true, ev.Position
		t.extend(t.hit(ev.Position))
		if t.overshoot() != 0 && t.motion == nil {
			t.scrollWhileHeld()
		}
	}
}

// DragEnd implements fyne.Draggable; MouseUp has come before.
func (t *View) DragEnd() {
	t.press.thumb = false
	if t.press.held {
		t.press.held = false
		t.stop()
		t.settled()
	}
}

// overshoot is how far the pointer is above (negative) or below the view.
func (t *View) overshoot() float32 {
	y := t.press.pointer.Y
	return min(y, 0) + max(y-t.Size().Height, 0)
}

// scrollWhileHeld scrolls a little with every frame, the faster the further outside
// the pointer is.
func (t *View) scrollWhileHeld() {
	t.motion = fyne.NewAnimation(time.Second, func(float32) {
		if by := t.overshoot(); t.press.held && by != 0 {
			t.page.ScrollBy(float64(by) * 0.2)
			t.arrange()
			t.extend(t.hit(t.press.pointer))
		}
	})
	t.motion.RepeatCount = fyne.AnimationRepeatForever
	t.motion.Start()
}

// stop ends any motion.
func (t *View) stop() {
	if t.motion != nil {
		t.motion.Stop()
		t.motion = nil
	}
}

func (t *View) dragThumb(y float32) {
	if _, h, ok := t.thumbRange(); ok {
		track := float64(t.Size().Height) - 4 - float64(h)
		at := 0.0
		if track > 0 {
			at = min(max(float64(y-t.press.grab-2)/track, 0), 1)
		}
		t.page.ScrollTo(at * (t.page.Extent() - t.page.View()))
		t.arrange()
	}
}

// glideTo brings the line of an offset to a fraction of the height. From afar it
// jumps to within a view of the place first.
func (t *View) glideTo(offset int, fraction float64) {
	t.stop()
	if t.column <= 0 {
		t.pending = goal{offset, fraction}
		return
	}
	before := t.page.Place()
	target := t.placeOf(offset)
	target.Shift -= t.page.View() * fraction
	t.page.Move(target)
	target = t.page.Place()
	way := t.page.Between(before, target)
	if t.Still || math.Abs(way) < 1 {
		t.arrange()
		return
	}
	limit := t.page.View() * 0.8
	way = min(max(way, -limit), limit)
	t.motion = fyne.NewAnimation(glideTime, func(done float32) {
		at := target
		at.Shift -= way * float64(1-done)
		t.page.Move(at)
		t.arrange()
		if done == 1 {
			t.motion = nil
		}
	})
	t.motion.Curve = fyne.AnimationEaseOut
	t.motion.Start()
}

// scroll moves the view down by dy at once.
func (t *View) scroll(dy float64) {
	t.stop()
	t.page.ScrollBy(dy)
	t.arrange()
}

// wheelStep makes a notch of the wheel, which Fyne counts as some 25 units, about
// two lines of text.
const wheelStep = 2.5

// Scrolled implements fyne.Scrollable.
func (t *View) Scrolled(ev *fyne.ScrollEvent) { t.scroll(-float64(ev.Scrolled.DY) * wheelStep) }

// TappedSecondary implements fyne.SecondaryTappable.
func (t *View) TappedSecondary(ev *fyne.PointEvent) {
	t.host.SecondaryTapped(t.hit(ev.Position).offset, ev.AbsolutePosition)
}

// MouseIn implements desktop.Hoverable.
func (t *View) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved notes what the pointer is on, for the cursor.
func (t *View) MouseMoved(ev *desktop.MouseEvent) {
	t.press.pointer = ev.Position
	t.point(ev.Position)
}

// MouseOut implements desktop.Hoverable.
func (t *View) MouseOut() { t.pointAt(nil) }

// Cursor is a hand over a highlight and a bar over text.
func (t *View) Cursor() desktop.Cursor {
	x := t.press.pointer.X
	switch {
	case t.press.held && t.press.dragged:
		return desktop.TextCursor
	case len(t.pointing) > 0:
		return desktop.PointerCursor
	case x < t.left-gutter || x > t.left+t.column+gutter:
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

// FocusGained implements fyne.Focusable.
func (t *View) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (t *View) FocusLost() {}

// TypedKey scrolls. Keys that mean nothing here are the canvas's, as they would be
// if the text had no focus.
func (t *View) TypedKey(ev *fyne.KeyEvent) {
	if shifted() && t.selectByKey(ev.Name, false) {
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
		if t.selection.start == t.selection.end {
			t.passKey(ev)
			return
		}
		t.ClearSelection()
	default:
		t.passKey(ev)
	}
}

func (t *View) passKey(ev *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// TypedRune hands characters on to the canvas, but for the space that scrolled.
func (t *View) TypedRune(r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); r != ' ' && c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// KeyDown hands the key on to the canvas.
func (t *View) KeyDown(ev *fyne.KeyEvent) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(t).(desktop.Canvas); ok && c.OnKeyDown() != nil {
		c.OnKeyDown()(ev)
	}
}

// KeyUp hands the key on to the canvas.
func (t *View) KeyUp(ev *fyne.KeyEvent) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(t).(desktop.Canvas); ok && c.OnKeyUp() != nil {
		c.OnKeyUp()(ev)
	}
}

// TypedShortcut copies and selects; other shortcuts are the canvas's.
func (t *View) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		if selected := t.Selected(); selected != "" {
			s.Clipboard.SetContent(selected)
		}
	case *desktop.CustomShortcut:
		if s.Modifier != fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift || !t.selectByKey(s.KeyName, true) {
			t.passShortcut(s)
		}
	case *fyne.ShortcutSelectAll:
		t.selectRange(0, len(t.text))
		t.selection.from, t.selection.to, t.selection.grain = 0, len(t.text), byGrapheme
		t.settled()
	default:
		t.passShortcut(s)
	}
}

func (t *View) passShortcut(s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(t).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
