package scene

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

// Events laid out at other times and on other lanes are those of the index they are of, in
// the order of their new times, and have the colours of their own tracks.
func TestArrange(t *testing.T) {
	const day = secondsPerDay
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + day, 0, 3}, {testFrom + 10*day, testFrom + 11*day, 1, 5}, {testFrom + 20*day, testFrom + 21*day, 1, 1}}), 2)
	later := func(e int, by int64, lane uint16) Placing {
		p := x.Placed(e)
		p.Lo, p.Hi, p.Lane = p.Lo+by, p.Hi+by, lane
		return p
	}
	a := x.Arrange([]Placing{later(0, 90*day, 0), later(1, 0, 0), later(1, 0, 2)}, 3)
	var ids []data.ID
	for i := range a.Len() {
		ids = append(ids, a.ID(i))
	}
	if !slices.Equal(ids, []data.ID{x.ID(1), x.ID(1), x.ID(0)}) {
		t.Fatalf("the events are %v", ids)
	}
	if lo, _ := a.Bounds(2); lo != testFrom+90*day || a.Track(1) != 2 {
		t.Errorf("the last begins at %d, the second is on lane %d", lo, a.Track(1))
	}
	lit := a.Lit(NewLit(x, []int32{1, 2}))
	if lit.Len() != 2 || !lit.Has(0) || !lit.Has(1) || lit.Has(2) {
		t.Errorf("%d are lit", lit.Len())
	}
	if a.Lit(NewLit(a.Index, []int32{0})) != nil {
		t.Error("what is of another index is lit")
	}
	in := testInput(a.Index, 3)
	in.Titles, in.Colours = nil, []string{"red", "blue"}
	in.View = in.View.Fit(testFrom-10*day, testFrom+120*day, 0)
	l := testBuilder(t).Build(in)
	seen := map[bool]int{}
	for _, r := range l.Marks {
		if r.Fill == in.Theme.Track("blue") {
			seen[r.W > 10]++
		}
	}
	if seen[true] != 2 {
		t.Errorf("%d landmarks in the colour of their track", seen[true])
	}
}

// What is left of an index stays where it was.
func TestKeptEventsStayInTheirRows(t *testing.T) {
	x := NewIndex(synthetic(3000, 4, 3), 4)
	var places []int32
	var cols data.Columns
	for e := range x.Len() {
		if e%7 < 3 && x.Track(e) != 2 {
			places = append(places, int32(e))
			cols.Append(x.cols.At(e))
		}
	}
	next := x.Kept(places, cols)
	for i, p := range places {
		if next.row[i] != x.row[p] || next.ID(i) != x.ID(int(p)) {
			t.Fatalf("event %d is in row %d, was in %d", i, next.row[i], x.row[p])
		}
	}
	if lo, hi, _ := next.Span(); lo != x.from || hi != x.to {
		t.Error("the time of all is another")
	}
	count := 0
	for _, lanes := range next.tracks {
		for r := range lanes {
			count += len(lanes[r].events)
		}
	}
	if count != len(places) {
		t.Errorf("%d events are in rows, %d are left", count, len(places))
	}
	for _, zoom := range []float64{1, 40} {
		in := testInput(next, 4)
		in.View = in.View.ZoomAt(700, zoom)
		if l := testBuilder(t).Build(in); len(l.Hits) == 0 {
			t.Errorf("zoom %v: nothing is drawn", zoom)
		}
	}
	a := x.Arrange([]Placing{x.Placed(5), x.Placed(6), x.Placed(7)}, 4)
	kept := a.Keep(next, func(e int) int { return slices.Index(places, int32(e)) })
	for i, e := range kept.from {
		if kept.ID(i) != next.ID(int(e)) {
			t.Errorf("event %d is another", i)
		}
	}
	empty := x.Kept(nil, data.Columns{})
	in := testInput(empty, 4)
	if l := testBuilder(t).Build(in); len(l.Hits) != 0 {
		t.Error("an index without events has marks")
	}
}
