package control

import "math/bits"

// Picks is which rows of a list are selected. Rows are named by keys from 0 on that
// stay when the list is sorted; the order of the list is given where it matters.
// The zero Picks has no rows: see Reset.
type Picks struct {
	set    []uint64 // one bit for each key
	n      int
	size   int
	anchor int // key where a range begins, -1 for none
}

// Reset selects nothing, of size keys.
func (p *Picks) Reset(size int) {
	*p = Picks{set: make([]uint64, (size+63)/64), size: size, anchor: -1}
}

// Len is how many are selected.
func (p *Picks) Len() int { return p.n }

// Has reports whether a key is selected.
func (p *Picks) Has(key int) bool {
	return key >= 0 && key < p.size && p.set[key/64]&(1<<(key%64)) != 0
}

// Keys are the selected keys, ascending.
func (p *Picks) Keys() []int32 {
	keys := make([]int32, 0, p.n)
	for i, word := range p.set {
		for ; word != 0; word &= word - 1 {
			keys = append(keys, int32(i*64+bits.TrailingZeros64(word)))
		}
	}
	return keys
}

func (p *Picks) add(key int) {
	if key >= 0 && key < p.size && !p.Has(key) {
		p.set[key/64] |= 1 << (key % 64)
		p.n++
	}
}

func (p *Picks) clear() {
	clear(p.set)
	p.n = 0
}

// Only selects one key, from which ranges begin; -1 for none.
func (p *Picks) Only(key int) {
	p.clear()
	p.add(key)
	p.anchor = key
}

// Toggle selects a key beside the others, or releases it; ranges begin there.
func (p *Picks) Toggle(key int) {
	p.anchor = key
	if p.Has(key) {
		p.set[key/64] &^= 1 << (key % 64)
		p.n--
		return
	}
	p.add(key)
}

// Extend selects the rows from the one where ranges begin up to another, and no
// others. at returns the key of a row, of count rows; row is the other end.
func (p *Picks) Extend(count, row int, at func(row int) int) {
	from := row
	for i := range count {
		if at(i) == p.anchor {
			from = i
			break
		}
	}
	anchor := at(from)
	p.clear()
	for i := min(from, row); i <= max(from, row); i++ {
		p.add(at(i))
	}
	p.anchor = anchor
}

// All selects every row of a list.
func (p *Picks) All(count int, at func(row int) int) {
	p.clear()
	for i := range count {
		p.add(at(i))
	}
}
