package edit

import (
	"math/bits"
	"slices"
)

// sums is a row of numbers above zero with their running totals in a Fenwick tree:
// changing one of them and asking where a total falls cost the logarithm of their
// number, taking some out or putting some in costs one pass.
type sums[T int | float64] struct {
	values []T
	tree   []T // tree[i-1] covers the i&-i values up to the ith
	total  T
}

// splice puts values in the place of [from, to).
func (s *sums[T]) splice(from, to int, values ...T) {
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

// set changes a value.
func (s *sums[T]) set(i int, v T) {
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

// before is the sum of the first i values.
func (s *sums[T]) before(i int) T {
	var sum T
	for ; i > 0; i -= i & -i {
		sum += s.tree[i-1]
	}
	return sum
}

// find returns the last index whose sum before it is at most v: the first for a
// negative v, the last for one beyond the total.
func (s *sums[T]) find(v T) int {
	at := 0
	for step := 1 << (bits.Len(uint(len(s.tree))) - 1); step > 0; step >>= 1 {
		if next := at + step; next <= len(s.tree) && s.tree[next-1] <= v {
			at = next
			v -= s.tree[next-1]
		}
	}
	return min(at, len(s.tree)-1)
}
