package data_test

import (
	"cmp"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
)

func columnsOf(rows []data.Column) (c data.Columns) {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b data.Column) int {
		return cmp.Or(cmp.Compare(a.Lo, b.Lo), cmp.Compare(b.Hi, a.Hi), slices.Compare(a.ID[:], b.ID[:]))
	})
	c = data.Columns{IDs: []data.ID{}, Lo: []int64{}, Hi: []int64{}, Track: []uint16{}, Importance: []uint8{}}
	for _, r := range rows {
		c.IDs, c.Lo, c.Hi = append(c.IDs, r.ID), append(c.Lo, r.Lo), append(c.Hi, r.Hi)
		c.Track, c.Importance = append(c.Track, r.Track), append(c.Importance, r.Importance)
	}
	return c
}

func drawColumn(t *rapid.T) data.Column {
	lo := rapid.Int64Range(0, 5).Draw(t, "lo")
	return data.Column{
		ID: data.NewID(), Lo: lo, Hi: lo + rapid.Int64Range(1, 3).Draw(t, "length"),
		Track: rapid.Uint16Range(0, 3).Draw(t, "track"), Importance: rapid.Uint8Range(1, 5).Draw(t, "importance"),
	}
}

// Columns that are spliced are those that a full read returns, and every event is found
// where it has moved to.
func TestSplicedColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(drawColumn), 0, 12).Draw(t, "rows")
		before := columnsOf(rows)
		was := columnsOf(rows)
		var gone []int32
		var added, after []data.Column
		for place := range before.Len() {
			row := before.At(place)
			next := drawColumn(t)
			next.ID = row.ID
			switch rapid.SampledFrom([]string{"stays", "stays", "goes", "changes", "weighs"}).Draw(t, "fate") {
			case "stays":
				after = append(after, row)
				continue
			case "weighs":
				row.Importance = row.Importance%5 + 1
				added = append(added, row)
			case "changes":
				added = append(added, next)
			}
			gone = append(gone, int32(place))
		}
		added = append(added, rapid.SliceOfN(rapid.Custom(drawColumn), 0, 3).Draw(t, "new")...)
		got, splice := before.Spliced(gone, added)
		if want := columnsOf(append(after, added...)); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v\nwant %+v", got, want)
		}
		if !reflect.DeepEqual(before, was) {
			t.Fatal("the columns before were changed")
		}
		var ids []data.ID
		for _, place := range gone {
			ids = append(ids, before.IDs[place])
		}
		slices.Reverse(ids)
		if got := before.Places(append(ids, data.NewID())); !slices.Equal(got, gone) {
			t.Fatalf("places %v, want %v", got, gone)
		}
		for place, id := range before.IDs {
			to, ok := splice.Place(int32(place))
			if ok != !slices.Contains(gone, int32(place)) || ok && got.IDs[to] != id {
				t.Fatalf("place %d is said to be %d, %v now", place, to, ok)
			}
		}
		if splice.Empty() != (len(gone)+len(added) == 0) {
			t.Error("a splice without changes is empty, others are not")
		}
	})
}
