package search

import (
	"math/bits"
)

// bitset is a set of places in the columns; all of one length.
type bitset []uint64

func newBits(n int) bitset { return make(bitset, (n+63)/64) }

// allBits holds the places up to n.
func allBits(n int) bitset {
	b := newBits(n)
	b.addRange(0, n)
	return b
}

func (b bitset) has(p int32) bool { return b[p/64]&(1<<(p%64)) != 0 }

func (b bitset) add(places ...int32) {
	for _, p := range places {
		b[p/64] |= 1 << (p % 64)
	}
}

func (b bitset) addRange(from, to int) {
	for p := from; p < to; p++ {
		if p%64 == 0 && p+64 <= to {
			b[p/64] = ^uint64(0)
			p += 63
			continue
		}
		b[p/64] |= 1 << (p % 64)
	}
}

// keep removes what is not in other, drop what is.
func (b bitset) keep(other bitset) {
	for i := range b {
		b[i] &= other[i]
	}
}

func (b bitset) drop(other bitset) {
	for i := range b {
		b[i] &^= other[i]
	}
}

func (b bitset) join(other bitset) {
	for i := range b {
		b[i] |= other[i]
	}
}

func (b bitset) count() (n int) {
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// countOf returns how many of some places are in the set.
func (b bitset) countOf(places []int32) (n int) {
	for _, p := range places {
		if b.has(p) {
			n++
		}
	}
	return n
}

// places are the members, ascending.
func (b bitset) places() []int32 {
	out := make([]int32, 0, b.count())
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			out = append(out, int32(64*i+bits.TrailingZeros64(w)))
		}
	}
	return out
}
