package slide

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/scene"
)

func locale(t testing.TB, lang string) *i18n.Locale {
	t.Helper()
	l, err := i18n.New(assets.Files, lang)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func shaper(t testing.TB) *layout.Shaper {
	t.Helper()
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	return layout.NewShaper(fonts)
}

// told is a story of two steps with dates, one with a picture, and one without a date.
func told(t testing.TB) telling.Told {
	t.Helper()
	step := func(edtf, title string) telling.Step {
		s := telling.Step{StoryStep: data.StoryStep{Event: data.NewID()}, Headline: title, Colour: "green"}
		if edtf != "" {
			d, err := dates.Parse(edtf)
			if err != nil {
				t.Fatal(err)
			}
			s.Date, s.Lo, s.Hi = d, d.Lo, d.Hi
		}
		return s
	}
	first, second := step("2022-02-04T20:00+08:00", "A snowflake for a cauldron"), step("2022-02-24", "Russia invades Ukraine")
	first.Words, first.Place = "Beijing became the first city to stage both Summer and Winter Games.", "Beijing"
	first.Quote, first.Source, first.Sources = "the torch itself was the fire", data.Article{Title: "A snowflake", Publisher: "Tarikh"}, 3
	first.Picture = data.Picture{ID: data.NewID(), Width: 1600, Height: 1000, Caption: "The stadium", Credit: "Drawing: Tarikh"}
	return telling.Told{Story: data.Story{Name: "Two winters"}, Steps: []telling.Step{first, second, step("", "What comes")}}
}

func TestWords(t *testing.T) {
	story := told(t)
	s := Of(locale(t, "en"), dates.Axis{}, story, 0)
	if s.Date != "Friday 4 February 2022, 20:00 (UTC+8) · Beijing" && !strings.Contains(s.Date, "4 February 2022") || !strings.Contains(s.Date, "Beijing") {
		t.Errorf("date %q", s.Date)
	}
	plain := strings.NewReplacer("\u2068", "", "\u2069", "", "\u2066", "").Replace
	if got := plain(s.Source); got != "A snowflake · Tarikh · 3 sources" || s.Quote != "“the torch itself was the fire”" {
		t.Errorf("%q of %q", s.Quote, got)
	}
	if got := plain(s.Caption); got != "The stadium · Drawing: Tarikh" || s.Counter != "1 of 3" {
		t.Errorf("caption %q, counter %q", got, s.Counter)
	}
	if got := plain(Of(locale(t, "en"), dates.Axis{}, story, 1).Counter); got != "2 of 3 · 20 days later" {
		t.Errorf("counter %q", got)
	}
	if got := Later(locale(t, "en"), story, 1, 0); got != "20 days earlier" {
		t.Errorf("backwards %q", got)
	}
	if got := Later(locale(t, "en"), story, 1, 2); got != "" {
		t.Errorf("to a step without a date: %q", got)
	}
}

// inside reports what of a slide is outside of it, or over the foot.
func outside(l *Laid) (out []string) {
	for _, x := range l.Over.Texts {
		left, right := x.X+x.P.Box, x.X
		for _, line := range x.P.Lines {
			left, right = min(left, x.X+line.X), max(right, x.X+line.X+line.Width)
		}
		if left < 0 || right > l.W || x.Y < 0 || x.Y+x.P.Height > l.H-l.Foot() {
			out = append(out, x.P.Text)
		}
	}
	return out
}

// However much a step says, at any size and in both directions, it stays on the slide and
// its words do not cover each other.
func TestEverythingHasRoom(t *testing.T) {
	sh, story := shaper(t), told(t)
	s := Of(locale(t, "en"), dates.Axis{}, story, 0)
	long := s
	long.Title, long.Text = strings.Repeat("A very long title ", 12), strings.Repeat("Many words that say little. ", 90)
	for _, c := range []struct {
		name  string
		slide Slide
		short bool
	}{{"as drawn", s, false}, {"too long", long, true}} {
		for _, f := range []Frame{{W: 1024, H: 700}, {W: 1600, H: 900, RTL: true}, {W: 800, H: 600, RTL: true}, {W: 1920, H: 1080, Controls: true}} {
			f.Palette, f.Shaper = palette.Light(), sh
			l := Lay(f, c.slide)
			if out := outside(l); len(out) > 0 || l.Short != c.short {
				t.Errorf("%s at %v × %v: outside is %q, short %v", c.name, f.W, f.H, out, l.Short)
			}
			if len(l.Roles) != len(l.Over.Texts) || l.Picture.W == 0 || !l.Cover {
				t.Errorf("%s at %v × %v: %d roles of %d texts, picture %+v", c.name, f.W, f.H, len(l.Roles), len(l.Over.Texts), l.Picture)
			}
			if left := l.Picture.X == 0; left != f.RTL {
				t.Errorf("%s at %v × %v: the picture is at %v", c.name, f.W, f.H, l.Picture.X)
			}
		}
	}
	s.Width, s.Height = 600, 1400
	if l := Lay(Frame{W: 1440, H: 900, Palette: palette.Dark(), Shaper: sh}, s); l.Cover || l.Picture.W > l.Picture.H || l.Picture.Y+l.Picture.H > l.H-l.Foot() {
		t.Errorf("a tall picture is cut: %+v", l.Picture)
	}
}

// The ink of an Arabic title's lines is apart, and below that of the date.
func TestArabicTitlesHaveRoom(t *testing.T) {
	for _, title := range []string{"تصويت أممي بشأن أوكرانيا في الجمعية العامة", "إعلان شراكة أوكوس (AUKUS) وإلغاء عقد الغواصات"} {
		l := Lay(Frame{W: 1440, H: 900, RTL: true, Palette: palette.Light(), Shaper: shaper(t)}, Slide{Date: "الأربعاء 2 آذار/مارس 2022", Title: title, Width: 1600, Height: 1000})
		for i, x := range l.Over.Texts {
			if l.Roles[i] != RoleHead {
				continue
			}
			if len(x.P.Lines) < 2 {
				t.Fatalf("%q is on %d lines", title, len(x.P.Lines))
			}
			size := x.P.Style.Size
			for j := 1; j < len(x.P.Lines); j++ {
				if apart := x.P.Lines[j].Baseline - x.P.Lines[j-1].Baseline; apart < 1.4*size {
					t.Errorf("%q of %v units: lines are %v apart", title, size, apart)
				}
			}
		}
	}
}

// The line shows the whole story, or goes near to steps that could not be told apart.
func TestTheLineOfTime(t *testing.T) {
	en, sh := locale(t, "en"), shaper(t)
	story := told(t)
	f := Frame{W: 1440, H: 900, Palette: palette.Light(), Shaper: sh}
	line := LineOf(en, story, false)
	v := line.View(0)
	if v != line.View(1) || v != line.View(2) || v.Lo >= float64(story.Steps[0].Lo) || v.Hi <= float64(story.Steps[1].Hi) {
		t.Errorf("the view is %+v", v)
	}
	pin := func(l Line, from, to int, p float64) float32 {
		layer, _ := l.Draw(f, f.H, l.Sight(from).Between(l.Sight(to), p), to)
		for _, m := range layer.Marks {
			if m.Fill == f.Palette.AccentSoft {
				return m.X + m.W/2
			}
		}
		return -1
	}
	a, b, half := pin(line, 0, 0, 1), pin(line, 1, 1, 1), pin(line, 0, 1, 0.5)
	if !(a > f.Side() && a < half && half < b && b < f.W-f.Side()) {
		t.Errorf("the pin goes from %v over %v to %v", a, half, b)
	}
	if r := pin(LineOf(en, story, true), 0, 0, 1); r <= f.W/2 {
		t.Errorf("from right to left it begins at %v", r)
	}
	if pin(line, 2, 2, 1) != -1 {
		t.Error("a step without a date has a pin")
	}
	far := story
	century := story.Steps[1]
	century.Lo, century.Hi = story.Steps[0].Lo-100*365*86400, story.Steps[0].Lo-100*365*86400+86400
	far.Steps = append([]telling.Step{century}, story.Steps...)
	line = LineOf(en, far, false)
	if whole, near := line.View(0), line.View(1); near == whole || near.Hi-near.Lo > (whole.Hi-whole.Lo)/10 || near.Lo > float64(far.Steps[1].Lo) || near.Hi < float64(far.Steps[2].Hi) {
		t.Errorf("steps that are near to each other are seen in %+v of %+v", near, whole)
	}
	if between := line.View(0).Between(line.View(1), 1); between != line.View(1) {
		t.Errorf("it does not arrive: %+v", between)
	}
	open := telling.Told{Steps: []telling.Step{{Lo: dates.OpenLo, Hi: 100, Headline: "x"}, {Lo: dates.OpenLo, Hi: dates.OpenHi}}}
	if line := LineOf(en, open, false); line.Empty() || line.View(0).Lo > 100 || line.View(0).Hi < 100 {
		t.Errorf("of open ends: %+v", line.View(0))
	}
	empty := LineOf(en, telling.Told{Steps: []telling.Step{{}}}, false)
	if layer, _ := empty.Draw(f, f.H, empty.Sight(0), 0); !empty.Empty() || len(layer.Marks) != 0 {
		t.Error("a story without dates has marks")
	}
}

// At a view the line goes to its time, with the pin around all of it and the events that are
// named; what comes is a ring, what was told a disc.
func TestTheLineGoesToAView(t *testing.T) {
	story := told(t)
	a, b := story.Steps[0].Lo, story.Steps[1].Lo
	story.Steps[2] = telling.Step{Headline: "Both", Lo: a + 86400, Hi: a + 4*86400, Found: []telling.Found{{Date: story.Steps[0].Date}, {Date: dates.Date{Lo: a + 2*86400, Hi: a + 3*86400}, Colour: "red"}}}
	story.Steps = append(story.Steps, telling.Step{StoryStep: data.StoryStep{Event: data.NewID()}, Lo: b + 20*86400, Hi: b + 21*86400, Headline: "Later"})
	f := Frame{W: 1440, H: 900, Palette: palette.Light(), Shaper: shaper(t)}
	line := LineOf(locale(t, "en"), story, false)
	v := line.View(2)
	if span := float64(3 * 86400); v.Hi-v.Lo < span || v.Hi-v.Lo > 2*span || v.Lo > float64(a+86400) || v.Hi < float64(a+4*86400) {
		t.Errorf("it is seen in %+v", v)
	}
	layer, _ := line.Draw(f, f.H, line.Sight(2), 2)
	pin := layer.Marks[slices.IndexFunc(layer.Marks, func(m scene.Rect) bool { return m.Radius == ringLong })]
	if pin.W < 500 {
		t.Errorf("the pin is %v wide", pin.W)
	}
	red := 0
	for _, m := range layer.Marks {
		if m.Fill == f.Palette.Mark("red") {
			red++
		}
	}
	if red != 1 {
		t.Errorf("%d events of the view are on the line", red)
	}
	layer, _ = line.Draw(f, f.H, line.Sight(1), 1)
	discs, rings := 0, 0
	for _, m := range layer.Marks {
		switch m.Radius {
		case dot:
			discs++
		case dot - 1:
			rings++
		}
	}
	if discs != 1 || rings != 2 {
		t.Errorf("%d steps were told and %d come", discs, rings)
	}
}

// Ticks are on the calendar and apart, however long a story is.
func TestTicks(t *testing.T) {
	en, sh := locale(t, "en"), shaper(t)
	f := Frame{W: 1440, H: 900, Palette: palette.Light(), Shaper: sh}
	const day = 86400
	of := data.StoryStep{Event: data.NewID()}
	for _, length := range []int64{1, day, 30 * day, 400 * day, 4000 * day, 4_000_000 * day} {
		story := telling.Told{Steps: []telling.Step{{StoryStep: of, Lo: 0, Hi: 1, Headline: "a"}, {StoryStep: of, Lo: length, Hi: length + 1, Headline: "b"}}}
		line := LineOf(en, story, false)
		layer, _ := line.Draw(f, f.H, line.Sight(0), 0)
		var last *scene.Line
		n := 0
		for i := range layer.Lines {
			if x := &layer.Lines[i]; x.X0 == x.X1 {
				if n++; last != nil && x.X0-last.X0 < least*0.7 {
					t.Errorf("of %d days: ticks at %v and %v", length/day, last.X0, x.X0)
				}
				last = x
			}
		}
		if n < 2 || n > 16 {
			t.Errorf("of %d days: %d ticks", length/day, n)
		}
	}
}
