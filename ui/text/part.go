package text

import (
	"slices"

	"tarikh.org/tarikh/ui/text/layout"
	look "tarikh.org/tarikh/ui/theme"
)

// Part is some paragraphs of a text that are set apart from the plain ones: bytes,
// half-open.
type Part struct {
	Start, End int
	Kind       PartKind
}

// PartKind says how a Part is set apart.
type PartKind uint8

// The kinds of parts: headings are bold, quotations have a bar at their side and items
// a dot, captions are small.
const (
	Plain PartKind = iota
	Heading
	Subheading
	Quotation
	Item
	Caption
)

// kindAt is what the paragraph that begins at an offset is.
func kindAt(parts []Part, start int) PartKind {
	i, found := slices.BinarySearchFunc(parts, start, func(p Part, at int) int { return p.Start - at })
	if !found {
		i--
	}
	if i >= 0 && start < parts[i].End {
		return parts[i].Kind
	}
	return Plain
}

// part draws what sets the paragraph of the sheet apart, beside the words and nearer to
// them than the bars of highlights: at the left, or at the right of a paragraph from
// right to left.
func (s *sheet) part(kind PartKind) {
	const bar, dot, away = 2, 5, 10
	line := s.set.Style().LineHeight
	at := func(r layout.Rect) layout.Rect {
		if r.X = -away; s.set.RTL() {
			r.X = s.width + away - r.W
		}
		return r
	}
	switch {
	case kind == Quotation:
		s.fill(at(layout.Rect{Y: float32(s.from) * line, W: bar, H: float32(s.to-s.from) * line}), 0, look.Current().Faint)
	case kind == Item && s.from == 0:
		s.fill(at(layout.Rect{Y: (line - dot) / 2, W: dot, H: dot}), dot/2.0, look.Current().Muted)
	}
}
