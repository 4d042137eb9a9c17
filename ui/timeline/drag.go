package timeline

import (
	"math"
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// This file is the arithmetic of dragged dates, without a widget: a date as it
// was, what is held of it and how far it was dragged make a new date. The text
// of a date says how precise it is, and dragging never changes that: a month
// stays a month, a time keeps its offset. What is dragged moves in whole steps.

// Step is a distance on the calendar that dates snap to: N seconds, minutes,
// days, months or years, by Precision. N is 1 for days and months, and divides
// a day for seconds and minutes.
type Step struct {
	Precision dates.Precision
	N         int64
}

// StepFor returns the finest step that is at least units wide on a scale in
// seconds per unit.
func StepFor(scale, units float64) Step {
	const minute, hour, month, year = 60, 3600, 30 * day, 365 * day
	length := scale * units
	for _, s := range [...]struct {
		seconds float64
		step    Step
	}{
		{1, Step{dates.PrecisionSecond, 1}},
		{minute, Step{dates.PrecisionMinute, 1}},
		{15 * minute, Step{dates.PrecisionMinute, 15}},
		{hour, Step{dates.PrecisionMinute, 60}},
		{day, Step{dates.PrecisionDay, 1}},
		{month, Step{dates.PrecisionMonth, 1}},
	} {
		if length <= s.seconds {
			return s.step
		}
	}
	s := Step{dates.PrecisionYear, 1}
	for length > year*float64(s.N) && s.N < 1_000_000_000 {
		s.N *= 10
	}
	return s
}

// atLeast returns the step that suits a date of a precision: finer ones would
// say more than the date does.
func (s Step) atLeast(p dates.Precision) Step {
	if p != dates.PrecisionNone && p < s.Precision {
		return Step{p, 1}
	}
	return s
}

// number returns that of the last step at or before t, at the instant of a number.
func (s Step) number(t int64) int64 {
	switch s.Precision {
	case dates.PrecisionSecond:
		return floorDiv(t, s.N)
	case dates.PrecisionMinute:
		return floorDiv(t, 60*s.N)
	case dates.PrecisionDay:
		return floorDiv(t, day)
	}
	c := dates.CivilFromUnix(t)
	if s.Precision == dates.PrecisionMonth {
		return c.Year*12 + int64(c.Month) - 1
	}
	return floorDiv(c.Year, s.N)
}

func (s Step) at(k int64) int64 {
	switch s.Precision {
	case dates.PrecisionSecond:
		return k * s.N
	case dates.PrecisionMinute:
		return k * 60 * s.N
	case dates.PrecisionDay:
		return k * day
	case dates.PrecisionMonth:
		y := floorDiv(k, 12)
		return dates.Civil{Year: y, Month: int(k-12*y) + 1, Day: 1}.Unix()
	}
	return dates.Civil{Year: k * s.N, Month: 1, Day: 1}.Unix()
}

// Snap returns the step nearest to t.
func (s Step) Snap(t int64) int64 {
	k := s.number(t)
	lo, hi := s.at(k), s.at(k+1)
	if t-lo < hi-t {
		return lo
	}
	return hi
}

// seconds is the length of a step, the mean of the calendar's where it varies.
func (s Step) seconds() float64 {
	const year = 365.2425 * day
	n := float64(s.N)
	switch s.Precision {
	case dates.PrecisionSecond:
		return n
	case dates.PrecisionMinute:
		return n * 60
	case dates.PrecisionDay:
		return day
	case dates.PrecisionMonth:
		return year / 12
	}
	return n * year
}

// Date returns the date of an instant in UTC, as precise as the step: the unit it
// lies in, or the nearest step where that is of several units. False beyond the
// years that dates may name.
func (s Step) Date(t int64) (dates.Date, bool) {
	if s.N > 1 {
		t = s.Snap(t)
	}
	return parsed(field(dates.Point{Precision: s.Precision}, t).String())
}

// Span returns the interval between two steps, [lo, hi), in UTC and as precise as
// the step; a single unit is written as one date.
func (s Step) Span(lo, hi int64) (dates.Date, bool) {
	start, end := dates.Point{Precision: s.Precision}, dates.Point{Precision: s.Precision}
	return joined(field(start, lo), until(end, hi))
}

// Part is what is held of a date.
type Part uint8

const (
	PartBody  Part = iota // all of it
	PartStart             // its beginning
	PartEnd               // its end
)

// Movable reports whether a part of a date can be dragged: not those of sets, of
// dates with digits X or significant digits, of seasons, and not ends that are
// open or unknown. A single date may be drawn out into an interval, unless it is
// in doubt: then its doubt would be said of both ends.
func Movable(d dates.Date, part Part) bool {
	if d.IsZero() || strings.ContainsAny(d.EDTF, "XS[{") {
		return false
	}
	start, end, interval := d.Parts()
	if start.Precision == dates.PrecisionSeason || end.Precision == dates.PrecisionSeason {
		return false
	}
	started, ended := start.Precision != dates.PrecisionNone, end.Precision != dates.PrecisionNone
	switch {
	case part == PartBody:
		return started || ended
	case !interval:
		return !strings.ContainsAny(d.EDTF, "?~%")
	case part == PartStart:
		return started
	}
	return ended
}

// Moved returns a date with a part of it dragged from one instant to another in
// steps; finer steps than the date is precise are as coarse as it. It is false
// where that is no date: an end before the start, or beyond the years there are.
func Moved(d dates.Date, part Part, from, to int64, s Step) (dates.Date, bool) {
	if !Movable(d, part) {
		return d, false
	}
	start, end, interval := d.Parts()
	if !interval {
		end = start
	}
	if part == PartBody {
		s = s.atLeast(start.Precision).atLeast(end.Precision)
		n := int64(math.Round((float64(to) - float64(from)) / s.seconds()))
		if n == 0 {
			return d, true
		}
		start = shifted(start, s, n)
		if !interval {
			return parsed(start.String())
		}
		return joined(start, shifted(end, s, n))
	}
	was := [2]dates.Point{start, end}
	lo, hi := d.Instants()
	if part == PartStart {
		start = field(start, s.atLeast(start.Precision).Snap(lo.Unix+int64(start.Offset)+to-from))
	} else {
		end = until(end, s.atLeast(end.Precision).Snap(hi.Unix+int64(end.Offset)+to-from))
	}
	if was == [2]dates.Point{start, end} {
		return d, true
	}
	return joined(start, end)
}

// field returns p with the fields of a local time, those that it is precise to.
func field(p dates.Point, t int64) dates.Point {
	c := dates.CivilFromUnix(t)
	p.Year, p.Month, p.Day, p.Hour, p.Minute, p.Second = c.Year, 0, 0, 0, 0, 0
	if p.Precision >= dates.PrecisionMonth {
		p.Month = c.Month
	}
	if p.Precision >= dates.PrecisionDay {
		p.Day = c.Day
	}
	if p.Precision >= dates.PrecisionMinute {
		p.Hour, p.Minute = c.Hour, c.Minute
	}
	if p.Precision == dates.PrecisionSecond {
		p.Second = c.Second
	}
	return p
}

// until returns p as the end of an interval that is over at a local time: days,
// months and years count whole, a time is the instant itself.
func until(p dates.Point, t int64) dates.Point {
	if p.Precision < dates.PrecisionMinute {
		t--
	}
	return field(p, t)
}

// shifted moves a point by n steps; the day of the month is kept where the month
// has it. Ends that are open stay.
func shifted(p dates.Point, s Step, n int64) dates.Point {
	if p.Precision == dates.PrecisionNone {
		return p
	}
	c := dates.Civil{Year: p.Year, Month: max(p.Month, 1), Day: max(p.Day, 1), Hour: p.Hour, Minute: p.Minute, Second: p.Second}
	switch s.Precision {
	case dates.PrecisionMonth, dates.PrecisionYear:
		k := c.Year*12 + int64(c.Month) - 1
		if s.Precision == dates.PrecisionYear {
			n *= 12 * s.N
		}
		k += n
		c.Year = floorDiv(k, 12)
		c.Month = int(k-12*c.Year) + 1
		c.Day = min(c.Day, dates.DaysIn(c.Year, c.Month))
		return field(p, c.Unix())
	}
	return field(p, c.Unix()+n*int64(s.seconds()))
}

func joined(start, end dates.Point) (dates.Date, bool) {
	if start == end && start.Precision <= dates.PrecisionDay {
		return parsed(start.String())
	}
	return parsed(start.String() + "/" + end.String())
}

func parsed(text string) (dates.Date, bool) {
	d, err := dates.Parse(text)
	return d, err == nil
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
