package library

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
)

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
		found := v.Events(places)
		for i, e := range found {
			if int(e) != i {
				t.Fatalf("events %v of all that is shown", found)
			}
		}
	})
}

func TestEventsThatAreFoundAndShown(t *testing.T) {
	v := &Shown{places: []int32{2, 3, 7, 9}}
	if got := v.Events([]int32{0, 3, 4, 9, 11}); !slices.Equal(got, []int32{1, 3}) {
		t.Errorf("events %v, want [1 3]", got)
	}
	all := &Shown{All: true}
	if got := all.Events([]int32{0, 3}); !slices.Equal(got, []int32{0, 3}) {
		t.Errorf("events %v of a library without a filter", got)
	}
}
