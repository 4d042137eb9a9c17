package chronology

import (
	"image/color"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/pdf"
)

// geometry is where things are on a page, in points of a page of A4: on a larger one all is
// larger, so that lines are no longer than they are read with ease. Distances along a line are counted
// from where the document's language begins to read: from the right in Arabic.
type geometry struct {
	unit   float64 // how many points that is
	w, h   float64
	rtl    bool
	margin float64 // at both sides
	date   float64 // width of the column of dates; 0 on narrow paper, where dates are above the titles
	top    float64 // of what is between head and foot
	bottom float64 // of the same, without the sources at the foot
}

const pointsPerMillimetre = 72 / 25.4

// Measures of a page, in points.
const (
	headText    = 39 // top of the running head
	headRule    = 59
	stripTop    = 64
	stripHeight = 24
	bodyTop     = 96
	footText    = 42 // top of the last line, from the lower edge
	footRoom    = 62 // what is kept free at the foot
)

func newGeometry(paper form.Size, rtl bool) geometry {
	a4 := form.Size{Width: 210, Height: 297}
	unit := max(1, min(paper.Width/a4.Width, paper.Height/a4.Height))
	g := geometry{unit: unit, w: paper.Width * pointsPerMillimetre / unit, h: paper.Height * pointsPerMillimetre / unit, rtl: rtl}
	g.margin = min(50, g.w/10)
	if g.measure() >= 300 {
		g.date = min(118, g.measure()*0.24)
	}
	g.top, g.bottom = bodyTop, g.h-footRoom
	if g.bottom-g.top < 60 { // a slip of paper
		g.top, g.bottom = g.h*0.1, g.h*0.9
	}
	return g
}

// measure is the width between the margins, body that of the column of texts.
func (g geometry) measure() float64 { return g.w - 2*g.margin }
func (g geometry) body() float64    { return g.measure() - g.date }

// left is the left edge of what is w wide and begins x after the margin.
func (g geometry) left(x, w float64) float64 {
	if g.rtl {
		return g.w - g.margin - x - w
	}
	return g.margin + x
}

// rule draws a line from margin to margin.
func (g geometry) rule(p *pdf.Page, y, width float64, c color.NRGBA) {
	p.Rule(g.margin, y, g.w-g.margin, y, width, 0, c)
}
