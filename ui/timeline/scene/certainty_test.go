package scene

import (
	"testing"

	"tarikh.org/tarikh/data/dates"
)

// unsure draws one event of ten days in a view of 1,000 units, ten units a day,
// and returns its marks, those of the gutter left out.
func unsure(t *testing.T, rtl bool, e event, sure Certainty) []Rect {
	t.Helper()
	in := testInput(NewIndex(columnsOf([]event{e}), 1), 1)
	in.View = NewViewport(1000+middleGutter, rtl).Fit(testFrom-40*secondsPerDay, testFrom+60*secondsPerDay, 0)
	in.Titles = nil
	in.Certainty = func(int) Certainty { return sure }
	var marks []Rect
	for _, r := range testBuilder(t).Build(in).Marks {
		if r.H != certainHeight {
			marks = append(marks, r)
		}
	}
	return marks
}

func TestUncertainRangesFade(t *testing.T) {
	const day = secondsPerDay
	ten := event{testFrom, testFrom + 10*day, 0, 3}
	cases := []struct {
		name       string
		e          event
		sure       Certainty
		start, end float32 // over how much the ends fade
		x0, x1     float32 // what is drawn, from the gutter on; 0 is not looked at
		hollow     bool
	}{
		{"sure", ten, Certainty{}, 0, 0, 400 + bound/2, 500 - bound/2, false},
		{"approximate", ten, Certainty{Approximate: true}, softEnd, softEnd, 400, 500, false},
		{"uncertain", ten, Certainty{Uncertain: true}, 0, 0, 400 + outline/2, 500 - outline/2, true},
		{"both", ten, Certainty{Uncertain: true, Approximate: true}, softEnd, softEnd, 0, 0, true},
		{"open end", ten, Certainty{OpenHi: true}, 0, openFade, 400, 500, false},
		{"open beginning", ten, Certainty{OpenLo: true}, openFade, 0, 400, 500, false},
		{"no end", event{testFrom, dates.OpenHi, 0, 3}, Certainty{}, 0, openFade, 400, 1000, false},
		{"no beginning", event{dates.OpenLo, testFrom, 0, 3}, Certainty{}, openFade, 0, 0, 400, false},
		{
			"began within two days, ended within three", ten,
			Certainty{HasCore: true, CoreLo: testFrom + 2*day, CoreHi: testFrom + 7*day},
			20, 30, 400, 500, false,
		},
		{
			"one day of these", ten,
			Certainty{HasCore: true, CoreLo: testFrom + 9*day, CoreHi: testFrom + day},
			50, 50, 400, 500, false,
		},
		{
			"began any time",
			event{dates.OpenLo, testFrom + 10*day, 0, 3},
			Certainty{HasCore: true, CoreLo: testFrom, CoreHi: testFrom + 10*day},
			openFade, 0, 0, 500, false,
		},
	}
	for _, c := range cases {
		for _, rtl := range []bool{false, true} {
			marks := unsure(t, rtl, c.e, c.sure)
			if len(marks) != 1 {
				t.Fatalf("%s: %d marks", c.name, len(marks))
			}
			r := marks[0]
			x0, x1, start, end := r.X-middleGutter, r.X+r.W-middleGutter, r.FadeLeft, r.FadeRight
			if rtl {
				x0, x1, start, end = 1000-r.X-r.W, 1000-r.X, r.FadeRight, r.FadeLeft
			}
			if off(start, c.start) > 0.5 || off(end, c.end) > 0.5 {
				t.Errorf("%s, rtl %v: fades over %v and %v, want %v and %v", c.name, rtl, start, end, c.start, c.end)
			}
			if c.x0 != 0 && off(x0, c.x0) > 0.5 || c.x1 != 0 && off(x1, c.x1) > 0.5 {
				t.Errorf("%s, rtl %v: drawn in [%v, %v), want [%v, %v)", c.name, rtl, x0, x1, c.x0, c.x1)
			}
			if hollow := r.StrokeWidth == outline; hollow != c.hollow {
				t.Errorf("%s, rtl %v: hollow is %v", c.name, rtl, hollow)
			}
		}
	}
}

func off(a, b float32) float32 { return max(a-b, b-a) }

func TestUncertainDaysLookDifferent(t *testing.T) {
	day := event{testFrom, testFrom + 3600, 0, 3}
	seen := map[string]string{}
	for name, sure := range map[string]Certainty{
		"sure": {}, "approximate": {Approximate: true}, "uncertain": {Uncertain: true}, "both": {Approximate: true, Uncertain: true},
	} {
		picture := ""
		for _, r := range unsure(t, false, day, sure) {
			picture += describe("mark", r) + "\n"
		}
		if other, ok := seen[picture]; ok {
			t.Errorf("%s looks like %s", name, other)
		}
		seen[picture] = name
	}
}

func TestTitlesStandWhereRangesAreSolid(t *testing.T) {
	const day = secondsPerDay
	in := testInput(NewIndex(columnsOf([]event{{testFrom, testFrom + 60*day, 0, 3}}), 1), 1)
	in.View = NewViewport(1000+middleGutter, false).Fit(testFrom-20*day, testFrom+80*day, 0)
	for name, sure := range map[string]Certainty{
		"open beginning": {OpenLo: true},
		"core":           {HasCore: true, CoreLo: testFrom + 20*day, CoreHi: testFrom + 60*day},
	} {
		in.Certainty = func(int) Certainty { return sure }
		l := testBuilder(t).Build(in)
		mark, label := l.Marks[0], l.Texts[0]
		if label.X < mark.X+mark.FadeLeft || label.X+label.P.Width > mark.X+mark.W {
			t.Errorf("%s: the title begins at %v, the mark at %v and fades in over %v", name, label.X, mark.X, mark.FadeLeft)
		}
	}
}

func TestLongFlanksAreEven(t *testing.T) {
	const years = 365 * secondsPerDay
	in := testInput(NewIndex(columnsOf([]event{{testFrom, testFrom + 2000*years, 0, 3}}), 1), 1)
	// A day across, somewhere within the thousand years it may have begun in.
	for part, want := range map[int64]uint8{250: 0x40, 500: 0x80, 750: 0xBF} {
		at := testFrom + part*years
		in.View = NewViewport(1000+middleGutter, false).Fit(at, at+secondsPerDay, 0)
		in.Certainty = func(int) Certainty {
			return Certainty{HasCore: true, CoreLo: testFrom + 1000*years, CoreHi: testFrom + 2000*years}
		}
		r := testBuilder(t).Build(in).Marks[0]
		if r.FadeLeft != 0 || r.Fill.A < want-2 || r.Fill.A > want+2 {
			t.Errorf("%d years in: fades over %v, opacity %#x, want %#x", part, r.FadeLeft, r.Fill.A, want)
		}
	}
}
