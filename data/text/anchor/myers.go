package anchor

import "math/bits"

// pattern is a quote made ready for Myers' bit-parallel comparison: "A fast
// bit-vector algorithm for approximate string matching based on dynamic
// programming" (1999), with Hyyrö's blocks and Ukkonen's cut-off. A column of
// the table of edit distances is kept as the differences of its neighbours, 64
// rows in two words; only blocks that can still hold a distance of k are worked
// on. Letters are numbers, as a Text gives them.
type pattern struct {
	length int
	blocks int
	rows   []uint64 // by letter and block: where in the pattern the letter stands
	state  []block
}

// block is 64 rows of the column.
type block struct {
	up, down uint64 // rows that are one more, one less than the row above
	score    int    // the distance at its last row
}

const blockRows = 64

// newPattern takes letters that are less than the size of the alphabet.
func newPattern(letters []uint16, alphabet int) *pattern {
	p := &pattern{length: len(letters), blocks: max(1, (len(letters)+blockRows-1)/blockRows)}
	p.rows = make([]uint64, alphabet*p.blocks)
	for i, c := range letters {
		p.rows[int(c)*p.blocks+i/blockRows] |= 1 << (i % blockRows)
	}
	return p
}

// lastRow returns the row, in its block, that the score of block i is of.
func (p *pattern) lastRow(i int) uint {
	if i < p.blocks-1 {
		return blockRows - 1
	}
	return uint(p.length-1) % blockRows
}

// step moves the block one letter of the text on. eq marks the rows of that
// letter; in is the difference between both columns at the row above the block.
// It returns that at the last row.
func (b *block) step(eq uint64, last uint, in int) int {
	// 1 where in is negative, positive: without branches, which could not be predicted.
	negative, positive := uint64(in)>>63, uint64(in+1)>>1
	x := eq | b.down
	eq |= negative
	h := ((eq & b.up) + b.up) ^ b.up | eq
	more, less := b.down|^(h|b.up), b.up&h
	out := int(more>>last&1) - int(less>>last&1)
	more = more<<1 | positive
	less = less<<1 | negative
	b.up, b.down = less|^(x|more), more&x
	return out
}

// search calls found for each end (of a half-open span) in the text at which
// the pattern ends with at most k edits: insertions, deletions, replacements.
func (p *pattern) search(text []uint16, k int, found func(end, edits int)) { p.scan(text, 0, k, found) }

// prefixes is as search, of spans that begin where the text begins.
func (p *pattern) prefixes(text []uint16, k int, found func(end, edits int)) {
	p.scan(text, 1, k, found)
}

// distance returns the edits between the pattern and all of a text; more than
// k are k+1.
func (p *pattern) distance(text []uint16, k int) int {
	if p.length == 0 || len(text) == 0 {
		return min(max(p.length, len(text)), k+1)
	}
	d := k + 1
	p.prefixes(text, k, func(end, edits int) {
		if end == len(text) {
			d = edits
		}
	})
	return d
}

// scan has the difference between neighbouring columns at the row above the
// pattern: 0 where it may begin anywhere, 1 where only at the start.
func (p *pattern) scan(text []uint16, top, k int, found func(end, edits int)) {
	if p.length == 0 {
		return
	}
	switch p.blocks {
	case 1:
		p.scanOne(text, uint64(top), k, found)
	case 2:
		p.scanTwo(text, uint64(top), k, found)
	default:
		p.scanBlocks(text, top, k, found)
	}
}

// scanBlocks is scan for patterns of any length.
func (p *pattern) scanBlocks(text []uint16, top, k int, found func(end, edits int)) {
	lowest := p.blocks - 1
	y := min(max(0, (k+blockRows-1)/blockRows-1), lowest)
	if p.state == nil {
		p.state = make([]block, p.blocks)
	}
	for i := range p.state[:y+1] {
		p.state[i] = block{up: ^uint64(0), score: min((i+1)*blockRows, p.length)}
	}
	for j, c := range text {
		row := p.rows[int(c)*p.blocks:][:p.blocks]
		carry := top
		for i := range p.state[:y+1] {
			b := &p.state[i]
			carry = b.step(row[i], p.lastRow(i), carry)
			b.score += carry
		}
		if s := p.state[y].score; y < lowest && s-carry <= k && (row[y+1]&1 != 0 || carry < 0) {
			y++
			b := &p.state[y]
			*b = block{up: ^uint64(0), score: s - carry + int(p.lastRow(y)) + 1}
			b.score += b.step(row[y], p.lastRow(y), carry)
		} else {
			for y > 0 && p.state[y].score >= k+blockRows {
				y--
			}
		}
		if y == lowest && p.state[y].score <= k {
			found(j+1, p.state[y].score)
		}
	}
}

// scanOne is scan for a pattern of at most 64 letters.
func (p *pattern) scanOne(text []uint16, top uint64, k int, found func(end, edits int)) {
	up, down, score, last := ^uint64(0), uint64(0), p.length, p.lastRow(0)
	rows := p.rows
	for j, c := range text {
		eq := rows[c]
		x := eq | down
		h := ((eq & up) + up) ^ up | eq
		more, less := down|^(h|up), up&h
		score += int(more>>last&1) - int(less>>last&1)
		more = more<<1 | top
		up, down = less<<1|^(x|more), more&x
		if score <= k {
			found(j+1, score)
		}
	}
}

// scanTwo is scan for a pattern of 65 to 128 letters, which most passages are:
// one block of 128 rows in two words.
func (p *pattern) scanTwo(text []uint16, top uint64, k int, found func(end, edits int)) {
	up0, up1, down0, down1 := ^uint64(0), ^uint64(0), uint64(0), uint64(0)
	score, last := p.length, p.lastRow(1)
	rows := p.rows
	for j, c := range text {
		eq0, eq1 := rows[2*int(c)], rows[2*int(c)+1]
		x0, x1 := eq0|down0, eq1|down1
		sum0, carry := bits.Add64(eq0&up0, up0, 0)
		sum1, _ := bits.Add64(eq1&up1, up1, carry)
		h0, h1 := sum0^up0|eq0, sum1^up1|eq1
		more0, more1 := down0|^(h0|up0), down1|^(h1|up1)
		less0, less1 := up0&h0, up1&h1
		score += int(more1>>last&1) - int(less1>>last&1)
		more1 = more1<<1 | more0>>63
		more0 = more0<<1 | top
		less1 = less1<<1 | less0>>63
		less0 <<= 1
		up0, up1 = less0|^(x0|more0), less1|^(x1|more1)
		down0, down1 = more0&x0, more1&x1
		if score <= k {
			found(j+1, score)
		}
	}
}
