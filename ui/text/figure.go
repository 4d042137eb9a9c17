package text

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
)

// Figure stands between two paragraphs of a text and scrolls with it: a picture with its
// words. It has the width of the column.
type Figure struct {
	// At is the byte of the text that it belongs to: it stands above the paragraph that
	// begins there, else below the one that the byte is in. One of less than 0 stands
	// above all.
	At     int
	Object fyne.CanvasObject
	Height func(width float32) float32 // units
	// Seen is told when it comes into view, and when it goes out; it may be nil.
	Seen func(inView bool)
}

// figureGap is below a figure, besides the gap of paragraphs, and above one that does not
// stand under a title.
const figureGap = 12

// placed is a figure with its place.
type placed struct {
	Figure
	para   int     // that it is below
	down   float64 // from the beginning of the space there
	height float32
	inView bool
}

// SetFigures shows figures in place of those before, in their order where several have one
// place.
func (t *View) SetFigures(all []Figure) {
	for i := range t.figures {
		t.figures[i].see(false)
	}
	t.objects = slices.DeleteFunc(t.objects, func(o fyne.CanvasObject) bool {
		return slices.ContainsFunc(t.figures, func(f placed) bool { return f.Object == o })
	})
	t.figures = make([]placed, len(all))
	for i, f := range all {
		f.Object.Hide()
		t.figures[i].Figure = f
		t.add(f.Object)
	}
	t.FiguresChanged()
	t.Refresh()
}

// FiguresChanged makes room for figures whose heights have changed; the place that is read
// stays in view.
func (t *View) FiguresChanged() {
	before, first := t.page.Place(), 0
	moved := t.width > 0 && t.page.Top() > 0
	if moved {
		first = t.FirstVisible()
		before = t.placeOf(first)
	}
	was := t.page.Between(before, t.page.Place())
	t.makeRoom()
	if moved {
		at := t.placeOf(first)
		at.Shift += was
		t.page.Move(at)
	}
	t.page.Settle()
	t.arrange()
}

// makeRoom works out where figures stand, and keeps the space for them free.
func (t *View) makeRoom() {
	rooms := map[int]float64{}
	for i := range t.figures {
		f := &t.figures[i]
		f.para = t.above(f.At)
		if t.width > 0 {
			f.height = f.Height(t.width)
		}
		if rooms[f.para] == 0 && (f.para > 0 || t.text.Headline() == 0) {
			rooms[f.para] = figureGap - paragraphGap
		}
		f.down = rooms[f.para]
		rooms[f.para] += math.Ceil(float64(f.height)) + figureGap
	}
	t.text.SetBelow(rooms)
}

// above is the paragraph that a figure of a byte stands below.
func (t *View) above(at int) int {
	if at < 0 {
		return 0
	}
	at += t.text.Headline()
	i := t.text.ParagraphAt(at)
	if start, _ := t.text.Paragraph(i); start == at && i > 0 {
		return i - 1
	}
	return t.text.EndOf(at)
}

// placeFigures puts figures into their places, and hides those out of view.
func (t *View) placeFigures() {
	for i := range t.figures {
		f := &t.figures[i]
		top := t.page.Lead + t.text.Top(f.para+1) - t.text.Below(f.para) + f.down - t.page.Top()
		f.see(t.width > 0 && top < t.page.View() && top+float64(f.height) > 0)
		if f.inView {
			f.Object.Move(fyne.NewPos(t.left, snap(top, deviceScale(t))))
			f.Object.Resize(fyne.NewSize(t.width, f.height))
		}
	}
}

func (f *placed) see(inView bool) {
	if inView == f.inView {
		return
	}
	if f.inView = inView; inView {
		f.Object.Show()
	} else {
		f.Object.Hide()
	}
	if f.Seen != nil {
		f.Seen(inView)
	}
}

// ParagraphOf is the bytes of the paragraph of the text that an offset is in, without its
// line ending; a long one may be divided.
func (t *View) ParagraphOf(offset int) (start, end int) {
	start, end = t.text.Paragraph(t.text.ParagraphAt(max(offset, 0) + t.text.Headline()))
	return start - t.text.Headline(), end - t.text.Headline()
}
