package text

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/text/layout"
)

func TestLabelMinSize(t *testing.T) {
	ts := typesetter(t)
	const text = "قمة بكين (Beijing) والإعلان المشترك"
	natural := ts.Shaper.Paragraph(text, layout.Style{Size: 14}, 0).Width
	for _, c := range []struct {
		name   string
		style  LabelStyle
		width  func(float32) bool
		height float32
	}{
		{"single line", LabelStyle{Size: 14, Lines: 1}, func(w float32) bool { return w >= natural && w < natural+1 }, 21},
		{"shrinking", LabelStyle{Size: 14, Lines: 1, Shrink: true}, func(w float32) bool { return w == leastWidth }, 21},
		{"wrapping", LabelStyle{Size: 14}, func(w float32) bool { return w == leastWidth }, 0},
		{"line height", LabelStyle{Size: 14, Lines: 1, LineHeight: 30}, func(w float32) bool { return w >= natural }, 30},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := NewLabel(ts, text, c.style).MinSize()
			if !c.width(got.Width) || c.height != 0 && got.Height != c.height {
				t.Errorf("got %v; the text is %v wide", got, natural)
			}
		})
	}
}

func TestLabelHeightFor(t *testing.T) {
	ts := typesetter(t)
	l := NewLabel(ts, article, LabelStyle{Size: 14, LineHeight: 20})
	wide, narrow := l.HeightFor(5000), l.HeightFor(200)
	if wide != 5*20 {
		t.Errorf("five paragraphs are %v high", wide)
	}
	if narrow <= wide {
		t.Errorf("narrow %v, wide %v", narrow, wide)
	}
	for lines := 1; lines <= 7; lines++ {
		l.SetStyle(LabelStyle{Size: 14, LineHeight: 20, Lines: lines})
		if got, want := l.HeightFor(200), float32(20*lines); got != want {
			t.Errorf("%d lines are %v high, want %v", lines, got, want)
		}
	}
}

func TestLabelCutsWithEllipsis(t *testing.T) {
	ts := typesetter(t)
	for _, c := range []struct {
		name, text string
		lines      int
	}{
		{"in the line", article, 1},
		{"in the paragraph", article, 2},
		{"between paragraphs", "قمة\nبكين\nأمس", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := NewLabel(ts, c.text, LabelStyle{Size: 14, Lines: c.lines})
			ps := l.lines(150)
			last := ps[len(ps)-1]
			end := last.Lines[len(last.Lines)-1]
			cut := end.Cut < end.End
			written := len(last.Text) > 3 && last.Text[len(last.Text)-3:] == "\u2026"
			if !cut && !written {
				t.Errorf("ends in %q, uncut", last.Text[end.Start:end.End])
			}
		})
	}
}

func TestLabelLaysOutOnlyOnChange(t *testing.T) {
	ts := typesetter(t)
	l := NewLabel(ts, article, LabelStyle{Size: 14})
	show(t, l, 300, 400)
	before := l.lines(l.Size().Width)
	l.Refresh()
	l.Resize(fyne.NewSize(300, 350))
	l.SetStyle(LabelStyle{Size: 14, Colour: theme.ColorNamePlaceHolder})
	if after := l.lines(l.Size().Width); &after[0] != &before[0] {
		t.Error("laid out again without a change")
	}
	l.SetText("قمة")
	if after := l.lines(l.Size().Width); after[0].Text != "قمة" {
		t.Errorf("shows %q", after[0].Text)
	}
}

// A right-to-left label has its ink at the right edge, also in a wider place.
func TestLabelAlignsToTheReadingStart(t *testing.T) {
	ts := typesetter(t)
	for _, c := range []struct {
		name, text string
		style      LabelStyle
		left       bool
	}{
		{"Arabic", "قمة بكين", LabelStyle{Size: 14}, false},
		{"Latin", "Beijing summit", LabelStyle{Size: 14}, true},
		{"Arabic on the left", "قمة بكين", LabelStyle{Size: 14, Align: layout.AlignLeft}, true},
		{"Latin single line on the right", "Beijing", LabelStyle{Size: 14, Lines: 1, Align: layout.AlignRight}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := NewLabel(ts, c.text, c.style)
			w := show(t, l, 400, 40)
			raster := test.WidgetRenderer(l).Objects()[0]
			right := raster.Position().X + raster.Size().Width
			if left := raster.Position().X <= 0; left != c.left {
				t.Errorf("picture from %v to %v", raster.Position().X, right)
			}
			if !c.left && right < 399 {
				t.Errorf("picture ends at %v", right)
			}
			if n := ink(w.Canvas().Capture()); n < 50 {
				t.Errorf("%d pixels of ink", n)
			}
		})
	}
}

func TestLabelInARow(t *testing.T) {
	ts := typesetter(t)
	l := NewLabel(ts, "تجربة", LabelStyle{Size: 14, Lines: 1})
	show(t, container.NewHBox(l, NewLabel(ts, "x", LabelStyle{Size: 30, Lines: 1})), 300, 60)
	raster := test.WidgetRenderer(l).Objects()[0]
	if y := raster.Position().Y; y <= 0 {
		t.Errorf("not centred beside a higher one: %v", y)
	}
}

func BenchmarkLabel(b *testing.B) {
	ts := typesetter(b)
	texts := []string{"قمة بكين (Beijing) والإعلان المشترك", "Beijing summit, joint statement", "كوفيد-19"}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		l := NewLabel(ts, texts[i%3], LabelStyle{Size: 13, Lines: 1, Shrink: true})
		l.Resize(fyne.NewSize(140, 20))
		i++
	}
}

// Fyne asks for the least size, and the layouts for the height in other widths, on
// every frame: nothing is shaped again for that.
func TestAskingASecondTimeShapesNothing(t *testing.T) {
	ts := typesetter(t)
	l := NewLabel(ts, article, LabelStyle{Size: 14})
	show(t, l, 300, 400)
	walk := func() {
		l.MinSize()
		for _, width := range []float32{leastWidth, 200, 280} {
			l.HeightFor(width)
		}
	}
	walk()
	if n := testing.AllocsPerRun(10, walk); n > 0 {
		t.Errorf("%v allocations in a walk over an unchanged label", n)
	}
	tall := l.HeightFor(100)
	l.SetText("short")
	if got := l.HeightFor(100); got >= tall {
		t.Errorf("another text is still %v high", got)
	}
}
