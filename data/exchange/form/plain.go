package form

import (
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// Plain is a date for formats that know neither doubts nor seasons: all of the time from
// the beginning of From to the end of To.
type Plain struct {
	From, To           Moment // the same where the date is one unit
	OpenStart, OpenEnd bool   // without an end on that side: From and To are the other one
	// Certain says that nothing is in doubt: the date is said in whole but for the ends
	// that are open.
	Certain bool
}

// PlainOf is a date as a Plain. One that is in doubt is as wide as it may be, one of
// which an end is not known is the end that is known.
func PlainOf(d dates.Date) Plain {
	_, _, doubts := d.Core()
	const open = dates.DoubtOpenStart | dates.DoubtOpenEnd
	start, end, interval := d.Parts()
	p := Plain{Certain: doubts&^open == 0, OpenStart: d.Lo == dates.OpenLo, OpenEnd: d.Hi == dates.OpenHi}
	if !interval {
		end = start
	}
	switch {
	case doubts&dates.DoubtUnknownStart != 0:
		start, p.OpenStart = end, false
	case doubts&dates.DoubtUnknownEnd != 0:
		end, p.OpenEnd = start, false
	}
	// Sets have ends that are not those of an interval.
	if kind := d.Kind(); kind == dates.KindPoint || kind == dates.KindInterval {
		if start.Open || start.Precision == dates.PrecisionNone {
			start = end
		} else if end.Open {
			end = start
		}
		var ok1, ok2 bool
		p.From, ok1 = pointMoment(start)
		p.To, ok2 = pointMoment(end)
		if ok1 && ok2 {
			return p
		}
	}
	lo, hi := d.Lo, d.Hi
	if p.OpenStart {
		lo = hi - 1
	}
	if p.OpenEnd {
		hi = lo + 1
	}
	p.From, p.To = unitsOf(lo, hi)
	return p
}

// pointMoment is a point whose digits are all known as a Moment.
func pointMoment(p dates.Point) (Moment, bool) {
	if p.X != 0 || p.Significant != 0 || p.Precision == dates.PrecisionSeason || p.Hour == 24 {
		return Moment{}, false
	}
	m := Moment{Year: p.Year, Month: p.Month, Day: p.Day}
	if p.Precision >= dates.PrecisionMinute {
		m.Clock = Clock{Said: true, Hour: p.Hour, Minute: p.Minute, Second: p.Second, Seconds: p.Precision == dates.PrecisionSecond}
		if p.Zoned {
			m.Offset = offsetText(p.Offset)
		}
	}
	return m, true
}

func offsetText(seconds int) string {
	if seconds == 0 {
		return "Z"
	}
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d:%02d", sign, seconds/3600, seconds/60%60)
}

// unitsOf are the first and the last of the largest units that make up the seconds from
// lo to hi.
func unitsOf(lo, hi int64) (from, to Moment) {
	a, b := dates.CivilFromUnix(lo), dates.CivilFromUnix(hi)
	midnight := func(c dates.Civil) bool { return c.Hour == 0 && c.Minute == 0 && c.Second == 0 }
	first := func(c dates.Civil) bool { return midnight(c) && c.Day == 1 }
	last := dates.CivilFromUnix(hi - 1)
	switch {
	case first(a) && first(b) && a.Month == 1 && b.Month == 1:
		return Moment{Year: a.Year}, Moment{Year: last.Year}
	case first(a) && first(b):
		return Moment{Year: a.Year, Month: a.Month}, Moment{Year: last.Year, Month: last.Month}
	case midnight(a) && midnight(b) || !midnight(a) && hi-lo > 366*24*60*60:
		return dayOf(a), dayOf(last)
	}
	return clockOf(a), clockOf(last)
}

func dayOf(c dates.Civil) Moment { return Moment{Year: c.Year, Month: c.Month, Day: c.Day} }

func clockOf(c dates.Civil) Moment {
	m := dayOf(c)
	m.Clock = Clock{Said: true, Hour: c.Hour, Minute: c.Minute, Second: c.Second, Seconds: true}
	return m
}

// Bounds are the seconds from the beginning of From to the end of To, by their clocks,
// half-open; of times of day the end is that of To itself, the last second not included.
func (p Plain) Bounds() (lo, hi int64) {
	lo, over := p.From.bounds()
	if p.To == p.From {
		return lo, over
	}
	begun, hi := p.To.bounds()
	if p.To.Clock.Said {
		hi = begun
	}
	if hi <= lo { // the clock of the end shows no later time
		hi = over
	}
	return lo, hi
}

func (m Moment) bounds() (lo, hi int64) {
	c := dates.Civil{Year: m.Year, Month: max(m.Month, 1), Day: max(m.Day, 1), Hour: m.Clock.Hour, Minute: m.Clock.Minute, Second: m.Clock.Second}
	lo = c.Unix()
	switch {
	case m.Month == 0:
		c.Year++
	case m.Day == 0:
		c.Month++
		if c.Month > 12 {
			c.Year, c.Month = c.Year+1, 1
		}
	case !m.Clock.Said:
		c.Day++
	case !m.Clock.Seconds:
		c.Minute++
	default:
		c.Second++
	}
	return lo, c.Unix()
}

// Quotations are the passages that report an event, each with its source, as plain text.
func (t Taken) Quotations(e TakenEvent, articles map[data.ID]data.Article) []string {
	var out []string
	for _, x := range e.Excerpts {
		out = append(out, "“"+strings.TrimSpace(x.Anchor.Exact)+"”\n— "+SourceOf(articles[x.Article]))
	}
	return out
}

// SourceOf is an article as a source in one line: title, publisher and date.
func SourceOf(a data.Article) string {
	var parts []string
	for _, s := range []string{Line(a.Title), Line(a.Publisher), a.Published.EDTF, a.URL} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// Where is place and source of an event in one line, for formats that have no field for
// them.
func Where(e data.Event) string {
	var parts []string
	for _, s := range []string{Line(e.Place), Line(e.Source)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}
