package text

import (
	"image"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/text/layout"
	look "tarikh.org/tarikh/ui/theme"
)

// Span is a stretch of a Label's text that looks different from the rest.
type Span struct {
	Start, End int                 // bytes of the text, half-open
	Ink        fyne.ThemeColorName // of the letters; empty: the label's
	Ground     string              // a colour of the palette behind them, as a highlighter's; empty: none
	Line       SpanLine            // across or under them, in their ink
	ID         any                 // given back by SpanAt
}

// SpanLine is a line that goes with a stretch of text.
type SpanLine uint8

// The lines.
const (
	NoLine  SpanLine = iota
	Under            // below the letters
	Through          // through their middle
)

// SetSpans replaces the stretches that look different. They do not overlap.
func (l *Label) SetSpans(spans []Span) {
	l.spans = slices.Clone(spans)
	l.Refresh()
}

// SpanAt returns the ID of the span that a point of the label is on, nil if it is
// on none.
func (l *Label) SpanAt(at fyne.Position) any {
	var y float32
	start := 0
	ps := l.lines(l.Size().Width)
	if l.style.Lines == 1 {
		y = float32(math.Floor(float64(max(0, l.Size().Height-height(ps)) / 2)))
	}
	for i, p := range ps {
		x := l.indent(p, l.Size().Width)
		for _, s := range l.spans {
			for _, r := range spanRects(p, s, start) {
				if at.X >= x+r.X && at.X < x+r.X+r.W && at.Y >= y+r.Y && at.Y < y+r.Y+r.H {
					return s.ID
				}
			}
		}
		start += len(l.natural[i].Text) + 1
		y += p.Height
	}
	return nil
}

// spanRects are the areas of a span in a paragraph whose text begins at an offset.
func spanRects(p *layout.Paragraph, s Span, offset int) []layout.Rect {
	start, end := max(s.Start-offset, 0), min(s.End-offset, len(p.Text))
	if n := len(p.Lines); n > 0 {
		end = min(end, p.Lines[n-1].Cut)
	}
	if start >= end {
		return nil
	}
	return p.Selection(start, end, nil)
}

// drawSpans draws the stretches of a paragraph at a place of the picture again, in
// their own looks: what is there is cleared and drawn again with the area as its
// clip, so that letters do not get the fringe of two inks.
func (l *Label) drawSpans(img *image.RGBA, p *layout.Paragraph, offset int, at fyne.Position, scale float32) {
	colours := look.Current()
	for _, s := range l.spans {
		for _, r := range spanRects(p, s, offset) {
			x0, x1 := (at.X+r.X)*scale, (at.X+r.X+r.W)*scale
			y0, y1 := (at.Y+r.Y)*scale, (at.Y+r.Y+r.H)*scale
			area := image.Rect(floor(x0), floor(y0), floor(x1), -floor(-y1)).Intersect(img.Rect)
			if area.Empty() {
				continue
			}
			part := img.SubImage(area).(*image.RGBA)
			for y := area.Min.Y; y < area.Max.Y; y++ {
				clear(img.Pix[img.PixOffset(area.Min.X, y):img.PixOffset(area.Max.X, y)])
			}
			size := p.Style.Size
			middle := (y0 + y1) / 2
			if s.Ground != "" {
				fillRound(part, x0, middle-0.78*size*scale, x1, middle+0.78*size*scale, 0, colours.Soft(s.Ground))
			}
			name := s.Ink
			if name == "" {
				name = l.style.Colour
			}
			if name == "" {
				name = theme.ColorNameForeground
			}
			ink := themed(l.Theme(), name)
			l.ts.Glyphs.Draw(part, p, at.X*scale, at.Y*scale, scale, ink)
			thick := max(1, float32(math.Round(float64(scale))))
			switch s.Line {
			case Under:
				y := float32(floor(middle + 0.6*size*scale))
				fillRound(part, x0, y, x1, y+thick, 0, ink)
			case Through:
				y := float32(floor(middle + 0.05*size*scale))
				fillRound(part, x0, y, x1, y+thick, 0, ink)
			case NoLine:
			}
		}
	}
}
