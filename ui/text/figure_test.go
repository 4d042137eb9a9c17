package text

import (
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// figureAt is a figure of a height that is told of where it is.
func figureAt(at int, height float32, seen *[]bool) Figure {
	return Figure{At: at, Object: canvas.NewRectangle(nil), Height: func(float32) float32 { return height }, Seen: func(in bool) { *seen = append(*seen, in) }}
}

// Figures stand between the paragraphs that they belong to, in the width of the column,
// without covering a word; the words beside them are found, pressed and selected as before.
func TestFiguresStandBetweenParagraphs(t *testing.T) {
	first, second, third := strings.Repeat("First words. ", 30), strings.Repeat("كلمات ثانية. ", 30), strings.Repeat("Third words. ", 30)
	whole := first + "\n" + second + "\n" + third
	at := []int{0, len(first) + 1, len(first) + 1 + len(second) + 1}
	r := NewView(typesetter(t), &seen{})
	show(t, r, 900, 1600)
	r.SetTextWith("A title", whole, nil)
	r.SetSource("A paper")
	plain, _, _ := r.RectOf(at[2], at[2]+5)
	var seen []bool
	lead, middle, end := figureAt(-1, 200, &seen), figureAt(at[1], 150, &seen), figureAt(len(whole), 120, &seen)
	same := figureAt(at[1]-4, 50, &seen) // within the first paragraph: below it, too
	r.SetFigures([]Figure{lead, middle, same, end})
	if len(seen) != 4 || slices.Contains(seen, false) {
		t.Fatalf("told %v", seen)
	}
	top := func(o fyne.CanvasObject) float32 { return o.Position().Y }
	bottom := func(o fyne.CanvasObject) float32 { return o.Position().Y + o.Size().Height }
	line := func(start, end int) (above, below float32) {
		pos, size, ok := r.RectOf(start, end)
		if !ok {
			t.Fatalf("bytes %d to %d are not in view", start, end)
		}
		return pos.Y, pos.Y + size.Height
	}
	begin1, end1 := line(0, len(first))
	begin2, end2 := line(at[1], at[1]+len(second))
	begin3, end3 := line(at[2], len(whole))
	_, title := line(-8, -1)
	source := r.header.raster.Position().Y + r.header.height()
	for i, order := range [][2]float32{
		{title, source},
		{source, top(lead.Object)},
		{bottom(lead.Object), begin1},
		{end1, top(middle.Object)},
		{bottom(middle.Object), top(same.Object)},
		{bottom(same.Object), begin2},
		{end2, begin3},
		{end3, top(end.Object)},
	} {
		if order[0] > order[1] {
			t.Errorf("%d: %g is not above %g", i, order[0], order[1])
		}
	}
	if moved := float64(begin3 - plain.Y); math.Abs(moved-(200+150+50+3*figureGap+figureGap-paragraphGap)) > 1 {
		t.Errorf("the third paragraph moved by %g", moved)
	}
	if left, width := r.ColumnAt(); middle.Object.Position().X != left || middle.Object.Size().Width != width {
		t.Errorf("figure at %v, %v; column %g, %g", middle.Object.Position(), middle.Object.Size(), left, width)
	}
	r.press(nil, &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: spot(t, r, 0, 5)}, Button: desktop.MouseButtonPrimary})
	r.drag(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: spot(t, r, at[2], at[2]+5)}})
	r.release()
	if start, end := r.Selection(); start > 5 || end < at[2] || !strings.Contains(r.text.Selected(), second) {
		t.Errorf("selected %d to %d", start, end)
	}
	if got := r.OffsetAt(begin3 + 10); got < at[2] {
		t.Errorf("byte %d at the third paragraph's line", got)
	}
	r.SetFigures(nil)
	if pos, _, _ := r.RectOf(at[2], at[2]+5); pos.Y != plain.Y {
		t.Errorf("without figures the third paragraph is at %g, want %g", pos.Y, plain.Y)
	}
}

// A figure is told when it comes into view and goes out, and is hidden then; another text has
// none. What is read stays in its place when figures above it get another height.
func TestFiguresInView(t *testing.T) {
	whole := strings.Repeat("A paragraph of some words.\n", 200)
	r := NewView(typesetter(t), &seen{})
	show(t, r, 900, 600)
	r.Still = true
	r.SetTextWith("A title", whole, nil)
	var seen []bool
	height := float32(300)
	fig := figureAt(-1, 0, &seen)
	fig.Height = func(float32) float32 { return height }
	r.SetFigures([]Figure{fig})
	r.ScrollTo(len(whole) / 2)
	if !slices.Equal(seen, []bool{true, false}) || fig.Object.Visible() {
		t.Errorf("told %v, visible %v", seen, fig.Object.Visible())
	}
	before, _, _ := r.RectOf(len(whole)/2, len(whole)/2+5)
	height = 500
	r.FiguresChanged()
	if after, _, ok := r.RectOf(len(whole)/2, len(whole)/2+5); !ok || math.Abs(float64(after.Y-before.Y)) > 1 {
		t.Errorf("what is read moved from %g to %g", before.Y, after.Y)
	}
	r.Restore(-8)
	r.SetText("Another text")
	if !slices.Equal(seen, []bool{true, false, true, false}) || len(r.figures) > 0 || slices.Contains(r.objects, fig.Object) {
		t.Errorf("told %v, %d figures", seen, len(r.figures))
	}
}
