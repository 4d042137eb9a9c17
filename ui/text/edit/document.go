package edit

import (
	"strings"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Options say how a Document is set. The zero value of every field but Size is useful.
type Options struct {
	Size       float32        // units to the em
	LineHeight float32        // units from line to line; 0 means 1.7*Size
	Single     bool           // one line that never wraps
	Neutral    uax9.Direction // of what stands before the first strong character; Auto means LTR
}

// Document is a text that is being written. It is for one goroutine.
type Document struct {
	options    Options
	lineHeight float32
	shaper     *layout.Shaper
	width      float32 // to wrap in; 0: not at all
	page       float32 // height that the page keys move by
	direction  uax9.Direction

	paras   []*paragraph
	lengths sums[int]     // bytes of each paragraph, with its line ending
	heights sums[float64] // known or estimated
	laid    map[*paragraph]struct{}

	cursor
	pressed pressed
	goal    float32
	hasGoal bool // goal is the x that Up and Down keep
	history history
}

// paragraph is the text between two line endings.
type paragraph struct {
	text   string
	strong uax9.Direction // by its first strong character, Auto without
	set    *Setting       // nil while not laid out
}

// Caret is an insertion point.
type Caret struct {
	Offset   int
	Affinity layout.Affinity
}

// New returns an empty document. The shaper is used by its methods only, so it may
// be shared within the goroutine.
func New(shaper *layout.Shaper, o Options) *Document {
	d := &Document{options: o, lineHeight: o.LineHeight, shaper: shaper}
	if d.lineHeight == 0 {
		d.lineHeight = 1.7 * o.Size
	}
	d.SetText("")
	return d
}

// SetText replaces everything, cleaned; the caret is at the start and there is no
// way back to what was there before.
func (d *Document) SetText(text string) {
	d.paras, d.laid = nil, map[*paragraph]struct{}{}
	d.lengths, d.heights = sums[int]{}, sums[float64]{}
	d.put(0, 0, paragraphs(Clean(text, d.options.Single)))
	d.place(cursor{})
	d.history = history{}
}

// Text is the whole text.
func (d *Document) Text() string {
	if len(d.paras) == 1 {
		return d.paras[0].text
	}
	return d.slice(0, d.Len())
}

// Len is the number of bytes of the text.
func (d *Document) Len() int { return d.lengths.total - 1 }

// Paragraphs is the number of paragraphs, at least one.
func (d *Document) Paragraphs() int { return len(d.paras) }

// Paragraph is the text of a paragraph and the offset of its first byte.
func (d *Document) Paragraph(i int) (text string, start int) {
	return d.paras[i].text, d.lengths.before(i)
}

// Direction is what SetDirection was given.
func (d *Document) Direction() uax9.Direction { return d.direction }

// SetDirection sets the base direction of all paragraphs: LTR or RTL, or Auto for
// that of the first strong character of each. One without any has that of the
// paragraph before it.
func (d *Document) SetDirection(dir uax9.Direction) {
	d.direction = dir
	d.hasGoal = false
}

// base is the base direction of a paragraph, never Auto.
func (d *Document) base(i int) uax9.Direction {
	dir := d.direction
	for ; dir == uax9.Auto && i >= 0; i-- {
		dir = d.paras[i].strong
	}
	if dir == uax9.Auto {
		dir = d.options.Neutral
	}
	if dir == uax9.Auto {
		return uax9.LTR
	}
	return dir
}

// locate is the paragraph of an offset, which is clamped to the text, and the byte
// in it.
func (d *Document) locate(offset int) (i, local int) {
	offset = min(max(offset, 0), d.Len())
	i = d.lengths.find(offset)
	return i, offset - d.lengths.before(i)
}

// slice is the bytes [start, end) of the text.
func (d *Document) slice(start, end int) string {
	i, a := d.locate(start)
	j, b := d.locate(end)
	if i == j {
		return d.paras[i].text[a:b]
	}
	var out strings.Builder
	out.Grow(end - start)
	out.WriteString(d.paras[i].text[a:])
	for _, p := range d.paras[i+1 : j] {
		out.WriteByte('\n')
		out.WriteString(p.text)
	}
	out.WriteByte('\n')
	out.WriteString(d.paras[j].text[:b])
	return out.String()
}

// replace puts a clean text in the place of the bytes [start, end).
func (d *Document) replace(start, end int, text string) {
	i, a := d.locate(start)
	j, b := d.locate(end)
	first, last := d.paras[i], d.paras[j]
	if i == j && !strings.Contains(text, "\n") {
		c := change{a, b, a + len(text)}
		d.rewrite(i, first, first.text[:a]+text+first.text[b:], c)
		d.lengths.set(i, len(first.text)+1)
		return
	}
	// What stays of a long paragraph keeps its layout.
	news := paragraphs(text)
	head, tail := news[0], news[len(news)-1]
	if head == tail {
		head.text = first.text[:a] + text + last.text[b:]
	} else {
		head.text, tail.text = first.text[:a]+head.text, tail.text+last.text[b:]
		tail.set = last.set
	}
	head.set = first.set
	d.put(i, j+1, news)
	d.rewrite(i, head, head.text, change{a, len(first.text), len(head.text)})
	if head != tail {
		d.rewrite(i+len(news)-1, tail, tail.text, change{0, b, len(tail.text) - len(last.text) + b})
	}
}

// rewrite gives a paragraph its new text, and a layout if it had one.
func (d *Document) rewrite(i int, p *paragraph, text string, c change) {
	p.text, p.strong = text, uax9.FirstStrong(text)
	old := p.set
	p.set = nil
	if old == nil {
		d.heights.set(i, d.estimate(p))
		return
	}
	d.keep(i, d.typeset(text, d.base(i), old, c))
}

// put replaces the paragraphs [from, to).
func (d *Document) put(from, to int, news []*paragraph) {
	for _, p := range d.paras[from:to] {
		delete(d.laid, p)
	}
	lengths, heights := make([]int, len(news)), make([]float64, len(news))
	for i, p := range news {
		lengths[i], heights[i] = len(p.text)+1, d.estimate(p)
	}
	d.paras = append(d.paras[:from:from], append(news, d.paras[to:]...)...)
	d.lengths.splice(from, to, lengths...)
	d.heights.splice(from, to, heights...)
}

// paragraphs divides a clean text.
func paragraphs(text string) []*paragraph {
	ps := make([]*paragraph, 0, 1+strings.Count(text, "\n"))
	for line := range strings.SplitSeq(text, "\n") {
		ps = append(ps, &paragraph{text: line, strong: uax9.FirstStrong(line)})
	}
	return ps
}
