package flow

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s Sums[int]
		s.Splice(0, 0, rapid.SliceOfN(rapid.IntRange(1, 9), 1, 20).Draw(t, "values")...)
		for range rapid.IntRange(0, 10).Draw(t, "changes") {
			if rapid.Bool().Draw(t, "set") {
				s.Set(rapid.IntRange(0, len(s.values)-1).Draw(t, "at"), rapid.IntRange(1, 9).Draw(t, "value"))
				continue
			}
			from := rapid.IntRange(0, len(s.values)).Draw(t, "from")
			to := rapid.IntRange(from, len(s.values)).Draw(t, "to")
			s.Splice(from, to, rapid.SliceOfN(rapid.IntRange(1, 9), 1, 5).Draw(t, "new")...)
		}
		sum := 0
		for i, v := range s.values {
			if s.Before(i) != sum || s.Find(sum) != i || s.Find(sum+v-1) != i {
				t.Fatalf("value %d of %v: before it %d, found %d", i, s.values, s.Before(i), s.Find(sum))
			}
			sum += v
		}
		if s.total != sum || s.Find(-1) != 0 || s.Find(sum+5) != len(s.values)-1 {
			t.Fatalf("%v: total %d", s.values, s.total)
		}
	})
}
