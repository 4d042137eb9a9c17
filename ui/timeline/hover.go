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
	case holds == holdsBorder:
		return desktop.VResizeCursor
	case holds == holdsStart || holds == holdsEnd || holds == holdsSpan || holds == holdsBody:
		return desktop.HResizeCursor
	case (t.hover.on || t.hover.onChip) && !t.press.dragged:
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
	if _, t.hover.onChip = t.scene().ChipAt(at.X, at.Y); t.hover.onChip {
		t.hover.holds = holdsView
		t.forgetHover()
		return
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

func sameMark(a, b scene.Hit) bool {
	return a.Event == b.Event && a.Lo == b.Lo && a.Hi == b.Hi && a.Track == b.Track
}

// forgetHover is for when the pointer is over nothing.
func (t *Timeline) forgetHover() {
	t.hideTip()
	t.hover.on = false
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
		if t.hover.tip = t.tip(t.hover.mark, t.hover.at.X); t.hover.tip != nil {
			t.strip.repaint()
		}
	})
	t.hover.timer = timer
	t.start(timer)
}

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
		t.hover.tip = t.tip(t.hover.mark, t.hover.at.X)
		t.strip.repaint()
	}
}

// tip is the panel at x that names what the pointer is over: title, date and words of an
// event, the number of events and nothing else for a density bar.
func (t *mover) tip(mark scene.Hit, at float32) *scene.Layer {
	head, below, words := t.tipText(mark)
	if head == "" {
		return nil
	}
	p, size := t.plate(head, below, words), t.size()
	if words != "" && p.h > size.Height-2*tipEdge {
		p = t.plate(head, below, "") // a low strip has room for the rest
	}
	y := mark.Y1 + tipGap
	if y+p.h > size.Height-tipEdge {
		y = max(mark.Y0-tipGap-p.h, tipEdge)
	}
	return t.setPlate(p, at, y)
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
