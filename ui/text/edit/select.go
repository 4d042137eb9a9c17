package edit

import "tarikh.org/tarikh/ui/text/layout"

// Grain is what a selection grows by.
type Grain uint8

const (
	ByGrapheme  Grain = iota // press and drag
	ByWord                   // after a double click
	ByParagraph              // after a triple click
)

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

// Head is the caret; it is the end of the selection that moves.
func (d *Document) Head() Caret { return d.head }

// Anchor is the end of the selection that stays; that of the caret if nothing is
// selected.
func (d *Document) Anchor() int { return d.anchor }

// Range is the selected bytes, half-open; start == end if nothing is selected.
func (d *Document) Range() (start, end int) {
	return min(d.anchor, d.head.Offset), max(d.anchor, d.head.Offset)
}

// Selected is the selected text.
func (d *Document) Selected() string { return d.slice(d.Range()) }

// Select selects from anchor to head, which become grapheme boundaries; the caret is
// at head. Both are clamped to the text.
func (d *Document) Select(anchor, head int) {
	d.set(d.snap(anchor, anchor > head), d.attached(d.snap(head, head > anchor), layout.Upstream))
}

// SelectAll selects everything.
func (d *Document) SelectAll() { d.set(0, d.attached(d.Len(), layout.Upstream)) }

// Press starts a selection at a caret: the caret itself, or the word or paragraph
// that it is in.
func (d *Document) Press(c Caret, g Grain) {
	if g == ByGrapheme {
		d.set(c.Offset, c)
		return
	}
	start, end := d.around(c, g)
	d.set(start, d.attached(end, layout.Upstream))
	d.pressed = pressed{g, start, end}
}

// Drag extends the selection that Press started to a caret; what was pressed stays
// selected. After anything else it is Extend.
func (d *Document) Drag(c Caret) {
	p := d.pressed
	start, end := d.around(c, p.grain)
	switch {
	case p.grain == ByGrapheme:
		d.Extend(c)
		return
	case start < p.start:
		d.set(p.end, d.attached(start, layout.Downstream))
	default:
		d.set(p.start, d.attached(max(end, p.end), layout.Upstream))
	}
	d.pressed = p
}

// Extend moves the caret and leaves the anchor, as a click with Shift does.
func (d *Document) Extend(c Caret) { d.set(d.anchor, c) }

// around is the piece of text that a grain has at a caret.
func (d *Document) around(c Caret, g Grain) (start, end int) {
	switch g {
	case ByWord:
		return d.word(c)
	case ByParagraph:
		i, local := d.locate(c.Offset)
		start = c.Offset - local
		return start, start + len(d.paras[i].text)
	}
	return c.Offset, c.Offset
}

// set moves caret and anchor; the next edit is a step of its own.
func (d *Document) set(anchor int, head Caret) {
	d.place(cursor{anchor, head})
	d.history.closed = true
}

// place puts caret and anchor somewhere else.
func (d *Document) place(c cursor) {
	d.cursor, d.pressed, d.hasGoal = c, pressed{}, false
}
