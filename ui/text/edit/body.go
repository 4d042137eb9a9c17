package edit

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/ui/text/flow"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Options say how a text is set. The zero value of every field but Size is useful.
type Options struct {
	Size       float32        // units to the em
	LineHeight float32        // units from line to line; 0 means 1.7*Size
	Single     bool           // one line that never wraps
	Neutral    uax9.Direction // of what is before the first strong character; Auto means LTR

	// ReadOnly keeps the bytes as they are, and lays out long paragraphs in blocks.
	ReadOnly bool
	// Style is how the paragraph is set that begins at an offset, in place of Size and
	// LineHeight; its Base is filled in. The offset counts in the text itself: that of a
	// headline is less than 0. May be nil.
	Style func(start int, rtl bool) layout.Style
	// Gap is the space below a paragraph, Blank the height of an empty one in parts of
	// a line; 0 means 1, with a gap.
	Gap, Blank float32
}

// Body is a text as paragraphs with their layout. It is a flow.Column. It is for one
// goroutine.
type Body struct {
	options   Options
	setter    setter
	direction uax9.Direction

	headline int             // bytes of the headline with its line ending, 0 without one
	under    float64         // space below the headline, besides the gap
	below    map[int]float64 // space below other things in the text, by where the paragraph above begins

	paras   []*paragraph
	lengths flow.Sums[int]     // bytes of each paragraph, with its line ending
	heights flow.Sums[float64] // known or estimated
	laid    map[*paragraph]struct{}
}

// paragraph is the text between two line endings, or a block of a long one.
type paragraph struct {
	text   string
	strong uax9.Direction // by its first strong character, Auto without
	joined bool           // to the next block, without a line ending
	known  bool           // the height has been measured
	set    *Setting       // nil while not laid out
}

// Caret is an insertion point.
type Caret struct {
	Offset   int
	Affinity layout.Affinity
}

// newBody returns an empty text.
func newBody(shaper *layout.Shaper, o Options) Body {
	if o.LineHeight == 0 {
		o.LineHeight = 1.7 * o.Size
	}
	b := Body{options: o, setter: setter{shaper: shaper, size: pieceBytes}}
	if o.ReadOnly {
		b.setter.size = blockBytes
	}
	b.load("", "")
	return b
}

// load replaces the whole text; the headline is its first paragraph, empty for none.
func (b *Body) load(headline, text string) {
	if !b.options.ReadOnly {
		text = Clean(text, b.options.Single)
	}
	b.paras, b.laid = nil, map[*paragraph]struct{}{}
	b.lengths, b.heights = flow.Sums[int]{}, flow.Sums[float64]{}
	b.headline, b.under, b.below = 0, 0, nil
	paras := b.divided(text)
	if headline != "" {
		b.headline = len(headline) + 1
		paras = append([]*paragraph{{text: headline, strong: uax9.FirstStrong(headline)}}, paras...)
	}
	b.put(0, 0, paras)
}

// Headline is the bytes of the headline with its line ending: where the text itself
// begins. It is 0 without one.
func (b *Body) Headline() int { return b.headline }

// SetUnder sets the space between the headline and the text, besides the gap below a
// paragraph.
func (b *Body) SetUnder(room float64) {
	if b.headline > 0 && room != b.under {
		b.heights.Set(0, b.heights.At(0)+room-b.under)
		b.under = room
	}
}

// SetBelow sets the space that is kept free below paragraphs, besides their gaps, in place
// of what was kept free before: by paragraph.
func (b *Body) SetBelow(rooms map[int]float64) {
	before := b.below
	b.below = make(map[int]float64, len(rooms))
	for i, room := range rooms {
		b.below[b.lengths.Before(i)] = room
	}
	for start := range before {
		b.reheight(start, before)
	}
	for start := range b.below {
		if _, done := before[start]; !done {
			b.reheight(start, before)
		}
	}
}

// reheight follows a change of the space below the paragraph that begins at an offset.
func (b *Body) reheight(start int, before map[int]float64) {
	if more := b.below[start] - before[start]; more != 0 {
		i := b.ParagraphAt(start)
		b.heights.Set(i, b.heights.At(i)+more)
	}
}

// Text is the whole text.
func (b *Body) Text() string {
	if len(b.paras) == 1 {
		return b.paras[0].text
	}
	return b.slice(0, b.Len())
}

// Len is the number of bytes of the text.
func (b *Body) Len() int { return b.lengths.Total() - 1 }

// Paragraphs is the number of paragraphs, at least one.
func (b *Body) Paragraphs() int { return len(b.paras) }

// Paragraph is the bytes of a paragraph, without its line ending.
func (b *Body) Paragraph(i int) (start, end int) {
	start = b.lengths.Before(i)
	return start, start + len(b.paras[i].text)
}

// ParagraphAt is the paragraph that an offset is in; a line ending belongs to the
// paragraph before it, and offsets outside the text to the first or last one.
func (b *Body) ParagraphAt(offset int) int {
	i, _ := b.locate(offset)
	return i
}

// Direction is what SetDirection was given.
func (b *Body) Direction() uax9.Direction { return b.direction }

// base is the base direction of a paragraph, never Auto.
func (b *Body) base(i int) uax9.Direction {
	dir := b.direction
	for ; dir == uax9.Auto && i >= 0; i-- {
		dir = b.paras[i].strong
	}
	return cmp.Or(dir, b.options.Neutral, uax9.LTR)
}

// locate is the paragraph of an offset, which is clamped to the text, and the byte
// in it.
func (b *Body) locate(offset int) (i, local int) {
	offset = min(max(offset, 0), b.Len())
	i = b.lengths.Find(offset)
	return i, offset - b.lengths.Before(i)
}

// slice is the bytes [start, end) of the text.
func (b *Body) slice(start, end int) string {
	i, from := b.locate(start)
	j, to := b.locate(end)
	if i == j {
		return b.paras[i].text[from:to]
	}
	var out strings.Builder
	out.Grow(end - start)
	for k, p := range b.paras[i : j+1] {
		part := p.text
		if k == j-i {
			part = part[:to]
		}
		if k == 0 {
			part = part[from:]
		}
		out.WriteString(part)
		if k < j-i && !p.joined {
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// replace puts a clean text in the place of the bytes [start, end).
func (b *Body) replace(start, end int, text string) {
	i, from := b.locate(start)
	j, to := b.locate(end)
	first, last := b.paras[i], b.paras[j]
	if i == j && !strings.Contains(text, "\n") {
		c := change{from, to, from + len(text)}
		b.rewrite(i, first, first.text[:from]+text+first.text[to:], c)
		b.lengths.Set(i, len(first.text)+1)
		return
	}
	// What stays of a long paragraph keeps its layout.
	news := b.divided(text)
	head, tail := news[0], news[len(news)-1]
	if head == tail {
		head.text = first.text[:from] + text + last.text[to:]
	} else {
		head.text, tail.text = first.text[:from]+head.text, tail.text+last.text[to:]
		tail.set = last.set
	}
	head.set = first.set
	b.put(i, j+1, news)
	b.rewrite(i, head, head.text, change{from, len(first.text), len(head.text)})
	if head != tail {
		b.rewrite(i+len(news)-1, tail, tail.text, change{0, to, len(tail.text) - len(last.text) + to})
	}
}

// rewrite gives a paragraph its new text, and a layout if it had one.
func (b *Body) rewrite(i int, p *paragraph, text string, c change) {
	p.text, p.strong, p.known = text, uax9.FirstStrong(text), false
	old := p.set
	p.set = nil
	if old == nil {
		b.heights.Set(i, b.estimate(p, b.lengths.Before(i)))
		return
	}
	b.keep(i, b.setter.set(text, b.style(i), old, c))
}

// put replaces the paragraphs [from, to).
func (b *Body) put(from, to int, news []*paragraph) {
	for _, p := range b.paras[from:to] {
		delete(b.laid, p)
	}
	lengths := make([]int, len(news))
	for i, p := range news {
		lengths[i] = p.length()
	}
	b.paras = append(b.paras[:from:from], append(news, b.paras[to:]...)...)
	b.lengths.Splice(from, to, lengths...)
	b.heights.Splice(from, to, b.estimates(from, news)...)
}

// length is the number of bytes of a paragraph with its line ending.
func (p *paragraph) length() int {
	if p.joined {
		return len(p.text)
	}
	return len(p.text) + 1
}

// divided divides a text into paragraphs. Those of a text that is only read are
// divided further, and without strong characters have the direction of the one
// before: it is found once, and a direction that does not show in the beginning of a
// paragraph is not worth a long search.
func (b *Body) divided(text string) []*paragraph {
	ps := make([]*paragraph, 0, 1+strings.Count(text, "\n"))
	var before uax9.Direction
	for line := range strings.SplitSeq(text, "\n") {
		if !b.options.ReadOnly {
			ps = append(ps, &paragraph{text: line, strong: uax9.FirstStrong(line)})
			continue
		}
		before = cmp.Or(uax9.FirstStrong(line[:min(len(line), blockBytes)]), before)
		for len(line) > blockBytes {
			cut := divide(line[:blockBytes])
			ps = append(ps, &paragraph{text: line[:cut], strong: before, joined: true})
			line = line[cut:]
		}
		ps = append(ps, &paragraph{text: line, strong: before})
	}
	return ps
}

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
	return b.options.style(b.lengths.Before(i)-b.headline, b.base(i))
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
		return b.room(p, start, p.set.style.LineHeight, p.set.Lines)
	}
	base := cmp.Or(b.direction, p.strong, b.options.Neutral)
	style, lines := b.options.style(start-b.headline, base), 1
	if width := b.setter.width; width > 0 {
		advance := float32(latinAdvance)
		if base == uax9.RTL {
			advance = arabicAdvance
		}
		lines = int(float32(utf8.RuneCountInString(p.text))*style.Size*advance/width) + 1
	}
	return b.room(p, start, style.LineHeight, lines)
}

// room is the height of a paragraph of some lines, which begins at an offset, with the gap
// below it.
func (b *Body) room(p *paragraph, start int, line float32, lines int) float64 {
	height := line * float32(lines)
	switch {
	case p.text == "" && b.options.Blank > 0:
		height = line * b.options.Blank
	case !p.joined:
		height += b.options.Gap
	}
	room := float64(height) + b.below[start]
	if start < b.headline {
		room += b.under
	}
	return room
}

// Below is the space that is kept free below paragraph i.
func (b *Body) Below(i int) float64 { return b.below[b.lengths.Before(i)] }

// EndOf is the paragraph whose end is nearest below an offset, where something may stand
// below it: not within a long one that is laid out in blocks.
func (b *Body) EndOf(offset int) int {
	i := b.ParagraphAt(offset)
	for i < len(b.paras)-1 && b.paras[i].joined {
		i++
	}
	return i
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
	b.heights.Set(i, b.room(p, b.lengths.Before(i), s.style.LineHeight, s.Lines))
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
