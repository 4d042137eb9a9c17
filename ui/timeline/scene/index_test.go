package scene

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"

	"pgregory.net/rapid"
)

// drawColumns draws a library with what is hard: equal instants, long ranges,
// open ends and the ends of int64.
func drawColumns(t *rapid.T, tracks int) data.Columns {
	n := rapid.IntRange(0, 80).Draw(t, "events")
	spread := int64(1) << rapid.IntRange(0, 40).Draw(t, "spread")
	events := make([]event, n)
	for i := range events {
		lo := rapid.Int64Range(0, spread).Draw(t, "lo")
		length := int64(1)
		if rapid.Bool().Draw(t, "range") {
			length = rapid.Int64Range(1, spread/4+2).Draw(t, "length")
		}
		e := event{lo, lo + length, uint16(rapid.IntRange(0, tracks-1).Draw(t, "track")), uint8(rapid.IntRange(1, 5).Draw(t, "importance"))}
		switch rapid.IntRange(0, 99).Draw(t, "open") {
		case 0:
			e.lo = dates.OpenLo
		case 1:
			e.hi = dates.OpenHi
		}
		events[i] = e
	}
	return columnsOf(events)
}

func TestRowsHoldNoOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		noOverlap(t, NewIndex(drawColumns(t, 3), 3))
	})
}

// noOverlap asserts that every event is in a lane of its track, and that events of a
// lane do not overlap.
func noOverlap(t *rapid.T, x *Index) {
	total := 0
	for track, lanes := range x.tracks {
		for r := range lanes {
			l := &lanes[r]
			total += len(l.events)
			for i, e := range l.events {
				if x.Track(int(e)) != track {
					t.Fatalf("event %d is on the wrong track", e)
				}
				if i == 0 || l.dense {
					continue
				}
				_, end := x.Bounds(int(l.events[i-1]))
				if lo, _ := x.Bounds(int(e)); lo < end {
					t.Fatalf("track %d row %d: event %d begins before its neighbour ends", track, r, e)
				}
			}
		}
	}
	if total != x.Len() {
		t.Fatalf("%d events in rows, %d in all", total, x.Len())
	}
}

func TestRunsAreFoundByThePyramid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := NewIndex(drawColumns(t, 1), 1)
		for r := range x.tracks[0] {
			l := &x.tracks[0][r]
			d := int64(1) << rapid.IntRange(0, 40).Draw(t, "distance")
			last, next := 0, len(l.events)
			for i := range l.events {
				if l.step(x, i) >= d {
					last = i
				}
				if got := l.prev(x, i, d); got != last {
					t.Fatalf("prev(%d) = %d, want %d", i, got, last)
				}
			}
			for i := len(l.events) - 1; i >= 0; i-- {
				if l.step(x, i) >= d {
					next = i
				}
				if got := l.next(x, i, d); got != next {
					t.Fatalf("next(%d) = %d, want %d", i, got, next)
				}
			}
		}
	})
}

func TestEventsIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cols := drawColumns(t, 2)
		x := NewIndex(cols, 2)
		lo := rapid.Int64Range(-10, 1<<40).Draw(t, "from")
		hi := lo + rapid.Int64Range(1, 1<<40).Draw(t, "for")
		want := 0
		for e := range x.Len() {
			if l, h := x.Bounds(e); l < hi && h > lo {
				want++
			}
		}
		if got := x.EventsIn(lo, hi); got != want {
			t.Fatalf("EventsIn(%d, %d) = %d, want %d", lo, hi, got, want)
		}
	})
}

func TestManyEventsAtOneInstantShareTheLastRow(t *testing.T) {
	events := make([]event, 10_000)
	for i := range events {
		events[i] = event{testFrom, testFrom + 1, 0, 3}
	}
	x := NewIndex(columnsOf(events), 1)
	if x.Rows(0) != maxRows {
		t.Errorf("%d rows", x.Rows(0))
	}
	if n := len(x.tracks[0][maxRows-1].events); n != len(events)-maxRows+1 {
		t.Errorf("%d events in the last row", n)
	}
	if n := x.EventsIn(testFrom, testFrom+1); n != len(events) {
		t.Errorf("EventsIn = %d", n)
	}
}

func TestSpanLeavesOpenEndsOut(t *testing.T) {
	cases := []struct {
		name   string
		events []event
		lo, hi int64
		ok     bool
	}{
		{"empty", nil, 0, 0, false},
		{"one second", []event{{5, 6, 0, 3}}, 5, 6, true},
		{"open end", []event{{5, dates.OpenHi, 0, 3}}, 5, 6, true},
		{"open beginning", []event{{dates.OpenLo, 9, 0, 3}, {5, 6, 0, 3}}, 5, 9, true},
		{"end before beginning", []event{{5, 2, 0, 3}}, 5, 6, true},
		{"the end of int64", []event{{math.MaxInt64 - 1, math.MaxInt64, 0, 3}}, math.MaxInt64 - 1, math.MaxInt64, true},
	}
	for _, c := range cases {
		lo, hi, ok := NewIndex(columnsOf(c.events), 1).Span()
		if lo != c.lo || hi != c.hi || ok != c.ok {
			t.Errorf("%s: [%d, %d) %v, want [%d, %d) %v", c.name, lo, hi, ok, c.lo, c.hi, c.ok)
		}
	}
}

func BenchmarkIndex1M(b *testing.B) {
	cols := synthetic(1_000_000, 20, 1)
	b.ReportAllocs()
	for b.Loop() {
		NewIndex(cols, 20)
	}
}

// A few events from antiquity, or of a far future, among hundreds of one year:
// these are packed as without them.
func TestOutliersDoNotSpoilThePacking(t *testing.T) {
	const day = 86_400
	var year []event
	for i := range 365 {
		year = append(year, event{testFrom + int64(i)*day, testFrom + int64(i+1)*day, 0, 3})
	}
	without := NewIndex(columnsOf(slices.Clone(year)), 1)
	for name, away := range map[string]int64{"antiquity": -2000 * 365 * day, "the far future": 2000 * 365 * day} {
		t.Run(name, func(t *testing.T) {
			all := slices.Clone(year)
			for i := range 5 {
				lo := testFrom + away + int64(i)*day
				all = append(all, event{lo, lo + day, 0, 3})
			}
			x := NewIndex(columnsOf(all), 1)
			if x.Rows(0) != without.Rows(0) {
				t.Errorf("%d rows, without the outliers %d", x.Rows(0), without.Rows(0))
			}
			// A label gets the room that it has in the year, except for the days cut off.
			room, want := x.labelRoom(), without.labelRoom()
			if room < want-2*day || room > want+2*day {
				t.Errorf("labels get %d days, without the outliers %d", room/day, want/day)
			}
		})
	}
}

// Several goroutines make the index that one makes.
func TestAnIndexIsTheSameFromSeveralGoroutines(t *testing.T) {
	cols := synthetic(20_000, 5, 3)
	one := newIndex(cols, 6, 1)
	for _, workers := range []int{2, 4, 9} {
		if x := newIndex(cols, 6, workers); !reflect.DeepEqual(x, one) {
			t.Errorf("%d make another one", workers)
		}
	}
	if x := newIndex(data.Columns{}, 0, 4); x.Len() != 0 {
		t.Error("an index of nothing has events")
	}
}

// In an index that is spread no two events of a row are nearer than a label is wide, and
// each event is in one row.
func TestSpreadGivesLabelsRoom(t *testing.T) {
	var c data.Columns
	for i := range 300 {
		lo := int64(i/3) * 1000
		c.IDs = append(c.IDs, data.ID{byte(i >> 8), byte(i)})
		c.Lo, c.Hi = append(c.Lo, lo), append(c.Hi, lo+500)
		c.Track, c.Importance = append(c.Track, uint16(i%2)), append(c.Importance, 3)
	}
	packed := NewIndex(c, 2)
	const room = 20_000
	x := packed.Spread(room)
	seen := 0
	for track := range 2 {
		if x.Rows(track) <= packed.Rows(track) {
			t.Errorf("track %d: %d rows, packed %d", track, x.Rows(track), packed.Rows(track))
		}
		for r, lane := range x.tracks[track] {
			for i, e := range lane.events {
				if seen++; int(x.row[e]) != r || x.Track(int(e)) != track {
					t.Fatalf("event %d is in row %d, listed in row %d of track %d", e, x.row[e], r, track)
				}
				if i > 0 && c.Lo[e]-c.Hi[lane.events[i-1]] < room {
					t.Fatalf("track %d, row %d: events %d apart", track, r, c.Lo[e]-c.Hi[lane.events[i-1]])
				}
			}
		}
	}
	if seen != x.Len() {
		t.Errorf("%d events in rows, want %d", seen, x.Len())
	}
}
