package session

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
)

func TestNextHitStartsFromWhatIsInView(t *testing.T) {
	los := []int64{0, 10, 20, 30, 40, 50, 60, 70, 80, 90}
	hits := []int32{1, 4, 5, 8}
	for _, c := range []struct {
		name      string
		selected  int
		lo, hi    int64
		direction int
		want      int
	}{
		{"the first in view", -1, 35, 75, 1, 4},
		{"the last in view, backwards", -1, 35, 75, -1, 5},
		{"after the selected hit", 4, 35, 75, 1, 5},
		{"before the selected hit", 5, 35, 75, -1, 4},
		{"after a selected event that is no hit", 2, 0, 100, 1, 4},
		{"before a selected event that is no hit", 6, 0, 100, -1, 5},
		{"a selected event out of view is forgotten", 8, 5, 45, 1, 1},
		{"nothing in view: the next after it", -1, 55, 65, 1, 8},
		{"nothing in view: the one before it", -1, 15, 25, -1, 1},
		{"at the end it begins again", 8, 0, 100, 1, 1},
		{"at the beginning it ends again", 1, 0, 100, -1, 8},
		{"beyond the last", -1, 95, 200, 1, 1},
	} {
		if got := nextHit(hits, los, c.selected, c.lo, c.hi, c.direction); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestNextFind(t *testing.T) {
	finds := []data.Range{{Start: 5, End: 8}, {Start: 20, End: 22}, {Start: 40, End: 44}}
	for _, c := range []struct {
		name                      string
		at, from, direction, want int
	}{
		{"from the top of the view", -1, 10, 1, 1},
		{"one that begins there", -1, 20, 1, 1},
		{"backwards from the top of the view", -1, 10, -1, 0},
		{"on", 1, 0, 1, 2},
		{"on past the last", 2, 0, 1, 0},
		{"back past the first", 0, 0, -1, 2},
		{"after all", -1, 100, 1, 0},
		{"before all", -1, 0, -1, 2},
	} {
		if got := nextFind(finds, c.at, c.from, c.direction); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// What is shown leads to the library's columns and back, and steps stay within it.
func TestShownMapsBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "events")
		all := data.Columns{
			IDs: make([]data.ID, n), Lo: make([]int64, n), Hi: make([]int64, n), Track: make([]uint16, n), Importance: make([]uint8, n),
		}
		places := []int32{}
		for i := range n {
			all.IDs[i], all.Lo[i] = data.NewID(), int64(i)
			if rapid.Bool().Draw(t, "shown") {
				places = append(places, int32(i))
			}
		}
		v := &Shown{places: places, Columns: narrowed(all, places)}
		if v.Len() != len(places) {
			t.Fatalf("%d events, want %d", v.Len(), len(places))
		}
		for place := range n {
			event := v.Event(place)
			if shown := slices.Contains(places, int32(place)); shown != (event >= 0) {
				t.Fatalf("place %d is event %d", place, event)
			}
			if event >= 0 && (v.Place(event) != place || v.Columns.IDs[event] != all.IDs[place]) {
				t.Fatalf("event %d is at %d, not %d", event, v.Place(event), place)
			}
		}
		if v.Event(-1) != -1 || v.Place(-1) != -1 {
			t.Fatal("none is not none")
		}
		if v.Len() == 0 {
			return
		}
		from := rapid.IntRange(-1, n-1).Draw(t, "from")
		on, back := v.step(from, 1), v.step(from, -1)
		if v.Event(on) < 0 || v.Event(back) < 0 {
			t.Fatalf("from %d to %d and %d: not shown", from, on, back)
		}
		if from >= 0 && (on < from && on != int(places[len(places)-1]) || back > from && back != int(places[0])) {
			t.Fatalf("from %d on to %d and back to %d", from, on, back)
		}
		found := v.events(places)
		for i, e := range found {
			if int(e) != i {
				t.Fatalf("events %v of all that is shown", found)
			}
		}
	})
}

func TestEventsThatAreFoundAndShown(t *testing.T) {
	v := &Shown{places: []int32{2, 3, 7, 9}}
	if got := v.events([]int32{0, 3, 4, 9, 11}); !slices.Equal(got, []int32{1, 3}) {
		t.Errorf("events %v, want [1 3]", got)
	}
	all := &Shown{All: true}
	if got := all.events([]int32{0, 3}); !slices.Equal(got, []int32{0, 3}) {
		t.Errorf("events %v of a library without a filter", got)
	}
}
