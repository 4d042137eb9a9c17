package timelineproject

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// calendar reads a time of the file. Its error is why it is none.
type calendar func(text string) (form.Moment, error)

// The names of the calendars that are read, and why others are not.
const (
	nameGregorian = "gregoriantime"
	nameCoptic    = "coptic"
	nameNumbers   = "numtime"
)

var refused = map[string]string{
	"bosparaniantime": "it is in the Bosparanian calendar, which belongs to a game: its dates are none of history",
	"pharaonic":       "it is in the pharaonic calendar of The Timeline Project, whose years cannot be told in ours for certain",
}

// timetype chooses the calendar of the file.
func (r *reader) timetype(place form.Place, name string) error {
	switch name {
	case nameGregorian, "":
		r.calendar = gregorian
	case nameCoptic:
		r.calendar = coptic
	case nameNumbers:
		r.calendar = numbers
		r.doc.Drop("numbers without a calendar, read as years")
	default:
		reason := refused[name]
		if reason == "" {
			reason = "its calendar " + strconv.Quote(name) + " is not known"
		}
		return r.file.Fail(place, "%s", reason)
	}
	if len(r.doc.Events)+len(r.doc.Notes) > 0 && name != nameGregorian {
		return r.file.Fail(place, "it names its calendar only after events of it")
	}
	return nil
}

// stamp is a time as files have it, with a year of any length; the seconds or the time may
// be missing in files that were not written by the program.
var stamp = regexp.MustCompile(`^(-?\d+)-(\d+)-(\d+)(?:[ T](\d+):(\d+)(?::(\d+))?)?$`)

// errForm is the reason for which a time is not read.
var errForm = errors.New("it is not in the form year-month-day hour:minute:second")

// parts are the numbers of a time.
func parts(text string) (m form.Moment, err error) {
	found := stamp.FindStringSubmatch(text)
	if found == nil {
		return m, errForm
	}
	var n [6]int64
	for i, digits := range found[1:] {
		if digits == "" {
			continue
		}
		if n[i], err = strconv.ParseInt(digits, 10, 64); err != nil {
			return m, err
		}
		if i > 0 && n[i] > 99 {
			return m, errForm
		}
	}
	m = form.Moment{Year: n[0], Month: int(n[1]), Day: int(n[2])}
	m.Clock = form.Clock{Said: true, Hour: int(n[3]), Minute: int(n[4]), Second: int(n[5]), Seconds: true}
	if m.Clock.Hour > 23 || m.Clock.Minute > 59 || m.Clock.Second > 59 {
		return m, errForm
	}
	return m, nil
}

// gregorian reads a time of the Gregorian calendar, whose years count through 0.
func gregorian(text string) (form.Moment, error) {
	m, err := parts(text)
	if err == nil && (m.Month < 1 || m.Month > 12 || m.Day < 1 || m.Day > dates.DaysIn(m.Year, m.Month)) {
		err = errForm
	}
	return m, err
}

// The Coptic calendar has twelve months of 30 days and one of five, or of six in the year
// before a leap year of the Julian calendar; its first day was 29 August 284 of that.
const (
	copticMonths = 13
	copticLeap   = 3           // the remainder by four of years with a sixth day
	copticFirst  = 1_825_030   // Julian day number of 1 Thout of the year 1
	unixDay      = 2_440_588   // that of 1 January 1970
	mostYears    = 100_000_000 // far beyond the calendar, within the numbers
)

// coptic reads a time of the Coptic calendar as one of the Gregorian calendar.
func coptic(text string) (form.Moment, error) {
	m, err := parts(text)
	if err != nil {
		return m, err
	}
	days := 30
	if m.Month == copticMonths {
		days = 5
		if (m.Year%4+4)%4 == copticLeap {
			days = 6
		}
	}
	if m.Month < 1 || m.Month > copticMonths || m.Day < 1 || m.Day > days || max(m.Year, -m.Year) > mostYears {
		return m, errForm
	}
	whole := copticFirst - unixDay + 365*(m.Year-1) + m.Year>>2 + int64(30*(m.Month-1)+m.Day-1)
	m.Year, m.Month, m.Day = dates.CivilFromDays(whole)
	return m, nil
}

// numbers reads a number as a year: it has no calendar, and years are what most count.
func numbers(text string) (form.Moment, error) {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(n) || math.Abs(n) > 1e18 {
		return form.Moment{}, errors.New("it is not a number")
	}
	return form.Moment{Year: int64(math.Floor(n))}, nil
}

// dated is the date of an event or an era. Without a start it is skipped.
func (r *reader) dated(place form.Place, e element) (dates.Date, bool) {
	start, end := strings.TrimSpace(e.one(tagStart)), strings.TrimSpace(e.one(tagEnd))
	if start == "" {
		r.doc.Skip(place, form.NoDate, form.Line(e.one(tagText)))
		return dates.Date{}, false
	}
	from, err := r.calendar(start)
	if err != nil {
		r.doc.Skip(place, form.BadDate, start)
		return dates.Date{}, false
	}
	to := from
	if end != "" && !e.yes(tagMilestone) {
		if to, err = r.calendar(end); err != nil {
			r.wrong(place, form.BadDate, end)
			to = from
		}
	}
	fuzzyStart, fuzzyEnd := e.yes(tagFuzzy) || e.yes(tagFuzzyStart), e.yes(tagFuzzy) || e.yes(tagFuzzyEnd)
	first, last := ends(from, to, fuzzyStart, fuzzyEnd)
	if long(from.Year) && from.Month*from.Day > 1 {
		r.doc.Drop("month and day of a year of more than four digits")
	}
	if e.yes(tagEndsToday) && r.past(from) {
		last = ".."
	}
	date, err := form.Span(first, last)
	if err == nil {
		return date, true
	}
	why := form.BadDate
	if syntax, ok := errors.AsType[*dates.SyntaxError](err); ok && syntax.Fault == dates.FaultRange {
		why = form.OutOfRange
	}
	if date, err = dates.Parse(first); err != nil {
		r.doc.Skip(place, why, start)
		return dates.Date{}, false
	}
	r.wrong(place, why, end)
	return date, true
}

// wrong notes an end that is left out.
func (r *reader) wrong(place form.Place, why form.Why, end string) {
	place.Path += "/" + tagEnd
	r.doc.Skip(place, why, end)
}

// past reports whether a time is not after now: what begins later cannot end today, and
// the program then goes by its end.
func (r *reader) past(m form.Moment) bool {
	date, err := dates.Parse(edtf(m.DayOnly()))
	return err == nil && (r.o.Now.IsZero() || date.Lo <= dates.DayOf(r.o.Now).Unix())
}

// ends are both ends of a span as EDTF, the same for a point. A doubt makes a day of a
// time, which takes none.
func ends(from, to form.Moment, fuzzyStart, fuzzyEnd bool) (first, last string) {
	point := from == to
	if midnight(from) && midnight(to) {
		if from, to = from.DayOnly(), to.DayOnly(); !point && to.Day > 0 {
			to = to.Eve()
		}
	}
	if fuzzyStart || point && fuzzyEnd {
		from = from.DayOnly()
	}
	if fuzzyEnd {
		to = to.DayOnly()
	}
	first, last = edtf(from), edtf(to)
	if point {
		last = first
	}
	if first == last && (fuzzyStart || fuzzyEnd) {
		return first + "~", first + "~"
	}
	if fuzzyStart {
		first += "~"
	}
	if fuzzyEnd {
		last += "~"
	}
	return first, last
}

// midnight reports whether a time has only zeros, and so means a day.
func midnight(m form.Moment) bool {
	return m.Clock.Hour == 0 && m.Clock.Minute == 0 && m.Clock.Second == 0
}

// long reports whether EDTF writes a year without a month.
func long(year int64) bool { return year > 9999 || year < -9999 }

// edtf is a moment as EDTF; of a long year the year alone.
func edtf(m form.Moment) string {
	if long(m.Year) {
		m = form.Moment{Year: m.Year}
	}
	return m.EDTF()
}
