package poster

import (
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Measures of the head, in units.
const (
	headSide   = 24 // beside the words
	headTop    = 18
	titleSize  = 26
	titleLine  = 36
	bylineSize = 14
	bylineLine = 22
	headBottom = 14
)

// head is what is above the strip: a title and who made it.
type head struct {
	height float32
	texts  []scene.Text
}

// headHeight is the height of a page's head, 0 without one.
func headHeight(page Page) float32 {
	if page.Title+page.Byline == "" {
		return 0
	}
	height := float32(headTop + headBottom)
	if page.Title != "" {
		height += titleLine
	}
	if page.Byline != "" {
		height += bylineLine
	}
	return height
}

func newHead(s *layout.Shaper, page Page, theme scene.Theme) head {
	h := head{height: headHeight(page)}
	y := float32(headTop)
	align := layout.AlignLeft
	if page.Lang == "ar" {
		align = layout.AlignRight
	}
	room := max(page.Width-2*headSide, 1)
	if page.Title != "" {
		p := s.Paragraph(form.Line(page.Title), layout.Style{Size: titleSize, LineHeight: titleLine, Bold: true, MaxLines: 1, Align: align, ShowControls: true}, room)
		h.texts = append(h.texts, scene.Text{X: headSide, Y: y, P: p, Colour: theme.Ink})
		y += titleLine
	}
	if page.Byline != "" {
		p := s.Paragraph(form.Line(page.Byline), layout.Style{Size: bylineSize, LineHeight: bylineLine, MaxLines: 1, Align: align, ShowControls: true}, room)
		h.texts = append(h.texts, scene.Text{X: headSide, Y: y, P: p, Colour: theme.Muted})
	}
	return h
}

// above moves a list down and puts the head above it.
func (h head) above(l *scene.List) {
	if h.height == 0 {
		return
	}
	l.H += h.height
	h.down(l.Bands, l.Lines, l.Marks, l.Texts)
	for i := range l.Pictures {
		l.Pictures[i].Y += h.height
	}
	for _, o := range l.Over {
		h.down(o.Bands, o.Lines, o.Marks, o.Texts)
	}
	// What slides below the scale would show above it.
	l.Over = append(l.Over, scene.Layer{Bands: []scene.Rect{{W: l.W, H: h.height, Fill: l.Ground}}, Texts: h.texts})
}

func (h head) down(bands []scene.Rect, lines []scene.Line, marks []scene.Rect, texts []scene.Text) {
	for _, rects := range [2][]scene.Rect{bands, marks} {
		for i := range rects {
			rects[i].Y += h.height
		}
	}
	for i := range lines {
		lines[i].Y0, lines[i].Y1 = lines[i].Y0+h.height, lines[i].Y1+h.height
	}
	for i := range texts {
		texts[i].Y += h.height
	}
}
