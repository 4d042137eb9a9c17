package scene

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// lights counts the marks of a list in the colour of what is lit.
func lights(l *List, theme Theme) (strokes int) {
	for _, m := range l.Marks {
		if m.Fill == theme.Lit {
			strokes++
		}
	}
	return strokes
}

func TestWhatIsLitStandsOut(t *testing.T) {
	x := NewIndex(synthetic(400, 3, 1), 3)
	b := testBuilder(t)
	lo, hi, _ := x.Span()
	theme := testTheme()
	theme.Lit.R, theme.Lit.G, theme.Lit.A = 0xB5, 0x79, 0xFF
	for _, rtl := range []bool{false, true} {
		in := Input{
			Index: x, View: NewViewport(1200, rtl).Fit(lo, hi, 0), Height: 300, Locale: english{}, Theme: theme, Selected: -1, Hovered: -1,
			Tracks: []Track{{Name: "a", Colour: "blue"}, {Name: "b", Colour: "blue"}, {Name: "c", Colour: "blue"}},
		}
		plain := len(b.Build(in).Marks)
		in.Lit = NewLit(x, nil)
		if l := b.Build(in); len(l.Marks) != plain || lights(l, theme) != 0 {
			t.Errorf("rtl %v: nothing is lit, but %d marks of %d are", rtl, lights(l, theme), len(l.Marks))
		}
		in.Lit = NewLit(x, []int32{7, 200, 399})
		if l := b.Build(in); lights(l, theme) == 0 {
			t.Errorf("rtl %v: nothing stands out", rtl)
		}
		other := NewIndex(synthetic(400, 3, 2), 3)
		in.Lit = NewLit(other, []int32{7})
		if l := b.Build(in); len(l.Marks) != plain {
			t.Errorf("rtl %v: lit by another index", rtl)
		}
	}
}

func TestWhatIsLitGetsItsLabelFirst(t *testing.T) {
	cols := synthetic(60, 1, 1)
	for i := range cols.Importance {
		cols.Importance[i] = 5
	}
	x := NewIndex(cols, 1)
	b := testBuilder(t)
	lo, hi, _ := x.Span()
	name := func(e int) string { return "event number " + string(rune('A'+e)) }
	build := func(lit *Lit) (titles []string, single []int) {
		l := b.Build(Input{
			Index: x, View: NewViewport(1200, false).Fit(lo, hi, 0), Height: 200, Locale: english{}, Theme: testTheme(), Selected: -1, Hovered: -1, Lit: lit,
			Tracks: []Track{{Name: "a", Colour: "blue"}},
			Titles: func(e int) (string, bool) { return name(e), true },
		})
		for _, text := range l.Texts {
			titles = append(titles, text.P.Text)
		}
		for _, h := range l.Hits {
			if h.Event >= 0 && h.Count == 1 {
				single = append(single, h.Event)
			}
		}
		return titles, single
	}
	before, single := build(nil)
	hidden := slices.DeleteFunc(single, func(e int) bool { return slices.Contains(before, name(e)) })
	if len(hidden) == 0 {
		t.Fatal("every event has its label: nothing is tested")
	}
	shown := 0
	for _, e := range hidden {
		if after, _ := build(NewLit(x, []int32{int32(e)})); slices.Contains(after, name(e)) {
			shown++
		}
	}
	if shown == 0 {
		t.Errorf("none of %d events without a label gets one by being lit", len(hidden))
	}
}

func TestLitCounts(t *testing.T) {
	x := NewIndex(synthetic(300, 4, 1), 4)
	rapid.Check(t, func(t *rapid.T) {
		var events []int32
		for e := range x.Len() {
			if rapid.IntRange(0, 5).Draw(t, "lit") == 0 {
				events = append(events, int32(e))
			}
		}
		l := NewLit(x, events)
		for e := range x.Len() {
			if l.Has(e) != slices.Contains(events, int32(e)) {
				t.Fatalf("event %d is lit: %v", e, l.Has(e))
			}
		}
		v := x.Overview(rapid.Float64Range(300, 2000).Draw(t, "width"), false)
		columns := rapid.IntRange(1, 60).Draw(t, "columns")
		from, _ := v.instant(0)
		to, _ := v.instant(float64(columns) * blockStep)
		want, got := 0, 0
		for _, e := range events {
			if lo, _ := x.Bounds(int(e)); lo >= from && lo < to {
				want++
			}
		}
		for _, column := range (&census{}).of(x, l, &v, columns).columns {
			for _, c := range column {
				got += c.lit
			}
		}
		if got != want {
			t.Fatalf("%d of [%d, %d), want %d", got, from, to, want)
		}
		if l.Has(-1) || l.Has(x.Len()) || l.Len() != len(events) {
			t.Fatal("what is no event is lit")
		}
	})
}

func TestTheOverviewShowsWhatIsLit(t *testing.T) {
	x := NewIndex(synthetic(500, 2, 1), 2)
	b := testBuilder(t)
	lo, hi, _ := x.Span()
	theme := testTheme()
	theme.Lit.R, theme.Lit.A = 0xB5, 0xFF
	in := OverviewInput{Index: x, View: NewViewport(1200, false).Fit(lo, hi, 0), Width: 1000, Height: 50, Theme: theme}
	in.Lit = NewLit(x, []int32{0, 499})
	if n := lights(b.BuildOverview(in), theme); n != 2 {
		t.Errorf("%d columns are lit, want 2", n)
	}
}

// BenchmarkLit draws a strip of a million events of which a tenth is lit, and makes
// the light.
func BenchmarkLit(b *testing.B) {
	x := NewIndex(synthetic(1_000_000, 20, 1), 20)
	var events []int32
	for e := 0; e < x.Len(); e += 10 {
		events = append(events, int32(e))
	}
	b.Run("make", func(b *testing.B) {
		for b.Loop() {
			NewLit(x, events)
		}
	})
	for name, zoom := range map[string]float64{"whole": 1, "zoomed": 1000} {
		b.Run(name, func(b *testing.B) {
			in := testInput(x, 20)
			in.Lit = NewLit(x, events)
			in.View = in.View.ZoomAt(800, zoom)
			build := testBuilder(b)
			dx := 7.0
			for b.Loop() {
				dx = -dx
				in.View = in.View.Pan(dx)
				build.Build(in)
			}
		})
	}
}
