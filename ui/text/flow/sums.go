package flow

import (
	"math/bits"
	"slices"
)

// Sums is a row of numbers, none negative, with their running totals in a Fenwick
// tree: changing one of them and finding the one that a total falls into cost the
// logarithm of their number; removing or inserting some costs one pass.
type Sums[T int | float64] struct {
	values []T
	tree   []T // tree[i-1] covers the i&-i values up to the ith
	total  T
}

// Splice replaces the values [from, to).
func (s *Sums[T]) Splice(from, to int, values ...T) {
	s.values = slices.Replace(s.values, from, to, values...)
	s.tree = append(s.tree[:0], s.values...)
	s.total = 0
	for i, v := range s.values {
		s.total += v
		if parent := (i + 1) + (i+1)&-(i+1); parent <= len(s.tree) {
			s.tree[parent-1] += s.tree[i]
		}
	}
}

// Len is the number of values.
func (s *Sums[T]) Len() int { return len(s.values) }

// At is value i.
func (s *Sums[T]) At(i int) T { return s.values[i] }

// Total is the sum of all values.
func (s *Sums[T]) Total() T { return s.total }

// Set changes a value.
func (s *Sums[T]) Set(i int, v T) {
	more := v - s.values[i]
	if more == 0 {
		return
	}
	s.values[i] = v
	s.total += more
	for k := i + 1; k <= len(s.tree); k += k & -k {
		s.tree[k-1] += more
	}
}

// Before is the sum of the first i values.
func (s *Sums[T]) Before(i int) T {
	var sum T
	for ; i > 0; i -= i & -i {
		sum += s.tree[i-1]
	}
	return sum
}

// Find returns the last index whose sum before it is at most v: the first for a
// negative v, the last for one beyond the total.
func (s *Sums[T]) Find(v T) int {
	at := 0
	for step := 1 << (bits.Len(uint(len(s.tree))) - 1); step > 0; step >>= 1 {
		if next := at + step; next <= len(s.tree) && s.tree[next-1] <= v {
			at = next
			v -= s.tree[next-1]
		}
	}
	return min(at, len(s.tree)-1)
}
