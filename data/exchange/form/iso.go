package form

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"tarikh.org/tarikh/data/dates"
)

// isoDate is a date of ISO 8601 or XML Schema with as many parts as are said.
var isoDate = regexp.MustCompile(`^([+-]?\d{4,14})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$`)

// compactDate is one without signs between its parts, of which all are said.
var compactDate = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?$`)

// Sayable is the moment as EDTF can say it, which has years alone before -9999 and after
// 9999.
func (m Moment) Sayable() Moment {
	if m.Year > 9999 || m.Year < -9999 {
		return Moment{Year: m.Year}
	}
	return m
}

// ISO reads a date of ISO 8601 or XML Schema, whose years count through 0. Where a part is
// 00, it is not said, nor are those after it. The zone of a date without a clock is left out.
func ISO(text string) (Moment, bool) {
	m, ok := isoMoment(text)
	return m.Sayable(), ok
}

func isoMoment(text string) (Moment, bool) {
	text = strings.TrimSpace(text)
	m := compactDate.FindStringSubmatch(text)
	if m == nil {
		m = isoDate.FindStringSubmatch(text)
	}
	if m == nil {
		return Moment{}, false
	}
	year, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil || year > dates.MaxYear || year < dates.MinYear {
		return Moment{}, false
	}
	number := func(part string) int { n, _ := strconv.Atoi(part); return n }
	out := Moment{Year: year, Month: number(m[2]), Day: number(m[3])}
	if out.Month == 0 {
		return Moment{Year: year}, true
	}
	if out.Day == 0 {
		return out, out.Month <= 12
	}
	if out.Month > 12 || out.Day > dates.DaysIn(year, out.Month) {
		return Moment{}, false
	}
	if m[4] == "" {
		return out, true
	}
	out.Clock = Clock{Said: true, Hour: number(m[4]), Minute: number(m[5]), Second: number(m[6]), Seconds: m[6] != ""}
	out.Offset = zoneOf(m[7])
	switch {
	case out.Clock == Clock{Said: true, Hour: 24, Seconds: out.Clock.Seconds}:
		next := out.Eve()
		next.Year, next.Month, next.Day = dates.CivilFromDays(dates.DaysFromCivil(out.Year, out.Month, out.Day) + 1)
		next.Clock, next.Offset = Clock{Said: true, Seconds: out.Clock.Seconds}, out.Offset
		return next, true
	case out.Clock.Hour > 23 || out.Clock.Minute > 59:
		return Moment{}, false
	case out.Clock.Second > 59:
		out.Clock.Second = 59 // a leap second
	}
	return out, true
}

// zoneOf is an offset from UTC ("Z", "+0300", "-6", "+03:00") as EDTF has it, "" for one that
// no place has.
func zoneOf(text string) string {
	if text == "" || text == "Z" {
		return text
	}
	digits := strings.ReplaceAll(text[1:], ":", "")
	if len(digits) <= 2 {
		digits += "00"
	}
	n, err := strconv.Atoi(digits)
	switch hours, minutes := n/100, n%100; {
	case err != nil || n > 1400 || minutes > 59:
		return ""
	case n == 0:
		return "Z"
	default:
		return fmt.Sprintf("%c%02d:%02d", text[0], hours, minutes)
	}
}

// Midnight reports whether the moment is the beginning of a day by its clock, which is
// how many programs write the day.
func (m Moment) Midnight() bool {
	return m.Clock.Said && m.Clock.Hour == 0 && m.Clock.Minute == 0 && m.Clock.Second == 0
}

// MomentAt is the moment of some seconds since 1970-01-01T00:00 of its own clock.
func MomentAt(seconds int64) Moment { return clockOf(dates.CivilFromUnix(seconds)) }

// Begins is the second, since 1970-01-01T00:00 by its own clock, at which the moment begins.
func (m Moment) Begins() int64 {
	lo, _ := m.bounds()
	return lo
}

var (
	scriptWords = regexp.MustCompile(`^(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?),?\s+(-?\d{1,6})((?i)\s*(?:BCE?|B\.C\.|AD|CE|A\.D\.))?(.*)$`)
	scriptMonth = regexp.MustCompile(`^([A-Za-z]{3,9})\.?\s+(-?\d{1,6})((?i)\s*(?:BCE?|B\.C\.|AD|CE|A\.D\.))?$`)
	scriptYear  = regexp.MustCompile(`^([+-]?\d{1,14})((?i)\s*(?:BCE?|B\.C\.|AD|CE|A\.D\.))?$`)
	scriptClock = regexp.MustCompile(`^(?i)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?\s*(?:(?:GMT|UTC|Z)?\s*([+-]\d{1,2}:?\d{2}|[+-]\d{1,2})|(GMT|UTC|Z))?\s*(?:\([^()]*\))?$`)
	scriptZone  = regexp.MustCompile(`^(?i)\s*(?:GMT|UTC|Z)?\s*(?:[+-]\d{2}:?\d{2})?$`)
	scriptSlash = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})((?:\s.*)?)$`)
	millis      = regexp.MustCompile(`^/?Date\((-?\d{1,17})([+-]\d{4})?\)/?$|^(-?\d{12,17})$`)
	scriptNew   = regexp.MustCompile(`^(?:new\s+Date|Date\.UTC)\s*\((.*)\)$`)
)

// ScriptDate reads a date as scripts of the web write it: ISO 8601, "Nov 14 1840 00:00:00
// GMT-0600", "Jun 15 2006", 6/15/2006, bare years and those before the common era ("200
// BC"), milliseconds since 1970, /Date(…)/ and new Date(…). A negative year counts through
// 0, as scripts do.
func ScriptDate(text string) (Moment, bool) {
	m, ok := scriptMoment(text)
	return m.Sayable(), ok
}

func scriptMoment(text string) (Moment, bool) {
	text = strings.TrimSpace(text)
	if len(text) > 200 {
		return Moment{}, false
	}
	if m := scriptNew.FindStringSubmatch(text); m != nil {
		return madeDate(m[1])
	}
	if m := millis.FindStringSubmatch(text); m != nil {
		return millisDate(m[1]+m[3], m[2])
	}
	if m := scriptYear.FindStringSubmatch(text); m != nil && !compactDate.MatchString(text) {
		year, ok := eraYear(m[1], m[2])
		return Moment{Year: year}, ok
	}
	if m, ok := ISO(text); ok {
		return m, true
	}
	if m := scriptSlash.FindStringSubmatch(text); m != nil {
		month, _ := strconv.Atoi(m[1])
		return dayAndClock(m[3], "", month, m[2], m[4])
	}
	if m := scriptMonth.FindStringSubmatch(text); m != nil {
		year, ok := eraYear(m[2], m[3])
		month := monthNamed(m[1])
		return Moment{Year: year, Month: month}, ok && month > 0
	}
	if m := scriptWords.FindStringSubmatch(text); m != nil {
		return dayAndClock(m[5], m[6], monthNamed(m[1]+m[4]), m[2]+m[3], m[7])
	}
	return Moment{}, false
}

// madeDate is what new Date(…) makes of its arguments, in which January is month 0.
func madeDate(arguments string) (Moment, bool) {
	arguments = strings.TrimSpace(arguments)
	if quoted := strings.Trim(arguments, `"'`); quoted != arguments {
		return ScriptDate(quoted)
	}
	parts := strings.Split(arguments, ",")
	if len(parts) > 7 {
		return Moment{}, false
	}
	var n [7]int64
	for i, p := range parts {
		var err error
		if n[i], err = strconv.ParseInt(strings.TrimSpace(p), 10, 64); err != nil {
			return Moment{}, false
		}
	}
	if len(parts) == 1 {
		return millisDate(strconv.FormatInt(n[0], 10), "")
	}
	text := fmt.Sprintf("%04d-%02d", n[0], n[1]+1)
	if n[0] < 0 {
		text = fmt.Sprintf("%05d-%02d", n[0], n[1]+1)
	}
	if len(parts) > 2 {
		text += fmt.Sprintf("-%02d", n[2])
	}
	if len(parts) > 3 {
		text += fmt.Sprintf("T%02d:%02d", n[3], n[4])
	}
	if len(parts) > 5 {
		text += fmt.Sprintf(":%02d", n[5])
	}
	return ISO(text)
}

// millisDate is a time in milliseconds since 1970 in UTC, shown in a zone.
func millisDate(number, zone string) (Moment, bool) {
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return Moment{}, false
	}
	seconds := n / 1000
	if n%1000 < 0 {
		seconds--
	}
	if zone != "" {
		shift, _ := strconv.Atoi(zone)
		seconds += int64(shift/100)*3600 + int64(shift%100)*60
	}
	m := MomentAt(seconds)
	m.Offset = zoneOf(cmp.Or(zone, "Z"))
	return m, m.Year >= dates.MinYear && m.Year <= dates.MaxYear
}

func eraYear(number, era string) (int64, bool) {
	year, err := strconv.ParseInt(number, 10, 64)
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(era)), "b") && year > 0 {
		year = 1 - year
	}
	return year, err == nil && year >= dates.MinYear && year <= dates.MaxYear
}

// monthNamed is the month of an English name or of the three letters that it begins with,
// 0 for none.
func monthNamed(name string) int {
	if len(name) < 3 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		whole := strings.ToLower(m.String())
		if short := strings.ToLower(name); strings.HasPrefix(whole, short) || short == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}

// dayAndClock is a day in words with the time that may follow it.
func dayAndClock(number, era string, month int, day, clock string) (Moment, bool) {
	year, ok := eraYear(number, era)
	d, _ := strconv.Atoi(day)
	m := Moment{Year: year, Month: month, Day: d}
	if !ok || month < 1 || month > 12 || d < 1 || d > dates.DaysIn(year, month) {
		return Moment{}, false
	}
	if scriptZone.MatchString(clock) {
		return m, true
	}
	c := scriptClock.FindStringSubmatch(clock)
	if c == nil {
		return Moment{}, false
	}
	hour, _ := strconv.Atoi(c[1])
	minute, _ := strconv.Atoi(c[2])
	second, _ := strconv.Atoi(c[3])
	switch half := strings.ToLower(c[4]); {
	case half == "am" && hour == 12:
		hour = 0
	case half == "pm" && hour < 12:
		hour += 12
	}
	if hour > 23 || minute > 59 || second > 59 {
		return Moment{}, false
	}
	m.Clock = Clock{Said: true, Hour: hour, Minute: minute, Second: second, Seconds: c[3] != ""}
	m.Offset = zoneOf(c[5] + strings.ToUpper(strings.NewReplacer("GMT", "Z", "UTC", "Z", "gmt", "Z", "utc", "Z").Replace(c[6])))
	return m, true
}
