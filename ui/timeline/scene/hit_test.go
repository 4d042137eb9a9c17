package scene

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data/dates"

	"pgregory.net/rapid"
)

func TestEventsBehindMarks(t *testing.T) {
	b := testBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, drawColumns(t, 2), 2)
		lo, hi, ok := in.Index.Span()
		if !ok {
			return
		}
		in.Height, in.View = 1<<15, in.View.Fit(lo, hi, 0).ZoomAt(100, 0.25).Reveal(lo, hi, 0)
		var all []int
		for _, h := range b.Build(in).Hits {
			events := in.Index.Events(h)
			if h.Count > 0 && len(events) != h.Count {
				t.Fatalf("%d events listed, %d counted", len(events), h.Count)
			}
			for _, e := range events {
				if in.Index.Track(e) != h.Track {
					t.Fatalf("event %d is on track %d", e, in.Index.Track(e))
				}
				if h.Event >= 0 && e != h.Event {
					t.Fatalf("event %d is listed for %d", e, h.Event)
				}
			}
			if h.Count > 0 {
				all = append(all, events...)
			}
		}
		slices.Sort(all)
		for i, e := range all {
			if e != i {
				t.Fatalf("event %d is missing or listed twice", i)
			}
		}
	})
}

func TestListsEnd(t *testing.T) {
	events := make([]event, 5000)
	for i := range events {
		events[i] = event{testFrom, testFrom + 1, 0, 3}
	}
	in := testInput(NewIndex(columnsOf(events), 1), 1)
	most := 0
	for _, h := range testBuilder(t).Build(in).Hits {
		most = max(most, len(in.Index.Events(h)))
		if h.Count > 1 && !h.OneInstant() {
			t.Errorf("%d events at one instant can be told apart", h.Count)
		}
	}
	if most != mostListed {
		t.Errorf("%d listed", most)
	}
}

func TestOneInstant(t *testing.T) {
	dense := &lane{dense: true}
	for _, c := range []struct {
		name string
		hit  Hit
		want bool
	}{
		{"one event", Hit{Event: 3, Count: 1, Lo: 5, Hi: 6}, false},
		{"a second", Hit{Event: -1, Count: 2, Lo: 5, Hi: 6, lane: dense}, true},
		{"two seconds", Hit{Event: -1, Count: 2, Lo: 5, Hi: 7, lane: dense}, false},
		{"no beginning", Hit{Event: -1, Count: 2, Lo: dates.OpenLo, Hi: 7, lane: dense}, true},
	} {
		if got := c.hit.OneInstant(); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestAroundFindsTheNeighbours(t *testing.T) {
	x := NewIndex(synthetic(10_000, 1, 1), 1)
	in := testInput(x, 1)
	in.Tracks[0].Collapsed = true
	for _, h := range testBuilder(t).Build(in).Hits {
		if h.Count < 500 {
			continue
		}
		for _, at := range []int64{h.Lo, h.Lo + (h.Hi-h.Lo)/3, h.Hi, h.Hi + year} {
			lo, hi := x.Around(h, at, 60)
			n := x.startsBefore(hi) - x.startsBefore(lo)
			if n < 60 || n > 70 || lo < h.Lo || hi > h.Hi {
				t.Errorf("around %d: [%d, %d) with %d events", at, lo, hi, n)
			}
			if at >= h.Lo && at < h.Hi && (at < lo-86_400 || at > hi+86_400) {
				t.Errorf("around %d: [%d, %d)", at, lo, hi)
			}
		}
		if lo, hi := x.Around(h, h.Lo, h.Count); lo != h.Lo || hi != h.Hi {
			t.Errorf("all of it: [%d, %d)", lo, hi)
		}
		return
	}
	t.Fatal("there is no large bar")
}
