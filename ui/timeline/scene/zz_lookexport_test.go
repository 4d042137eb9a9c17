package scene

import (
	"testing"

	"image/color"
	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data/chrono"
	"tarikh.org/tarikh/ui/bidi/layout"
	"tarikh.org/tarikh/ui/theme/palette"
)

func LookFonts(t *testing.T) *layout.Fonts {
	a, _ := assets.Files.ReadFile("fonts/Vazirmatn-Regular.ttf")
	b, _ := assets.Files.ReadFile("fonts/Vazirmatn-Bold.ttf")
	f, err := layout.NewFonts(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

type LookCase struct {
	Name  string
	List  *List
	Scale float32
}

type sampleEvent struct {
	date, title string
	track       int
}

var sample = []sampleEvent{
	{"2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", "Wuhan lockdown", 0},
	{"2019-12-31", "Cluster of pneumonia reported", 0},
	{"2020-01-30", "International emergency", 0},
	{"2020-02-11", "COVID-19 named", 0},
	{"2020-03-11", "Pandemic declared", 0},
	{"2021-01-14/2021-02-10", "WHO team in Wuhan", 0},
	{"2020-12-08", "First vaccinations", 0},
	{"2021-11-26", "Omicron named", 0},
	{"2020-01-17/2020-01-18", "Xi in Myanmar", 1},
	{"2020-11-15", "RCEP signed", 1},
	{"2021-06-16", "Geneva summit", 1},
	{"2021-03-18/2021-03-19", "Anchorage talks", 1},
	{"2021-12-15", "Putin–Xi video call", 1},
	{"2022-02-04", "Beijing summit, joint statement", 1},
	{"2020-03-24", "Tokyo Games postponed", 2},
	{"2021-07-23/2021-08-08", "Tokyo Games", 2},
	{"2022-02-04/2022-02-20", "Beijing 2022", 2},
	{"2022-02-04T20:00:00+08:00", "Opening ceremony", 2},
	{"2022-03-04/2022-03-13", "Paralympic Games", 2},
	{"2021-12-06", "Diplomatic boycott announced", 2},
	{"2020-06-15", "Galwan clash", 3},
	{"2021-09-15", "AUKUS announced", 3},
	{"2021-08", "Kabul falls: a whole month", 3},
	{"2022-02-24", "Invasion of Ukraine", 3},
	{"2022-01-03", "Joint statement of the five nuclear-weapon states", 3},
	{"2022-02-28/..", "Open ended", 3},
}

func LookCases(t *testing.T) []LookCase {
	light := Theme{
		Ground: palette.Light().Ground, Panel: palette.Light().Panel, Ink: palette.Light().Ink, Muted: palette.Light().Muted,
		Line: palette.Light().Line, FaintLine: palette.Light().Hair, Accent: palette.Light().Accent, Selection: palette.Light().Window,
		Weekend: color.NRGBA{0, 0, 0, 8}, Track: palette.Light().Mark, LabelSize: 13, TickSize: 12, CountSize: 11}
	dark := Theme{
		Ground: palette.Dark().Ground, Panel: palette.Dark().Panel, Ink: palette.Dark().Ink, Muted: palette.Dark().Muted,
		Line: palette.Dark().Line, FaintLine: palette.Dark().Hair, Accent: palette.Dark().Accent, Selection: palette.Dark().Window,
		Weekend: color.NRGBA{255, 255, 255, 10}, Track: palette.Dark().Mark, LabelSize: 13, TickSize: 12, CountSize: 11}
	var events []event
	title := map[[3]int64]string{}
	for _, s := range sample {
		d, err := chrono.Parse(s.date)
		if err != nil {
			t.Fatal(err)
		}
		imp := uint8(3)
		if len(s.title) > 20 {
			imp = 2
		}
		events = append(events, event{d.Lo, d.Hi, uint16(s.track), imp})
		title[[3]int64{d.Lo, d.Hi, int64(s.track)}] = s.title
	}
	x := NewIndex(columnsOf(events), 4)
	in := testInput(x, 4)
	in.View = NewViewport(1440, false)
	lo, hi, _ := x.Span()
	in.View = in.View.Fit(lo, hi, 40)
	in.Theme = light
	in.Tracks = []Track{{Name: "Pandemic", Colour: "red"}, {Name: "Diplomacy", Colour: "blue"}, {Name: "Sport", Colour: "green"}, {Name: "Security", Colour: "violet"}}
	in.Height = 360
	in.Titles = func(e int) (string, bool) {
		lo, hi := x.Bounds(e)
		return title[[3]int64{lo, hi, int64(x.Track(e))}], true
	}
	for e := range x.Len() {
		if s, _ := in.Titles(e); s == "Beijing summit, joint statement" {
			in.Selected = e
		}
	}
	in.Noted = func(e int) bool { return e%4 == 0 }
	today, _ := chrono.Parse("2021-05-05")
	in.Today, in.HasToday = today.Lo, true
	var out []LookCase
	add := func(name string, in Input, scale float32) {
		out = append(out, LookCase{name, testBuilder(t).Build(in), scale})
	}
	add("sample", in, 1)
	out = append(out, LookCase{"overview", testBuilder(t).BuildOverview(OverviewInput{Index: x, View: in.View.ZoomAt(900, 2), Width: 1440, Height: 50, Theme: light, Ticks: []int64{in.Today}}), 1})
	rtl := in
	rtl.View = NewViewport(1440, true).Fit(lo, hi, 40)
	rtl.Theme = dark
	add("rtl", rtl, 1)
	z := in
	z.View = z.View.ZoomAt(z.View.X(title2lo(x, in, "Opening ceremony")), 8)
	add("zoom8", z, 1)
	z.View = z.View.ZoomAt(z.View.X(title2lo(x, in, "Opening ceremony")), 8)
	add("zoom64", z, 1)
	z.View = z.View.ZoomAt(z.View.X(title2lo(x, in, "Opening ceremony")), 100)
	add("zoom6400", z, 1)
	z.View = in.View.ZoomAt(800, 1.0/100)
	add("out100", z, 1)
	z.View = in.View.ZoomAt(800, 1e-9)
	add("universe", z, 1)
	n := in
	n.View = NewViewport(500, false).Fit(lo, hi, 20)
	n.Height = 260
	n.ScrollY = 30
	add("narrow", n, 2)
	big := NewIndex(synthetic(10_000, 20, 1), 20)
	bi := testInput(big, 20)
	bi.Theme = light
	cs := []string{"red", "blue", "green", "violet", "amber", "teal", "rose", "slate"}
	for i := range bi.Tracks {
		bi.Tracks[i].Colour = cs[i%8]
	}
	add("10k", bi, 1)
	bi.View = bi.View.ZoomAt(800, 4)
	add("10k4", bi, 1)
	bi.View = bi.View.ZoomAt(800, 10)
	bi.Selected = big.Len() / 2
	bi.Hovered = big.Len()/2 + 8
	add("10k40", bi, 1)
	m := NewIndex(synthetic(1_000_000, 20, 1), 20)
	mi := testInput(m, 20)
	mi.Theme = light
	for i := range mi.Tracks {
		mi.Tracks[i].Colour = cs[i%8]
	}
	mi.Selected = m.Len() / 2
	add("1M", mi, 1)
	mi.View = mi.View.ZoomAt(800, 100)
	add("1M100", mi, 1)
	mi.View = mi.View.ZoomAt(800, 10)
	add("1M1000", mi, 1)
	return out
}

func title2lo(x *Index, in Input, s string) int64 {
	for e := range x.Len() {
		if v, _ := in.Titles(e); v == s {
			lo, _ := x.Bounds(e)
			return lo
		}
	}
	return 0
}
