package scene

import (
	"slices"
	"testing"
)

// stackOf returns an index whose tracks want the given numbers of rows.
func stackOf(rows ...int) *Index {
	var events []event
	for track, n := range rows {
		for range n {
			events = append(events, event{testFrom, testFrom + 100, uint16(track), 3})
		}
	}
	return NewIndex(columnsOf(events), len(rows))
}

func TestTracksShareTheHeight(t *testing.T) {
	height := func(tracks, rows int) float32 {
		return axisHeight + float32(tracks)*2*trackPad + float32(rows)*rowHeight
	}
	cases := []struct {
		name   string
		wants  []int
		tracks []Track
		height float32
		rows   []int // as shown
		folded []bool
	}{
		{"all have room", []int{3, 1, 2}, nil, height(3, 6), []int{3, 1, 2}, []bool{false, false, false}},
		{"more room than needed", []int{3, 1, 2}, nil, 2000, []int{3, 1, 2}, []bool{false, false, false}},
		{"what is left over goes to the first", []int{9, 9, 2}, nil, height(3, 9), []int{4, 3, 2}, []bool{true, true, false}},
		{"too low: it scrolls", []int{9, 9, 1}, nil, height(3, 2), []int{1, 1, 1}, []bool{true, true, false}},
		{"an empty track keeps a row", []int{2, 0}, nil, 2000, []int{2, 1}, []bool{false, false}},
		{"collapsed", []int{4, 4}, []Track{{Collapsed: true}}, 2000, []int{1, 4}, []bool{true, false}},
		{"hidden", []int{4, 4}, []Track{{Hidden: true}}, height(1, 3), []int{3}, []bool{true}},
		{"rows of its own", []int{9, 9}, []Track{{Rows: 6}}, height(2, 8), []int{6, 2}, []bool{true, true}},
	}
	b := testBuilder(t)
	for _, c := range cases {
		in := testInput(stackOf(c.wants...), len(c.wants))
		copy(in.Tracks, c.tracks)
		in.Height = c.height
		l := b.Build(in)
		var rows []int
		var folded []bool
		for _, s := range b.rows {
			rows, folded = append(rows, s.rows), append(folded, s.folded)
		}
		if !slices.Equal(rows, c.rows) || !slices.Equal(folded, c.folded) {
			t.Errorf("%s: rows %v folded %v, want %v %v", c.name, rows, folded, c.rows, c.folded)
		}
		total := 0
		for _, r := range rows {
			total += r
		}
		if l.ContentHeight != height(len(rows), total) {
			t.Errorf("%s: content %v, want %v", c.name, l.ContentHeight, height(len(rows), total))
		}
	}
}

func TestScrollStopsAtTheEnds(t *testing.T) {
	in := testInput(stackOf(9, 9, 9, 9), 4)
	in.Height = 120
	b := testBuilder(t)
	for _, c := range []struct{ scroll, want float32 }{{-50, 0}, {30, 30}, {1e9, -1}} {
		in.ScrollY = c.scroll
		l := b.Build(in)
		want := c.want
		if want < 0 {
			want = l.ContentHeight - in.Height
		}
		if got := axisHeight - l.Tracks[0].Y0; got != want {
			t.Errorf("scrolled to %v: %v, want %v", c.scroll, got, want)
		}
	}
}
