package text

import (
	"image/color"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/ui/text/edit"
	look "tarikh.org/tarikh/ui/theme"
)

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
		r.clicks.Reset()
		click(r, pos, 0)
		if len(host.tapped) != 1 || !slices.Equal(host.tapped[0], c.want) {
			t.Errorf("%s: tapped %v", c.name, host.tapped)
		}
	}
	host.tapped = nil
	r.clicks.Reset()
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
		do   func(r *View)
		want string
	}{
		{"drag", func(r *View) { drag(t, r, start, end) }, passage},
		{"drag backwards", func(r *View) { drag(t, r, end, start) }, passage},
		{"drag over paragraphs", func(r *View) { drag(t, r, start, newEraEnd) }, article[start:newEraEnd]},
		{"shift extends", func(r *View) {
			click(r, boundary(t, r, start), 0)
			r.clicks.Reset()
			click(r, boundary(t, r, end), fyne.KeyModifierShift)
		}, passage},
		{"double click", func(r *View) {
			click(r, spot(t, r, firstWord, firstEnd), 0)
			click(r, spot(t, r, firstWord, firstEnd), 0)
		}, "الملعب"},
		{"double click and drag by words", func(r *View) {
			pos := spot(t, r, newEra, newEraEnd)
			click(r, pos, 0)
			r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pos}, Button: desktop.MouseButtonPrimary})
			_, mid := find(t, article, "(عهد جد")
			r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: boundary(t, r, mid)}})
			r.DragEnd()
		}, "era\" (عهد جديد"},
		{"triple click", func(r *View) {
			for range 3 {
				click(r, spot(t, r, newEra, newEraEnd), 0)
			}
		}, strings.Split(article, "\n")[3]},
		{"select all", func(r *View) { r.TypedShortcut(&fyne.ShortcutSelectAll{}) }, article},
		{"click clears", func(r *View) {
			drag(t, r, start, end)
			r.clicks.Reset()
			click(r, boundary(t, r, start), 0)
		}, ""},
		{"escape clears", func(r *View) {
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

// boundary is where the pointer meets the boundary before an offset.
func boundary(t *testing.T, r *View, offset int) fyne.Position {
	t.Helper()
	i, box := r.text.CaretBox(edit.Caret{Offset: offset + r.text.Headline()})
	var pos fyne.Position
	found := false
	r.page.Each(func(block int, y float64) {
		if block == i {
			pos, found = fyne.NewPos(r.left+box.X, float32(y)+(box.Top+box.Bottom)/2), true
		}
	})
	if !found {
		t.Fatalf("offset %d is not in view", offset)
	}
	return pos
}

func drag(t *testing.T, r *View, from, to int) {
	t.Helper()
	r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: boundary(t, r, from)}, Button: desktop.MouseButtonPrimary})
	at := boundary(t, r, to)
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

func TestLanesOfHighlights(t *testing.T) {
	ms := mark([]Highlight{{Start: 0, End: 10}, {Start: 5, End: 20, Emphasis: true}, {Start: 10, End: 12}, {Start: 30, End: 40}}, 0, 35)
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

// A passage has a neutral fill, and a yellow one while it is in view; what a person has
// coloured is drawn over it.
func TestPassages(t *testing.T) {
	r, _, w := reader(t, article)
	start, end := find(t, article, "لقاء الرئيسين")
	p := look.Current()
	count := func(c color.NRGBA) (n int) {
		img := w.Canvas().Capture()
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				if color.NRGBAModel.Convert(img.At(x, y)) == c {
					n++
				}
			}
		}
		return n
	}
	for _, c := range []struct {
		name      string
		mark      Highlight
		want, not color.NRGBA
	}{
		{"a passage", Highlight{Passage: true}, p.Marker, p.InView},
		{"the one in view", Highlight{Passage: true, Emphasis: true}, p.InView, p.Marker},
		{"a highlight", Highlight{}, p.Soft("rose"), p.Marker},
	} {
		c.mark.Start, c.mark.End, c.mark.Colour = start, end, "rose"
		r.SetHighlights([]Highlight{c.mark})
		if n, other := count(c.want), count(c.not); n < 500 || other > 0 {
			t.Errorf("%s: %d pixels of its fill, %d of another", c.name, n, other)
		}
	}
	r.SetHighlights([]Highlight{{Start: start, End: end, Colour: "rose", Passage: true}})
	line, img := 0, w.Canvas().Capture()
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA); int(c.R)-int(c.G) > 40 {
				line++
			}
		}
	}
	if line < 50 {
		t.Error("a passage has no line in its track's colour")
	}
	ms := mark([]Highlight{{Start: 0, End: 5, ID: "own"}, {Start: 0, End: 9, ID: "in view", Passage: true, Emphasis: true}, {Start: 0, End: 9, ID: "passage", Passage: true}}, 0, 9)
	if ms[0].ID != "passage" || ms[1].ID != "in view" || ms[2].ID != "own" {
		t.Errorf("drawn are %v", ms)
	}
}

// Lanes are those of highlights that overlap, however many there are.
func TestLanesOfManyHighlights(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		hs := make([]Highlight, r.IntN(20))
		for i := range hs {
			start := r.IntN(60)
			hs[i] = Highlight{Start: start, End: start + 1 + r.IntN(20), Quiet: r.IntN(5) == 0}
		}
		ms := mark(hs, 0, 100)
		for i, a := range ms {
			shared := false
			for j, b := range ms {
				if i != j && !a.plain() && !b.plain() && a.Start < b.End && b.Start < a.End {
					if shared = true; a.lane == b.lane {
						t.Fatalf("%+v and %+v share a lane", a, b)
					}
				}
			}
			if a.shared != shared {
				t.Fatalf("%+v is shared: %v", a, shared)
			}
		}
	}
}
