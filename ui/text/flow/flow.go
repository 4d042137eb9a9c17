// Package flow keeps a long text as a column of blocks of which most are not laid
// out yet: where each starts in the text, how high it is or seems to be, and which
// one stands at a given height.
//
// The one idea behind it: heights are sums in a Fenwick tree, estimates at first
// and replaced one by one, so that opening a text costs one pass over its bytes and
// learning a height, or asking where a block stands, costs the logarithm of the
// number of blocks. It knows neither fonts nor windows.
package flow

import (
	"math/bits"
	"sort"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/ui/text/uax9"
)

// MaxBlock is the longest block in bytes. A longer paragraph becomes several
// blocks, so that no single layout or picture grows without bound.
const MaxBlock = 16 << 10

// Block is a paragraph, or a part of a very long one.
type Block struct {
	Start, End int  // bytes of the text, half-open, without the line ending
	Runes      int  // characters in it
	RTL        bool // base direction of its paragraph; without strong characters that of the one before
	Last       bool // ends a paragraph
}

// Empty reports whether the block is an empty line.
func (b Block) Empty() bool { return b.Start == b.End }

// Flow is the column of blocks. It always has at least one.
type Flow struct {
	blocks  []Block
	heights []float32
	known   []bool
	sums    []float64 // Fenwick tree over heights, sums[i-1] covers i&-i blocks up to i
	total   float64
}

// New splits a text at "\n"; all heights are those that estimate returns.
func New(text string, estimate func(Block) float32) *Flow {
	f := &Flow{blocks: split(text)}
	f.Reset(estimate)
	return f
}

// split cuts the text at line endings, and longer paragraphs after white space.
func split(text string) []Block {
	var blocks []Block
	rtl := uax9.FirstStrong(strings.TrimLeft(text[:min(len(text), MaxBlock)], "\n")) == uax9.RTL
	for start := 0; ; {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		// A direction that does not show in the beginning is not worth a long search.
		switch uax9.FirstStrong(text[start:min(end, start+MaxBlock)]) {
		case uax9.RTL:
			rtl = true
		case uax9.LTR:
			rtl = false
		}
		at := start
		for end-at > MaxBlock {
			cut := at + divide(text[at:at+MaxBlock])
			blocks = append(blocks, Block{at, cut, utf8.RuneCountInString(text[at:cut]), rtl, false})
			at = cut
		}
		blocks = append(blocks, Block{at, end, utf8.RuneCountInString(text[at:end]), rtl, true})
		if end == len(text) {
			return blocks
		}
		start = end + 1
	}
}

// divide is where a piece of text is best cut: after its last space in the second
// half, or else before its last character.
func divide(piece string) int {
	if i := strings.LastIndexByte(piece, ' '); i >= len(piece)/2 {
		return i + 1
	}
	cut := len(piece)
	for back := 0; back < utf8.UTFMax && cut > 1; back++ {
		cut--
		if utf8.RuneStart(piece[cut]) {
			return cut
		}
	}
	return len(piece) // no UTF-8: anywhere
}

// Reset forgets all heights and estimates them anew, as after a change of width.
func (f *Flow) Reset(estimate func(Block) float32) {
	n := len(f.blocks)
	f.heights, f.known, f.sums, f.total = make([]float32, n), make([]bool, n), make([]float64, n), 0
	for i, b := range f.blocks {
		h := estimate(b)
		f.heights[i] = h
		f.sums[i] += float64(h)
		f.total += float64(h)
		if parent := (i + 1) + (i+1)&-(i+1); parent <= n {
			f.sums[parent-1] += f.sums[i]
		}
	}
}

// Len is the number of blocks.
func (f *Flow) Len() int { return len(f.blocks) }

// Block returns block i.
func (f *Flow) Block(i int) Block { return f.blocks[i] }

// BlockHeight is the height of block i, and whether it is known rather than estimated.
func (f *Flow) BlockHeight(i int) (h float32, known bool) { return f.heights[i], f.known[i] }

// Learn sets the true height of block i.
func (f *Flow) Learn(i int, h float32) {
	more := float64(h) - float64(f.heights[i])
	f.heights[i], f.known[i] = h, true
	f.total += more
	for k := i + 1; k <= len(f.sums); k += k & -k {
		f.sums[k-1] += more
	}
}

// Height is that of the whole column.
func (f *Flow) Height() float64 { return f.total }

// Y is the top of block i.
func (f *Flow) Y(i int) float64 {
	var y float64
	for ; i > 0; i -= i & -i {
		y += f.sums[i-1]
	}
	return y
}

// Find returns the block that stands at height y: the last one whose top is not
// below it; the first for y < 0.
func (f *Flow) Find(y float64) int {
	at := 0 // blocks known to end at or above y
	for step := 1 << (bits.Len(uint(len(f.sums))) - 1); step > 0; step >>= 1 {
		if next := at + step; next <= len(f.sums) && f.sums[next-1] <= y {
			at = next
			y -= f.sums[next-1]
		}
	}
	return min(at, len(f.blocks)-1)
}

// At returns the block that holds a byte offset; a line ending belongs to the
// block before it, and offsets outside the text to the first or last block.
func (f *Flow) At(offset int) int {
	i := sort.Search(len(f.blocks), func(i int) bool { return f.blocks[i].Start > offset })
	return max(i-1, 0)
}
