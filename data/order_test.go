package data

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestArranged(t *testing.T) {
	for _, c := range []struct{ has, want []int }{
		{nil, []int{}},
		{[]int{0, 0, 0}, []int{0, 1, 2}},
		{[]int{0, 1, 2, 0}, []int{0, 1, 2, 3}},
		{[]int{9, 0, 1}, []int{-1, 0, 1}},
		{[]int{0, 0, 1, 2}, []int{0, 1024, 2048, 3072}}, // no number is left between 0 and 1
		{[]int{0, 7, 1024}, []int{0, 7, 1024}},
		{[]int{0, 5000, 1024, 2048}, []int{0, 512, 1024, 2048}},
		{[]int{0, 0, 0, 3}, []int{0, 1, 2, 3}},
	} {
		if got := Arranged(c.has); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.has, got, c.want)
		}
	}
}

// The orders rise, and a list that is in order stays as it is.
func TestArrangedRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		got := Arranged(rapid.SliceOfN(rapid.IntRange(-3, 12), 0, 9).Draw(t, "orders"))
		for i := 1; i < len(got); i++ {
			if got[i] <= got[i-1] {
				t.Fatalf("%v", got)
			}
		}
		if again := Arranged(got); !slices.Equal(again, got) {
			t.Fatalf("%v, then %v", got, again)
		}
	})
}
