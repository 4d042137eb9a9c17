package ical

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// moment is a date or a time of a calendar. wall is what the clock shows, kept as if it
// were UTC, since calendars repeat by the clock.
type moment struct {
	wall time.Time
	day  bool // a date without a time of day
	utc  bool
	zone *zone // nil: UTC, or a clock that is not said
}

// EDTF is the moment as a date: calendars write seconds always, and mean minutes where
// these are 0.
func (m moment) EDTF() string {
	f := form.Moment{Year: int64(m.wall.Year()), Month: int(m.wall.Month()), Day: m.wall.Day()}
	if m.day {
		return f.EDTF()
	}
	f.Clock = form.Clock{Said: true, Hour: m.wall.Hour(), Minute: m.wall.Minute(), Second: m.wall.Second(), Seconds: m.wall.Second() != 0}
	switch {
	case m.utc:
		f.Offset = "Z"
	case m.zone != nil:
		f.Offset = m.zone.offset(m.wall)
	}
	return f.EDTF()
}

// on is the moment at another time of its clock.
func (m moment) on(wall time.Time) moment { m.wall = wall; return m }

// instant orders moments that are of different clocks.
func (m moment) instant() time.Time {
	if m.zone == nil {
		return m.wall
	}
	seconds, _ := m.zone.seconds(m.wall)
	return m.wall.Add(-time.Duration(seconds) * time.Second)
}

// read reads the value of a property that is a date or a time.
func (r *reader) moment(p property) (moment, bool) {
	value := strings.TrimSpace(p.value)
	m := moment{utc: strings.HasSuffix(value, "Z") || strings.HasSuffix(value, "z")}
	value = strings.TrimRight(value, "Zz")
	day, clock, timed := strings.Cut(strings.ToUpper(value), "T")
	if day = strings.ReplaceAll(day, "-", ""); len(day) != 8 {
		return m, false
	}
	wall, err := time.Parse("20060102", day)
	if err != nil {
		return m, false
	}
	m.wall, m.day = wall, !timed || strings.EqualFold(p.params["VALUE"], "DATE")
	if m.day {
		m.utc = false
		return m, true
	}
	clock = strings.ReplaceAll(clock, ":", "")
	if len(clock) == 4 {
		clock += "00"
	}
	if len(clock) < 6 {
		return m, false
	}
	t, err := time.Parse("150405", strings.Replace(clock[:6], "60", "59", strings.Count(clock[4:6], "60")))
	if err != nil {
		return m, false
	}
	m.wall = wall.Add(time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second)
	if id := p.params["TZID"]; isUTC(id) && r.zones[id] == nil {
		m.utc = true
	} else if id != "" && !m.utc {
		if m.zone = r.zone(id); m.zone == nil {
			r.doc.Drop("TZID=" + form.Shorten(form.Line(id), 60))
		}
	}
	return m, true
}

// zone is a time zone: as the file defines it, or IANA's.
type zone struct {
	id     string
	onsets []onset // in order; nil for one of IANA's
	iana   *time.Location
}

// onset is when a zone begins to have an offset, by the clock before it.
type onset struct {
	wall    time.Time
	seconds int
}

// seconds is the offset at a time of the zone's clock, east of UTC.
func (z *zone) seconds(wall time.Time) (int, bool) {
	if len(z.onsets) > 0 {
		i, _ := slices.BinarySearchFunc(z.onsets, wall, func(o onset, t time.Time) int {
			if o.wall.After(t) {
				return 1
			}
			return -1
		})
		return z.onsets[max(i-1, 0)].seconds, true
	}
	if z.iana == nil {
		return 0, false
	}
	_, seconds := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, z.iana).Zone()
	return seconds, true
}

// offset is the offset as EDTF, "" where that cannot say it.
func (z *zone) offset(wall time.Time) string {
	seconds, ok := z.seconds(wall)
	if !ok || seconds%60 != 0 || seconds > 14*3600 || seconds < -14*3600 {
		return ""
	}
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", seconds)).Format("-07:00")
}

// name is the zone's name in IANA's database where that has the same offset at a time,
// "" otherwise.
func (z *zone) name(wall time.Time) string {
	if z == nil || z.iana == nil || !dates.IsZone(z.iana.String()) {
		return ""
	}
	own, _ := z.seconds(wall)
	if theirs, _ := (&zone{iana: z.iana}).seconds(wall); theirs != own {
		return ""
	}
	return z.iana.String()
}

// zone returns the zone of a name: the file's own definition counts, since names are
// often invented.
func (r *reader) zone(id string) *zone {
	if z, ok := r.zones[id]; ok {
		return z
	}
	z := &zone{id: id, iana: ianaZone(id)}
	if z.iana == nil {
		z = nil
	}
	r.zones[id] = z
	return z
}

// ianaZone is the zone of a name, which may have something before it, as in
// "/example.org/20210101_1/Europe/Paris"; nil if there is none.
func ianaZone(id string) *time.Location {
	parts := strings.Split(strings.Trim(id, "/ "), "/")
	for n := min(3, len(parts)); n >= 1; n-- {
		name := strings.Join(parts[len(parts)-n:], "/")
		if n == 1 && (len(parts) > 1 || name == "Local" || !zoneWord.MatchString(name)) {
			continue // "Local" is this machine's
		}
		if l, err := time.LoadLocation(name); err == nil {
			return l
		}
	}
	return nil
}

// zoneWord is what IANA's short names of before are like: Japan, EST5EDT, UTC.
var zoneWord = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+-]*$`)

// isUTC reports whether a zone's name is one of UTC.
func isUTC(id string) bool {
	switch strings.ToUpper(strings.Trim(id, "/ ")) {
	case "UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT":
		return true
	}
	return false
}

// lastOnset bounds the onsets that are worked out of a zone's rules.
const (
	lastOnset = 2200
	maxOnsets = 2000
)

// define reads a VTIMEZONE.
func (r *reader) define(c *component) {
	id := c.text("TZID")
	if id == "" {
		return
	}
	z := &zone{id: id, iana: ianaZone(id)}
	if z.iana == nil {
		z.iana = ianaZone(c.text("X-LIC-LOCATION"))
	}
	for _, rule := range c.parts {
		seconds, ok := parseOffset(rule.text("TZOFFSETTO"))
		start, dated := r.moment(property{value: rule.get("DTSTART").value})
		if !ok || !dated {
			continue
		}
		add := func(wall time.Time) {
			if len(z.onsets) < maxOnsets {
				z.onsets = append(z.onsets, onset{wall, seconds})
			}
		}
		add(start.wall)
		for _, p := range rule.properties {
			switch p.name {
			case "RDATE":
				for _, v := range strings.Split(p.value, ",") {
					if m, ok := r.moment(property{value: v}); ok {
						add(m.wall)
					}
				}
			case "RRULE":
				times, _ := recurring(p.value, start, time.Date(lastOnset, 1, 1, 0, 0, 0, 0, time.UTC), lastOnset)
				for _, t := range times {
					add(t)
				}
			}
		}
	}
	slices.SortStableFunc(z.onsets, func(a, b onset) int { return a.wall.Compare(b.wall) })
	if len(z.onsets) == 0 && z.iana == nil {
		return
	}
	r.zones[id] = z
}

// parseOffset reads "+0100" or "-000115" as seconds.
func parseOffset(s string) (int, bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), ":", "")
	if len(s) != 5 && len(s) != 7 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	n, err := strconv.Atoi(s[1:])
	if err != nil {
		return 0, false
	}
	if len(s) == 5 {
		n *= 100
	}
	seconds := n/10000*3600 + n/100%100*60 + n%100
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}

// untilDay is the end of a rule that is a day.
var untilDay = regexp.MustCompile(`(?i)UNTIL=\d{8}(;|$)`)

// recurring returns the times of a rule from start on, by the clock, until an end and at
// most some of them; more says that there are others.
func recurring(rule string, start moment, until time.Time, most int) (times []time.Time, more bool) {
	option, err := rrule.StrToROption(rule)
	if err != nil || option.Freq > rrule.DAILY {
		return nil, true
	}
	option.Dtstart = start.wall
	if !option.Until.IsZero() && start.zone != nil && strings.Contains(strings.ToUpper(rule), "Z") {
		seconds, _ := start.zone.seconds(option.Until)
		option.Until = option.Until.Add(time.Duration(seconds) * time.Second)
	}
	switch day := option.Until.Truncate(24 * time.Hour); {
	case option.Until.IsZero():
	case start.day:
		option.Until = day
	case untilDay.MatchString(rule): // the day counts whole
		option.Until = day.Add(24*time.Hour - time.Second)
	}
	if option.Until.IsZero() || option.Until.After(until) {
		option.Until, more = until, option.Count == 0
	}
	if option.Interval < 1 {
		option.Interval = 1
	}
	r, err := rrule.NewRRule(*option)
	if err != nil {
		return nil, true
	}
	next := r.Iterator()
	for len(times) < most {
		t, ok := next()
		if !ok {
			return times, more
		}
		times = append(times, t)
	}
	if _, ok := next(); ok {
		more = true
	}
	return times, more
}

// parseDuration reads a DURATION as days, which a clock may make longer or shorter, and an
// exact time.
func parseDuration(s string) (days int, exact time.Duration, ok bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	s = strings.TrimPrefix(s, "+")
	if !strings.HasPrefix(s, "P") { // a negative one makes no span
		return 0, 0, false
	}
	n, inTime, any := 0, false, false
	for _, c := range s[1:] {
		switch {
		case c >= '0' && c <= '9':
			if n = n*10 + int(c-'0'); n > 1_000_000 {
				return 0, 0, false
			}
			continue
		case c == 'T':
			inTime = true
		case c == 'W':
			days += 7 * n
		case c == 'D':
			days += n
		case c == 'H' && inTime:
			exact += time.Duration(n) * time.Hour
		case c == 'M' && inTime:
			exact += time.Duration(n) * time.Minute
		case c == 'S' && inTime:
			exact += time.Duration(n) * time.Second
		default:
			return 0, 0, false
		}
		n, any = 0, true
	}
	return days, exact, any
}
