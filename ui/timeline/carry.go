package timeline

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// carry is an event that is dragged with Ctrl, to be dropped on another one.
type carry struct {
	event data.ID
	row   scene.Hit // of it
	at    fyne.Position
	over  scene.Hit // the event under the pointer, with on
	on    bool
	out   bool // the pointer is beside the strip
}

// carriable reports whether a press with such modifiers takes an event up: with Ctrl, or the
// command key of macOS, where Ctrl is the other button.
func (t *Timeline) carriable(held fyne.KeyModifier) bool {
	return held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0 && held&fyne.KeyModifierShift == 0 &&
		t.model.Editable && t.model.Found == nil && t.model.Dropping != nil
}

// carryEvent takes the event that was pressed to a point of the strip.
func (t *Timeline) carryEvent(at fyne.Position) {
	if t.carry == nil {
		t.carry = &carry{event: t.model.Index.ID(t.press.hit.Event), row: t.press.hit}
	}
	c := t.carry
	c.at = at
	c.over, c.on = t.scene().At(at.X, at.Y)
	c.on = c.on && c.over.Event >= 0 && t.model.Index.ID(c.over.Event) != c.event
	t.strip.repaint()
	c.tell(t, false)
}

// dropCarried ends that: the host is told on which event the other one was dropped, or that
// it was beside the strip.
func (t *Timeline) dropCarried() {
	c := t.carry
	t.carry = nil
	t.strip.repaint()
	if c == nil {
		return
	}
	if c.tell(t, true); c.on {
		t.host.EventDropped(c.event, t.model.Index.ID(c.over.Event))
	}
}

// tell tells where beside the strip the event is, and that it is there no more.
func (c *carry) tell(t *Timeline, done bool) {
	size, was := t.Size(), c.out
	c.out = c.at.X < 0 || c.at.Y < 0 || c.at.X >= size.Width || c.at.Y >= size.Height
	switch {
	case c.out:
		t.host.EventCarried(c.event, fyne.CurrentApp().Driver().AbsolutePositionForObject(t).Add(c.at), done)
	case was:
		t.host.EventCarried(c.event, fyne.Position{}, false)
	}
}

// carryLayer draws a ring around the event and around the one that it would be dropped on,
// a dot at the pointer, and what dropping it there does.
func (t *board) carryLayer(c *carry) *scene.Layer {
	const dot, high, out = 13, 17, 4
	soft := t.palette.Accent
	soft.A = 0x38
	l := &scene.Layer{}
	around := func(h scene.Hit, width float32) {
		y, tall := (h.Y0+h.Y1)/2, min(h.Y1-h.Y0, high, max(h.M1-h.M0, dot))+2*out
		l.Marks = append(l.Marks, scene.Rect{X: h.M0 - out, Y: y - tall/2, W: h.M1 - h.M0 + 2*out, H: tall, Radius: tall / 2, Fill: soft, Stroke: t.palette.Accent, StrokeWidth: width})
	}
	around(c.row, 1)
	if c.on {
		around(c.over, 2.5)
	}
	l.Marks = append(l.Marks, scene.Rect{X: c.at.X - dot/2, Y: c.at.Y - dot/2, W: dot, H: dot, Radius: dot / 2, Fill: t.palette.Accent})
	var target data.ID
	if c.on {
		target = t.model.Index.ID(c.over.Event)
	}
	head, below := t.model.Dropping(c.event, target)
	p := t.plate(head, below, "")
	y := c.at.Y + 2*tipGap
	if y+p.h > t.height()-tipEdge {
		y = max(c.at.Y-2*tipGap-p.h, tipEdge)
	}
	set := t.setPlate(p, c.at.X, y)
	l.Marks, l.Texts = append(l.Marks, set.Marks...), set.Texts
	return l
}
