package bidi

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// reader shows a text of 900 by 600 units.
func reader(t testing.TB, text string) (*Text, *seen, fyne.Window) {
	t.Helper()
	host := &seen{}
	r := NewText(typesetter(t), host)
	w := show(t, r, 900, 600)
	r.SetText(text)
	return r, host, w
}

// spot is the middle of the first line that a passage covers.
func spot(t *testing.T, r *Text, start, end int) fyne.Position {
	t.Helper()
	pos, size, ok := r.RectOf(start, end)
	if !ok {
		t.Fatalf("bytes %d to %d are not in view", start, end)
	}
	return pos.AddXY(size.Width/2, size.Height/2)
}

func click(r *Text, pos fyne.Position, m fyne.KeyModifier) {
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

func TestOpenLaysOutOnlyAScreenful(t *testing.T) {
	r, _, w := reader(t, long(1<<20))
	if blocks := r.page.Len(); blocks < 5000 {
		t.Fatalf("only %d blocks", blocks)
	}
	if n := len(r.laid); n > 40 {
		t.Errorf("%d blocks laid out", n)
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
	if n := len(r.laid); n > 60 {
		t.Errorf("%d blocks kept after scrolling", n)
	}
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
	r := NewText(typesetter(t), &seen{})
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

func TestTapOnHighlight(t *testing.T) {
	r, host, _ := reader(t, article)
	outerStart, outerEnd := find(t, article, "لقاء الرئيسين الذي صدر عنه بيان مشترك")
	innerStart, innerEnd := find(t, article, "بيان مشترك")
	otherStart, otherEnd := find(t, article, "a new era")
	r.SetHighlights([]Highlight{
		{Start: outerStart, End: outerEnd, Colour: "amber", ID: "outer"},
		{Start: innerStart, End: innerEnd, Colour: "green", ID: "inner", Bar: true},
		{Start: otherStart, End: otherEnd, Colour: "blue", ID: "other", Emphasis: true},
		{Start: 5, End: 5, ID: "empty"},
		{Start: 0, End: len(article) + 9, ID: "all", Colour: "red"},
	})
	for _, c := range []struct {
		name    string
		passage string
		want    []any
	}{
		{"two and all", "مشترك", []any{"inner", "outer", "all"}},
		{"emphasis first", "new", []any{"other", "all"}},
		{"one", "91", []any{"all"}},
	} {
		host.tapped = nil
		start, end := find(t, article, c.passage)
		pos := spot(t, r, start, end)
		r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pos}})
		if r.Cursor() != desktop.PointerCursor {
			t.Errorf("%s: no hand", c.name)
		}
		r.press.count = 0
		click(r, pos, 0)
		if len(host.tapped) != 1 || !slices.Equal(host.tapped[0], c.want) {
			t.Errorf("%s: tapped %v", c.name, host.tapped)
		}
	}
	host.tapped = nil
	r.press.count = 0
	click(r, fyne.NewPos(20, 300), 0)
	if len(host.tapped) != 0 {
		t.Errorf("tapped %v in the margin", host.tapped)
	}
}

func TestSelection(t *testing.T) {
	const passage = "بيان مشترك عن «عهد جديد» في"
	start, end := find(t, article, passage)
	newEra, newEraEnd := find(t, article, "era")
	firstWord, firstEnd := find(t, article, "الملعب")
	for _, c := range []struct {
		name string
		do   func(r *Text)
		want string
	}{
		{"drag", func(r *Text) { drag(t, r, start, end) }, passage},
		{"drag backwards", func(r *Text) { drag(t, r, end, start) }, passage},
		{"drag over paragraphs", func(r *Text) { drag(t, r, start, newEraEnd) }, article[start:newEraEnd]},
		{"shift extends", func(r *Text) {
			click(r, caret(t, r, start), 0)
			r.press.count = 0
			click(r, caret(t, r, end), fyne.KeyModifierShift)
		}, passage},
		{"double click", func(r *Text) {
			click(r, spot(t, r, firstWord, firstEnd), 0)
			click(r, spot(t, r, firstWord, firstEnd), 0)
		}, "الملعب"},
		{"double click and drag by words", func(r *Text) {
			pos := spot(t, r, newEra, newEraEnd)
			click(r, pos, 0)
			r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pos}, Button: desktop.MouseButtonPrimary})
			_, mid := find(t, article, "(عهد جد")
			r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: caret(t, r, mid)}})
			r.DragEnd()
		}, "era\" (عهد جديد"},
		{"triple click", func(r *Text) {
			for range 3 {
				click(r, spot(t, r, newEra, newEraEnd), 0)
			}
		}, strings.Split(article, "\n")[3]},
		{"select all", func(r *Text) { r.TypedShortcut(&fyne.ShortcutSelectAll{}) }, article},
		{"click clears", func(r *Text) {
			drag(t, r, start, end)
			r.press.count = 0
			click(r, caret(t, r, start), 0)
		}, ""},
		{"escape clears", func(r *Text) {
			drag(t, r, start, end)
			r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, host, _ := reader(t, article)
			c.do(r)
			from, to := r.Selection()
			if got := article[from:to]; got != c.want {
				t.Fatalf("selected %q", got)
			}
			clipboard := test.NewClipboard()
			r.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
			if clipboard.Content() != c.want {
				t.Errorf("copied %q", clipboard.Content())
			}
			last := [2]int{}
			if n := len(host.selected); n > 0 {
				last = host.selected[n-1]
			}
			if c.want != "" && last != [2]int{from, to} || c.want == "" && last[0] != last[1] {
				t.Errorf("the host was told %v", host.selected)
			}
		})
	}
}

// caret is where the pointer meets the boundary before an offset.
func caret(t *testing.T, r *Text, offset int) fyne.Position {
	t.Helper()
	i := r.page.At(offset)
	var pos fyne.Position
	found := false
	r.page.Each(func(block int, y float64) {
		if block == i {
			c := r.paragraph(i).Caret(offset-r.page.Block(i).Start, 0)
			pos, found = fyne.NewPos(r.left+c.X, float32(y)+(c.Top+c.Bottom)/2), true
		}
	})
	if !found {
		t.Fatalf("offset %d is not in view", offset)
	}
	return pos
}

func drag(t *testing.T, r *Text, from, to int) {
	t.Helper()
	r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: caret(t, r, from)}, Button: desktop.MouseButtonPrimary})
	at := caret(t, r, to)
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	r.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	r.DragEnd()
}

func TestDragOutsideScrolls(t *testing.T) {
	r, _, _ := reader(t, long(50_000))
	r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(400, 300)}, Button: desktop.MouseButtonPrimary})
	top := r.page.Top()
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(400, 700)}})
	if r.motion == nil {
		t.Fatal("no motion")
	}
	time.Sleep(time.Millisecond) // the tick's length is the time that passed
	r.motion.Tick(0.5)
	if r.page.Top() <= top {
		t.Errorf("top %v, was %v", r.page.Top(), top)
	}
	r.DragEnd()
	if r.motion != nil {
		t.Error("still scrolling")
	}
	if start, end := r.Selection(); end-start < 100 {
		t.Errorf("selected %d to %d", start, end)
	}
}

func TestSecondaryTap(t *testing.T) {
	r, host, _ := reader(t, article)
	start, end := find(t, article, "era")
	r.TappedSecondary(&fyne.PointEvent{Position: spot(t, r, start, end)})
	if len(host.secondary) != 1 || host.secondary[0] < start || host.secondary[0] > end {
		t.Errorf("got %v, want %d to %d", host.secondary, start, end)
	}
}

func TestScrollbar(t *testing.T) {
	r, _, _ := reader(t, long(100_000))
	y, h, ok := r.thumbRange()
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
	if _, _, ok := short.thumbRange(); ok || short.thumb.Visible() {
		t.Error("a short text has a scrollbar")
	}
}

func TestHeaderScrollsWithTheText(t *testing.T) {
	r, _, w := reader(t, article)
	before, _, _ := r.RectOf(0, 4)
	r.SetHeader("قمة في بكين قبل ساعات من الافتتاح", "نموذج تاريخ · 4 شباط/فبراير 2022")
	after, _, _ := r.RectOf(0, 4)
	if after.Y < before.Y+titleLine+metaLine || !r.header.Visible() {
		t.Errorf("the text went from %v to %v", before.Y, after.Y)
	}
	if n := ink(w.Canvas().Capture()); n < 5000 {
		t.Errorf("%d pixels of ink", n)
	}
	r.SetText(long(100_000))
	r.Restore(50_000)
	if r.header.Visible() {
		t.Error("the header stays")
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

func TestLanesOfHighlights(t *testing.T) {
	ms := mark([]Highlight{{Start: 0, End: 10}, {Start: 5, End: 20, Emphasis: true}, {Start: 10, End: 12}, {Start: 30, End: 40}}, 35)
	var got [][3]int
	for _, m := range ms {
		shared := 0
		if m.shared {
			shared = 1
		}
		got = append(got, [3]int{m.Start, m.lane, shared})
	}
	if want := [][3]int{{0, 0, 1}, {10, 0, 1}, {30, 0, 0}, {5, 1, 1}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWordAt(t *testing.T) {
	const text = "وُقّع «عهد جديد» 19, can't"
	for _, c := range []struct {
		before string
		up     bool
		want   string
	}{
		{"", false, "وُقّع"}, {"وُق", false, "وُقّع"}, {"وُقّع", false, "وُقّع"}, {"وُقّع «", false, "عهد"},
		{"وُقّع ", false, "«"}, {"وُقّع «عهد ", true, "جديد"}, {"وُقّع «عهد جديد» 1", false, "19"},
		{"وُقّع «عهد جديد» 19, ca", false, "can't"}, {text, true, "can't"},
	} {
		start, end := wordAt(text, len(c.before), c.up)
		if got := text[start:end]; got != c.want {
			t.Errorf("after %q: %q, want %q", c.before, got, c.want)
		}
	}
	if start, end := wordAt("", 0, false); start != 0 || end != 0 {
		t.Errorf("empty: %d to %d", start, end)
	}
}

// Highlights and the selection show, each as its own.
func TestHighlightsAndSelectionAreDrawn(t *testing.T) {
	r, _, w := reader(t, article)
	plain := ink(w.Canvas().Capture())
	start, end := find(t, article, "لقاء الرئيسين")
	r.SetHighlights([]Highlight{{Start: start, End: end, Colour: "amber", Bar: true}})
	marked := ink(w.Canvas().Capture())
	r.TypedShortcut(&fyne.ShortcutSelectAll{})
	selected := ink(w.Canvas().Capture())
	if marked < plain+1000 || selected < marked+20_000 {
		t.Errorf("%d, %d, %d pixels", plain, marked, selected)
	}
}

func BenchmarkOpenMegabyte(b *testing.B) {
	r, _, _ := reader(b, "")
	text := long(1 << 20)
	b.ReportAllocs()
	for b.Loop() {
		r.SetText(text)
	}
}

// BenchmarkArticle lays out and draws whole articles at 700 units, warm.
func BenchmarkArticle(b *testing.B) {
	texts := map[string]string{"own": article}
	files, _ := filepath.Glob("../../../shared/articles/*.txt")
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		texts[filepath.Base(file)] = string(content)
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			r, _, _ := reader(b, text)
			r.Resize(fyne.NewSize(measure+2*sidePadding, 3000))
			b.ReportAllocs()
			for b.Loop() {
				clear(r.laid)
				for i := range r.page.Len() {
					r.paragraph(i)
				}
				for _, band := range r.bands {
					size := band.raster.Size()
					band.raster.Generator(int(size.Width), int(size.Height))
				}
			}
		})
	}
}

func BenchmarkScroll(b *testing.B) {
	r, _, _ := reader(b, long(1<<20))
	b.ReportAllocs()
	for b.Loop() {
		r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -40}})
		if r.page.Top() > r.page.Extent()-2000 {
			r.page.ScrollTo(0)
		}
	}
}
