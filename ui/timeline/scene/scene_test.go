package scene

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text/layout"

	"pgregory.net/rapid"
)

// english is a small fixed locale.
type english struct{}

func (english) Month(m int) string {
	return [...]string{
		"January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December",
	}[m-1]
}
func (l english) MonthShort(m int) string { return l.Month(m)[:3] }
func (english) Weekday(d int) string {
	return [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}[d]
}
func (english) Weekend(d int) bool    { return d == 0 || d == 6 }
func (english) Number(n int64) string { return strconv.FormatInt(n, 10) }
func (english) Count(n int) string    { return strconv.Itoa(n) }
func (l english) MonthYear(y int64, m int) string {
	return l.Month(m) + " " + l.Year(y)
}

func (english) Clock(h, m, s int, seconds bool) string {
	if seconds {
		return fmt.Sprintf("%02d:%02d:%02d", h, m, s)
	}
	return fmt.Sprintf("%02d:%02d", h, m)
}

func (english) Year(y int64) string {
	if y > 0 {
		return strconv.FormatInt(y, 10)
	}
	return strconv.FormatInt(1-y, 10) + " BCE"
}
func (l english) HijriDay(m, d int) string { return fmt.Sprintf("%d h%d", d, m) }
func (l english) HijriMonth(m int) string  { return fmt.Sprintf("h%d", m) }
func (l english) HijriMonthYear(y int64, m int) string {
	return fmt.Sprintf("h%d %d AH", m, y)
}
func (l english) HijriYear(y int64) string { return fmt.Sprintf("%d AH", y) }
func (l english) HijriDate(h dates.Hijri) string {
	return fmt.Sprintf("%d h%d %d AH", h.Day, h.Month, h.Year)
}
func (l english) YearTick(y, _ int64) string { return l.Year(y) }
func (l english) Span(y, n int64) string     { return l.Year(y) + "/" + strconv.FormatInt(n, 10) }
func (english) Today() string                { return "Today" }
func (english) Found(n int) string           { return fmt.Sprintf("%d found", n) }
func (english) InView(n, all int) string     { return fmt.Sprintf("%d of %d in view", n, all) }

func testTheme() Theme {
	grey := func(v uint8) color.NRGBA { return color.NRGBA{v, v, v, 255} }
	one := func(v color.NRGBA) func(string) color.NRGBA { return func(string) color.NRGBA { return v } }
	return Theme{
		Ground: color.NRGBA{0xFA, 0xF8, 0xF4, 255}, Panel: grey(255), Ink: color.NRGBA{0x1F, 0x23, 0x28, 255},
		Muted: color.NRGBA{0x6B, 0x6F, 0x76, 255}, Line: color.NRGBA{0xE6, 0xE1, 0xD8, 255}, FaintLine: color.NRGBA{0xEF, 0xEA, 0xE1, 255},
		Accent: color.NRGBA{0x1F, 0x6F, 0xEB, 255}, Selection: color.NRGBA{0x1F, 0x6F, 0xEB, 40}, Weekend: color.NRGBA{0, 0, 0, 8},
		Track: one(color.NRGBA{0x2F, 0x6D, 0xB5, 255}), Soft: one(color.NRGBA{0xD6, 0xE5, 0xF6, 255}), Deep: one(color.NRGBA{0x2A, 0x63, 0xA6, 255}),
		OnDeep: grey(254), OnAccent: grey(254), AccentSoft: color.NRGBA{0xE4, 0xEE, 0xFD, 255}, Chip: color.NRGBA{0xEF, 0xEA, 0xE1, 255}, LabelSize: 13, TickSize: 12, CountSize: 11,
	}
}

// testBuilderOf is for properties.
func testBuilderOf(t *rapid.T) *Builder {
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	return NewBuilder(layout.NewShaper(fonts))
}

func testBuilder(tb testing.TB) *Builder {
	tb.Helper()
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		tb.Fatal(err)
	}
	return NewBuilder(layout.NewShaper(fonts))
}

// event is one row of columns.
type event struct {
	lo, hi     int64
	track      uint16
	importance uint8
}

// columnsOf sorts events as a store does.
func columnsOf(events []event) data.Columns {
	slices.SortStableFunc(events, func(a, b event) int {
		switch {
		case a.lo != b.lo && a.lo < b.lo, a.lo == b.lo && a.hi > b.hi:
			return -1
		case a.lo != b.lo || a.hi != b.hi:
			return 1
		}
		return 0
	})
	n := len(events)
	c := data.Columns{
		IDs: make([]data.ID, n), Lo: make([]int64, n), Hi: make([]int64, n),
		Track: make([]uint16, n), Importance: make([]uint8, n),
	}
	for i, e := range events {
		c.IDs[i] = data.ID{15: byte(i), 14: byte(i >> 8), 13: byte(i >> 16), 12: byte(i >> 24)}
		c.Lo[i], c.Hi[i], c.Track[i], c.Importance[i] = e.lo, e.hi, e.track, e.importance
	}
	return c
}

const (
	testFrom = 1_577_836_800 // 2020-01-01
	year     = 365 * 86_400
)

// synthetic makes n events as news has them: 70 of 100 points, the others ranges
// of 1 to 72 hours, over three years.
func synthetic(n, tracks int, seed uint64) data.Columns {
	r := rand.New(rand.NewPCG(seed, 1))
	events := make([]event, n)
	for i := range events {
		lo := testFrom + r.Int64N(3*year)
		hi := lo + 1
		if r.IntN(10) < 3 {
			hi = lo + 3600*(1+r.Int64N(72))
		}
		events[i] = event{lo, hi, uint16(r.IntN(tracks)), uint8(1 + r.IntN(5))}
	}
	return columnsOf(events)
}

// titles are twenty letters long, half of them Arabic; the same event has the same title.
func testTitles(n int) func(int) (string, bool) {
	all := make([]string, min(n, 5000))
	for i := range all {
		if i%2 == 0 {
			all[i] = fmt.Sprintf("Council vote no. %03d", i%1000)
		} else {
			all[i] = fmt.Sprintf("اجتماع المجلس رقم %03d", i%1000)
		}
	}
	return func(e int) (string, bool) { return all[e%len(all)], true }
}

// testInput shows all of an index.
func testInput(x *Index, tracks int) Input {
	in := Input{
		Index: x, View: NewViewport(1600, false), Height: 600, Titles: testTitles(x.Len() + 1),
		Selected: -1, Hovered: -1, Locale: english{}, Theme: testTheme(),
	}
	for t := range tracks {
		in.Tracks = append(in.Tracks, Track{Name: "Track " + strconv.Itoa(t)})
	}
	if lo, hi, ok := x.Span(); ok {
		in.View = in.View.Fit(lo, hi, 40)
	}
	return in
}

// Controls in what people wrote are shown as marks and turn nothing round.
func TestControlsInTitlesAreShown(t *testing.T) {
	b := testBuilder(t)
	b.words.use(nil, &Theme{LabelSize: 13, TickSize: 12, CountSize: 11})
	const title = "evil \u202eoverride"
	for style := labelStyle; style <= nameStyle; style++ {
		p := b.words.word(title, style, 0)
		marked := false
		for _, r := range p.Lines[0].Runs {
			marked = marked || r.Face == layout.Marks
			if r.Level != 0 {
				t.Errorf("style %d: words run the other way", style)
			}
		}
		if !marked {
			t.Errorf("style %d: no mark", style)
		}
	}
}
