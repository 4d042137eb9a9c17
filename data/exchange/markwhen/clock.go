package markwhen

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// unit is how precise a side of a range is, from the coarsest to the finest.
type unit uint8

const (
	years unit = iota
	months
	days
	minutes
	seconds
)

// wall is what a clock shows, in seconds since the beginning of 1970, as if it were UTC.
type wall int64

const (
	perMinute = 60
	perHour   = 60 * perMinute
	perDay    = 24 * perHour
)

// farthest bounds a wall on both sides, so that sums of durations do not overflow. It is
// far beyond every date.
const farthest wall = 1 << 56

// midnight is the beginning of a day; months below 1 and above 12 are of the years around.
func midnight(year int64, month, day int) wall {
	m := int64(month) - 1
	year += m / 12
	if m %= 12; m < 0 {
		m, year = m+12, year-1
	}
	return wall(dates.DaysFromCivil(year, int(m)+1, day)) * perDay
}

// split is the number of the day of a wall and its second.
func (w wall) split() (day, second int64) {
	day, second = int64(w)/perDay, int64(w)%perDay
	if second < 0 {
		day, second = day-1, second+perDay
	}
	return day, second
}

// moment is a wall to a unit.
func (w wall) moment(to unit) form.Moment {
	day, second := w.split()
	y, m, d := dates.CivilFromDays(day)
	out := form.Moment{Year: y}
	if to >= months {
		out.Month = m
	}
	if to >= days {
		out.Day = d
	}
	if to >= minutes {
		out.Clock = form.Clock{
			Said: true, Hour: int(second / perHour), Minute: int(second / perMinute % 60), Second: int(second % 60), Seconds: to == seconds,
		}
	}
	return out
}

// after is the end of the unit that begins at a wall; of a time it is that time.
func (w wall) after(u unit) wall {
	switch u {
	case years:
		return w.addMonths(12)
	case months:
		return w.addMonths(1)
	case days:
		return w + perDay
	}
	return w
}

// addMonths is the same day of another month, or its last one.
func (w wall) addMonths(n int64) wall {
	day, second := w.split()
	y, m, d := dates.CivilFromDays(day)
	total := int64(m) - 1 + n
	y += total / 12
	if total %= 12; total < 0 {
		total, y = total+12, y-1
	}
	return midnight(y, int(total)+1, min(d, dates.DaysIn(y, int(total)+1))) + wall(second)
}

// addWorkdays goes over n days from Monday to Friday, back where n is negative, and ends
// beside the last of them.
func (w wall) addWorkdays(n int64) wall {
	step := wall(perDay)
	if n < 0 {
		step, n = -step, -n
	}
	if n == 0 {
		return w
	}
	weeks := (n - 1) / 5
	w += wall(weeks) * 7 * step
	for n -= 5 * weeks; n > 0; w += step {
		day, _ := w.split()
		if step < 0 {
			day--
		}
		if weekday := dates.Weekday(day); weekday != saturday && weekday != sunday {
			n--
		}
	}
	return w
}

// Days of the week on which nobody works, as the program counts them.
const (
	sunday   = 0
	saturday = 6
)

// offsetText is an offset in hours, whose sign YAML may have taken.
var offsetText = regexp.MustCompile(`^(?:UTC|GMT)?([+-]?)(\d{1,2}):?(\d{2})?$`)

// zoneText is what may be the name of a zone; "Local" is none.
var zoneText = regexp.MustCompile(`^[A-KM-Z][A-Za-z0-9]*(?:[/_+-][A-Za-z0-9]+)*$`)

// zone is a clock: one of IANA's, or an offset. The zero zone is not known.
type zone struct {
	iana   *time.Location
	offset string // as EDTF
}

// zones are the zones of a file by what it calls them; nil for what is none.
type zones map[string]*zone

// named reads the name of a zone or an offset in hours: "Asia/Beirut", "EST", "+5", "-5:30".
func (all zones) named(text string) (z zone, ok bool) {
	text = form.Line(text)
	known, again := all[text]
	if !again {
		if z, ok := zoneOf(text); ok {
			known = &z
		}
		all[text] = known
	}
	if known == nil {
		return zone{}, false
	}
	return *known, true
}

func zoneOf(text string) (z zone, ok bool) {
	if strings.EqualFold(text, "utc") || strings.EqualFold(text, "gmt") || text == "Z" {
		return zone{offset: "Z"}, true
	}
	m := offsetText.FindStringSubmatch(text)
	if m == nil {
		if !zoneText.MatchString(text) {
			return zone{}, false
		}
		l, err := time.LoadLocation(text)
		return zone{iana: l}, err == nil
	}
	hours, _ := strconv.Atoi(m[2])
	part, _ := strconv.Atoi(m[3])
	if hours > 14 || part > 59 || hours == 14 && part > 0 {
		return zone{}, false
	}
	at := hours*perHour + part*perMinute
	if m[1] == "-" {
		at = -at
	}
	return zone{offset: time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", at)).Format("Z07:00")}, true
}

// at is the offset of the zone when its clock shows w, "" where it is not known or EDTF
// cannot say it.
func (z zone) at(w wall) string {
	if z.iana == nil {
		return z.offset
	}
	m := w.moment(seconds)
	if m.Year < 1 || m.Year > 9999 {
		return ""
	}
	t := time.Date(int(m.Year), time.Month(m.Month), m.Day, m.Clock.Hour, m.Clock.Minute, m.Clock.Second, 0, z.iana)
	if _, seconds := t.Zone(); seconds%perMinute != 0 {
		return ""
	}
	return t.Format("Z07:00")
}

// name is the name of the zone, "" for an offset and for the short names of before.
func (z zone) name() string {
	if z.iana == nil || !dates.IsZone(z.iana.String()) {
		return ""
	}
	return z.iana.String()
}
