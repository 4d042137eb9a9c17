package slide

import (
	"image/color"
	"math"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

type colour = color.NRGBA

// step is a distance between ticks: days, months or years.
type step struct {
	unit    dates.Precision
	n       int64
	seconds float64
}

// steps are the distances that are tried, the finest first.
func steps() []step {
	const day, month, year = 24 * 60 * 60, 30.4 * 24 * 60 * 60, 365.25 * 24 * 60 * 60
	all := []step{
		{dates.PrecisionDay, 1, day},
		{dates.PrecisionDay, 5, 5 * day},
		{dates.PrecisionMonth, 1, month},
		{dates.PrecisionMonth, 3, 3 * month},
	}
	for n := int64(1); n <= 10_000_000_000; n *= 10 {
		for _, m := range [3]int64{1, 2, 5} {
			all = append(all, step{dates.PrecisionYear, n * m, float64(n*m) * year})
		}
	}
	return all
}

// least is how far apart ticks with words are, at the size of the design.
const least = 90

// ticks draws the scale above the line: a tick and words at each step of the calendar.
func (d *lineDrawer) ticks() {
	perUnit := (d.view.Hi - d.view.Lo) / float64(d.W-2*d.Side())
	all := steps()
	chosen := all[len(all)-1]
	for _, s := range all {
		if s.seconds/perUnit >= float64(least*d.k) {
			chosen = s
			break
		}
	}
	y := d.top + axisAt*d.k
	for i, t := range chosen.between(d.view) {
		x := d.x(float64(t.Unix()))
		if !d.within(x) {
			continue
		}
		long := chosen.unit != dates.PrecisionYear && t.Month == 1 && t.Day == 1 || chosen.unit == dates.PrecisionYear
		d.out.Lines = append(d.out.Lines, scene.Line{X0: x, X1: x, Y0: y - tickUp*d.k, Y1: y, Width: 1 * d.k, Colour: d.Palette.Muted})
		p := d.Shaper.Paragraph(d.named(chosen, t, i == 0), layout.Style{Size: 12.5 * d.k, LineHeight: 18 * d.k, Bold: long}, 0)
		at := x + 6*d.k
		if d.rtl {
			at = x - 6*d.k - p.Width
		}
		if at > d.Side()/4 && at+p.Width < d.W-d.Side()/4 {
			d.text(p, at-indent(p), d.top+tickWords*d.k, d.Palette.Muted)
		}
	}
}

// named is a tick in words; the first one says all of its date.
func (d *lineDrawer) named(s step, t dates.Civil, first bool) string {
	words := d.locale.Axis()
	switch {
	case s.unit == dates.PrecisionYear:
		return words.YearTick(t.Year, s.n)
	case t.Month == 1 && t.Day == 1:
		return words.Year(t.Year)
	case first || s.unit == dates.PrecisionDay && t.Day == 1:
		return words.MonthYear(t.Year, t.Month)
	case s.unit == dates.PrecisionMonth:
		return words.MonthShort(t.Month)
	}
	return words.Number(int64(t.Day))
}

// between are the ticks in a view, in order.
func (s step) between(v View) (all []dates.Civil) {
	const most = 200
	at := dates.CivilFromUnix(int64(max(v.Lo, math.MinInt64/4)))
	at.Hour, at.Minute, at.Second = 0, 0, 0
	switch s.unit {
	case dates.PrecisionYear:
		at.Year, at.Month, at.Day = floor(at.Year, s.n), 1, 1
	case dates.PrecisionMonth:
		at.Month, at.Day = int(floor(int64(at.Month-1), s.n))+1, 1
	default:
		at.Day = max(int(floor(int64(at.Day), s.n)), 1)
	}
	for len(all) < most && float64(at.Unix()) <= v.Hi {
		if float64(at.Unix()) >= v.Lo {
			all = append(all, at)
		}
		at = s.next(at)
	}
	return all
}

func (s step) next(at dates.Civil) dates.Civil {
	switch s.unit {
	case dates.PrecisionYear:
		at.Year += s.n
	case dates.PrecisionMonth:
		if at.Month += int(s.n); at.Month > 12 {
			at.Year, at.Month = at.Year+1, 1
		}
	default:
		days := dates.DaysIn(at.Year, at.Month)
		day := at.Day + int(s.n)
		if s.n > 1 { // 1, 5, 10, 15, 20, 25
			day = int(floor(int64(at.Day), s.n) + s.n)
		}
		if at.Day = day; day > days || s.n > 1 && day > 25 {
			at.Day = 1
			if at.Month++; at.Month > 12 {
				at.Year, at.Month = at.Year+1, 1
			}
		}
	}
	return at
}

func floor(a, n int64) int64 {
	q := a / n
	if a%n != 0 && (a < 0) != (n < 0) {
		q--
	}
	return q * n
}
