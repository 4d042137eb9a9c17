package i18n

import (
	"strings"
	"time"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/dates/zones"
)

// Month returns the full name of month m (1 to 12), MonthShort the one for
// scales; Weekday returns the full name of a day of the week, 0 for Sunday.
func (l *Locale) Month(m int) string { return l.months[m-1] }

func (l *Locale) MonthShort(m int) string { return l.shortMonths[m-1] }

func (l *Locale) Weekday(d int) string { return l.weekdays[d] }

// Clock returns a time of day in 24 hours: "20:00", "20:00:05".
func (l *Locale) Clock(h, m, s int, seconds bool) string {
	b := []byte{byte('0' + h/10), byte('0' + h%10), ':', byte('0' + m/10), byte('0' + m%10)}
	if seconds {
		b = append(b, ':', byte('0'+s/10), byte('0'+s%10))
	}
	return l.digits(string(b))
}

// Date returns a date in words: "4 February 2022", "4 February 2022, 20:00
// (UTC+8)", "c. 2020", "23 January – 8 April 2020", "since 2020". The zero Date
// gives "".
func (l *Locale) Date(d dates.Date) string { return wording{l}.words(d, 0) }

// DateDays returns a date in words without its times, for where there is little room.
func (l *Locale) DateDays(d dates.Date) string {
	ends := strings.Split(d.EDTF, "/")
	for i, end := range ends {
		ends[i], _, _ = strings.Cut(end, "T")
	}
	if days, err := dates.Parse(strings.Join(ends, "/")); err == nil {
		return l.Date(days)
	}
	return l.Date(d)
}

// DateLong is Date with the day of the week where the date is a single day.
func (l *Locale) DateLong(d dates.Date) string { return wording{l}.words(d, withWeekday) }

// Zone is what a time zone is called as a clock, "" for none: "Kyiv time", "GMT".
func (l *Locale) Zone(id string) string {
	switch name := zones.Name(id, l.lang); {
	case id == "":
		return ""
	case strings.HasPrefix(id, "Etc/"):
		return name
	default:
		return l.T("zone.time", "zone", name)
	}
}

// DateError says what is wrong with a text that was to be a date.
func (l *Locale) DateError(err *dates.SyntaxError) string {
	reason := l.T("error.date." + string(err.Fault))
	if err.Fault == dates.FaultMissing {
		return reason
	}
	return l.T("error.date", "text", err.Text, "reason", plain(reason))
}

// DateNote says why a text was read as it was.
func (l *Locale) DateNote(n find.Note) string { return l.T("date.note." + string(n)) }

// Timestamp returns an instant (Unix seconds) at a place: "4 February 2022, 20:00".
func (l *Locale) Timestamp(unix int64, loc *time.Location) string {
	t := time.Unix(unix, 0).In(loc)
	return wording{l}.point(dates.Point{
		Year: int64(t.Year()), Month: int(t.Month()), Day: t.Day(), Hour: t.Hour(), Minute: t.Minute(),
		Precision: dates.PrecisionMinute,
	}, 0)
}

// Age returns when then was, seen from now and in now's time zone: "today
// 10:42", "yesterday", else the date.
func (l *Locale) Age(now, then time.Time) string {
	then = then.In(now.Location())
	switch days(now) - days(then) {
	case 0:
		return l.own("age.today", "time", l.Clock(then.Hour(), then.Minute(), 0, false))
	case 1:
		return l.T("age.yesterday")
	}
	return wording{l}.point(dates.Point{
		Year: int64(then.Year()), Month: int(then.Month()), Day: then.Day(), Precision: dates.PrecisionDay,
	}, 0)
}

// days counts t's calendar day in its own time zone.
func days(t time.Time) int64 {
	y, m, d := t.Date()
	return dates.DaysFromCivil(int64(y), int(m), d)
}

// parts says which parts of a point are written or left out.
type parts uint8

const (
	withWeekday parts = 1 << iota
	withoutYear
	withoutZone
)

func (l wording) words(d dates.Date, p parts) string {
	switch d.Kind() {
	case dates.KindNone:
		return ""
	case dates.KindOneOf:
		return l.oneOf(d.Members())
	case dates.KindAllOf:
		return l.allOf(d.Members())
	}
	start, end, interval := d.Parts()
	switch {
	case start == dates.Point{}:
		return ""
	case !interval || start == end && start.Precision <= dates.PrecisionDay && start.Precision != dates.PrecisionNone:
		return l.point(start, p)
	case start.Open && end.Open:
		return l.T("range.always")
	case start.Open:
		return l.own("range.until", "to", l.point(end, 0))
	case start.Unknown:
		return l.own("range.until.unknown", "to", l.point(end, 0))
	case end.Open:
		return l.own("range.since", "from", l.point(start, 0))
	case end.Unknown:
		return l.own("range.since.unknown", "from", l.point(start, 0))
	}
	return l.interval(start, end, p)
}

// interval joins two points and says only once what they share.
func (l wording) interval(a, b dates.Point, with parts) string {
	if doubtful(a) || doubtful(b) || overlapsNextYear(a) {
		return l.wide(l.point(a, 0), l.point(b, 0))
	}
	timed := a.Precision >= dates.PrecisionMinute
	if timed && b.Precision >= dates.PrecisionMinute {
		return l.times(a, b, with)
	}
	sameYear := a.Year == b.Year
	switch {
	case timed || b.Precision >= dates.PrecisionMinute:
		return l.wide(l.point(a, 0), l.point(b, 0))
	case a.Precision == dates.PrecisionYear && b.Precision == dates.PrecisionYear:
		return l.years(a, b)
	case sameYear && a.Month == b.Month && a.Day != 0 && b.Day != 0:
		return l.own("range.tight", "from", l.Number(int64(a.Day)), "to", l.point(b, 0))
	case sameYear && a.Precision >= dates.PrecisionSeason && b.Precision >= dates.PrecisionSeason:
		return l.wide(l.point(a, withoutYear), l.point(b, 0))
	}
	return l.wide(l.point(a, 0), l.point(b, 0))
}

// times joins two date-times.
func (l wording) times(a, b dates.Point, with parts) string {
	switch {
	case a.Offset != b.Offset || a.Zoned != b.Zoned:
		return l.wide(l.point(a, 0), l.point(b, 0))
	case a.Year != b.Year:
		return l.wide(l.point(a, withoutZone), l.point(b, 0))
	case a.Month != b.Month || a.Day != b.Day:
		return l.wide(l.point(a, withoutYear|withoutZone), l.point(b, 0))
	}
	clocks := l.own("range.tight", "from", l.clock(a), "to", l.clock(b))
	return l.own("date.time", "date", l.day(b, with), "time", l.zoned(b, clocks))
}

// years joins two years: "2019–2022", "44–40 BCE", "44 BCE – 14 CE".
func (l wording) years(a, b dates.Point) string {
	switch {
	case a.Year > 99 && b.Year < 10_000:
		return l.own("range.tight", "from", l.Number(a.Year), "to", l.Number(b.Year))
	case b.Year <= 0 && a.Year > -10_000:
		return l.own("range.tight", "from", l.Number(1-a.Year), "to", l.Year(b.Year))
	case a.Year <= 0 && b.Year > 0 && b.Year < 10_000:
		return l.wide(l.Year(a.Year), l.own("date.ce", "year", l.Number(b.Year)))
	}
	return l.wide(l.Year(a.Year), l.Year(b.Year))
}

func (l wording) wide(from, to string) string {
	return l.own("range.wide", "from", from, "to", to)
}

// doubtful reports whether a point has qualifiers or digits that aren't known.
func doubtful(p dates.Point) bool {
	return p.Qualifier != 0 || p.Parts != [3]dates.Qualifier{} || p.X != 0 || p.Significant != 0
}

// overlapsNextYear reports whether a point is a season of two years.
func overlapsNextYear(p dates.Point) bool {
	if p.Precision != dates.PrecisionSeason {
		return false
	}
	first, n := p.Season.Months()
	return first+n > 13
}

// point returns a date or date-time with its qualifiers. A doubtful day has no
// day of the week.
func (l wording) point(p dates.Point, with parts) string {
	if doubtful(p) {
		with &^= withWeekday
	}
	text := l.day(p, with)
	if p.Precision >= dates.PrecisionMinute {
		clock := l.clock(p)
		if with&withoutZone == 0 {
			clock = l.zoned(p, clock)
		}
		text = l.own("date.time", "date", text, "time", clock)
	}
	text = l.doubts(p, text)
	switch p.Qualifier {
	case dates.Uncertain:
		return l.own("date.uncertain", "date", text)
	case dates.Approximate:
		return l.own("date.approximate", "date", text)
	case dates.Uncertain | dates.Approximate:
		return l.own("date.uncertain.approximate", "date", text)
	}
	return text
}

// gregorian is the first full year of the Gregorian calendar; before it the
// proleptic calendar's days of the week were nobody's.
const gregorian = 1583

// day returns the date without time and qualifiers.
func (l wording) day(p dates.Point, with parts) string {
	switch {
	case p.Significant != 0:
		return l.estimate(p)
	case p.Precision == dates.PrecisionSeason:
		return l.season(p, with)
	case p.X != 0:
		return l.vague(p)
	case p.Precision == dates.PrecisionYear:
		return l.Year(p.Year)
	}
	year, month := l.Year(p.Year), l.months[p.Month-1]
	switch {
	case p.Day == 0 && with&withoutYear != 0:
		return month
	case p.Day == 0:
		return l.own("date.month", "month", month, "year", year)
	}
	text := l.own("date.day.short", "day", l.Number(int64(p.Day)), "month", month)
	if with&withoutYear == 0 {
		text = l.own("date.day", "day", l.Number(int64(p.Day)), "month", month, "year", year)
	}
	if with&withWeekday != 0 && p.Year >= gregorian {
		weekday := dates.Weekday(dates.DaysFromCivil(p.Year, p.Month, p.Day))
		return l.own("date.weekday", "weekday", l.weekdays[weekday], "date", text)
	}
	return text
}

func (l wording) clock(p dates.Point) string {
	return l.Clock(p.Hour, p.Minute, p.Second, p.Second != 0)
}

// zoned adds the offset of a point, if it has one, to its time.
func (l wording) zoned(p dates.Point, clock string) string {
	if !p.Zoned {
		return clock
	}
	return l.own("date.zone", "time", clock, "offset", l.offset(p.Offset))
}

// Offset is a distance from UTC in seconds: "UTC+8".
func (l *Locale) Offset(seconds int) string { return l.T("zone.offset", "offset", l.offset(seconds)) }

// offset is that without "UTC", "" for none.
func (l *Locale) offset(seconds int) string {
	offset, sign := seconds/60, "+"
	if offset < 0 {
		offset, sign = -offset, "\u2212"
	}
	text := ""
	if offset != 0 {
		text = sign + l.Number(int64(offset/60))
	}
	if minutes := offset % 60; minutes != 0 {
		text += l.digits(":" + string([]byte{byte('0' + minutes/10), byte('0' + minutes%10)}))
	}
	return text
}
