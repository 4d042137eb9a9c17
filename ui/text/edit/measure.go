package edit

import (
	"cmp"
	"unicode/utf8"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// kept is how many paragraphs on either side of the view stay laid out.
const kept = 8

// latinAdvance and arabicAdvance estimate the width of a character, with what stays
// free at the end of a line, in parts of the size.
const (
	latinAdvance  = 0.44
	arabicAdvance = 0.475
)

// Width is what the text wraps in; 0 before it is known, and for a single line.
func (b *Body) Width() float32 { return b.setter.width }

// SetWidth sets the width to wrap in. A single line ignores it.
func (b *Body) SetWidth(width float32) {
	if width != b.setter.width && !b.options.Single {
		b.setter.width = width
		b.Restyle()
	}
}

// Restyle drops all layouts and heights, as when Options.Style returns something
// else than before.
func (b *Body) Restyle() {
	b.laid = map[*paragraph]struct{}{}
	for _, p := range b.paras {
		p.set, p.known = nil, false
	}
	b.heights.Splice(0, b.heights.Len(), b.estimates(0, b.paras)...)
}

// style is how paragraph i is set.
func (b *Body) style(i int) layout.Style {
	return b.options.style(b.lengths.Before(i), b.base(i))
}

// style is how a paragraph is set that begins at an offset.
func (o *Options) style(start int, base uax9.Direction) layout.Style {
	style := layout.Style{Size: o.Size, LineHeight: o.LineHeight}
	if o.Style != nil {
		style = o.Style(start, base == uax9.RTL)
	}
	style.Base = base
	return style
}

// estimates are the heights of paragraphs from the one at an index on.
func (b *Body) estimates(from int, ps []*paragraph) []float64 {
	heights := make([]float64, len(ps))
	start := b.lengths.Before(from)
	for i, p := range ps {
		heights[i] = b.estimate(p, start)
		start += p.length()
	}
	return heights
}

// estimate is the height of a paragraph that begins at an offset.
func (b *Body) estimate(p *paragraph, start int) float64 {
	if p.set != nil {
		return b.options.room(p, p.set.style.LineHeight, p.set.Lines)
	}
	base := cmp.Or(b.direction, p.strong, b.options.Neutral)
	style, lines := b.options.style(start, base), 1
	if width := b.setter.width; width > 0 {
		advance := float32(latinAdvance)
		if base == uax9.RTL {
			advance = arabicAdvance
		}
		lines = int(float32(utf8.RuneCountInString(p.text))*style.Size*advance/width) + 1
	}
	return b.options.room(p, style.LineHeight, lines)
}

// room is the height of a paragraph of some lines with the gap below it.
func (o *Options) room(p *paragraph, line float32, lines int) float64 {
	height := line * float32(lines)
	switch {
	case p.text == "" && o.Blank > 0:
		height = line * o.Blank
	case !p.joined:
		height += o.Gap
	}
	return float64(height)
}

// Setting is the layout of a paragraph, made if need be.
func (b *Body) Setting(i int) *Setting {
	p := b.paras[i]
	if p.set == nil || p.set.style.Base != b.base(i) {
		b.keep(i, b.setter.set(p.text, b.style(i), nil, change{}))
	}
	return p.set
}

// keep notes the layout of a paragraph and its height.
func (b *Body) keep(i int, s *Setting) {
	p := b.paras[i]
	p.set, p.known = s, true
	b.laid[p] = struct{}{}
	b.heights.Set(i, b.options.room(p, s.style.LineHeight, s.Lines))
}

// forget drops the layouts of all paragraphs but [from, to), some around them and
// one more. Their heights stay.
func (b *Body) forget(from, to, one int) {
	if len(b.laid) <= to-from+2*kept+1 {
		return
	}
	stay := map[*paragraph]struct{}{b.paras[one]: {}}
	for _, p := range b.paras[max(from-kept, 0):min(to+kept, len(b.paras))] {
		stay[p] = struct{}{}
	}
	for p := range b.laid {
		if _, ok := stay[p]; !ok {
			p.set = nil
			delete(b.laid, p)
		}
	}
}

// Measure implements flow.Column.
func (b *Body) Measure(i int) float64 {
	if p := b.paras[i]; p.set != nil || !p.known {
		b.Setting(i)
	}
	return b.heights.At(i)
}

// Height implements flow.Column.
func (b *Body) Height() float64 { return b.heights.Total() }

// Top implements flow.Column.
func (b *Body) Top(i int) float64 { return b.heights.Before(i) }

// At implements flow.Column.
func (b *Body) At(y float64) int { return b.heights.Find(y) }

// CaretBox is where a caret is: the paragraph and the place in it. In a text
// that wraps, white space that hangs at the end of a line does not take it outside.
func (b *Body) CaretBox(c Caret) (i int, box layout.Caret) {
	i, local := b.locate(c.Offset)
	box = b.Setting(i).caret(local, c.Affinity)
	if width := b.setter.width; width > 0 {
		box.X = min(max(box.X, 0), width)
	}
	return i, box
}
