package search

import (
	"testing"

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
