package scene

import (
	"math"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data/dates"
)

func dayOf(t *testing.T, date string) int64 {
	t.Helper()
	d, err := dates.Parse(date)
	if err != nil {
		t.Fatal(err)
	}
	return d.Lo
}

// secondLine is the words of the second line by where they begin along the time axis.
func secondLine(l *List, v Viewport) map[string]float64 {
	words := map[string]float64{}
	for _, layer := range [2]Layer{l.Over[axisLayer], l.Over[headLayer]} {
		for _, text := range layer.Texts {
			if middle := text.Y + text.P.Lines[0].Baseline; middle < secondHeight {
				x := text.X + text.P.Lines[0].X
				if v.RTL() {
					x += text.P.Width
				}
				words[text.P.Text] = v.unmirror(float64(x))
			}
		}
	}
	return words
}

// The second line says the Islamic calendar at every zoom, where its days, months and
// years begin.
func TestHijriLine(t *testing.T) {
	const day = secondsPerDay
	for _, c := range []struct {
		name         string
		from, to     string
		words, begin string // a label, and the day on which it is
		corner       string
	}{
		{"days", "2023-07-14", "2023-08-02", "h1 1445 AH", "2023-07-19", "h12 1444 AH"},
		{"a day of few", "2022-02-03", "2022-02-06", "3 h7", "2022-02-04", "2 h7 1443 AH"},
		{"hours", "2022-02-04", "2022-02-04", "", "", "3 h7 1443 AH"},
		{"months", "2021-10-01", "2022-10-01", "h9", "2022-04-02", "1443 AH"},
		{"the new year among months", "2021-10-01", "2022-10-01", "1444 AH", "2022-07-30", "1443 AH"},
		{"years", "2015-01-01", "2026-01-01", "1445 AH", "2023-07-19", "Hijri"},
		{"decades", "1700-01-01", "2020-01-01", "1400 AH", "1979-11-20", "Hijri"},
		{"the Hijra", "0500-01-01", "0800-01-01", "1 AH", "0622-07-19", ""},
	} {
		for _, rtl := range []bool{false, true} {
			in := testInput(NewIndex(columnsOf(nil), 1), 1)
			in.View = NewViewport(1440, rtl).Fit(dayOf(t, c.from), dayOf(t, c.to)+day, 0)
			in.Second = Second{Hijri: true, Name: "Hijri"}
			words := secondLine(testBuilder(t).Build(in), in.View)
			if c.words != "" {
				at, ok := words[c.words]
				if want := in.View.along(dayOf(t, c.begin)) + tickGap; !ok || math.Abs(at-want) > 0.5 {
					t.Errorf("%s, right to left %v: %q is at %v (%v), want %v; there are %v", c.name, rtl, c.words, at, ok, want, words)
				}
			}
			if _, ok := words[c.corner]; c.corner != "" && !ok {
				t.Errorf("%s: the corner is not %q; there are %v", c.name, c.corner, words)
			}
		}
	}
}

// Before the Hijra the line is empty, and so it is where centuries are too close.
func TestHijriLineIsEmptyBeforeTheHijra(t *testing.T) {
	for _, span := range [][2]int64{{-60_000_000 * year, -50_000_000 * year}, {-3000 * year, -2500 * year}, {-20_000_000 * year, 20_000_000 * year}} {
		in := testInput(NewIndex(columnsOf(nil), 1), 1)
		in.View = in.View.Fit(span[0], span[1], 0)
		in.Second = Second{Hijri: true, Name: "Hijri"}
		if words := secondLine(testBuilder(t).Build(in), in.View); len(words) > 0 {
			t.Errorf("%v to %v has %v", span[0], span[1], words)
		}
	}
}

// The line of another clock has its midnights where the axis's clock shows that moment.
func TestClockLine(t *testing.T) {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	in := testInput(NewIndex(columnsOf(nil), 1), 1)
	in.Second = Second{Clock: dates.AxisOf(tokyo), Axis: dates.AxisIn("Europe/Kyiv"), Name: "Tokyo time"}
	in.View = NewViewport(1440, false).Fit(dayOf(t, "2022-02-03"), dayOf(t, "2022-02-07"), 0)
	b := testBuilder(t)
	words := secondLine(b.Build(in), in.View)
	// Midnight in Tokyo is 17:00 of the day before in Kyiv, in winter.
	want := in.View.along(dayOf(t, "2022-02-03")+17*3600) + tickGap
	found := false
	for text, at := range words {
		found = found || strings.HasSuffix(text, "4 Feb") && math.Abs(at-want) < 0.5
	}
	if _, named := words["Tokyo time"]; !found || !named {
		t.Errorf("no 4 February at %v, or no name: %v", want, words)
	}
	in.View = NewViewport(1440, false).Fit(dayOf(t, "2020"), dayOf(t, "2024"), 0)
	if words := secondLine(b.Build(in), in.View); len(words) != 1 {
		t.Errorf("among years there is more than the name: %v", words)
	}
}

// The second line moves the tracks down by its height, and takes no part of the band.
func TestSecondLineTakesItsHeight(t *testing.T) {
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + 5*secondsPerDay, 0, 3}}), 1)
	with := Second{Hijri: true}
	if got := x.Needed(nil, with, 500) - x.Needed(nil, Second{}, 500); got != secondHeight {
		t.Errorf("needs %v more", got)
	}
	in := testInput(x, 1)
	b := testBuilder(t)
	y := b.Build(in).Plot.Y
	in.Second = with
	if got := b.Build(in).Plot.Y - y; got != secondHeight {
		t.Errorf("the plot begins %v lower", got)
	}
	in.Height = 74
	if got := b.Build(in).Plot.Y; got != y {
		t.Errorf("the band's plot begins at %v, not %v", got, y)
	}
}

// Panning with a second line allocates nothing, once its words are set.
func TestSecondLineAllocatesNothing(t *testing.T) {
	in := testInput(NewIndex(columnsOf(nil), 1), 1)
	in.View = NewViewport(1440, false).Fit(dayOf(t, "2022-01-01"), dayOf(t, "2022-03-01"), 0)
	in.Second = Second{Hijri: true, Name: "Hijri"}
	b := testBuilder(t)
	pan := func() {
		for i := range 20 {
			in.View = in.View.Pan(float64(10 - 20*(i/10)))
			b.Build(in)
		}
	}
	pan()
	if n := testing.AllocsPerRun(3, pan); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
