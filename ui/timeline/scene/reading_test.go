package scene

import (
	"testing"

	"tarikh.org/tarikh/data/dates"
)

func TestReadingIsMarked(t *testing.T) {
	const year = 365 * secondsPerDay
	for _, c := range []struct {
		name         string
		reading      Reading
		bands, marks bool
	}{
		{"nowhere", Reading{}, false, false},
		{"a day is a caret", Reading{0, secondsPerDay}, false, true},
		{"a year is a band", Reading{0, year}, true, true},
		{"out of view", Reading{90 * year, 91 * year}, false, false},
		{"without an end", Reading{0, dates.OpenHi}, true, true},
		{"without a beginning", Reading{dates.OpenLo, 0}, true, true},
		{"always", Reading{dates.OpenLo, dates.OpenHi}, true, true},
	} {
		for _, rtl := range []bool{false, true} {
			in := Input{View: NewViewport(1000, rtl).Fit(-5*year, 5*year, 0), Height: 300, Reading: c.reading}
			l := NewBuilder(nil).Build(in)
			if got := len(l.Bands) > 0; got != c.bands {
				t.Errorf("%s, from right to left %v: band %v", c.name, rtl, got)
			}
			marks := l.Over[axisLayer].Marks
			if got := len(marks) > 0; got != c.marks {
				t.Errorf("%s, from right to left %v: marks %v", c.name, rtl, marks)
			}
			for _, m := range append(marks, l.Bands...) {
				if m.W <= 0 || m.H <= 0 || m.X < -readingLeast || m.X+m.W > 1000+readingLeast {
					t.Errorf("%s: a mark at %+v", c.name, m)
				}
			}
		}
	}
}
