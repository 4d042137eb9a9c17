package timeline

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// hover is what the pointer is over.
type hover struct {
	inside bool
	at     fyne.Position
	on     bool  // over a mark
	holds  grasp // what a press would take hold of
	event  int   // -1 for none, and for a density bar
	mark   scene.Hit
	timer  *fyne.Animation // until the tip shows
	tip    *scene.Layer    // nil while none shows
}

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
	case holds == holdsStart || holds == holdsEnd || holds == holdsSpan:
		return desktop.HResizeCursor
	case t.hover.on && !t.press.dragged:
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
	mark, on := t.scene().At(at.X, at.Y)
	t.hover.holds = t.graspAt(at, false)
	if !on {
		t.forgetHover()
		return
	}
	if t.hover.on && sameMark(mark, t.hover.mark) {
		return
	}
	t.hideTip()
	t.hover.on, t.hover.mark = true, mark
	if mark.Event != t.hover.event {
		t.hover.event = mark.Event
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
	if t.hover.event >= 0 {
		t.hover.event = -1
		t.invalidate()
		t.host.EventHovered(data.ID{})
	}
}

// tipDelay is how long the pointer rests on a mark before its tip shows.
const tipDelay = 180 * time.Millisecond

func (t *Timeline) waitForTip() {
	timer := fyne.NewAnimation(tipDelay, nil)
	timer.Tick = func(p float32) {
		if p < 1 || t.hover.timer != timer {
			return
		}
		t.hover.timer = nil
		if t.hover.tip = t.makeTip(); t.hover.tip != nil {
			t.repaint()
		}
	}
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
		t.repaint()
	}
}

// Measures of the tip in units.
const (
	tipWidth   = 320 // of its text, at most
	tipPadding = 12
	tipGap     = 8 // from its mark
	tipEdge    = 6 // from the strip's edges
)

// makeTip is the panel that names what the pointer is over: title and date of an
// event, the number of events and nothing else for a density bar.
func (t *Timeline) makeTip() *scene.Layer {
	head, below := t.tipText()
	if head == "" {
		return nil
	}
	p := t.plate(head, below)
	mark, size := t.hover.mark, t.strip.Size()
	y := mark.Y1 + tipGap
	if y+p.h > size.Height-tipEdge {
		y = max(mark.Y0-tipGap-p.h, tipEdge)
	}
	return t.setPlate(p, t.hover.at.X, y)
}

// plate is a small panel with a bold line and a muted one below it.
type plate struct {
	title, date *layout.Paragraph // date may be nil
	w, h        float32
}

func (t *Timeline) plate(head, below string) plate {
	p := plate{title: t.paragraph(head, layout.Style{Size: 13, Bold: true, LineHeight: 20, MaxLines: 3})}
	p.w, p.h = p.title.Width, p.title.Height
	if below != "" {
		p.date = t.paragraph(below, layout.Style{Size: 12.5, LineHeight: 19, MaxLines: 2})
		p.w, p.h = max(p.w, p.date.Width), p.h+p.date.Height+1
	}
	p.w, p.h = p.w+2*tipPadding, p.h+2*tipPadding-6
	return p
}

// setPlate draws a plate with its top at y, centred on x but within the strip.
func (t *Timeline) setPlate(p plate, x, y float32) *scene.Layer {
	x = min(max(x-p.w/2, tipEdge), max(t.strip.Size().Width-p.w-tipEdge, tipEdge))
	tip := &scene.Layer{Marks: append(t.shadow(x, y, p.w, p.h), scene.Rect{
		X: x, Y: y, W: p.w, H: p.h, Radius: 8, Fill: t.palette.Raised, Stroke: t.palette.Line, StrokeWidth: 1,
	})}
	at := func(line *layout.Paragraph) float32 {
		if t.model.RTL {
			return x + p.w - tipPadding - line.Box
		}
		return x + tipPadding
	}
	tip.Texts = append(tip.Texts, scene.Text{X: at(p.title), Y: y + tipPadding - 3, P: p.title, Colour: t.palette.Ink})
	if p.date != nil {
		tip.Texts = append(tip.Texts, scene.Text{X: at(p.date), Y: y + tipPadding - 2 + p.title.Height, P: p.date, Colour: t.palette.Muted})
	}
	return tip
}

func (t *Timeline) tipText() (head, below string) {
	if t.hover.event < 0 {
		if t.model.Many != nil {
			head = t.model.Many(t.hover.mark.Count)
		}
		return head, ""
	}
	id := t.model.Index.ID(t.hover.event)
	if t.model.Titles != nil {
		head, _ = t.model.Titles(id)
	}
	if t.model.Date != nil {
		below = t.model.Date(id)
	}
	if head == "" {
		return below, ""
	}
	return head, below
}

// paragraph sets text as wide as it is, and wraps it where that is too wide. It
// aligns to the interface's start side, whatever the text's own direction.
func (t *Timeline) paragraph(text string, style layout.Style) *layout.Paragraph {
	style.Align = layout.AlignLeft
	if t.model.RTL {
		style.Align = layout.AlignRight
	}
	p := t.typesetter.Shaper.Paragraph(text, style, 0)
	if p.Width > tipWidth {
		p = t.typesetter.Shaper.Paragraph(text, style, tipWidth)
	}
	return p
}

// shadow lies softly under a panel.
func (t *Timeline) shadow(x, y, w, h float32) []scene.Rect {
	const steps = 6
	colour := t.palette.Shadow
	colour.A /= steps
	rects := make([]scene.Rect, 0, steps+1)
	for i := range steps {
		grow := float32(i) * 1.4
		rects = append(rects, scene.Rect{
			X: x - grow, Y: y + 2 - grow/2, W: w + 2*grow, H: h + 1.5*grow, Radius: 8 + grow, Fill: colour,
		})
	}
	return rects
}
