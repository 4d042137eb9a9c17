package edit

import (
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// kept is how many paragraphs on either side of the view stay laid out.
const kept = 8

// latinAdvance and arabicAdvance estimate the width of a byte, with what stays free
// at the end of a line, in parts of the size.
const (
	latinAdvance  = 0.46
	arabicAdvance = 0.26
)

// Resize sets the width to wrap in and the height of a page. A single line takes no
// notice of the width.
func (d *Document) Resize(width, page float32) {
	d.page = page
	if d.options.Single {
		width = 0
	}
	if width == d.width {
		return
	}
	d.width = width
	d.hasGoal = false
	d.laid = map[*paragraph]struct{}{}
	heights := make([]float64, len(d.paras))
	for i, p := range d.paras {
		p.set = nil
		heights[i] = d.estimate(p)
	}
	d.heights.splice(0, len(heights), heights...)
}

// estimate is the height of a paragraph that is not laid out.
func (d *Document) estimate(p *paragraph) float64 {
	if p.set != nil {
		return float64(p.set.Height)
	}
	if d.width <= 0 {
		return float64(d.lineHeight)
	}
	advance := float32(latinAdvance)
	if p.strong == uax9.RTL {
		advance = arabicAdvance
	}
	lines := int(float32(len(p.text))*advance*d.options.Size/d.width) + 1
	return float64(lines) * float64(d.lineHeight)
}

// Setting is the layout of a paragraph, made if need be.
func (d *Document) Setting(i int) *Setting {
	p := d.paras[i]
	if base := d.base(i); p.set == nil || p.set.base != base {
		d.keep(i, d.typeset(p.text, base, nil, change{}))
	}
	return p.set
}

// keep notes the layout of a paragraph and learns its height.
func (d *Document) keep(i int, s *Setting) {
	p := d.paras[i]
	p.set = s
	d.laid[p] = struct{}{}
	d.heights.set(i, float64(s.Height))
}

// Forget drops the layouts of all paragraphs but [from, to), some around them and
// that of the caret. Their heights stay.
func (d *Document) Forget(from, to int) {
	if len(d.laid) <= to-from+2*kept+1 {
		return
	}
	stay := map[*paragraph]struct{}{}
	caret, _ := d.locate(d.head.Offset)
	stay[d.paras[caret]] = struct{}{}
	for _, p := range d.paras[max(from-kept, 0):min(to+kept, len(d.paras))] {
		stay[p] = struct{}{}
	}
	for p := range d.laid {
		if _, ok := stay[p]; !ok {
			p.set = nil
			delete(d.laid, p)
		}
	}
}

// Height is that of the whole text; what is not laid out is estimated.
func (d *Document) Height() float64 { return d.heights.total }

// Top is the y of a paragraph.
func (d *Document) Top(i int) float64 { return d.heights.before(i) }

// CaretBox is where a caret stands: the paragraph and the place in it. In a text
// that wraps, white space that hangs at the end of a line does not take it outside.
func (d *Document) CaretBox(c Caret) (i int, box layout.Caret) {
	i, local := d.locate(c.Offset)
	box = d.Setting(i).caret(local, c.Affinity)
	if d.width > 0 {
		box.X = min(max(box.X, 0), d.width)
	}
	return i, box
}

// Hit is the caret nearest to a point of the text.
func (d *Document) Hit(x float32, y float64) Caret {
	i := d.heights.find(y)
	y -= d.Top(i)
	for i < len(d.paras)-1 && y >= float64(d.Setting(i).Height) {
		y -= float64(d.Setting(i).Height)
		i++
	}
	return d.HitIn(i, x, float32(y))
}

// HitIn is the caret nearest to a point of a paragraph. At the end of a line that
// wraps, it is before the white space that hangs there.
func (d *Document) HitIn(i int, x, y float32) Caret {
	s := d.Setting(i)
	local, a := s.hit(x, y)
	if box := s.caret(local, a); a == layout.Upstream && box.Line < s.Lines-1 {
		local = min(local, d.visibleEnd(i, box.Line))
	}
	return Caret{d.lengths.before(i) + local, a}
}

// visibleEnd is the end of a line without its trailing white space; with it if the
// line has nothing else.
func (d *Document) visibleEnd(i, line int) int {
	text := d.paras[i].text
	at := d.graphemes(i, line)
	for n := len(at) - 1; n > 0; n-- {
		if g := text[at[n-1]:at[n]]; g != " " && g != "\t" {
			return at[n]
		}
	}
	return at[len(at)-1]
}

// Selection appends the areas of the selection in the lines [from, to) of a
// paragraph; where the selection goes on behind the paragraph, some room for its line
// ending is covered as well.
func (d *Document) Selection(i, from, to int, dst []layout.Rect) []layout.Rect {
	start, end := d.Range()
	first := d.lengths.before(i)
	length := len(d.paras[i].text)
	if start == end || end <= first || start > first+length {
		return dst
	}
	s := d.Setting(i)
	low, _ := s.span(from)
	_, high := s.span(to - 1)
	dst = s.Selection(max(start-first, low), min(end-first, high), dst)
	if end > first+length && to == s.Lines {
		box := s.caret(length, layout.Downstream)
		tail := layout.Rect{X: box.X, Y: box.Top, W: d.options.Size / 3, H: d.lineHeight}
		if s.RTL() {
			tail.X -= tail.W
		}
		dst = append(dst, tail)
	}
	return dst
}

// Span is the bytes of the text that the lines [from, to) of a paragraph have, with
// the line ending if these are its last ones.
func (d *Document) Span(i, from, to int) (start, end int) {
	s := d.Setting(i)
	first := d.lengths.before(i)
	start, _ = s.span(from)
	_, end = s.span(to - 1)
	if to == s.Lines {
		end++
	}
	return first + start, first + end
}
