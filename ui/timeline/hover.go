package timeline

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/bidi/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// hover is what the pointer is over.
type hover struct {
	inside bool
	at     fyne.Position
	on     bool // over a mark
	event  int  // -1 for none, and for a density bar
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
	if t.hover.on && !t.press.dragged {
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
		t.host.EventHovered(mark.Event)
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
		t.host.EventHovered(-1)
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
	size := t.strip.Size()
	title := t.paragraph(head, layout.Style{Size: 13, Bold: true, LineHeight: 20, MaxLines: 3})
	width, height := title.Width, title.Height
	var date *layout.Paragraph
	if below != "" {
		date = t.paragraph(below, layout.Style{Size: 12.5, LineHeight: 19, MaxLines: 2})
		width, height = max(width, date.Width), height+date.Height+1
	}
	w, h := width+2*tipPadding, height+2*tipPadding-6

	mark := t.hover.mark
	x := min(max(t.hover.at.X-w/2, tipEdge), max(size.Width-w-tipEdge, tipEdge))
	y := mark.Y1 + tipGap
	if y+h > size.Height-tipEdge {
		y = max(mark.Y0-tipGap-h, tipEdge)
	}
	tip := &scene.Layer{Marks: append(t.shadow(x, y, w, h), scene.Rect{
		X: x, Y: y, W: w, H: h, Radius: 8, Fill: t.palette.Raised, Stroke: t.palette.Line, StrokeWidth: 1,
	})}
	at := func(p *layout.Paragraph) float32 {
		if t.model.RTL {
			return x + w - tipPadding - p.Box
		}
		return x + tipPadding
	}
	tip.Texts = append(tip.Texts, scene.Text{X: at(title), Y: y + tipPadding - 3, P: title, Colour: t.palette.Ink})
	if date != nil {
		tip.Texts = append(tip.Texts, scene.Text{X: at(date), Y: y + tipPadding - 2 + title.Height, P: date, Colour: t.palette.Muted})
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
	if t.model.Titles != nil {
		head, _ = t.model.Titles(t.hover.event)
	}
	if t.model.Date != nil {
		below = t.model.Date(t.hover.event)
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
