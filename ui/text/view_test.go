package text

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// reader shows a text of 900 by 600 units.
func reader(t testing.TB, text string) (*View, *seen, fyne.Window) {
	t.Helper()
	host := &seen{}
	r := NewView(typesetter(t), host)
	w := show(t, r, 900, 600)
	r.SetText(text)
	return r, host, w
}

// spot is the middle of the first line that a passage covers.
func spot(t *testing.T, r *View, start, end int) fyne.Position {
	t.Helper()
	pos, size, ok := r.RectOf(start, end)
	if !ok {
		t.Fatalf("bytes %d to %d are not in view", start, end)
	}
	return pos.AddXY(size.Width/2, size.Height/2)
}

func click(r *View, pos fyne.Position, m fyne.KeyModifier) {
	ev := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pos}, Button: desktop.MouseButtonPrimary, Modifier: m}
	r.MouseDown(ev)
	r.MouseUp(ev)
}

func find(t *testing.T, text, passage string) (start, end int) {
	t.Helper()
	start = strings.Index(text, passage)
	if start < 0 {
		t.Fatalf("%q is not in the text", passage)
	}
	return start, start + len(passage)
}

func TestOpenDrawsOnlyAScreenful(t *testing.T) {
	size := 1 << 20
	if testing.Short() {
		size /= 4
	}
	r, _, w := reader(t, long(size))
	if blocks := r.text.Paragraphs(); blocks < size/210 {
		t.Fatalf("only %d blocks", blocks)
	}
	pictures := len(r.bands)
	if pictures == 0 || pictures > 40 {
		t.Errorf("%d pictures", pictures)
	}
	if n := ink(w.Canvas().Capture()); n < 5000 {
		t.Errorf("%d pixels of ink", n)
	}
	for range 200 {
		r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -400}})
	}
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if n := len(r.bands) + len(r.free); n > 60 {
		t.Errorf("%d pictures after scrolling", n)
	}
	for _, b := range r.free {
		if b.raster.Visible() {
			t.Error("a picture out of view is not hidden")
		}
	}
}

func TestScrollToBringsThePassageToAThird(t *testing.T) {
	text := long(1 << 20)
	for _, still := range []bool{true, false} {
		r, _, _ := reader(t, text)
		r.Still = still
		for _, offset := range []int{len(text) / 2, len(text) / 3, len(text) - 3000} {
			offset += strings.Index(text[offset:], "ووهان")
			r.ScrollTo(offset)
			pos, size, ok := r.RectOf(offset, offset+10)
			if !ok || math.Abs(float64(pos.Y)-200) > 1 || size.Width <= 0 {
				t.Errorf("offset %d stands at %v (%v)", offset, pos, ok)
			}
			if first := r.FirstVisible(); first > offset || offset-first > 3000 {
				t.Errorf("first visible is %d, scrolled to %d", first, offset)
			}
		}
		r.ScrollTo(0)
		if top := r.page.Top(); top != 0 {
			t.Errorf("scrolled to the beginning: %v", top)
		}
		r.ScrollTo(len(text) + 5)
		if below := r.page.Extent() - r.page.Top() - r.page.View(); math.Abs(below) > 0.01 {
			t.Errorf("scrolled to the end: %v left", below)
		}
	}
}

func TestScrollToBeforeThereIsASize(t *testing.T) {
	text := long(100_000)
	r := NewView(typesetter(t), &seen{})
	r.SetText(text)
	r.ScrollTo(50_000)
	show(t, r, 900, 600)
	if _, _, ok := r.RectOf(50_000, 50_010); !ok {
		t.Error("not in view")
	}
}

func TestRestore(t *testing.T) {
	text := long(200_000)
	r, _, _ := reader(t, text)
	r.Still = true
	r.ScrollTo(120_000)
	first := r.FirstVisible()
	again, _, _ := reader(t, text)
	again.Restore(first)
	if got := again.FirstVisible(); got != first {
		t.Errorf("first visible %d, was %d", got, first)
	}
}

// The first line in view stays where it is when the column becomes narrower.
func TestResizeKeepsTheReadingPlace(t *testing.T) {
	r, _, _ := reader(t, long(300_000))
	r.Still = true
	r.ScrollTo(150_000)
	first := r.FirstVisible()
	was, _, _ := r.RectOf(first, first+4)
	for _, width := range []float32{500, 400, 900, 320} {
		r.Resize(fyne.NewSize(width, 600))
		pos, _, ok := r.RectOf(first, first+4)
		if !ok || math.Abs(float64(pos.Y-was.Y)) > 1 {
			t.Errorf("at width %v it stands at %v (%v), was %v", width, pos.Y, ok, was.Y)
		}
		first = r.FirstVisible()
		was, _, _ = r.RectOf(first, first+4)
	}
}

func TestScrollbar(t *testing.T) {
	r, _, _ := reader(t, long(100_000))
	y, h, ok := r.bar.Thumb(r.Size().Height, r.shown())
	if !ok || y != 2 || h < 30 {
		t.Fatalf("thumb at %v, %v high", y, h)
	}
	ev := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(895, y+5)}, Button: desktop.MouseButtonPrimary}
	r.MouseDown(ev)
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(895, 305)}})
	if middle := r.page.Top() / (r.page.Extent() - r.page.View()); middle < 0.4 || middle > 0.6 {
		t.Errorf("dragged to the middle: %v", middle)
	}
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(895, 9000)}})
	r.MouseUp(ev)
	r.DragEnd()
	if below := r.page.Extent() - r.page.Top() - r.page.View(); math.Abs(below) > 1 {
		t.Errorf("dragged to the end: %v left", below)
	}
	if start, end := r.Selection(); start != end {
		t.Error("the scrollbar selected text")
	}
	short, _, _ := reader(t, "قمة")
	if _, _, ok := short.bar.Thumb(short.Size().Height, short.shown()); ok || short.thumb.Visible() {
		t.Error("a short text has a scrollbar")
	}
}

func TestHeaderScrollsWithTheText(t *testing.T) {
	r, _, w := reader(t, article)
	before, _, _ := r.RectOf(0, 4)
	r.SetTextWith("قمة في بكين قبل ساعات من الافتتاح", article, nil)
	r.SetSource("نموذج تاريخ · 4 شباط/فبراير 2022")
	after, _, _ := r.RectOf(0, 4)
	if after.Y < before.Y+titleLine+metaLine || !r.header.raster.Visible() {
		t.Errorf("the text went from %v to %v", before.Y, after.Y)
	}
	if n := ink(w.Canvas().Capture()); n < 5000 {
		t.Errorf("%d pixels of ink", n)
	}
	r.SetTextWith("قمة في بكين", long(100_000), nil)
	r.Restore(50_000)
	if r.header.raster.Visible() {
		t.Error("the header stays")
	}
}

// The number of a date does not join the Latin name before it, and the line is on
// the title's side.
func TestMetaLine(t *testing.T) {
	r, _, _ := reader(t, article)
	r.SetTextWith("قمة في بكين", article, nil)
	r.SetSource("نموذج · Reuters · 4 شباط/فبراير 2022")
	meta := r.header.paragraph()
	at := func(passage string) float32 {
		i := strings.Index(meta.Text, passage)
		return meta.Selection(i, i+len(passage), nil)[0].X
	}
	if !(at("نموذج") > at("Reuters") && at("Reuters") > at("4") && at("4") > at("شباط")) {
		t.Errorf("out of order: %v, %v, %v, %v", at("نموذج"), at("Reuters"), at("4"), at("شباط"))
	}
	r.SetSource("Reuters · 4 February 2022")
	if meta = r.header.paragraph(); meta.Lines[0].X < 400 {
		t.Errorf("a Latin line starts at %v under an Arabic title", meta.Lines[0].X)
	}
}

// movedHost counts TextMoved.
type movedHost struct {
	seen
	moved int
}

func (h *movedHost) TextMoved() { h.moved++ }

func TestHostIsToldOfMoves(t *testing.T) {
	host := &movedHost{}
	r := NewView(typesetter(t), host)
	show(t, r, 900, 600)
	r.SetText(long(50_000))
	before := host.moved
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	r.Refresh()
	if host.moved != before+1 {
		t.Errorf("told %d times", host.moved-before)
	}
}

// Keys that scroll are taken, all others are the canvas's.
func TestKeys(t *testing.T) {
	r, _, w := reader(t, long(100_000))
	var passed []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { passed = append(passed, ev.Name) })
	steps := map[fyne.KeyName]float64{
		fyne.KeyDown: arrowStep, fyne.KeyUp: -arrowStep, fyne.KeyPageDown: 600 - arrowStep,
		fyne.KeySpace: 600 - arrowStep, fyne.KeyPageUp: -600 + arrowStep,
	}
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeyUp, fyne.KeySpace, fyne.KeyPageUp} {
		before := r.page.Top()
		r.TypedKey(&fyne.KeyEvent{Name: key})
		if got := r.page.Top() - before; math.Abs(got-steps[key]) > 1e-6 {
			t.Errorf("%s scrolled by %v", key, got)
		}
	}
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if r.page.Top() < 10_000 {
		t.Errorf("End: at %v", r.page.Top())
	}
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if r.page.Top() != 0 {
		t.Errorf("Home: at %v", r.page.Top())
	}
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyF, fyne.KeyEscape} {
		r.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if !slices.Equal(passed, []fyne.KeyName{fyne.KeyLeft, fyne.KeyF, fyne.KeyEscape}) {
		t.Errorf("the canvas got %v", passed)
	}
}

func TestReadingKeepsThePlace(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "Paragraph %d has a few words of its own, and some more to fill a line or two of the column.\n", i)
	}
	text, _, _ := reader(t, b.String())
	text.Still = true
	text.ScrollTo(b.Len() / 2)
	before := text.FirstVisible()
	height := text.page.Extent()
	text.SetReading(Reading{Size: 24, Spacing: 1.2})
	if got := text.FirstVisible(); got != before {
		t.Errorf("the first line in view begins at %d, before at %d", got, before)
	}
	if now := text.page.Extent(); now < 1.5*height {
		t.Errorf("larger letters and lines make %v units of %v", now, height)
	}
}
