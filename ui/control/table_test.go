package control

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"tarikh.org/tarikh/ui/text"
)

func TestColumnEdges(t *testing.T) {
	columns := []TableColumn{{Key: "title"}, {Key: "date", Width: 140}, {Key: "track", Width: 100}}
	for _, c := range []struct {
		name   string
		widths map[string]float32
		total  float32
		want   []float32
	}{
		{"the first takes the rest", nil, 828, []float32{14, 574, 714, 814}},
		{"a column that was widened", map[string]float32{"date": 240}, 828, []float32{14, 474, 714, 814}},
		{"one that was made too narrow", map[string]float32{"track": 5}, 828, []float32{14, 630, 770, 814}},
		{"little room: the others shrink alike", nil, 298, []float32{14, 164, 234, 284}},
		{"the first has its share", nil, 528, []float32{14, 274, 414, 514}},
		{"the reader's widths stay while there is room", map[string]float32{"date": 250}, 528, []float32{14, 164, 414, 514}},
	} {
		if got := columnEdges(columns, c.widths, c.total); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestColumnEdgesStayInTheTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := []TableColumn{{Key: "first"}}
		widths := map[string]float32{}
		for i := range rapid.IntRange(1, 8).Draw(t, "columns") {
			key := string(rune('a' + i))
			columns = append(columns, TableColumn{Key: key, Width: rapid.Float32Range(10, 400).Draw(t, "width")})
			if rapid.Bool().Draw(t, "widened") {
				widths[key] = rapid.Float32Range(0, 2000).Draw(t, "wide")
			}
		}
		total := rapid.Float32Range(120, 4000).Draw(t, "total")
		xs := columnEdges(columns, widths, total)
		if len(xs) != len(columns)+1 || xs[0] != tableSide || xs[len(xs)-1] > total-tableSide+0.1 {
			t.Fatalf("edges %v in %v", xs, total)
		}
		for i := 1; i < len(xs); i++ {
			if xs[i] < xs[i-1] {
				t.Fatalf("edges %v run backwards", xs)
			}
		}
	})
}

// Whatever is pressed, Picks say the same as a plain set.
func TestPicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 200).Draw(t, "rows")
		order := rapid.Permutation(seq(n)).Draw(t, "order")
		at := func(row int) int { return order[row] }
		var p Picks
		p.Reset(n)
		want, anchor := map[int]bool{}, -1
		for range rapid.IntRange(1, 12).Draw(t, "presses") {
			row := rapid.IntRange(0, n-1).Draw(t, "row")
			switch rapid.IntRange(0, 3).Draw(t, "how") {
			case 0:
				p.Only(at(row))
				want, anchor = map[int]bool{at(row): true}, at(row)
			case 1:
				p.Toggle(at(row))
				if want[at(row)] {
					delete(want, at(row))
				} else {
					want[at(row)] = true
				}
				anchor = at(row)
			case 2:
				p.Extend(n, row, at)
				from := row
				if anchor >= 0 {
					from = slices.Index(order, anchor)
				}
				anchor = at(from)
				want = map[int]bool{}
				for i := min(from, row); i <= max(from, row); i++ {
					want[at(i)] = true
				}
			case 3:
				p.All(n, at)
				for i := range n {
					want[i] = true
				}
			}
		}
		keys := p.Keys()
		if len(keys) != len(want) || p.Len() != len(want) || !slices.IsSorted(keys) {
			t.Fatalf("%d of %v, want %v", p.Len(), keys, want)
		}
		for _, k := range keys {
			if !want[int(k)] || !p.Has(int(k)) {
				t.Fatalf("%d is selected, want %v", k, want)
			}
		}
		p.Only(-1)
		if p.Len() != 0 || p.Has(-1) || p.Has(n) {
			t.Fatal("none is some")
		}
	})
}

func seq(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

// Without widths of the reader's the first column keeps a share of the room.
func TestTheFirstColumnHasItsShare(t *testing.T) {
	columns := []TableColumn{{Key: "title"}, {Key: "date", Width: 300}, {Key: "source", Width: 300}}
	const room = 700
	if xs := columnEdges(columns, nil, room+2*tableSide); xs[1]-xs[0] < room*firstShare-0.1 {
		t.Errorf("the first is %v wide of %v", xs[1]-xs[0], room)
	}
	if xs := columnEdges(columns, map[string]float32{"date": 240}, room+2*tableSide); xs[1]-xs[0] > firstLeast+10.1 {
		t.Errorf("the first is %v wide beside widths that were chosen", xs[1]-xs[0])
	}
}

// What says nothing when it is cut off stays whole while the others keep their least width.
func TestFirmColumnsShrinkLast(t *testing.T) {
	columns := []TableColumn{{Key: "title"}, {Key: "date", Width: 150, Firm: true}, {Key: "track", Width: 200}, {Key: "place", Width: 200}}
	for total, want := range map[float32]float32{1200: 150, 500: 150, 300: 150 * 150 / 550.0} {
		xs := columnEdges(columns, nil, total+2*tableSide)
		if got := xs[2] - xs[1]; got < want-1 || got > want+1 {
			t.Errorf("of %v the date has %v, want %v", total, got, want)
		}
		if track, place := xs[3]-xs[2], xs[4]-xs[3]; track < place-0.1 || track > place+0.1 {
			t.Errorf("of %v the others have %v and %v", total, track, place)
		}
	}
}

// A title stays within its column, however narrow that is.
func TestTitlesStayInTheirColumns(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		k := testKit(t, lang)
		table := k.Table(TableRows{Columns: []TableColumn{{Key: "a", Title: "Title"}, {Key: "b", Title: "Importance of it", Width: 60, Figure: true}, {Key: "c", Title: "Source of it", Width: 60}}})
		w := test.NewTempWindow(t, table.Root)
		w.Resize(fyne.NewSize(300, 200))
		driver := fyne.CurrentApp().Driver()
		for _, c := range table.head.cells {
			at, words := driver.AbsolutePositionForObject(c).X, shownLabel(c.content)
			from := driver.AbsolutePositionForObject(words).X
			if from < at || from+words.Size().Width > at+c.Size().Width {
				t.Errorf("%s: %q is from %v, %v wide, in a column from %v, %v wide", lang, words.Text(), from, words.Size().Width, at, c.Size().Width)
			}
		}
	}
}

// shownLabel is the first label below an object.
func shownLabel(o fyne.CanvasObject) *text.Label {
	if l, ok := o.(*text.Label); ok {
		return l
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, part := range c.Objects {
			if l := shownLabel(part); l != nil {
				return l
			}
		}
	}
	return nil
}
