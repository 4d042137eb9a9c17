package text

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/text/layout"
)

// extent is that of what is drawn in a picture, from left to right.
func extent(img *image.RGBA) (x0, x1 int) {
	x0, x1 = img.Rect.Max.X, img.Rect.Min.X
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			if img.Pix[img.PixOffset(x, y)+3] != 0 {
				x0, x1 = min(x0, x), max(x1, x+1)
			}
		}
	}
	return x0, x1
}

func TestCellsStayInTheirColumns(t *testing.T) {
	ts := typesetter(t)
	for _, c := range []struct {
		name   string
		cell   Cell
		x0, x1 int // the ink is within
		atEnd  bool
	}{
		{"from the left", Cell{X: 20, Width: 100, Text: "Anchorage talks"}, 18, 124, false},
		{"cut", Cell{X: 20, Width: 60, Text: "A title that is much longer than its column"}, 18, 84, false},
		{"at the right", Cell{X: 20, Width: 100, Text: "12", Align: layout.AlignRight}, 90, 124, true},
		{"Arabic from the right", Cell{X: 20, Width: 100, Text: "قمة بكين", Align: layout.AlignRight}, 60, 124, true},
		{"a dot before the text", Cell{X: 20, Width: 100, Text: "x", Dot: "red"}, 18, 60, false},
		{"a dot alone", Cell{X: 20, Width: 100, Dot: AccentDot}, 19, 31, false},
		{"a dot at the right", Cell{X: 20, Width: 100, Dot: "blue", DotRTL: true}, 110, 121, true},
		{"lines become one", Cell{X: 20, Width: 100, Text: "a\nb"}, 18, 60, false},
	} {
		cells := NewCells(ts)
		cells.Resize(fyne.NewSize(200, 32))
		cells.Set([]Cell{c.cell})
		x0, x1 := extent(cells.draw(200, 32).(*image.RGBA))
		if x1 <= x0 || x0 < c.x0 || x1 > c.x1 {
			t.Errorf("%s: drawn from %d to %d, want within [%d, %d)", c.name, x0, x1, c.x0, c.x1)
		}
	}
	empty := NewCells(ts)
	empty.Resize(fyne.NewSize(200, 32))
	empty.Set([]Cell{{X: 20, Width: 100, Dot: NoDot}, {X: 20, Width: 4, Text: "no room"}})
	if x0, x1 := extent(empty.draw(200, 32).(*image.RGBA)); x1 > x0 {
		t.Errorf("nothing is drawn from %d to %d", x0, x1)
	}
}

func TestCellsKeepWhatStays(t *testing.T) {
	cells := NewCells(typesetter(t))
	cells.Resize(fyne.NewSize(200, 32))
	cells.Set([]Cell{{Width: 90, Text: "one"}, {X: 100, Width: 90, Text: "two"}})
	first := cells.shaped[0]
	cells.Set([]Cell{{Width: 90, Text: "one"}, {X: 100, Width: 90, Text: "three"}})
	if cells.shaped[0] != first || cells.shaped[1].Text != "three" {
		t.Error("a cell that stays is shaped again, or one that changes is not")
	}
}

// BenchmarkCells is a page of a table that shows other rows: 30 rows of six columns,
// shaped and drawn at two pixels to the unit.
func BenchmarkCells(b *testing.B) {
	ts := typesetter(b)
	titles := [...]string{"Anchorage talks", "قمة بكين والبيان المشترك", "Beijing summit, joint statement", "تسمية كوفيد-19"}
	rows := make([]*Cells, 30)
	for i := range rows {
		rows[i] = NewCells(ts)
		rows[i].Resize(fyne.NewSize(780, 32))
	}
	n := 0
	for b.Loop() {
		for _, row := range rows {
			n++
			row.Set([]Cell{
				{X: 14, Width: 190, Text: titles[n%4] + string(rune('a'+n%26)), Dot: "red"},
				{X: 210, Width: 130, Text: "23 January 20" + string(rune('0'+n%10)), Size: 13},
				{X: 350, Width: 90, Text: titles[(n+1)%4], Size: 13},
				{X: 450, Width: 90, Text: titles[(n+2)%4], Size: 13},
				{X: 550, Width: 40, Text: string(rune('1' + n%5)), Size: 13},
				{X: 600, Width: 160, Text: titles[(n+3)%4], Size: 13},
			})
			row.draw(1560, 64)
		}
	}
}
