package search

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data"
)

// hits are the events that were found, in the columns that were loaded then. The zero
// hits are none.
type hits struct {
	columns data.Columns
	places  []int32 // ascending
}

// place is where an event is in the columns, or -1; lo is when its date begins on
// the axis.
func (h hits) place(id data.ID, lo int64) int {
	i, _ := slices.BinarySearch(h.columns.Lo, lo)
	for ; i < h.columns.Len() && h.columns.Lo[i] == lo; i++ {
		if h.columns.IDs[i] == id {
			return i
		}
	}
	return -1
}

// number is which of the hits an event is, from 1; 0 if it is none.
func (h hits) number(id data.ID, lo int64) int {
	if i, found := slices.BinarySearch(h.places, int32(h.place(id, lo))); found {
		return i + 1
	}
	return 0
}

// next is the hit after (1) or before (-1) the selected event in time where that begins
// within [lo, hi), else the first or last of those in view. At the ends it begins again.
// False where nothing was found. selected is a place in the columns, or -1.
func (h hits) next(direction, selected int, lo, hi int64) (data.ID, bool) {
	if len(h.places) == 0 {
		return data.ID{}, false
	}
	return h.columns.IDs[nextHit(h.places, h.columns.Lo, selected, lo, hi, direction)], true
}

func nextHit(hits []int32, los []int64, selected int, lo, hi int64, direction int) int {
	before := 0 // how many hits lie before the one to go to, or to come from
	switch {
	case selected >= 0 && los[selected] >= lo && los[selected] < hi:
		at, found := slices.BinarySearch(hits, int32(selected))
		if before = at; found && direction > 0 {
			before++
		}
	case direction > 0:
		before, _ = slices.BinarySearchFunc(hits, lo, func(place int32, lo int64) int { return cmp.Compare(los[place], lo) })
	default:
		before, _ = slices.BinarySearchFunc(hits, hi, func(place int32, hi int64) int { return cmp.Compare(los[place], hi) })
	}
	if direction < 0 {
		before--
	}
	return int(hits[(before+len(hits))%len(hits)])
}

// nextFind is the find after or before the one at a place, or after or before an
// offset where that is -1.
func nextFind(finds []data.Range, at, from, direction int) int {
	n := len(finds)
	if at >= 0 {
		return (at + direction + n) % n
	}
	i, _ := slices.BinarySearchFunc(finds, from, func(r data.Range, from int) int { return r.Start - from })
	if direction < 0 {
		i--
	}
	return (i + n) % n
}
