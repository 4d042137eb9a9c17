package i18n

import (
	"strconv"

	"tarikh.org/tarikh/data/dates"
)

// Axis puts the timeline's scale into words: the same language, shorter names.
// It implements scene.Locale.
type Axis struct{ *Locale }

// Axis returns the words of the scale; always the same pointer.
func (l *Locale) Axis() *Axis { return &l.axis }

// Month returns the name of month m (1 to 12) on the scale: one name where
// texts give two.
func (a *Axis) Month(m int) string { return a.axisMonths[m-1] }

// Weekday returns the short name of a day of the week, 0 for Sunday.
func (a *Axis) Weekday(d int) string { return a.shortWeekdays[d] }

// Weekend reports whether a day of the week belongs to the weekend.
func (a *Axis) Weekend(d int) bool { return a.weekend[d] }

// MonthYear returns "February 2022".
func (a *Axis) MonthYear(y int64, m int) string {
	return a.own("date.month", "month", a.axisMonths[m-1], "year", a.Year(y))
}

// Date returns "Friday 4 February 2022".
func (a *Axis) Date(y int64, m, d int) string {
	return a.point(dates.Point{Year: y, Month: m, Day: d, Precision: dates.PrecisionDay}, withWeekday)
}

// Today returns the label of the present day.
func (a *Axis) Today() string { return a.T("today") }

// YearTick returns the label of a tick at year y (0 is 1 BCE): years need no
// shorter words, however far apart the ticks stand.
func (a *Axis) YearTick(y, _ int64) string { return a.Year(y) }

// Span returns the name of the years from y on: 10 are a decade ("2020s"), 100
// a century ("20th century"), 1000 a millennium ("2nd millennium"). Before 1
// BCE the name is that of most of the years.
func (a *Axis) Span(y, years int64) string { return a.span(y, years) }

func (l *Locale) span(y, years int64) string {
	middle, bce := y+years/2, false
	if middle <= 0 {
		middle, bce = 1-middle, true
	}
	var name string
	switch years {
	case 10:
		name = l.own("span.decade", "year", l.Number(middle-middle%10))
	case 100:
		name = l.own("span.century", "ordinal", l.ordinal((middle-1)/100+1))
	default:
		name = l.own("span.millennium", "ordinal", l.ordinal((middle-1)/1000+1))
	}
	if bce {
		return l.own("date.bce", "year", name)
	}
	return name
}

// Year returns a year in words, as historians count: 0 is "1 BCE". The first
// hundred years are marked, as bare they read like a day; long numbers are
// grouped or given in millions and billions.
func (l *Locale) Year(y int64) string {
	switch {
	case y > 99:
		return l.yearNumber(y)
	case y > 0:
		return l.own("date.ce", "year", l.Number(y))
	case y <= -10_000 && y%1000 == 0:
		return l.own("date.bce", "year", l.yearNumber(-y)) // a round number, not a count from year 0
	}
	return l.own("date.bce", "year", l.yearNumber(1-y))
}

// yearNumber writes a positive number of years.
func (l *Locale) yearNumber(n int64) string {
	const million, billion = 1_000_000, 1_000_000_000
	switch {
	case n >= billion && n%(billion/10) == 0:
		return l.own("year.billion", "n", l.tenths(n/(billion/10)))
	case n >= million && n%(million/10) == 0:
		return l.own("year.million", "n", l.tenths(n/(million/10)))
	case n >= 10_000:
		return l.grouped(uint64(n))
	}
	return l.Number(n)
}

// tenths writes n/10: "66", "13.8".
func (l *Locale) tenths(n int64) string {
	s := strconv.FormatInt(n/10, 10)
	if n%10 != 0 {
		s += "." + strconv.FormatInt(n%10, 10)
	}
	return l.digits(s)
}
