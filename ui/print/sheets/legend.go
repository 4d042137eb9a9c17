package sheets

import (
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// legend is what the signs on the poster mean, in a line.
type legend struct {
	width float64
	words []*layout.Paragraph
	signs []func(p *pdf.Page, x, y float64)
}

var legendStyle = layout.Style{Size: 11.5, LineHeight: 18}

// Measures of the legend, in units.
const (
	signWidth = 16
	signSpace = 18
)

// legend explains the forms that the dates of the events have, and the numbers of sources.
func (s *sheet) legend() (l legend) {
	ink := s.colours.Mark("slate")
	add := func(key string, sign func(p *pdf.Page, x, y float64)) {
		words := s.set(s.locale.T(key), legendStyle, 0)
		if len(l.words) > 0 {
			l.width += signSpace
		}
		l.width += signWidth + float64(words.Width)
		l.words, l.signs = append(l.words, words), append(l.signs, sign)
	}
	uncertain, soft, sources := false, false, false
	for i := range s.drawn.Index.Len() {
		c := s.drawn.Certainty(i)
		uncertain = uncertain || c.Uncertain
		soft = soft || c.Approximate || c.HasCore
		sources = sources || s.drawn.Sources(i) > 1
	}
	if s.drawn.State != nil { // then a date that is uncertain is soft
		soft, uncertain = soft || uncertain, false
		s.stateSigns(add)
	}
	if uncertain {
		add("page.sign.hollow", func(p *pdf.Page, x, y float64) {
			p.Draw(pdf.Shape{X: x + 1, Y: y - 3.5, W: 7, H: 7, Radius: 3.5, Fill: s.colours.Panel, Stroke: ink, StrokeWidth: 2})
		})
	}
	if soft {
		add("page.sign.soft", func(p *pdf.Page, x, y float64) {
			p.Draw(pdf.Shape{X: x - 4, Y: y - 4, W: 15, H: 8, Radius: 2, Fill: ink, FadeLeft: 7, FadeRight: 7})
		})
	}
	if sources {
		add("page.sign.sources", func(p *pdf.Page, x, y float64) {
			p.Draw(pdf.Shape{X: x - 2, Y: y - 6, W: 12, H: 12, Radius: 3, Stroke: s.colours.Line, StrokeWidth: 1})
			n := s.set(s.locale.Number(3), layout.Style{Size: 9, LineHeight: 12}, 0)
			p.Text(n, 0, 1, x+4-float64(n.Width)/2, y-6, 1, s.colours.Muted)
		})
	}
	return l
}

// draw draws the legend at the end of the head, its upper edge at y.
func (l *legend) draw(s *sheet, d *pdf.Document, p *pdf.Page, w, y float64) {
	x := w - side - l.width
	for i, words := range l.words {
		left := x
		if s.locale.RTL() {
			left = w - x - signWidth - float64(words.Width)
		}
		sign, text := left, left+signWidth
		if s.locale.RTL() {
			sign, text = left+float64(words.Width)+6, left
		}
		p.Artifact()
		l.signs[i](p, sign, y+9)
		p.End()
		e := d.Root().Add("P", pdf.About{})
		p.Begin(e)
		p.Text(words, 0, 1, text, y, 1, s.colours.Muted)
		p.End()
		e.Close()
		x += signWidth + float64(words.Width) + signSpace
	}
}

// stateSigns explains the forms of the states that events on the poster have.
func (s *sheet) stateSigns(add func(key string, sign func(p *pdf.Page, x, y float64))) {
	ink, has := s.colours.Mark("slate"), map[scene.State]bool{}
	for i := range s.drawn.Index.Len() {
		has[s.drawn.State(i)] = true
	}
	ring := func(p *pdf.Page, x, y, width float64) {
		p.Draw(pdf.Shape{X: x + 1, Y: y - 3.5, W: 7, H: 7, Radius: 3.5, Fill: s.colours.Panel, Stroke: ink, StrokeWidth: width})
	}
	form := func(p *pdf.Page, f scene.Form, x, y, half float32) {
		r := scene.Rect{X: x - half, Y: y - half, W: 2 * half, H: 2 * half, Form: f, StrokeWidth: 1.2}
		r.Outline(func(corners []scene.Point) {
			p.Polygon(len(corners), func(i int) (x, y float64) { return float64(corners[i].X), float64(corners[i].Y) }, ink)
		})
	}
	if has[scene.StateUnverified] {
		add("state.unverified", func(p *pdf.Page, x, y float64) { ring(p, x, y, 2) })
	}
	if has[scene.StateSingleSource] {
		add("state.single", func(p *pdf.Page, x, y float64) {
			ring(p, x, y, 1.3)
			p.Draw(pdf.Shape{X: x + 3.2, Y: y - 1.3, W: 2.6, H: 2.6, Radius: 1.3, Fill: ink})
		})
	}
	if has[scene.StateDisputed] {
		add("state.disputed", func(p *pdf.Page, x, y float64) {
			p.Draw(pdf.Shape{X: x + 1, Y: y - 3.5, W: 7, H: 7, Radius: 0.1, Fill: s.colours.Panel})
			form(p, scene.FormHalf, float32(x)+4.5, float32(y), 4.5)
			p.Rule(x+4.5, y-4.5, x+9, y, 1, 0, ink)
			p.Rule(x+9, y, x+4.5, y+4.5, 1, 0, ink)
		})
	}
	if has[scene.StateRefuted] {
		add("state.refuted", func(p *pdf.Page, x, y float64) {
			ring(p, x, y, 1)
			form(p, scene.FormCross, float32(x)+4.5, float32(y), 3.4)
		})
	}
}
