package text

import (
	"image"
	"image/color"
	"math/bits"
	"sort"
	"strings"

	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/text/layout"
	look "tarikh.org/tarikh/ui/theme"
)

// marked is a highlight as it is drawn.
type marked struct {
	Highlight
	lane   int  // 0 and up: highlights that overlap have different ones
	shared bool // overlaps another one
}

// apart reports whether a highlight goes with others without being told from them.
func (m *marked) apart() bool { return m.Dotted || m.Quiet }

// mark drops what is empty, clips to the text, sorts by start and gives lanes.
func mark(hs []Highlight, length int) []marked {
	var ms []marked
	for _, h := range hs {
		h.Start, h.End = max(h.Start, 0), min(h.End, length)
		if h.Start < h.End {
			ms = append(ms, marked{Highlight: h})
		}
	}
	sort.SliceStable(ms, func(i, j int) bool {
		if ms[i].Start != ms[j].Start {
			return ms[i].Start < ms[j].Start
		}
		return ms[i].End > ms[j].End
	})
	for i := range ms {
		var taken uint64
		for j := range ms[:i] {
			if ms[j].End > ms[i].Start && !ms[i].apart() && !ms[j].apart() {
				taken |= 1 << ms[j].lane
				ms[i].shared, ms[j].shared = true, true
			}
		}
		ms[i].lane = bits.TrailingZeros64(^taken)
	}
	// What is drawn last is in front.
	sort.SliceStable(ms, func(i, j int) bool { return !ms[i].Emphasis && ms[j].Emphasis })
	return ms
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// drawHeader draws the title and the line under it.
func (t *View) drawHeader(w, h int) image.Image {
	img := t.ts.picture(w, h)
	scale := float32(w) / t.header.Size().Width
	names := themed(t.Theme(), theme.ColorNameForeground)
	y := float32(headRoom)
	for i, p := range t.headLines() {
		if i > 0 || t.title == "" {
			names = themed(t.Theme(), theme.ColorNamePlaceHolder)
		}
		t.ts.Glyphs.Draw(img, p, gutter*scale, y*scale, scale, names)
		y += p.Height + metaGap
	}
	return img
}

// drawer draws a band: highlights, the selection and the words, from back to front.
func (t *View) drawer(b *band) func(w, h int) image.Image {
	return func(w, h int) image.Image {
		img := t.ts.picture(w, h)
		if b.p == nil {
			return img
		}
		s := sheet{
			img: img, p: b.p, from: b.from, to: b.to,
			scale: float32(w) / b.raster.Size().Width,
			dy:    -b.p.Lines[b.from].Y,
		}
		start, end := b.span()
		colours := look.Current()
		for _, m := range t.highlights {
			if m.Start < end && m.End > start {
				s.highlight(m, b.start, colours.Soft(m.Colour), colours.Mark(m.Colour))
			}
		}
		t.drawFinds(&s, b.start, start, end)
		if t.selection.start < end && t.selection.end > start {
			c := themed(t.Theme(), theme.ColorNameSelection)
			for _, r := range s.rects(t.selection.start-b.start, t.selection.end-b.start) {
				s.fill(r, 0, c)
			}
		}
		// The lines beside the band may reach into it.
		ink := themed(t.Theme(), theme.ColorNameForeground)
		t.ts.Glyphs.DrawLines(img, b.p, b.from-1, b.to+1, gutter*s.scale, s.dy*s.scale, s.scale, ink)
		return img
	}
}

// sheet is the picture of the lines [from, to) of a paragraph.
type sheet struct {
	img      *image.RGBA
	p        *layout.Paragraph
	from, to int
	scale    float32
	dy       float32 // from the paragraph to the picture, in units
	buffer   []layout.Rect
}

// rects are the areas of bytes of the paragraph in the sheet's lines.
func (s *sheet) rects(start, end int) []layout.Rect {
	lines := s.p.Lines[s.from:s.to]
	start, end = max(start, lines[0].Start), min(end, lines[len(lines)-1].End)
	s.buffer = s.p.Selection(start, end, s.buffer[:0])
	return s.buffer
}

// within is an area without the white space that hangs outside its line.
func (s *sheet) within(r layout.Rect) layout.Rect {
	for i := range s.p.Lines[s.from:s.to] {
		if l := &s.p.Lines[s.from+i]; l.Y == r.Y {
			left, right := max(r.X, l.X), min(r.X+r.W, l.X+l.Width)
			r.X, r.W = left, right-left
		}
	}
	return r
}

// fill lays a colour over an area given in the paragraph's coordinates.
func (s *sheet) fill(r layout.Rect, radius float32, c color.NRGBA) {
	x, y := (gutter+r.X)*s.scale, (r.Y+s.dy)*s.scale
	fillRound(s.img, x, y, x+r.W*s.scale, y+r.H*s.scale, radius*s.scale, c)
}

// highlight draws a highlight of the block that starts at an offset: a fill that
// lets others under it through, a line under it where it is not alone, and a bar.
func (s *sheet) highlight(m marked, block int, soft, mark color.NRGBA) {
	if m.Dotted {
		s.dots(m, block, mark)
		return
	}
	if m.shared {
		soft.A = 0xa8
	}
	if m.Dashed {
		soft.A /= 2
	}
	// The box is that of the letters rather than of the wide line.
	inset := max((s.p.Style.LineHeight-1.56*s.p.Style.Size)/2, 0.5)
	for _, r := range s.rects(m.Start-block, m.End-block) {
		r = s.within(r)
		if r.W <= 0 {
			continue
		}
		r.Y, r.H = r.Y+inset, r.H-2*inset
		s.fill(r, 3, soft)
		thickness := float32(1)
		if m.Emphasis {
			thickness = 2
			strong := mark
			strong.A = 0x26
			s.fill(r, 3, strong)
		}
		if m.Emphasis || m.shared || m.Dashed {
			under := layout.Rect{X: r.X + 1, Y: r.Y + r.H - thickness - 2.5*float32(m.lane%3), W: r.W - 2, H: thickness}
			if m.Dashed {
				s.dash(under, mark)
			} else {
				s.fill(under, thickness/2, mark)
			}
		}
	}
	if m.Bar {
		s.bar(m, block, mark)
	}
}

// bar draws a bar at the reading-start side beside the lines of a highlight. It is
// drawn past the ends of the picture where the highlight goes on.
func (s *sheet) bar(m marked, block int, c color.NRGBA) {
	rects := s.rects(m.Start-block, m.End-block)
	if len(rects) == 0 {
		return
	}
	first, last := rects[0], rects[len(rects)-1]
	for _, r := range rects {
		if r.Y < first.Y {
			first = r
		}
		if r.Y > last.Y {
			last = r
		}
	}
	const width, gap = 3, 2
	bar := layout.Rect{X: -12 - float32(m.lane%3)*(width+gap), Y: first.Y + 4, W: width}
	if s.p.RTL {
		bar.X = s.p.Box + 12 - width + float32(m.lane%3)*(width+gap)
	}
	bottom := last.Y + last.H - 4
	if m.Start-block < s.p.Lines[s.from].Start {
		bar.Y -= 8
	}
	if m.End-block > s.p.Lines[s.to-1].End {
		bottom += 8
	}
	bar.H = bottom - bar.Y
	if m.Dashed {
		s.dash(bar, c)
	} else {
		s.fill(bar, width/2.0, c)
	}
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
