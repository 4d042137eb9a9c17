package edit

import (
	"cmp"
	"strings"

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
	// LineHeight; its Base is filled in. May be nil.
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
	b.load("")
	return b
}

// load replaces the whole text.
func (b *Body) load(text string) {
	if !b.options.ReadOnly {
		text = Clean(text, b.options.Single)
	}
	b.paras, b.laid = nil, map[*paragraph]struct{}{}
	b.lengths, b.heights = flow.Sums[int]{}, flow.Sums[float64]{}
	b.put(0, 0, b.divided(text))
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
