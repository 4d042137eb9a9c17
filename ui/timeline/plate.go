package timeline

import (
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Measures of the tip in units.
const (
	tipWidth   = 320 // of its text, at most
	tipPadding = 12
	tipGap     = 8 // from its mark
	tipEdge    = 6 // from the strip's edges
)

// plate is a small panel with a bold line, a muted one below it, and words below that.
type plate struct {
	title, date, words *layout.Paragraph // date and words may be nil
	w, h               float32
	beside             float32 // what a picture takes beside the words
	event              int     // whose picture it is, -1 for none
}

// Measures of the picture in a tip, in units.
const tipPictureWidth, tipPictureHeight, tipPictureGap = 72, 54, 12

// picture puts the picture of an event into a plate, if it has one, where reading begins.
func (p *plate) picture(t *board, event int) {
	if event < 0 || t.input.Pictured == nil || !t.input.Pictured(event) {
		return
	}
	p.event, p.beside = event, tipPictureWidth+tipPictureGap
	p.w, p.h = p.w+p.beside, max(p.h, tipPictureHeight+2*tipPadding)
}

func (t *board) plate(head, below, words string) plate {
	p := plate{event: -1, title: t.paragraph(head, layout.Style{Size: 13, Bold: true, LineHeight: 20, MaxLines: 3})}
	p.w, p.h = p.title.Width, p.title.Height
	if below != "" {
		p.date = t.paragraph(below, layout.Style{Size: 12.5, LineHeight: 19, MaxLines: 2, Base: t.model.Direction})
		p.w, p.h = max(p.w, p.date.Width), p.h+p.date.Height+1
	}
	if words != "" {
		p.words = t.paragraph(words, layout.Style{Size: 12.5, LineHeight: 19, MaxLines: 3})
		p.w, p.h = max(p.w, p.words.Width), p.h+p.words.Height+wordsGap
	}
	p.w, p.h = p.w+2*tipPadding, p.h+2*tipPadding-6
	return p
}

// setPlate draws a plate with its top at y, centred on x but within the strip.
func (t *board) setPlate(p plate, x, y float32) *scene.Layer {
	x = min(max(x-p.w/2, tipEdge), max(t.size().Width-p.w-tipEdge, tipEdge))
	tip := &scene.Layer{Marks: append(t.shadow(x, y, p.w, p.h), scene.Rect{
		X: x, Y: y, W: p.w, H: p.h, Radius: 8, Fill: t.palette.Raised, Stroke: t.palette.Line, StrokeWidth: 1,
	})}
	at := func(line *layout.Paragraph) float32 {
		if t.model.RTL {
			return x + p.w - p.beside - tipPadding - line.Box
		}
		return x + p.beside + tipPadding
	}
	tip.Texts = append(tip.Texts, scene.Text{X: at(p.title), Y: y + tipPadding - 3, P: p.title, Colour: t.palette.Ink})
	if p.date != nil {
		tip.Texts = append(tip.Texts, scene.Text{X: at(p.date), Y: y + tipPadding - 2 + p.title.Height, P: p.date, Colour: t.palette.Muted})
	}
	if p.words != nil {
		above := p.title.Height + wordsGap
		if p.date != nil {
			above += p.date.Height + 1
		}
		tip.Texts = append(tip.Texts, scene.Text{X: at(p.words), Y: y + tipPadding - 3 + above, P: p.words, Colour: t.palette.Ink})
	}
	if p.event >= 0 {
		left := x + tipPadding
		if t.model.RTL {
			left = x + p.w - tipPadding - tipPictureWidth
		}
		tip.Pictures = []scene.Picture{{Event: p.event, Rect: scene.Rect{X: left, Y: y + tipPadding, W: tipPictureWidth, H: tipPictureHeight, Radius: 6, Fill: t.palette.Chip}}}
	}
	return tip
}

// wordsGap is above the words of a plate.
const wordsGap = 4

// paragraph sets text as wide as it is, and wraps it where that is too wide. It
// aligns to the interface's start side, whatever the text's own direction.
func (t *board) paragraph(text string, style layout.Style) *layout.Paragraph {
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
func (t *board) shadow(x, y, w, h float32) []scene.Rect {
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
