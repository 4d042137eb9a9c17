package scene

import (
	"testing"
)

// badges counts the marks of a list in the colour of warnings.
func badges(l *List, theme Theme) (n int) {
	for _, m := range l.Marks {
		if m.Fill == theme.Warning {
			n++
		}
	}
	return n
}

// An event with a passage to check has a badge, alone and in a bar of many, wherever the
// axis begins; the overview points it out.
func TestDoubtsAreMarked(t *testing.T) {
	cols := synthetic(400, 3, 1)
	x := NewIndex(cols, 3)
	b := testBuilder(t)
	lo, hi, _ := x.Span()
	theme := testTheme()
	theme.Warning.R, theme.Warning.G, theme.Warning.A = 0x8F, 0x5B, 0xFF
	for _, rtl := range []bool{false, true} {
		in := Input{
			Index: x, View: NewViewport(1200, rtl).Fit(lo, hi, 0), Height: 300, Locale: english{}, Theme: theme, Selected: -1, Hovered: -1,
			Tracks: []Track{{Name: "a", Colour: "blue"}, {Name: "b", Colour: "blue"}, {Name: "c", Colour: "blue"}},
		}
		if n := badges(b.Build(in), theme); n != 0 {
			t.Errorf("rtl %v: %d badges without a doubt", rtl, n)
		}
		single, bars := 0, 0
		for e := range x.Len() {
			in.Doubted = NewLit(x, []int32{int32(e)})
			l := b.Build(in)
			n := badges(l, theme)
			alone := false
			for _, h := range l.Hits {
				alone = alone || h.Event == e && h.Count == 1
			}
			switch {
			case n == 0 && alone:
				t.Errorf("rtl %v: event %d has no badge", rtl, e)
			case n > 1:
				t.Errorf("rtl %v: event %d has %d badges", rtl, e, n)
			case alone:
				single++
			case n == 1:
				bars++
			}
		}
		if single == 0 || bars == 0 || single+bars < x.Len()*9/10 {
			t.Errorf("rtl %v: of %d events %d are marked alone and %d in bars", rtl, x.Len(), single, bars)
		}
		in.Doubted = NewLit(NewIndex(synthetic(400, 3, 2), 3), []int32{7})
		if n := badges(b.Build(in), theme); n != 0 {
			t.Errorf("rtl %v: %d badges of another index", rtl, n)
		}
	}
	over := OverviewInput{Index: x, View: NewViewport(1200, false).Fit(lo, hi, 0), Width: 1200, Height: 48, Theme: theme, Doubts: []int64{cols.Lo[7], cols.Lo[9]}}
	if n := badges(b.BuildOverview(over), theme); n != 2 {
		t.Errorf("%d ticks in the overview", n)
	}
}
