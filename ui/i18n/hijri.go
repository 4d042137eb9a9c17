package i18n

import "tarikh.org/tarikh/data/dates"

// HijriMonth returns the name of a month of the Islamic calendar, 1 to 12.
func (l *Locale) HijriMonth(m int) string { return l.hijriMonths[m-1] }

// HijriYear returns a year of the Hijra: "1443 AH".
func (l *Locale) HijriYear(y int64) string { return l.own("date.hijri", "date", l.Number(y)) }

// HijriMonthYear returns "Rajab 1443 AH"; "c. Rajab 1200 AH" where days are not certain.
func (l *Locale) HijriMonthYear(y int64, m int) string {
	text := l.own("date.month", "month", l.HijriMonth(m), "year", l.HijriYear(y))
	if y < dates.FirstUmmAlQura || y > dates.LastUmmAlQura {
		return l.own("date.approximate", "date", text)
	}
	return text
}

// HijriDate returns a day of the Islamic calendar: "3 Rajab 1443 AH", "c. 4 Safar 656 AH"
// where it may be a day or two off.
func (l *Locale) HijriDate(h dates.Hijri) string {
	text := l.own("date.day", "day", l.Number(int64(h.Day)), "month", l.HijriMonth(h.Month), "year", l.HijriYear(h.Year))
	if h.Year < dates.FirstUmmAlQura || h.Year > dates.LastUmmAlQura {
		return l.own("date.approximate", "date", text)
	}
	return text
}

// Hijri returns a date in the Islamic calendar, as precise as it is: a day or days, else
// months, else years. "" for what has no certain bounds, and before the Hijra.
func (l *Locale) Hijri(d dates.Date) string {
	precision, certain := certainTo(d)
	if !certain {
		return ""
	}
	const day = 24 * 60 * 60
	from, _, ok := dates.HijriOf(floorDiv(d.Lo, day))
	to, _, _ := dates.HijriOf(floorDiv(d.Hi-1, day))
	if !ok {
		return ""
	}
	switch {
	case precision >= dates.PrecisionDay:
		return l.hijriDays(from, to)
	case precision >= dates.PrecisionSeason:
		return l.hijriMonthsOf(from, to)
	case from.Year == to.Year:
		return l.HijriYear(to.Year)
	}
	return l.own("range.tight", "from", l.Number(from.Year), "to", l.HijriYear(to.Year))
}

// certainTo is the precision to which both ends of a date are certain, if they are.
func certainTo(d dates.Date) (dates.Precision, bool) {
	start, end, interval := d.Parts()
	if !interval {
		end = start
	}
	if k := d.Kind(); k != dates.KindPoint && k != dates.KindInterval {
		return 0, false
	}
	for _, p := range []dates.Point{start, end} {
		if doubtful(p) || p.Open || p.Unknown {
			return 0, false
		}
	}
	return min(start.Precision, end.Precision), true
}

// hijriDays is from one day to another.
func (l *Locale) hijriDays(from, to dates.Hijri) string {
	switch {
	case from == to:
		return l.HijriDate(to)
	case from.Year == to.Year && from.Month == to.Month:
		return l.own("range.tight", "from", l.Number(int64(from.Day)), "to", l.HijriDate(to))
	case from.Year == to.Year:
		return l.own("range.wide", "from", l.axis.HijriDay(from.Month, from.Day), "to", l.HijriDate(to))
	}
	return l.own("range.wide", "from", l.HijriDate(from), "to", l.HijriDate(to))
}

// hijriMonthsOf is from one month to another.
func (l *Locale) hijriMonthsOf(from, to dates.Hijri) string {
	switch {
	case from.Year == to.Year && from.Month == to.Month:
		return l.HijriMonthYear(to.Year, to.Month)
	case from.Year == to.Year:
		return l.own("range.wide", "from", l.HijriMonth(from.Month), "to", l.HijriMonthYear(to.Year, to.Month))
	}
	return l.own("range.wide", "from", l.HijriMonthYear(from.Year, from.Month), "to", l.HijriMonthYear(to.Year, to.Month))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
