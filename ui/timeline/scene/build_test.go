package scene

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"

	"pgregory.net/rapid"
)

// drawInput draws a picture of cols: any place, any zoom, any height.
func drawInput(t *rapid.T, cols data.Columns, tracks int) Input {
	x := NewIndex(cols, tracks)
	in := testInput(x, tracks)
	in.View = NewViewport(rapid.Float64Range(60, 2000).Draw(t, "width"), rapid.Bool().Draw(t, "rtl"))
	lo, hi, ok := x.Span()
	if !ok {
		lo, hi = 0, 1000
	}
	in.View = in.View.Fit(lo, hi, 40)
	x0, x1 := in.View.Plot()
	in.View = in.View.ZoomAt(x0+rapid.Float64Range(0, 1).Draw(t, "x")*(x1-x0), math.Exp2(rapid.Float64Range(-6, 12).Draw(t, "log2 factor")))
	in.Height = float32(rapid.Float64Range(0, 900).Draw(t, "height"))
	in.Selected = rapid.IntRange(-1, max(x.Len()-1, -1)).Draw(t, "selected")
	in.Hovered = rapid.IntRange(-1, max(x.Len()-1, -1)).Draw(t, "hovered")
	for i := range in.Tracks {
		in.Tracks[i].Rows = rapid.IntRange(0, 4).Draw(t, "rows")
		in.Tracks[i].Collapsed = rapid.IntRange(0, 5).Draw(t, "collapsed") == 0
	}
	return in
}

func TestEveryEventIsInExactlyOneMark(t *testing.T) {
	b := testBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		cols := drawColumns(t, 3)
		in := drawInput(t, cols, 3)
		lo, hi, ok := in.Index.Span()
		if !ok {
			return
		}
		// All of it in view, at any width of the library on the screen.
		in.Height, in.View = 1<<15, in.View.Fit(lo, hi, 0).ZoomAt(100, math.Exp2(-rapid.Float64Range(0, 20).Draw(t, "out"))).Reveal(lo, hi, 0)
		seen := map[int]int{}
		total := 0
		for _, h := range b.Build(in).Hits {
			total += h.Count
			if h.Event >= 0 && h.Count == 1 {
				seen[h.Event]++
			}
		}
		if total != in.Index.Len() {
			t.Fatalf("%d events in marks, %d in the library", total, in.Index.Len())
		}
		for e, n := range seen {
			if n > 1 {
				t.Fatalf("event %d has %d marks", e, n)
			}
		}
	})
}

func TestCountsAddUpInView(t *testing.T) {
	b := testBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, drawColumns(t, 2), 2)
		in.Height = 1 << 15
		for i := range in.Tracks {
			in.Tracks[i] = Track{}
		}
		l := b.Build(in)
		lo, hi := in.View.Range()
		counts := 0
		for _, h := range l.Hits {
			counts += h.Count
		}
		// Bars reach beyond the view, and marks just beside it are there for
		// their labels; but nothing in view is missing.
		if n := in.Index.EventsIn(lo, hi); counts < n {
			t.Fatalf("%d events in marks, %d in view", counts, n)
		}
	})
}

func TestNoTwoLabelsOverlap(t *testing.T) {
	b := testBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, drawColumns(t, 3), 3)
		for range 3 { // with the memory of other pictures
			l := b.Build(in)
			checkLabels(t, l)
			in.View = in.View.Pan(rapid.Float64Range(-300, 300).Draw(t, "pan"))
		}
	})
}

// checkLabels compares all texts of the plot with each other, row by row.
func checkLabels(t *rapid.T, l *List) {
	t.Helper()
	texts := append(append([]Text(nil), l.Texts...), l.Over[calloutLayer].Texts...)
	for i, a := range texts {
		for _, b := range texts[:i] {
			dy := a.Y + a.P.Lines[0].Baseline - b.Y - b.P.Lines[0].Baseline
			if dy > 12 || dy < -12 {
				continue
			}
			ax, bx := a.X+a.P.Lines[0].X, b.X+b.P.Lines[0].X
			if ax < bx+b.P.Width && bx < ax+a.P.Width && !isCount(a) && !isCount(b) {
				t.Fatalf("%q at [%v, %v) and %q at [%v, %v)", a.P.Text, ax, ax+a.P.Width, b.P.Text, bx, bx+b.P.Width)
			}
		}
	}
}

// isCount reports a row's count of hidden labels: in a row without any free
// place it is over what is there.
func isCount(t Text) bool { return t.P.Text[0] == '+' }

func TestLabelsStayOffOtherMarks(t *testing.T) {
	b := testBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, drawColumns(t, 2), 2)
		in.Selected, in.Hovered = -1, -1
		b.Build(in)
		for i := range in.Index.tracks[0] {
			r := row{lane: &in.Index.tracks[0][i]}
			b.gather(&in, &r)
			b.findApart(&in, &r, 0)
			b.placeFirst(&in, &r)
			b.placeRest(&in, &r)
			for i := range r.marks {
				m := &r.marks[i]
				if m.label == nil || m.side == inside {
					continue
				}
				for j := range r.marks {
					if n := &r.marks[j]; j != i && m.l0 < n.u1 && m.l1 > n.u0 {
						t.Fatalf("label [%v, %v) over the mark [%v, %v)", m.l0, m.l1, n.u0, n.u1)
					}
				}
			}
		}
	})
}

func TestPixelOrderIsTimeOrder(t *testing.T) {
	b := testBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, drawColumns(t, 2), 2)
		b.Build(in)
		for _, lanes := range in.Index.tracks {
			for i := range lanes {
				r := row{lane: &lanes[i]}
				b.gather(&in, &r)
				for i := 1; i < len(r.marks); i++ {
					m, n := &r.marks[i-1], &r.marks[i]
					if n.lo < m.lo || n.anchor() < m.anchor()-1 {
						t.Fatalf("[%d, %d) at [%v, %v) before [%d, %d) at [%v, %v)", m.lo, m.hi, m.u0, m.u1, n.lo, n.hi, n.u0, n.u1)
					}
				}
			}
		}
	})
}

func TestBarsSplitAndNeverRegroupWhileZoomingIn(t *testing.T) {
	b := testBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		x := NewIndex(drawColumns(t, 1), 1)
		in := testInput(x, 1)
		lo, hi, ok := x.Span()
		if !ok {
			return
		}
		starts := map[int32]bool{}
		for zoom := range 20 {
			in.View = in.View.Fit(lo, hi, 40).ZoomAt(800, math.Exp2(float64(zoom)/2))
			now := map[int32]bool{}
			for r := range x.tracks[0] {
				lane := &x.tracks[0][r]
				closest := int64(math.Ceil(max(denseStep*in.View.scale, 1)))
				for i := 0; i < len(lane.events); i = lane.next(x, i+1, closest) {
					now[lane.events[i]] = true
				}
			}
			for e := range starts {
				if !now[e] {
					t.Fatalf("event %d began a mark at a lesser zoom", e)
				}
			}
			starts = now
		}
		b.Build(in)
	})
}

func TestSameInputGivesSameList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, drawColumns(t, 3), 3)
		b, c := testBuilderOf(t), testBuilderOf(t)
		one := copyList(b.Build(in))
		two := copyList(c.Build(in))
		again := copyList(b.Build(in))
		if !reflect.DeepEqual(one, two) {
			t.Fatal("two builders differ")
		}
		if !reflect.DeepEqual(one, again) {
			t.Fatal("the second picture differs from the first")
		}
	})
}

func copyList(l *List) List {
	c := *l
	c.Bands, c.Lines = append([]Rect(nil), l.Bands...), append([]Line(nil), l.Lines...)
	c.Marks, c.Texts = append([]Rect(nil), l.Marks...), append([]Text(nil), l.Texts...)
	c.Hits, c.Tracks = append([]Hit(nil), l.Hits...), append([]TrackBox(nil), l.Tracks...)
	c.Over = nil
	for _, o := range l.Over {
		c.Over = append(c.Over, Layer{append([]Rect(nil), o.Bands...), append([]Line(nil), o.Lines...), append([]Rect(nil), o.Marks...), append([]Picture(nil), o.Pictures...), append([]Text(nil), o.Texts...)})
	}
	return c
}

func TestHardInput(t *testing.T) {
	nan := float32(math.NaN())
	ends := NewIndex(columnsOf([]event{
		{math.MinInt64, math.MaxInt64, 0, 3},
		{math.MinInt64, math.MinInt64 + 1, 1, 3},
		{math.MaxInt64 - 1, math.MaxInt64, 1, 3},
		{5, 2, 2, 3},
	}), 3)
	crowd := make([]event, 10_000)
	for i := range crowd {
		crowd[i] = event{testFrom, testFrom + 1, 0, 3}
	}
	full := testInput(ends, 3)
	cases := []struct {
		name string
		in   func() Input
	}{
		{"nothing at all", func() Input { return Input{Theme: testTheme(), Locale: english{}} }},
		{"no locale", func() Input { in := full; in.Locale = nil; return in }},
		{"NaN sizes", func() Input { in := full; in.Height, in.ScrollY = nan, nan; return in }},
		{"no height", func() Input { in := full; in.Height = 0; return in }},
		{"zero-width window", func() Input { in := full; in.View = in.View.WithWidth(0); return in }},
		{"ends of int64", func() Input { in := full; in.View = in.View.Fit(math.MinInt64, math.MaxInt64, 0); return in }},
		{"closest zoom", func() Input { in := full; in.View = in.View.ZoomAt(300, 1e30); return in }},
		{"selection out of range", func() Input { in := full; in.Selected, in.Hovered = 99, -7; return in }},
		{"tracks not named", func() Input { in := full; in.Tracks = nil; return in }},
		{"no titles", func() Input { in := full; in.Titles = nil; in.Selected = 1; return in }},
		{"all tracks hidden", func() Input {
			in := full
			in.Tracks = []Track{{Hidden: true}, {Hidden: true}, {Hidden: true}}
			return in
		}},
		{"ten thousand at one instant", func() Input { in := testInput(NewIndex(columnsOf(crowd), 1), 1); in.Selected = 9000; return in }},
		{"today at the end of time", func() Input { in := full; in.Today, in.HasToday = math.MaxInt64, true; return in }},
	}
	b := testBuilder(t)
	for _, c := range cases {
		l := b.Build(c.in())
		for _, layer := range append([]Layer{{l.Bands, l.Lines, l.Marks, l.Pictures, l.Texts}}, l.Over...) {
			for _, r := range append(layer.Bands, layer.Marks...) {
				for _, v := range []float32{r.X, r.Y, r.W, r.H, r.Radius, r.FadeLeft, r.FadeRight} {
					if v != v || v > 1<<17 || v < -1<<17 {
						t.Errorf("%s: rectangle %+v", c.name, r)
					}
				}
				if r.W < 0 || r.H < 0 {
					t.Errorf("%s: rectangle %+v", c.name, r)
				}
			}
		}
	}
}

func TestChosenEventsAlwaysHaveTheirWords(t *testing.T) {
	b := testBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, drawColumns(t, 2), 2)
		if in.Index.Len() == 0 {
			return
		}
		in.Height, in.Hovered = 1<<15, -1
		in.Selected = rapid.IntRange(0, in.Index.Len()-1).Draw(t, "chosen")
		lo, hi := in.Index.Bounds(in.Selected)
		if lo == dates.OpenLo || hi == dates.OpenHi {
			return
		}
		in.View = in.View.WithWidth(900).Reveal(lo, hi, 100)
		title, _ := in.Titles(in.Selected)
		l := b.Build(in)
		for _, text := range append(append([]Text(nil), l.Texts...), l.Over[calloutLayer].Texts...) {
			if text.P.Text == title && text.P.Style.Bold {
				return
			}
		}
		t.Fatalf("%q is not in the picture", title)
	})
}

func TestHit(t *testing.T) {
	x := NewIndex(columnsOf([]event{
		{testFrom, testFrom + 1, 0, 3},
		{testFrom + 1000, testFrom + 1001, 0, 3},
		{testFrom + 100_000, testFrom + 200_000, 0, 3},
		{testFrom + 400_000, testFrom + 400_001, 1, 3},
	}), 2)
	in := testInput(x, 2)
	in.View = in.View.Fit(testFrom, testFrom+400_001, 100)
	l := testBuilder(t).Build(in)
	at := func(track int) float32 { return l.Tracks[track].Y0 + trackPad + rowHeight/2 }
	cases := []struct {
		name  string
		x, y  float32
		found bool
		event int
		count int
	}{
		{"the middle of a range", float32(in.View.X(testFrom + 150_000)), at(0), true, 2, 1},
		{"beside a dot", float32(in.View.X(testFrom+400_000)) - 9, at(1), true, 3, 1},
		{"nothing near", float32(in.View.X(testFrom + 300_000)), at(0), false, 0, 0},
		{"in the gutter", 20, at(0), false, 0, 0},
		{"on the scale", 500, in.Height - 10, false, 0, 0},
		{"NaN", float32(math.NaN()), at(0), false, 0, 0},
	}
	for _, c := range cases {
		h, ok := l.At(c.x, c.y)
		if ok != c.found || ok && (h.Event != c.event || h.Count != c.count) {
			t.Errorf("%s: %+v %v", c.name, h, ok)
		}
	}
}

func TestBarNamesItsTimeAndCount(t *testing.T) {
	events := []event{{testFrom + 10*year, testFrom + 10*year + 1, 0, 3}}
	for i := range int64(300) {
		events = append(events, event{testFrom + i, testFrom + i + 1, 0, 3})
	}
	x := NewIndex(columnsOf(events), 1)
	in := testInput(x, 1)
	in.Tracks[0].Collapsed = true
	l := testBuilder(t).Build(in)
	h, ok := l.At(float32(in.View.X(testFrom)), l.Tracks[0].Y0+trackPad+rowHeight/2)
	if !ok || h.Event != -1 || h.Count != 300 || h.Lo != testFrom || h.Hi != testFrom+300 {
		t.Errorf("hit %+v %v", h, ok)
	}
}

// A title of a hostile library is not shaped as a whole.
func TestOnlyTheBeginningOfALongTitleIsShaped(t *testing.T) {
	b := testBuilder(t)
	whole := b.words.word(strings.Repeat("قمة ", maxShaped), labelStyle, maxLabel)
	if len(whole.Text) > maxShaped+len("…") || whole.Width > maxLabel {
		t.Errorf("%d bytes and %g units are left", len(whole.Text), whole.Width)
	}
	if long := strings.Repeat("word ", maxShaped); b.words.word(long, labelStyle, 0).Text != long {
		t.Error("a text that is not to be cut was cut")
	}
}
