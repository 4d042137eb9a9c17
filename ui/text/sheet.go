package text

import (
	"image"
	"image/color"
	"math"

	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/layout"
)

// sheet is a picture of the lines [from, to) of a paragraph. Areas are given in the
// paragraph's coordinates, in units.
type sheet struct {
	img      *image.RGBA
	set      *edit.Setting
	start    int // of the paragraph, in the text
	from, to int
	low      int     // the bytes of the lines, in the text
	high     int     // half-open
	width    float32 // of the text's column
	scale    float32
	dx, dy   float32 // from the paragraph to the picture
	buffer   []layout.Rect
}

// areas are those of bytes of the text in the sheet's lines.
func (s *sheet) areas(start, end int) []layout.Rect {
	s.buffer = s.set.Areas(max(start, s.low)-s.start, min(end, s.high)-s.start, s.buffer[:0])
	return s.buffer
}

// within is an area without the white space that hangs outside its line.
func (s *sheet) within(r layout.Rect) layout.Rect {
	l, _ := s.set.Line(int(math.Round(float64(r.Y / s.set.Style().LineHeight))))
	left, right := max(r.X, l.X), min(r.X+r.W, l.X+l.Width)
	r.X, r.W = left, right-left
	return r
}

// fill lays a colour over an area.
func (s *sheet) fill(r layout.Rect, radius float32, c color.NRGBA) {
	x, y := (s.dx+r.X)*s.scale, (s.dy+r.Y)*s.scale
	fillRound(s.img, x, y, x+r.W*s.scale, y+r.H*s.scale, radius*s.scale, c)
}

// dash fills an area in dashes along its longer side.
func (s *sheet) dash(r layout.Rect, c color.NRGBA) {
	const length, gap = 5, 3
	for at := float32(0); at < max(r.W, r.H); at += length + gap {
		part := r
		if r.W > r.H {
			part.X, part.W = r.X+at, min(length, r.W-at)
		} else {
			part.Y, part.H = r.Y+at, min(length, r.H-at)
		}
		s.fill(part, min(part.W, part.H)/2, c)
	}
}
