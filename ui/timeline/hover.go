package timeline

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// MouseIn is part of desktop.Hoverable.
func (t *Timeline) MouseIn(ev *desktop.MouseEvent) {
	t.hover.inside = true
	t.point(ev.Position)
}

// MouseMoved is part of desktop.Hoverable.
func (t *Timeline) MouseMoved(ev *desktop.MouseEvent) { t.point(ev.Position) }

// MouseOut is part of desktop.Hoverable.
func (t *Timeline) MouseOut() {
	t.hover.inside = false
	t.forgetHover()
}

// Cursor is part of desktop.Cursorable.
func (t *Timeline) Cursor() desktop.Cursor {
	holds := t.hover.holds
	if t.press.dragged && t.press.down {
		holds = t.press.holds
	}
	switch {
	case t.carry != nil:
		return desktop.PointerCursor
	case holds == holdsBorder:
		return desktop.VResizeCursor
	case holds == holdsStart || holds == holdsEnd || holds == holdsSpan || holds == holdsBody || holds == holdsKnown:
		return desktop.HResizeCursor
	case (t.hover.on || t.hover.onChip || t.hover.onSpot) && !t.press.dragged:
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// point takes the pointer's position. While the view moves, nothing is pointed at.
func (t *Timeline) point(at fyne.Position) {
	t.hover.at = at
	if t.motion.running != nil {
		return
	}
	if t.pointSpot(at) {
		return
	}
	chip, onChip := t.scene().ChipAt(at.X, at.Y)
	onRead := !onChip && inside(t.scene().Reading, at)
	if was := t.hover; onChip || onRead {
		t.hover.holds = holdsView
		if onChip == was.onChip && onRead == was.onRead && sameChip(chip, was.chip) {
			return
		}
		t.forgetHover()
		t.hover.chip, t.hover.onChip, t.hover.onRead = chip, onChip, onRead
		t.waitForTip()
		return
	}
	if t.hover.onChip || t.hover.onRead {
		t.forgetHover()
	}
	mark, on := t.scene().At(at.X, at.Y)
	t.hover.holds = t.graspAt(at, t.modifiers()&fyne.KeyModifierShift != 0)
	if !on {
		t.forgetHover()
		return
	}
	if t.hover.on && sameMark(mark, t.hover.mark) {
		return
	}
	t.hideTip()
	t.hover.on, t.hover.mark = true, mark
	if mark.Event != t.hovered {
		t.hovered = mark.Event
		t.invalidate()
		t.host.EventHovered(t.model.Index.ID(mark.Event))
	}
	t.waitForTip()
}

func sameChip(a, b scene.Chip) bool {
	return a.X0 == b.X0 && a.Y0 == b.Y0 && a.Track == b.Track && a.Beyond == b.Beyond
}

// inside reports whether a point is in a rectangle.
func inside(r scene.Rect, at fyne.Position) bool {
	return at.X >= r.X && at.X < r.X+r.W && at.Y >= r.Y && at.Y < r.Y+r.H
}

func sameMark(a, b scene.Hit) bool {
	return a.Event == b.Event && a.Lo == b.Lo && a.Hi == b.Hi && a.Track == b.Track
}

// forgetHover is for when the pointer is over nothing.
func (t *Timeline) forgetHover() {
	t.hideTip()
	t.hover.on, t.hover.onChip, t.hover.onRead, t.hover.onSpot = false, false, false, false
	if t.hovered >= 0 {
		t.hovered = -1
		t.invalidate()
		t.host.EventHovered(data.ID{})
	}
}

// tipDelay is how long the pointer rests on a mark before its tip shows.
const tipDelay = 180 * time.Millisecond

func (t *Timeline) waitForTip() {
	var timer *fyne.Animation
	timer = fyne.NewAnimation(tipDelay, func(p float32) {
		if p < 1 || t.hover.timer != timer {
			return
		}
		t.hover.timer = nil
		if t.hover.tip = t.tip(); t.hover.tip != nil {
			t.strip.repaint()
		}
	})
	t.hover.timer = timer
	t.start(timer)
}

// HideTip takes the panel at the pointer away until that moves: something else is shown
// over the timeline.
func (t *Timeline) HideTip() { t.hideTip() }

func (t *Timeline) hideTip() {
	if t.hover.timer != nil {
		t.hover.timer.Stop()
		t.hover.timer = nil
	}
	if t.hover.tip != nil {
		t.hover.tip = nil
		t.strip.repaint()
	}
}

// RefreshTip shows what is known by now of the event under the pointer.
func (t *Timeline) RefreshTip() {
	if t.hover.on && t.hover.tip != nil {
		t.hover.tip = t.tip()
		t.strip.repaint()
	}
}

// tip is the panel that says what the pointer is over: title, date and words of an event,
// the number of events for a density bar, what a chip stands for, what the mark of the
// text that is read means.
func (t *Timeline) tip() *scene.Layer {
	var head, below, words string
	h := &t.hover
	y0, y1 := h.mark.Y0, h.mark.Y1
	switch {
	case h.onChip:
		head, below, words = t.chipText(h.chip)
		y0, y1 = h.chip.Y0, h.chip.Y1
	case h.onSpot:
		head, below, words = t.spotText(h.spot)
		y0, y1 = h.at.Y-tipGap, h.at.Y+tipGap
		if h.spot.Kind != scene.SpotRelation {
			y0, y1 = h.spot.Y0, h.spot.Y1
		}
	case h.onRead:
		if t.model.Words != nil && !t.readDate.IsZero() {
			head, below = t.model.Words(data.ID{}, t.readDate), t.model.Reading
		}
		y0 = t.scene().Reading.Y
		y1 = y0 + t.scene().Reading.H
	default:
		head, below, words = t.tipText(h.mark)
	}
	if head == "" {
		return nil
	}
	p, size := t.plate(head, below, words), t.size()
	if !h.onChip && !h.onSpot && !h.onRead {
		p.picture(&t.board, h.mark.Event)
	}
	if words != "" && p.h > size.Height-2*tipEdge {
		shown := p.event
		p = t.plate(head, below, "") // a low strip has room for the rest
		p.picture(&t.board, shown)
	}
	y := y1 + tipGap
	if y+p.h > size.Height-tipEdge {
		y = max(y0-tipGap-p.h, tipEdge)
	}
	return t.setPlate(p, h.at.X, y)
}

// chipText is what a chip stands for: the event, where it is a single one, else how many.
func (t *mover) chipText(c scene.Chip) (head, below, words string) {
	if c.Beyond && c.Count == 1 {
		if e := t.model.Index.Beyond(t.view, c.Track, c.After); e >= 0 {
			if head, below, words = t.tipText(scene.Hit{Event: e}); head != "" {
				return head, below, words
			}
		}
	}
	if t.model.Hidden == nil {
		return "", "", ""
	}
	head, below = t.model.Hidden(c)
	return head, below, ""
}

func (t *mover) tipText(mark scene.Hit) (head, below, words string) {
	if mark.Event < 0 {
		if t.model.Many != nil {
			head = t.model.Many(mark.Count)
		}
		return head, "", ""
	}
	id := t.model.Index.ID(mark.Event)
	if t.model.Titles != nil {
		head, _ = t.model.Titles(id)
	}
	if t.model.Date != nil {
		below = t.model.Date(id)
	}
	if t.model.Quote != nil {
		words = t.model.Quote(id)
	}
	if head == "" {
		return below, "", words
	}
	return head, below, words
}

// moving implements follower.
func (t *Timeline) moving() { t.hideTip() }

// rested implements follower: it looks what is under the pointer now.
func (t *Timeline) rested() {
	if t.hover.inside && !t.press.down {
		t.point(t.hover.at)
	}
}
