package chrono

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

// point generates any point that can be written.
var point = rapid.Custom(func(t *rapid.T) Point {
	p := Point{Precision: PrecisionYear}
	p.Year = rapid.OneOf(rapid.Int64Range(1900, 2100), rapid.Int64Range(-9999, 9999), rapid.Int64Range(MinYear, MaxYear)).Draw(t, "year")
	if short := p.Year >= -9999 && p.Year <= 9999; short {
		p.Precision = Precision(rapid.IntRange(int(PrecisionYear), int(PrecisionSecond)).Draw(t, "precision"))
	}
	if p.Precision < PrecisionMinute {
		p.Qualifier = Qualifier(rapid.IntRange(0, 3).Draw(t, "qualifier"))
	}
	if p.Precision == PrecisionSeason {
		p.Season = rapid.IntRange(1, 4).Draw(t, "season")
	}
	if p.Precision < PrecisionMonth {
		return p
	}
	vague := p.Precision <= PrecisionDay && rapid.Bool().Draw(t, "unspecified")
	if vague && p.Precision == PrecisionMonth || vague && rapid.Bool().Draw(t, "month unspecified") {
		return p
	}
	p.Month = rapid.IntRange(1, 12).Draw(t, "month")
	if vague || p.Precision < PrecisionDay {
		return p
	}
	p.Day = rapid.IntRange(1, DaysIn(p.Year, p.Month)).Draw(t, "day")
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
		if (err == nil) != (lo < hi) {
			t.Fatalf("%q: %v, with bounds %d and %d", text, err, lo, hi)
		}
		if err != nil {
			return
		}
		if d.Lo != lo || d.Hi != hi {
			t.Errorf("%q = [%d, %d), want [%d, %d)", text, d.Lo, d.Hi, lo, hi)
		}
		checkInvariants(t, d, text)
	})
}

func TestCoarserDatesHoldFinerOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := point.Filter(func(p Point) bool { return p.Day != 0 && !p.Zoned }).Draw(t, "point")
		lo, hi := p.span()
		for _, coarse := range []Point{
			{Year: p.Year, Month: p.Month, Day: p.Day, Precision: PrecisionDay},
			{Year: p.Year, Month: p.Month, Precision: PrecisionMonth},
			{Year: p.Year, Season: (p.Month + 2) / 3, Precision: PrecisionSeason},
			{Year: p.Year, Precision: PrecisionYear},
			{Year: p.Year - p.Year%10, Unspecified: 1, Precision: PrecisionYear},
		} {
			if coarse.Unspecified > 0 && p.Year < 0 && p.Year > -10 {
				continue // -000X isn't written, as there is no year -0000
			}
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
	start, end, interval := d.Parts()
	plain := start.String()
	if interval {
		plain += "/" + end.String()
	}
	again, err := Parse(plain)
	if err != nil || again.Lo != d.Lo || again.Hi != d.Hi {
		t.Errorf("%q, spelled plainly %q, gives %v, %v; want [%d, %d)", text, plain, again, err, d.Lo, d.Hi)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"2022", "-0043-03-15", "0000", "2022-02-04T20:00:00+08:00", "2022-02-04T20:00", "2020-05-01T24:00:00Z",
		"2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", "2004~/2004-06-11%", "2020/..", "../2020", "/2020", "2020/",
		"201X", "-001X", "2020-XX-XX", "2020-24", "Y-13800000000", "Y99999999999999999999", "2022-02-31", "2021/2020", "..", "\x00",
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
