package text

import (
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/segmenter"

	"tarikh.org/tarikh/ui/text/layout"
)

// grain is what a selection grows by.
type grain uint8

const (
	byGrapheme  grain = iota // press and drag
	byWord                   // after a double click
	byParagraph              // after a triple click
)

// selection is what is selected, and what it grew from: the bytes [from, to) of the
// grain where the press was stay selected.
type selection struct {
	start, end int
	from, to   int
	grain      grain
}

// hit is the place in the text nearest to a point of the widget.
type hit struct {
	block    int
	offset   int // of the text
	affinity layout.Affinity
	y        float32 // of the block, relative to the widget
}

func (t *View) hit(pos fyne.Position) hit {
	h := hit{block: t.page.Place().Block, y: -float32(t.page.Place().Shift)}
	t.page.Each(func(i int, y float64) {
		if float32(y) <= pos.Y {
			h.block, h.y = i, float32(y)
		}
	})
	b := t.page.Block(h.block)
	offset, affinity := t.paragraph(h.block).Hit(pos.X-t.left, pos.Y-h.y)
	h.offset, h.affinity = b.Start+min(offset, b.End-b.Start), affinity
	return h
}

// grown is the piece of the text that a grain has around a place.
func (t *View) grown(h hit, g grain) (start, end int) {
	b := t.page.Block(h.block)
	switch g {
	case byWord:
		start, end = wordAt(t.text[b.Start:b.End], h.offset-b.Start, h.affinity == layout.Upstream)
		return b.Start + start, b.Start + end
	case byParagraph:
		first, last := h.block, h.block
		for first > 0 && !t.page.Block(first-1).Last {
			first--
		}
		for !t.page.Block(last).Last {
			last++
		}
		return t.page.Block(first).Start, t.page.Block(last).End
	}
	return h.offset, h.offset
}

// wordAt is the word (UAX #29) at an offset of a text, or the single character there
// if it is in no word. Before an offset counts as at it where upstream says so or no
// word follows.
func wordAt(text string, offset int, upstream bool) (start, end int) {
	var s segmenter.Segmenter
	runes := []rune(text)
	s.Init(runes)
	at := 0 // byte of rune done
	done := 0
	bytes := func(rune int) int {
		for ; done < rune; done++ {
			at += runeLen(text[at:])
		}
		return at
	}
	before := none
	for words := s.WordIterator(); words.Next(); {
		w := words.Word()
		start = bytes(w.Offset)
		end = bytes(w.Offset + len(w.Text))
		switch {
		case start > offset:
			return around(text, offset, before)
		case offset < end && !(offset == start && upstream && before == start):
			return start, end
		case offset == end:
			if upstream {
				return start, end
			}
			before = start
		}
	}
	return around(text, offset, before)
}

// around is the word that starts at before and ends at the offset, if there is one,
// or else the character at the offset.
func around(text string, offset, before int) (start, end int) {
	if before != none {
		return before, offset
	}
	if offset == len(text) {
		return offset, offset
	}
	return offset, offset + runeLen(text[offset:])
}

func runeLen(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// begin starts a selection at a place.
func (t *View) begin(h hit, g grain) {
	start, end := t.grown(h, g)
	t.selectRange(start, end)
	t.selection.from, t.selection.to, t.selection.grain = start, end, g
}

// extend makes the selection reach from where it began to a place.
func (t *View) extend(h hit) {
	start, end := t.grown(h, t.selection.grain)
	t.selectRange(min(start, t.selection.from), max(end, t.selection.to))
}

// selectRange selects bytes and draws the bands anew where that shows.
func (t *View) selectRange(start, end int) {
	old := t.selection
	t.selection.start, t.selection.end = start, end
	if old.start == start && old.end == end {
		return
	}
	for _, b := range t.bands {
		from, to := b.span()
		clip := func(v int) int { return min(max(v, from), to) }
		if clip(old.start) != clip(start) || clip(old.end) != clip(end) {
			t.refresh(b.raster)
		}
	}
}

// settled tells the host of the selection if it is another than last time.
func (t *View) settled() {
	now := [2]int{t.selection.start, t.selection.end}
	if now[0] == now[1] {
		now = [2]int{}
	}
	if now != t.reported {
		t.reported = now
		t.host.SelectionChanged(now[0], now[1])
	}
}

// Selected is the selected text, in the order and with the characters of the source.
func (t *View) Selected() string { return t.text[t.selection.start:t.selection.end] }

// highlightsAt are the IDs of the highlights that a point is on, see TextHost.
func (t *View) highlightsAt(pos fyne.Position) []any {
	h := t.hit(pos)
	b := t.page.Block(h.block)
	p := t.paragraph(h.block)
	var found []marked
	var rects []layout.Rect
	for _, m := range t.highlights {
		if m.Quiet || m.Start >= b.End || m.End <= b.Start {
			continue
		}
		rects = p.Selection(max(m.Start-b.Start, 0), min(m.End, b.End)-b.Start, rects[:0])
		x, y := pos.X-t.left, pos.Y-h.y
		if slices.ContainsFunc(rects, func(r layout.Rect) bool {
			return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
		}) {
			found = append(found, m)
		}
	}
	sort.SliceStable(found, func(i, j int) bool {
		if found[i].Emphasis != found[j].Emphasis {
			return found[i].Emphasis
		}
		return found[i].End-found[i].Start < found[j].End-found[j].Start
	})
	var ids []any
	for _, m := range found {
		ids = append(ids, m.ID)
	}
	return ids
}

// redraw draws every band in view anew.
func (t *View) redraw() {
	for _, b := range t.bands {
		t.refresh(b.raster)
	}
}
