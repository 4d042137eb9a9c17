package i18n

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

// HijriDay returns "3 Rajab".
func (a *Axis) HijriDay(m, day int) string {
	return a.own("date.day.short", "day", a.Number(int64(day)), "month", a.HijriMonth(m))
}

// Today returns the label of the present day.
func (a *Axis) Today() string { return a.T("today") }

// InView returns "4 of 16 in view".
func (a *Axis) InView(n, all int) string {
	return a.own("axis.inview", "n", a.Count(n), "all", a.Count(all))
}

// Found returns "6 found".
func (a *Axis) Found(n int) string { return a.TN("axis.found", n) }

// YearTick returns the label of a tick at year y (0 is 1 BCE): years need no
// shorter words, however far apart the ticks are.
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
