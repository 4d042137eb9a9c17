package data

import (
	"cmp"
	"iter"
	"slices"
	"sort"

	"tarikh.org/tarikh/data/dates"
)

// Columns are what the timeline needs of every event, as parallel slices of one length,
// sorted by Lo ascending, then Hi descending, then ID.
type Columns struct {
	IDs        []ID
	Lo, Hi     []int64  // bounds of the dates by their own clocks, see dates.Date
	Track      []uint16 // index into the result of Store.Tracks
	Importance []uint8
}

// Len is the number of events.
func (c Columns) Len() int { return len(c.IDs) }

// order compares events as Columns have them.
func order(lo1, hi1 int64, id1 ID, lo2, hi2 int64, id2 ID) int {
	return cmp.Or(cmp.Compare(lo1, lo2), cmp.Compare(hi2, hi1), slices.Compare(id1[:], id2[:]))
}

// Splice is the difference between two columns: which events of the old ones are gone
// and which of the new ones are added, as ascending places. An event that was changed
// is gone and added. All others are the same, in the same order.
type Splice struct{ Gone, Added []int32 }

// Empty reports whether the columns are the same.
func (s Splice) Empty() bool { return len(s.Gone)+len(s.Added) == 0 }

// Run is events that are the same, one after the other: Len of them, from place Old
// of the old columns and New of the new ones.
type Run struct{ Old, New, Len int32 }

// Runs yields the events that are the same, of columns with n events before; runs
// may be empty. Between two runs the ones of Gone and Added follow.
func (s Splice) Runs(n int) iter.Seq[Run] {
	return func(yield func(Run) bool) {
		gone, added := s.Gone, s.Added
		var r Run
		for {
			end := int32(n) // of the old ones
			if len(gone) > 0 {
				end = gone[0]
			}
			if len(added) > 0 {
				end = min(end, r.Old+added[0]-r.New)
			}
			r.Len = end - r.Old
			if !yield(r) {
				return
			}
			r.Old, r.New = end, r.New+r.Len
			if len(gone)+len(added) == 0 {
				return
			}
			for len(gone) > 0 && gone[0] == r.Old {
				gone, r.Old = gone[1:], r.Old+1
			}
			for len(added) > 0 && added[0] == r.New {
				added, r.New = added[1:], r.New+1
			}
		}
	}
}

// Place returns the new place of an event at an old one; false if it is gone.
func (s Splice) Place(old int32) (int32, bool) {
	before, gone := slices.BinarySearch(s.Gone, old)
	place := old - int32(before)
	// Each of Added up to the place moves it on by one.
	for low, high := 0, len(s.Added); ; {
		if low == high {
			return place + int32(low), !gone
		}
		if middle := (low + high) / 2; s.Added[middle] <= place+int32(middle) {
			low = middle + 1
		} else {
			high = middle
		}
	}
}

// Column is what Columns have of one event.
type Column struct {
	ID         ID
	Lo, Hi     int64
	Track      uint16
	Importance uint8
}

// ColumnsOf are what Columns have of events, without those that are zero; false where one is on
// none of the tracks.
func ColumnsOf(events []Event, axis dates.Axis, tracks []Track) (out []Column, ok bool) {
	for _, e := range events {
		if e.ID == (ID{}) {
			continue
		}
		track := slices.IndexFunc(tracks, func(t Track) bool { return t.ID == e.Track })
		if track < 0 {
			return nil, false
		}
		lo, hi := axis.Bounds(e.Date)
		out = append(out, Column{ID: e.ID, Lo: lo, Hi: hi, Track: uint16(track), Importance: uint8(e.Importance)})
	}
	return out, true
}

// Compare orders events as Columns have them.
func (c Column) Compare(other Column) int {
	return order(c.Lo, c.Hi, c.ID, other.Lo, other.Hi, other.ID)
}

// Append adds an event that follows those that are there.
func (c *Columns) Append(e Column) {
	c.IDs, c.Lo, c.Hi = append(c.IDs, e.ID), append(c.Lo, e.Lo), append(c.Hi, e.Hi)
	c.Track, c.Importance = append(c.Track, e.Track), append(c.Importance, e.Importance)
}

// At returns what the columns have of the event at a place.
func (c Columns) At(place int) Column {
	return Column{c.IDs[place], c.Lo[place], c.Hi[place], c.Track[place], c.Importance[place]}
}

// Places returns the places of some events, ascending; those that do not exist are left
// out.
func (c Columns) Places(some []ID) (out []int32) {
	const few = 4 // scanning all for each is faster than a map
	if len(some) <= few {
		for _, id := range some {
			if i := slices.Index(c.IDs, id); i >= 0 {
				out = append(out, int32(i))
			}
		}
		slices.Sort(out)
		return out
	}
	wanted := make(map[ID]bool, len(some))
	for _, id := range some {
		wanted[id] = true
	}
	for i, id := range c.IDs {
		if wanted[id] {
			out = append(out, int32(i))
		}
	}
	return out
}

// Spliced returns the columns without the events at the places gone, and with others
// added; neither need be sorted. The columns themselves are not changed; equal parts
// may be shared.
func (c Columns) Spliced(gone []int32, added []Column) (Columns, Splice) {
	gone, added = slices.Clone(gone), slices.Clone(added)
	slices.Sort(gone)
	slices.SortFunc(added, Column.Compare)
	s := Splice{Gone: gone, Added: make([]int32, len(added))}
	for i, a := range added {
		from := sort.Search(c.Len(), func(j int) bool { return order(c.Lo[j], c.Hi[j], c.IDs[j], a.Lo, a.Hi, a.ID) >= 0 })
		before, _ := slices.BinarySearch(gone, int32(from))
		s.Added[i] = int32(from - before + i)
	}
	out := Columns{Track: SpliceColumn(c.Track, s), Importance: SpliceColumn(c.Importance, s)}
	inPlace := slices.Equal(s.Gone, s.Added)
	for i, at := range s.Added {
		inPlace = inPlace && added[i].ID == c.IDs[at] && added[i].Lo == c.Lo[at] && added[i].Hi == c.Hi[at]
	}
	if inPlace {
		out.IDs, out.Lo, out.Hi = c.IDs, c.Lo, c.Hi
	} else {
		out.IDs, out.Lo, out.Hi = SpliceColumn(c.IDs, s), SpliceColumn(c.Lo, s), SpliceColumn(c.Hi, s)
	}
	for i, at := range s.Added {
		out.Track[at], out.Importance[at] = added[i].Track, added[i].Importance
		if !inPlace {
			out.IDs[at], out.Lo[at], out.Hi[at] = added[i].ID, added[i].Lo, added[i].Hi
		}
	}
	return out, s
}

// SpliceColumn returns a column with the unchanged values at their new places. The
// values of added places are undefined, and to be set by the caller.
func SpliceColumn[T any](column []T, s Splice) []T {
	out := slices.Clone(column) // one copy, where most places stay
	if more := len(s.Added) - len(s.Gone); more > 0 {
		out = append(out, make([]T, more)...)
	}
	for r := range s.Runs(len(column)) {
		if r.New != r.Old {
			copy(out[r.New:r.New+r.Len], column[r.Old:r.Old+r.Len])
		}
	}
	return out[:len(column)+len(s.Added)-len(s.Gone)]
}

// Reported is when events were first reported, by their places in Columns: the date of
// the first of the articles that report them and have a date, on the axis of the columns.
// Of dates that are not exact that comes first which ends first: by then it had been
// reported for sure.
type Reported struct {
	Lo, Hi []int64 // half-open; both dates.OpenHi for an event without a dated article
}

// At returns the bounds of the first report of the event at a place; false if there is none.
func (r Reported) At(place int) (lo, hi int64, ok bool) {
	lo, hi = r.Lo[place], r.Hi[place]
	return lo, hi, lo < hi
}
