package text

import (
	"image/color"
	"math/bits"
	"slices"
	"sort"

	"tarikh.org/tarikh/ui/text/layout"
	look "tarikh.org/tarikh/ui/theme"
)

// Highlight marks a passage of the text.
type Highlight struct {
	Start, End int    // bytes, half-open
	Colour     string // of the palette: palette.Palette.Soft behind it, Mark for lines
	Passage    bool   // behind it is palette.Palette.Marker, or InView with Emphasis, and Colour is that of the line below
	ID         any    // given back when it is tapped
	Emphasis   bool   // the passage the reader came for, among the others
	Bar        bool   // a bar in the margin too: there is a note on it
	Dashed     bool   // over dashes in the colour of warnings: it is in doubt
	Dotted     bool   // only dots under the words: something is known of them
	Outlined   bool   // only dashes under the words: something is proposed of them
	Quiet      bool   // under the others, without a line of its own, and cannot be tapped
}

// Found is a match of a search in a text: bytes, half-open.
type Found struct{ Start, End int }

// marked is a highlight as it is drawn.
type marked struct {
	Highlight
	lane   int  // 0 and up: highlights that overlap have different ones
	shared bool // overlaps another one
}

// plain reports whether a highlight is drawn without a lane.
func (m *marked) plain() bool { return m.Dotted || m.Outlined || m.Quiet }

// mark drops what is empty, clips to the text from one byte to another, sorts by start and
// gives lanes.
func mark(hs []Highlight, from, to int) []marked {
	var ms []marked
	for _, h := range hs {
		h.Start, h.End = max(h.Start, from), min(h.End, to)
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
	var open []int // those of the ones before that go on here
	for i := range ms {
		if ms[i].plain() {
			continue
		}
		open = slices.DeleteFunc(open, func(j int) bool { return ms[j].End <= ms[i].Start })
		var taken uint64
		for _, j := range open {
			taken |= 1 << ms[j].lane
			ms[i].shared, ms[j].shared = true, true
		}
		ms[i].lane = bits.TrailingZeros64(^taken)
		open = append(open, i)
	}
	// What is drawn last is in front: over passages what a person has coloured.
	sort.SliceStable(ms, func(i, j int) bool { return ms[i].depth() < ms[j].depth() })
	return ms
}

// depth orders what is drawn from the back to the front.
func (m *marked) depth() int {
	depth := 0
	if !m.Passage && !m.plain() {
		depth = 2
	}
	if m.Emphasis {
		depth++
	}
	return depth
}

// highlight draws a highlight: a fill that lets others under it through, a line
// under it where it is not alone, and a bar.
func (s *sheet) highlight(m marked, soft, mark, line color.NRGBA) {
	if m.Dotted {
		s.dots(m, mark)
		return
	}
	if m.shared {
		soft.A = 0xa8
	}
	if m.Dashed {
		soft.A /= 2
	}
	style := s.set.Style()
	// The box is that of the letters rather than of the wide line.
	inset := max((style.LineHeight-1.56*style.Size)/2, 0.5)
	for _, r := range s.areas(m.Start, m.End) {
		r = s.within(r)
		if r.W <= 0 {
			continue
		}
		r.Y, r.H = r.Y+inset, r.H-2*inset
		if m.Outlined {
			s.dash(layout.Rect{X: r.X + 1, Y: r.Y + r.H - 1, W: r.W - 2, H: 1}, mark)
			continue
		}
		s.fill(r, 3, soft)
		thickness := float32(1)
		if m.Emphasis {
			thickness = 2
			if strong := mark; !m.Passage {
				strong.A = 0x26
				s.fill(r, 3, strong)
			}
		}
		if m.Emphasis || m.shared || m.Dashed || m.Passage {
			under := layout.Rect{X: r.X + 1, Y: r.Y + r.H - thickness - 2.5*float32(m.lane%3), W: r.W - 2, H: thickness}
			s.line(under, m.Dashed, line)
		}
	}
	if m.Bar {
		s.bar(m, mark)
	}
}

// line fills a thin area with round ends, or in dashes.
func (s *sheet) line(r layout.Rect, dashed bool, c color.NRGBA) {
	if dashed {
		s.dash(r, c)
		return
	}
	s.fill(r, min(r.W, r.H)/2, c)
}

// bar draws a bar at the reading-start side beside the lines of a highlight. It is
// drawn past the ends of the picture where the highlight goes on.
func (s *sheet) bar(m marked, c color.NRGBA) {
	areas := s.areas(m.Start, m.End)
	if len(areas) == 0 {
		return
	}
	top := slices.MinFunc(areas, func(a, b layout.Rect) int { return int(a.Y - b.Y) })
	last := slices.MaxFunc(areas, func(a, b layout.Rect) int { return int(a.Y - b.Y) })
	const width, gap = 3, 2
	bar := layout.Rect{X: -12 - float32(m.lane%3)*(width+gap), Y: top.Y + 4, W: width}
	if s.set.RTL() {
		bar.X = s.width + 12 - width + float32(m.lane%3)*(width+gap)
	}
	bottom := last.Y + last.H - 4
	if m.Start < s.low {
		bar.Y -= 8
	}
	if m.End > s.high {
		bottom += 8
	}
	bar.H = bottom - bar.Y
	s.line(bar, m.Dashed, c)
}

// Dots under words: how wide and far apart they are, in units.
const dotSize, dotStep = 1.5, 4

// dots draws a dotted line under a highlight's words.
func (s *sheet) dots(m marked, c color.NRGBA) {
	size := float32(dotSize)
	if m.Emphasis {
		size++
	}
	for _, r := range s.areas(m.Start, m.End) {
		r = s.within(r)
		under := layout.Rect{Y: r.Y + r.H/2 + 0.62*s.set.Style().Size, W: size, H: size}
		for x := r.X + 1; x+size <= r.X+r.W; x += dotStep {
			under.X = x
			s.fill(under, size/2, c)
		}
	}
}

// finds draws a colour behind the matches of a search, which ascend without overlap;
// now is the one that is looked at.
func (s *sheet) finds(finds []Found, now int) {
	colours, style := look.Current(), s.set.Style()
	inset := max((style.LineHeight-1.5*style.Size)/2, 0.5)
	i, _ := slices.BinarySearchFunc(finds, s.low, func(f Found, start int) int { return f.End - start - 1 })
	for ; i < len(finds) && finds[i].Start < s.high; i++ {
		c := colours.Find
		if i == now {
			c = colours.FindNow
		}
		for _, r := range s.areas(finds[i].Start, finds[i].End) {
			r = s.within(r)
			s.fill(layout.Rect{X: r.X - 1, Y: r.Y + inset, W: r.W + 2, H: r.H - 2*inset}, 4, c)
		}
	}
}
