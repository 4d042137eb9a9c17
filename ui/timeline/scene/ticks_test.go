package scene

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"tarikh.org/tarikh/data/dates"

	"pgregory.net/rapid"
)

func unitOf(t *testing.T, d division, n int64) unit {
	t.Helper()
	all := makeUnits()
	i := slices.IndexFunc(all, func(u unit) bool { return u.division == d && u.n == n })
	if i < 0 {
		t.Fatalf("no unit of %d in division %d", n, d)
	}
	return all[i]
}

func TestTicksStandOnTheCalendar(t *testing.T) {
	cases := []struct {
		name     string
		division division
		n        int64
		from     dates.Civil
		want     []string // the tick at or before it and those that follow
	}{
		{"quarters of an hour", clockwork, 900, dates.Civil{Year: 2022, Month: 2, Day: 4, Hour: 23, Minute: 50}, []string{"2022-2-4 23:45", "2022-2-5 0:0", "2022-2-5 0:15"}},
		{"days over a leap day", days, 1, dates.Civil{Year: 2020, Month: 2, Day: 28}, []string{"2020-2-28 0:0", "2020-2-29 0:0", "2020-3-1 0:0"}},
		{"weeks of a month", days, 7, dates.Civil{Year: 2021, Month: 1, Day: 30}, []string{"2021-1-22 0:0", "2021-2-1 0:0", "2021-2-8 0:0"}},
		{"every other day", days, 2, dates.Civil{Year: 2021, Month: 1, Day: 31}, []string{"2021-1-29 0:0", "2021-2-1 0:0", "2021-2-3 0:0"}},
		{"quarters", months, 3, dates.Civil{Year: 2021, Month: 12, Day: 31}, []string{"2021-10-1 0:0", "2022-1-1 0:0", "2022-4-1 0:0"}},
		{"years before our era", years, 1, dates.Civil{Year: -1, Month: 6, Day: 1}, []string{"-1-1-1 0:0", "0-1-1 0:0", "1-1-1 0:0", "2-1-1 0:0"}},
		// 100 BCE is the astronomical year -99.
		{"centuries around our era", years, 100, dates.Civil{Year: -99, Month: 1, Day: 1}, []string{"-99-1-1 0:0", "1-1-1 0:0", "100-1-1 0:0"}},
		{"before the first century BCE", years, 100, dates.Civil{Year: -100, Month: 1, Day: 1}, []string{"-199-1-1 0:0", "-99-1-1 0:0"}},
		{"millions of years", years, 1_000_000, dates.Civil{Year: -65_500_000, Month: 1, Day: 1}, []string{"-65999999-1-1 0:0", "-64999999-1-1 0:0"}},
	}
	for _, c := range cases {
		u := unitOf(t, c.division, c.n)
		k := u.before(c.from.Unix())
		var got []string
		for last := int64(math.MinInt64); len(got) < len(c.want); k++ {
			at := u.at(k)
			if at == last {
				continue
			}
			last = at
			f := dates.CivilFromUnix(at)
			got = append(got, fmt.Sprintf("%d-%d-%d %d:%d", f.Year, f.Month, f.Day, f.Hour, f.Minute))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTicksAreOrderedAndFound(t *testing.T) {
	all := makeUnits()
	rapid.Check(t, func(t *rapid.T) {
		u := all[rapid.IntRange(0, len(all)-1).Draw(t, "unit")]
		at := rapid.Int64Range(-horizon, horizon).Draw(t, "time") >> rapid.IntRange(0, 40).Draw(t, "shift")
		k := u.before(at)
		if u.at(k) > at || u.at(k+1) < u.at(k) {
			t.Fatalf("tick %d at %d, next at %d, for %d", k, u.at(k), u.at(k+1), at)
		}
		// The number may be that of an empty slot at the end of a short month.
		next := k + 1
		for u.division == days && u.at(next) == u.at(k) {
			next++
		}
		if u.at(next) <= at {
			t.Fatalf("the tick after %d is at %d, not after %d", k, u.at(next), at)
		}
		if u.parent >= 0 {
			p := all[u.parent]
			if b := p.at(p.before(at)); u.at(u.before(b)) != b {
				t.Fatalf("the parent's tick at %d is none of the unit's", b)
			}
		}
	})
}

func TestScaleIsNeverCrowded(t *testing.T) {
	b := testBuilder(t)
	x := NewIndex(columnsOf(nil), 1)
	rapid.Check(t, func(t *rapid.T) {
		in := testInput(x, 1)
		in.View = drawViewport(t)
		l := b.Build(in)
		texts := l.Over[axisLayer].Texts
		for i, a := range texts {
			for _, c := range texts[:i] {
				if a.Y == c.Y && a.X < c.X+c.P.Width+tickGap/2 && c.X < a.X+a.P.Width+tickGap/2 {
					t.Fatalf("%q at %v and %q at %v (%v wide)", c.P.Text, c.X, a.P.Text, a.X, c.P.Width)
				}
			}
		}
		if width := in.View.plotWidth(); len(texts) < 1 && width > 300 || float64(len(texts)) > width/15+4 {
			t.Fatalf("%d labels on %v units", len(texts), width)
		}
	})
}

func TestUnitDoesNotChangeWhilePanning(t *testing.T) {
	b := testBuilder(t)
	x := NewIndex(columnsOf(nil), 1)
	for _, across := range []int64{60, 3600, 86_400, 40 * 86_400, 2 * year, 100 * year} {
		in := testInput(x, 1)
		in.View = in.View.Fit(testFrom, testFrom+across, 0)
		b.Build(in)
		want, _ := b.scale.chooseUnit(&in, 0, b.scale.hijri)
		for range 200 {
			in.View = in.View.Pan(-37)
			if got, _ := b.scale.chooseUnit(&in, 0, b.scale.hijri); got != want {
				t.Errorf("%d s across: unit %d became %d", across, want, got)
				break
			}
		}
	}
}

func TestScaleInWords(t *testing.T) {
	b := testBuilder(t)
	x := NewIndex(columnsOf(nil), 1)
	in := testInput(x, 1)
	lo, _ := dates.Parse("2020-01")
	hi, _ := dates.Parse("2021-12")
	in.View = in.View.Fit(lo.Lo, hi.Hi, 20)
	var words []string
	for _, text := range b.Build(in).Over[axisLayer].Texts {
		words = append(words, text.P.Text)
	}
	want := []string{"2020", "Jan", "Apr", "Jul", "Oct", "2021", "Jan", "Apr", "Jul", "Oct"}
	if !slices.Equal(words, want) {
		t.Errorf("%q, want %q", words, want)
	}
}

func TestTheLongerTimeIsNamedInTheCorner(t *testing.T) {
	b := testBuilder(t)
	x := NewIndex(columnsOf(nil), 1)
	for across, want := range map[int64]string{
		60: "Tue 31 Dec 2019", 86_400: "Tue 31 Dec 2019", 40 * 86_400: "November 2019", 2*year - 86_400: "2018", 12 * year: "2000/10",
	} {
		in := testInput(x, 1)
		in.View = in.View.Fit(testFrom-across, testFrom-1, 0)
		corner := b.Build(in).Over[headLayer].Texts
		if len(corner) != 1 || corner[0].P.Text != want {
			t.Errorf("%d s across: %v, want %q", across, corner, want)
		}
	}
}

func TestLongTimesAreNamedByTheirEnds(t *testing.T) {
	for _, c := range []struct {
		n    int64
		year int64
		want string
	}{
		{1000, 1500, "1000/1000"},
		{10_000, -5000, "10000 BCE \u2013 1"},
		{10_000_000, 5, "1 \u2013 10000000"},
	} {
		u := unitOf(t, years, c.n)
		if got := u.name(english{}, u.before(dates.Civil{Year: c.year, Month: 1, Day: 1}.Unix()), false); got != c.want {
			t.Errorf("%d years around %d: %q, want %q", c.n, c.year, got, c.want)
		}
	}
}
