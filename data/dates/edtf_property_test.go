package dates

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// point generates any point that can be written, in its plainest form.
var point = rapid.Custom(func(t *rapid.T) Point {
	p := Point{Precision: PrecisionYear}
	p.Year = rapid.OneOf(rapid.Int64Range(1900, 2100), rapid.Int64Range(-9999, 9999), rapid.Int64Range(MinYear, MaxYear)).Draw(t, "year")
	if n := digitsOf(p.Year); n > 0 && rapid.IntRange(0, 9).Draw(t, "estimate") == 0 {
		p.Significant = rapid.IntRange(1, n).Draw(t, "significant digits")
	}
	if short := p.Year >= -9999 && p.Year <= 9999; short && p.Significant == 0 {
		p.Precision = Precision(rapid.IntRange(int(PrecisionYear), int(PrecisionSecond)).Draw(t, "precision"))
		if p.Precision < PrecisionMinute && rapid.Bool().Draw(t, "unspecified") {
			p = unspecify(t, p)
		}
	}
	if p.Precision < PrecisionMinute {
		p = qualify(t, p)
	}
	if p.Precision == PrecisionSeason {
		p.Season = Season(rapid.IntRange(21, 41).Draw(t, "season"))
	}
	if p.Precision < PrecisionMonth || p.X&(MonthDigits|DayDigits) != 0 {
		return p
	}
	p.Month = rapid.IntRange(1, 12).Draw(t, "month")
	if p.Precision < PrecisionDay {
		return p
	}
	p.Day = rapid.IntRange(1, DaysIn(p.Year, p.Month)).Draw(t, "day")
	if p.X != 0 {
		p.Day = min(p.Day, 28)
	}
	if p.Precision < PrecisionMinute {
		return p
	}
	p.Hour, p.Minute = rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute")
	if p.Precision == PrecisionSecond {
		p.Second = rapid.IntRange(0, 59).Draw(t, "second")
	}
	if p.Zoned = rapid.Bool().Draw(t, "zoned"); p.Zoned {
		p.Offset = rapid.IntRange(-14*60, 14*60).Draw(t, "offset") * minute
	}
	return p
})

// unspecify writes X for digits of the year, and for month and day.
func unspecify(t *rapid.T, p Point) Point {
	p.X = Digits(rapid.IntRange(0, 15).Draw(t, "digits of the year"))
	negative := p.Year < 0
	for i, place := 0, int64(1); i < 4; i, place = i+1, place*10 {
		if p.X>>i&1 != 0 {
			p.Year -= p.Year / place % 10 * place
		}
	}
	p.Minus = negative && p.Year == 0
	if p.Precision >= PrecisionMonth && rapid.Bool().Draw(t, "month unspecified") {
		p.X |= MonthDigits
		if p.Precision >= PrecisionDay {
			p.X |= DayDigits
		}
	}
	return p
}

// qualify puts doubts on the point and on parts of it, none of which all share.
func qualify(t *rapid.T, p Point) Point {
	q := rapid.IntRange(0, 3)
	p.Qualifier = Qualifier(q.Draw(t, "qualifier"))
	n := 1
	if p.Precision > PrecisionYear {
		n = 2
	}
	if p.Precision == PrecisionDay {
		n = 3
	}
	for i := range n {
		p.Parts[i] = Qualifier(q.Draw(t, "qualifier of a part")) &^ p.Qualifier
	}
	shared := Uncertain | Approximate
	for i := range n {
		shared &= p.Parts[i]
	}
	for i := range n {
		p.Parts[i] &^= shared
	}
	return p
}

func TestPointsSurviveTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := point.Draw(t, "point")
		d, err := Parse(p.String())
		if err != nil {
			t.Fatal(err)
		}
		if start, end, interval := d.Parts(); start != p || end != p || interval {
			t.Errorf("%q reads as %+v, want %+v", p.String(), start, p)
		}
		checkInvariants(t, d, p.String())
	})
}

func TestIntervalsReachFromStartToEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := point.Draw(t, "start"), point.Draw(t, "end")
		lo, _ := a.span()
		end, hi := b.span()
		if b.Precision >= PrecisionMinute {
			hi = end
		}
		text := a.String() + "/" + b.String()
		d, err := Parse(text)
		if from, to := lo-int64(a.Offset), hi-int64(b.Offset); (err == nil) != (from < to) {
			t.Fatalf("%q: %v, with instants %d and %d", text, err, from, to)
		}
		if err != nil {
			return
		}
		if from, to := d.Instants(); from != (Instant{lo - int64(a.Offset), a.Zoned}) || to != (Instant{hi - int64(b.Offset), b.Zoned}) {
			t.Errorf("%q has the instants %v and %v", text, from, to)
		}
		if hi <= lo { // by the clock of the start
			hi += int64(a.Offset - b.Offset)
		}
		if d.Lo != lo || d.Hi != hi {
			t.Errorf("%q = [%d, %d), want [%d, %d)", text, d.Lo, d.Hi, lo, hi)
		}
		checkInvariants(t, d, text)
	})
}

func TestCoarserDatesHoldFinerOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := point.Filter(func(p Point) bool { return p.Day != 0 && !p.Zoned && p.X == 0 }).Draw(t, "point")
		lo, hi := p.span()
		for _, coarse := range []Point{
			{Year: p.Year, Month: p.Month, Day: p.Day, Precision: PrecisionDay},
			{Year: p.Year, Month: p.Month, Precision: PrecisionMonth},
			{Year: p.Year, Season: FirstQuarter + Season(p.Month-1)/3, Precision: PrecisionSeason},
			{Year: p.Year, Season: FirstThird + Season(p.Month-1)/4, Precision: PrecisionSeason},
			{Year: p.Year, Season: FirstHalf + Season(p.Month-1)/6, Precision: PrecisionSeason},
			{Year: p.Year, Precision: PrecisionYear},
			{Year: p.Year - p.Year%10, X: 1, Minus: p.Year < 0 && p.Year > -10, Precision: PrecisionYear},
			{Year: p.Year, X: MonthDigits, Day: p.Day, Precision: PrecisionDay},
			{Year: p.Year, Significant: digitsOf(p.Year), Precision: PrecisionYear},
		} {
			if from, to := coarse.span(); from > lo || to < hi {
				t.Errorf("%v [%d, %d) doesn't hold %v [%d, %d)", coarse, from, to, p, lo, hi)
			}
		}
	})
}

// checkInvariants fails unless d, read from text, is what every Date is to be.
func checkInvariants(t interface {
	Helper()
	Errorf(string, ...any)
}, d Date, text string,
) {
	t.Helper()
	if d.Lo >= d.Hi {
		t.Errorf("Parse(%q) = [%d, %d) is empty", text, d.Lo, d.Hi)
	}
	if d.String() != text {
		t.Errorf("Parse(%q).String() = %q", text, d.String())
	}
	again, err := Parse(plainly(d))
	if err != nil || again.Lo != d.Lo || again.Hi != d.Hi {
		t.Errorf("%q, spelled plainly %q, gives %v, %v; want [%d, %d)", text, plainly(d), again, err, d.Lo, d.Hi)
	}
	from, to := d.Instants()
	if from.Unix >= to.Unix && from.Known == to.Known || !from.Known && from.Unix != d.Lo {
		t.Errorf("%q [%d, %d) has the instants %v and %v", text, d.Lo, d.Hi, from, to)
	}
	lo, hi, doubts := d.Core()
	if lo > hi || lo < d.Lo || hi > d.Hi || doubts == 0 && (lo != d.Lo || hi != d.Hi) {
		t.Errorf("the core of %q [%d, %d) is [%d, %d), doubts %b", text, d.Lo, d.Hi, lo, hi, doubts)
	}
	if _, _, more := again.Core(); more != doubts {
		t.Errorf("%q has doubts %b, spelled plainly %q %b", text, doubts, plainly(d), more)
	}
}

// plainly writes a date anew from its members.
func plainly(d Date) string {
	var b strings.Builder
	join, between, end := ",", "..", ""
	switch d.Kind() {
	case KindInterval:
		between = "/"
	case KindOneOf:
		b.WriteString("[")
		end = "]"
	case KindAllOf:
		b.WriteString("{")
		end = "}"
	}
	for i, m := range d.Members() {
		if i > 0 {
			b.WriteString(join)
		}
		switch {
		case !m.Range:
			b.WriteString(m.Start.String())
		case d.Kind() == KindInterval:
			b.WriteString(m.Start.String() + between + m.End.String())
		default:
			b.WriteString(strings.TrimPrefix(m.Start.String(), "..") + between + strings.TrimSuffix(m.End.String(), ".."))
		}
	}
	return b.String() + end
}

func TestSetsReachFromFirstToLast(t *testing.T) {
	dates := point.Filter(func(p Point) bool { return p.Precision < PrecisionMinute })
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(dates, 1, 6).Draw(t, "points")
		brackets := rapid.SampledFrom([]string{"[]", "{}"}).Draw(t, "brackets")
		lo, hi := OpenHi, OpenLo
		var texts []string
		for _, p := range points {
			from, to := p.span()
			lo, hi = min(lo, from), max(hi, to)
			texts = append(texts, p.String())
		}
		text := brackets[:1] + strings.Join(texts, ",") + brackets[1:]
		d, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if d.Lo != lo || d.Hi != hi {
			t.Errorf("%q = [%d, %d), want [%d, %d)", text, d.Lo, d.Hi, lo, hi)
		}
		for i, m := range d.Members() {
			if m.Start != points[i] || m.End != points[i] || m.Range {
				t.Errorf("%q: member %d is %+v, want %+v", text, i, m, points[i])
			}
		}
		checkInvariants(t, d, text)
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"2022", "-0043-03-15", "0000", "2022-02-04T20:00:00+08:00", "2022-02-04T20:00", "2020-05-01T24:00:00Z",
		"2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", "2004~/2004-06-11%", "2020/..", "../2020", "/2020", "2020/",
		"201X", "-001X", "2020-XX-XX", "2020-24", "2004-06~-11", "?2004-%06-~11", "156X-12-25", "XXXX-02-29", "-XX1X-1X-X0", "2020-41",
		"[1667,1668,1670..1672]", "[..1984]", "{1960,1961-12..}", "Y17E8", "Y-3388E2S3", "1950S2~", "[..2004-06-XX?,1X99]", "Y-13800000000", "Y99999999999999999999", "2022-02-31", "2021/2020", "..", "\x00",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Parse(text)
		if err == nil {
			checkInvariants(t, d, text)
			return
		}
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(text) || syntax.Reason == "" || d != (Date{}) {
			t.Errorf("Parse(%q) = %v, %v", text, d, err)
		}
	})
}
