package markwhen

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// add adds an event at a time.
func (r *reader) add(e *entry, event form.Event, s span) {
	date, zone, err := s.dated(e.clock)
	if err != nil {
		r.doc.Skip(e.place, why(err), e.when.text)
		return
	}
	event.Date, event.Zone = date, zone
	if e.said != "" {
		own, err := dates.Parse(e.said)
		if err == nil && own.Lo < date.Hi && date.Lo < own.Hi {
			event.Date, event.Zone = own, ""
		} else {
			event.Description = form.Paragraphs(event.Description, form.Said("date", e.said))
		}
	}
	event.Description = r.doc.Fit(e.place, "text", event.Description, data.MaxText)
	r.doc.Events = append(r.doc.Events, event)
}

// Limits of events that recur.
const (
	maxRepeats  = 1000    // of one event
	maxExpanded = 100_000 // of all of a file
	maxInterval = 10_000
	yearsAhead  = 2 // of an event that recurs without an end
)

var (
	everyText = regexp.MustCompile(`(?i)^every\s+(?:(\d+|other|second|third)(?:st|nd|rd|th)?\s+)?(.*)$`)
	timesText = regexp.MustCompile(`(?i)^(.*?)\s+(?:for\s+(\d+)(?:\s*times?)?|x\s*(\d+))$`)
	longText  = regexp.MustCompile(`(?i)^(.*?)\s+for\s+(` + amountForm + `)$`)
	untilText = regexp.MustCompile(`(?i)^(.*?)\s+(?:until|till?|to|\|)\s+(.*)$`)
	onText    = regexp.MustCompile(`(?i)^(.*?)\s+(?:on|in)\s+(?:the\s+)?(.*)$`)
	andText   = regexp.MustCompile(`(?i)\s*(?:,|\band\b|&)\s*(?:the\s+)?`)
	onDay     = regexp.MustCompile(`(?i)^(?:(\d+)(?:st|nd|rd|th)|(first|second|third|fourth|last))?\s*(?:days?|(\pL+))?$`)
)

var unitsOfRules = map[string]rrule.Frequency{
	"year": rrule.YEARLY, "month": rrule.MONTHLY, "week": rrule.WEEKLY, "day": rrule.DAILY, "hour": rrule.HOURLY, "minute": rrule.MINUTELY,
}

var workweek = []rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR}

// repeat adds an event at each of its times.
func (r *reader) repeat(e *entry, s span) {
	text := e.when.repeated
	if text == "" {
		r.add(e, e.event, s)
		return
	}
	times, more, ok := r.times(text, s)
	if len(times) == 0 {
		r.expanded += maxRepeats // of what is looked for in vain, too, there is an end
	}
	if !ok || len(times) == 0 {
		r.doc.Skip(e.place, form.Unsupported, text+": only the first is read")
		r.add(e, e.event, s)
		return
	}
	for i, t := range times {
		if r.expanded++; r.expanded > maxExpanded {
			more = true
			break
		}
		event := e.event
		if i > 0 {
			event.ID = data.NewID()
		}
		if event.Key != "" {
			event.Key = form.Shorten(event.Key, data.MaxForeign-20) + "/" + t.Format("20060102T1504")
		}
		r.add(e, event, s.at(wall(t.Unix())))
	}
	if more {
		r.doc.Skip(e.place, form.Repeated, fmt.Sprintf("%s, %s", form.Shorten(e.event.Title, 100), text))
	}
}

// at is a span of the same length that begins at a wall: in months where it has whole ones.
func (s span) at(lo wall) span {
	hi := lo + s.hi - s.lo
	if s.from <= months && s.to <= months {
		a, b := s.lo.moment(months), s.hi.moment(months)
		hi = lo.addMonths(12*(b.Year-a.Year) + int64(b.Month-a.Month))
	}
	s.lo, s.hi = lo, hi
	return s
}

// times are when an event recurs, at most maxRepeats; more says that there are others.
func (r *reader) times(text string, s span) (times []time.Time, more, ok bool) {
	first := s.lo.moment(seconds)
	if first.Year < 1 || first.Year > 9000 || !s.date.IsZero() || s.open || r.expanded > maxExpanded {
		return nil, false, false
	}
	start := time.Unix(int64(s.lo), 0).UTC()
	option := rrule.ROption{Dtstart: start, Interval: 1}
	rule := form.Line(text)
	endless := false
	if m := timesText.FindStringSubmatch(rule); m != nil {
		option.Count, _ = strconv.Atoi(m[2] + m[3])
		rule = m[1]
	} else if m := longText.FindStringSubmatch(rule); m != nil {
		until, _, err := moved(s.lo, s.from, relation([]string{"", "", "", "", "", m[2]}), false)
		if err != nil {
			return nil, false, false
		}
		option.Until, rule = time.Unix(int64(until)-1, 0).UTC(), m[1]
	} else if m := untilText.FindStringSubmatch(rule); m != nil {
		until, ok := r.until(m[2])
		if !ok {
			return nil, false, false
		}
		option.Until, rule = time.Unix(int64(until)-1, 0).UTC(), m[1]
	} else {
		endless = true
		option.Until = start.AddDate(yearsAhead, 0, 0)
		if ahead := r.o.Now.UTC().AddDate(yearsAhead, 0, 0); ahead.After(option.Until) {
			option.Until = ahead
		}
	}
	if !ruled(&option, rule) {
		return nil, false, false
	}
	every, err := rrule.NewRRule(option)
	if err != nil {
		return nil, false, false
	}
	next := every.Iterator()
	for len(times) < maxRepeats {
		t, ok := next()
		if !ok {
			return times, endless, true
		}
		times = append(times, t)
	}
	_, more = next()
	return times, more || endless, true
}

// until is the end of the date at which a recurrence ends.
func (r *reader) until(text string) (wall, bool) {
	for one := range sides(text) {
		if strings.TrimSpace(text[one.size:]) != "" {
			continue
		}
		switch one.kind {
		case aNow:
			r.doc.Drop(nowAsToday)
			return r.today().hi, true
		case aDate:
			if s, err := r.spanOfSide(one.ordered(r.dayFirst)); err == nil {
				return max(s.hi, s.lo+1), true
			}
		}
	}
	return 0, false
}

// ruled reads "every 2 weeks on Monday" into a rule, and reports whether it could.
func ruled(option *rrule.ROption, text string) bool {
	m := everyText.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	switch often := strings.ToLower(m[1]); often {
	case "":
	case "other", "second":
		option.Interval = 2
	case "third":
		option.Interval = 3
	default:
		option.Interval, _ = strconv.Atoi(often)
	}
	if option.Interval < 1 || option.Interval > maxInterval {
		return false
	}
	what, on := m[2], ""
	if m := onText.FindStringSubmatch(what); m != nil {
		what, on = m[1], m[2]
	}
	what = strings.ToLower(strings.TrimSpace(what))
	switch freq, known := unitsOfRules[strings.TrimSuffix(what, "s")]; {
	case known:
		option.Freq = freq
	case workdays.MatchString(what):
		if option.Interval > 1 {
			return false
		}
		option.Freq, option.Byweekday = rrule.WEEKLY, workweek
	default:
		option.Freq = rrule.WEEKLY
		return on == "" && onDays(option, what)
	}
	return on == "" || option.Freq <= rrule.WEEKLY && onDays(option, on)
}

var workdays = regexp.MustCompile(`^(?:week|work|business)\s*days?$`)

// onDays reads the days on which something recurs.
func onDays(option *rrule.ROption, text string) bool {
	for _, part := range andText.Split(text, -1) {
		m := onDay.FindStringSubmatch(strings.TrimSpace(part))
		if m == nil || m[0] == "" {
			return false
		}
		nth, _ := strconv.Atoi(m[1])
		switch strings.ToLower(m[2]) {
		case "first":
			nth = 1
		case "second":
			nth = 2
		case "third":
			nth = 3
		case "fourth":
			nth = 4
		case "last":
			nth = -1
		}
		weekday, named := weekdayNamed(m[3])
		switch {
		case named && nth != 0 && nth <= 5 && option.Freq < rrule.WEEKLY:
			option.Byweekday = append(option.Byweekday, weekday.Nth(nth))
		case named && nth == 0:
			option.Byweekday = append(option.Byweekday, weekday)
		case m[3] == "" && nth != 0 && nth <= 31 && option.Freq == rrule.MONTHLY:
			option.Bymonthday = append(option.Bymonthday, nth)
		default:
			return false
		}
	}
	return true
}

// weekdayNamed is the day of the week of a name, which may be short or have an s.
func weekdayNamed(word string) (rrule.Weekday, bool) {
	word = strings.TrimSuffix(strings.ToLower(word), "s")
	if len(word) < 2 {
		return rrule.Weekday{}, false
	}
	for i, name := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		if strings.HasPrefix(name, word) {
			return []rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU}[i], true
		}
	}
	return rrule.Weekday{}, false
}
