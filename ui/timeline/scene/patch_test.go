package scene

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
)

// A patched index has every event in one lane, those that were not changed where
// they were, without overlap; and what its lanes know is what making them again of
// the same rows gives.
func TestPatchedIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := NewIndex(drawColumns(t, 3), 3)
		if rapid.Bool().Draw(t, "many at one instant") {
			events := make([]event, maxRows+20)
			for i := range events {
				events[i] = event{testFrom, testFrom + 1, 0, 3}
			}
			x = NewIndex(columnsOf(events), 3)
		}
		var gone []int32
		var added []data.Column
		for e := range x.Len() {
			switch rapid.IntRange(0, 15).Draw(t, "fate") {
			case 0:
				gone = append(gone, int32(e))
			case 1:
				c := x.cols.At(e)
				c.Track, c.Hi = uint16(rapid.IntRange(0, 2).Draw(t, "track")), c.Hi+rapid.Int64Range(0, 9).Draw(t, "longer")
				gone, added = append(gone, int32(e)), append(added, c)
			}
		}
		more := drawColumns(t, 3)
		for e := range min(more.Len(), 3) {
			c := more.At(e)
			c.ID = data.NewID()
			added = append(added, c)
		}
		cols, s := x.cols.Spliced(gone, added)
		got := x.patched(cols, s)
		if got == nil {
			return // packed again
		}
		for e := range x.Len() {
			if to, ok := s.Place(int32(e)); ok && got.row[to] != x.row[e] {
				t.Fatalf("event %d was not changed and went from row %d to %d", e, x.row[e], got.row[to])
			}
		}
		noOverlap(t, got)
		want := &Index{cols: cols, row: got.row, tracks: make([][]lane, len(got.tracks)), room: got.room}
		for track := range got.tracks {
			want.tracks[track] = make([]lane, len(got.tracks[track]))
		}
		want.from, want.to = want.measure()
		want.main = want.mostly()
		want.starts = makeStarts(want)
		want.fill(slices.Repeat([]bool{true}, len(want.tracks)))
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v\nwant %+v", got, want)
		}
	})
}

// What is patched in a large library is patched and not packed again: else the picture
// would move with every edit.
func TestLargeIndexIsPatched(t *testing.T) {
	cols := synthetic(patchFrom+10, 4, 1)
	x := NewIndex(cols, 4)
	row := cols.At(7000)
	row.Lo, row.Hi, row.Track = cols.Lo[9000]+1, cols.Lo[9000]+2, 3
	moved, s := cols.Spliced([]int32{7000}, []data.Column{row})
	if x.patched(moved, s) == nil {
		t.Error("an event that moves has all packed anew")
	}
	if got := x.Patched(moved, s); got.Len() != x.Len() || got.room != x.room {
		t.Errorf("%d events, room %d, want %d, %d", got.Len(), got.room, x.Len(), x.room)
	}
	row.Lo, row.Hi = cols.Lo[cols.Len()-1]*9, cols.Lo[cols.Len()-1]*9+1
	far, s := cols.Spliced(nil, []data.Column{row})
	if got := x.Patched(far, s); got.to != row.Hi {
		t.Errorf("the index ends at %d, want %d", got.to, row.Hi)
	}
}

func BenchmarkPatch1M(b *testing.B) {
	cols := synthetic(1_000_000, 20, 1)
	x := NewIndex(cols, 20)
	for b.Loop() {
		row := cols.At(300_000)
		row.Lo, row.Hi = row.Lo+3_000_000, row.Hi+3_000_000
		x.Patched(cols.Spliced([]int32{300_000}, []data.Column{row}))
	}
}

func BenchmarkPatchOneTrack1M(b *testing.B) {
	cols := synthetic(1_000_000, 1, 1)
	x := NewIndex(cols, 1)
	for b.Loop() {
		row := cols.At(300_000)
		row.Lo, row.Hi = row.Lo+3_000_000, row.Hi+3_000_000
		x.Patched(cols.Spliced([]int32{300_000}, []data.Column{row}))
	}
}
