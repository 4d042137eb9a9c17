package edit

import (
	"strings"
	"unicode"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Grain is what a selection grows by.
type Grain uint8

const (
	ByGrapheme  Grain = iota // press and drag
	ByWord                   // after a double click
	ByParagraph              // after a triple click
	BySentence               // of Tidy alone
)

// Selection is a text with a caret and what is selected.
type Selection struct {
	Body
	cursor
	pressed pressed
	moved   bool    // since the last edit
	page    float32 // height that the page keys move by
	goal    goal
}

// cursor is the caret with the selection.
type cursor struct {
	anchor int   // the end of the selection that stays
	head   Caret // the caret, the end that moves
}

// pressed is what a selection by grain began with, which stays selected.
type pressed struct {
	grain      Grain
	start, end int
}

// goal is the x that Up and Down keep.
type goal struct {
	x  float32
	ok bool
}

// NewSelection returns an empty text. The shaper is used by its methods only, so it
// may be shared within the goroutine.
func NewSelection(shaper *layout.Shaper, o Options) *Selection {
	return &Selection{Body: newBody(shaper, o)}
}

// SetText replaces everything; the caret is at the start. Neutral is the direction of
// what is before the first strong character.
func (s *Selection) SetText(text string, neutral uax9.Direction) {
	s.SetTextUnder("", text, neutral)
}

// SetTextUnder is SetText with a headline, a single line, before the text. A selection is
// within one of the two.
func (s *Selection) SetTextUnder(headline, text string, neutral uax9.Direction) {
	s.options.Neutral = neutral
	s.load(headline, text)
	s.place(cursor{s.headline, Caret{Offset: s.headline}})
}

// SetDirection sets the base direction of all paragraphs: LTR or RTL, or Auto for
// that of the first strong character of each. One without any has that of the
// paragraph before it.
func (s *Selection) SetDirection(dir uax9.Direction) {
	s.direction = dir
	s.goal.ok = false
}

// Resize sets the width to wrap in and the height of a page. A single line ignores
// the width.
func (s *Selection) Resize(width, page float32) {
	s.page = page
	s.SetWidth(width)
	s.goal.ok = false
}

// Head is the caret; it is the end of the selection that moves.
func (s *Selection) Head() Caret { return s.head }

// Range is the selected bytes, half-open; start == end if nothing is selected.
func (s *Selection) Range() (start, end int) {
	return min(s.anchor, s.head.Offset), max(s.anchor, s.head.Offset)
}

// Selected is the selected text.
func (s *Selection) Selected() string { return s.slice(s.Range()) }

// Select selects from anchor to head, which become grapheme boundaries; the caret is
// at head. Both are clamped to the text.
func (s *Selection) Select(anchor, head int) {
	s.place(cursor{s.snap(anchor, anchor > head), s.attached(s.snap(head, head > anchor), layout.Upstream)})
}

// SelectAll selects everything but the headline.
func (s *Selection) SelectAll() { s.place(cursor{s.Headline(), s.attached(s.Len(), layout.Upstream)}) }

// Press starts a selection at a caret: the caret itself, or the word or paragraph
// that it is in.
func (s *Selection) Press(c Caret, g Grain) {
	if g == ByGrapheme {
		s.place(cursor{c.Offset, c})
		return
	}
	start, end := s.around(c, g)
	s.place(cursor{start, s.attached(end, layout.Upstream)})
	s.pressed = pressed{g, start, end}
}

// Drag extends the selection that Press started to a caret; what was pressed stays
// selected. After anything else it is Extend.
func (s *Selection) Drag(c Caret) {
	p := s.pressed
	start, end := s.around(c, p.grain)
	switch {
	case p.grain == ByGrapheme:
		s.Extend(c)
		return
	case start < p.start:
		s.place(cursor{p.end, s.attached(start, layout.Downstream)})
	default:
		s.place(cursor{p.start, s.attached(max(end, p.end), layout.Upstream)})
	}
	s.pressed = p
}

// Extend moves the caret and leaves the anchor, as a click with Shift does.
func (s *Selection) Extend(c Caret) { s.place(cursor{s.anchor, c}) }

// Tidy leaves out the white space at the ends of the selection, and where whole is ByWord
// or BySentence takes in all of the words or sentences at its ends. It selects nothing
// where nothing else is left.
func (s *Selection) Tidy(whole Grain) {
	start, end := s.Range()
	backward := s.head.Offset < s.anchor
	selected := s.slice(start, end)
	start += len(selected) - len(strings.TrimLeftFunc(selected, unicode.IsSpace))
	end -= len(selected) - len(strings.TrimRightFunc(selected, unicode.IsSpace))
	if start >= end {
		s.place(cursor{s.head.Offset, s.head})
		return
	}
	switch whole {
	case ByWord:
		start, _ = s.word(Caret{Offset: start})
		_, end = s.word(Caret{Offset: end, Affinity: layout.Upstream})
	case BySentence:
		start, _ = s.sentence(start)
		_, end = s.sentence(end - 1)
	}
	if backward {
		start, end = end, start
	}
	if start != s.anchor || end != s.head.Offset {
		s.Select(start, end)
	}
}

// around is the piece of text that a grain has at a caret.
func (s *Selection) around(c Caret, g Grain) (start, end int) {
	switch g {
	case ByWord:
		return s.word(c)
	case ByParagraph:
		first, _ := s.locate(c.Offset)
		last := first
		for first > 0 && s.paras[first-1].joined {
			first--
		}
		for s.paras[last].joined {
			last++
		}
		start, _ = s.Paragraph(first)
		_, end = s.Paragraph(last)
		return start, end
	}
	return c.Offset, c.Offset
}

// place moves caret and anchor. What is between the headline and the text belongs to both:
// there a selection of one turns into one of the other.
func (s *Selection) place(c cursor) {
	switch end, start := s.Headline()-1, s.Headline(); {
	case start == 0:
	case c.anchor == end && c.head.Offset >= start:
		c.anchor = start
	case c.anchor == start && c.head.Offset < start:
		c.anchor = end
	case c.anchor < start && c.head.Offset >= start:
		c.head = s.attached(end, layout.Upstream)
	case c.anchor >= start && c.head.Offset < start:
		c.head = Caret{Offset: start}
	}
	s.cursor, s.pressed, s.goal, s.moved = c, pressed{}, goal{}, true
}

// Forget drops the layouts of all paragraphs but [from, to), some around them and
// that of the caret. Their heights stay.
func (s *Selection) Forget(from, to int) { s.forget(from, to, s.ParagraphAt(s.head.Offset)) }

// Areas appends the areas of the selection in the lines [from, to) of a paragraph.
// Where the selection of a text that is written goes on after the paragraph, some
// room for its line ending is covered as well.
func (s *Selection) Areas(i, from, to int, dst []layout.Rect) []layout.Rect {
	start, end := s.Range()
	first, last := s.Paragraph(i)
	if start == end || end <= first || start > last {
		return dst
	}
	set := s.Setting(i)
	low, high := set.Span(from, to)
	dst = set.Areas(max(start-first, low), min(end-first, high), dst)
	if end > last && to == set.Lines && !s.options.ReadOnly {
		box := set.caret(last-first, layout.Downstream)
		tail := layout.Rect{X: box.X, Y: box.Top, W: set.style.Size / 3, H: set.style.LineHeight}
		if set.RTL() {
			tail.X -= tail.W
		}
		dst = append(dst, tail)
	}
	return dst
}

// Within is the part of the selection that the lines [from, to) of a paragraph have,
// as bytes from the paragraph's start, with the line ending after the last one; 0, 0
// for none.
func (s *Selection) Within(i, from, to int) [2]int {
	set := s.Setting(i)
	first, _ := s.Paragraph(i)
	low, high := set.Span(from, to)
	if to == set.Lines {
		high++
	}
	start, end := s.Range()
	start, end = min(max(start-first, low), high), min(max(end-first, low), high)
	if start == end {
		return [2]int{}
	}
	return [2]int{start, end}
}
