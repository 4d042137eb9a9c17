package timelinejs

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/fold"
)

// units are the names of the parts of a date, from the coarsest to the finest.
var units = [...]string{"year", "month", "day", "hour", "minute", "second", "millisecond"}

const (
	year = iota
	month
	day
	hour
	minute
	second
	millisecond
)

// moment is a date as a file has it.
type moment struct {
	parts   [len(units)]string // "" for what is not said
	offset  string             // of the clock from UTC, of version 2
	display string             // HTML
	rest    []string           // names of what else it has
}

// momentOf is the date that an object of version 3 says, nil for none.
func momentOf(o form.Object) *moment {
	if o == nil {
		return nil
	}
	m := &moment{display: o.Text(fieldDisplay)}
	for i, unit := range units {
		m.parts[i] = o.Text(unit)
	}
	if o.Text("format") != "" {
		m.rest = append(m.rest, "format")
	}
	return m
}

// dated is the date of a slide, and what its own words for it say beyond that. Without a
// date the slide is skipped.
func (r *reader) dated(s slide) (date dates.Date, words string, ok bool) {
	if s.start == nil || s.start.parts[year] == "" {
		headline, _ := form.PlainHTML(s.headline)
		r.doc.Skip(s.place, form.NoDate, form.Line(headline))
		return dates.Date{}, "", false
	}
	end := s.end
	if end != nil && end.parts[year] == "" {
		if strings.Join(end.parts[:], "") != "" {
			r.wrong(s.place, fieldEnd, form.NoDate, form.Line(strings.Join(end.parts[:], " ")))
		}
		end = nil
	}
	from, fault := r.read(s.place, fieldStart, *s.start)
	if fault != nil {
		r.doc.Skip(s.place, why(fault), form.Line(strings.Join(s.start.parts[:], " ")))
		return dates.Date{}, "", false
	}
	to := from
	if end != nil {
		if to, fault = r.read(s.place, fieldEnd, *end); fault != nil {
			r.wrong(s.place, fieldEnd, why(fault), form.Line(strings.Join(end.parts[:], " ")))
			to = from
		}
	}
	// Midnight is a time only beside another one: most files fill what they don't know.
	if midnight(from.Clock) && midnight(to.Clock) {
		from, to = from.DayOnly(), to.DayOnly()
	}
	last := to.EDTF()
	if s.open {
		last = ".."
	}
	date, err := form.Span(from.EDTF(), last)
	if err != nil {
		r.wrong(s.place, fieldEnd, why(err), last)
		date, _ = dates.Parse(from.EDTF())
	}
	date, words = r.doubted(date, s)
	return date, words, true
}

// midnight reports whether a time is not said or has only zeros.
func midnight(c form.Clock) bool { return c.Hour == 0 && c.Minute == 0 && c.Second == 0 }

// wrong notes a part of a slide that is left out.
func (r *reader) wrong(place form.Place, part string, why form.Why, detail string) {
	place.Path += "." + part
	r.doc.Skip(place, why, detail)
}

// why is the reason for which a date is not read.
func why(err error) form.Why {
	if syntax, ok := errors.AsType[*dates.SyntaxError](err); ok && syntax.Fault == dates.FaultRange {
		return form.OutOfRange
	}
	return form.BadDate
}

// errNumber is the reason for which a year is not read.
var errNumber = errors.New("it is not a number")

// read is the moment that the parts of a date say: those from the first on that is missing
// or in no calendar are left out.
func (r *reader) read(place form.Place, name string, m moment) (form.Moment, error) {
	for _, rest := range m.rest {
		r.doc.Drop(name + "." + rest)
	}
	var n [len(units)]int64
	var said [len(units)]bool
	for i, text := range m.parts {
		if text == "" {
			continue
		}
		var ok bool
		if n[i], ok = number(text); ok {
			said[i] = true
			continue
		}
		if i == year {
			return form.Moment{}, errNumber
		}
		r.wrong(place, name+"."+units[i], form.BadDate, text)
	}
	out := form.Moment{Year: historical(n[year])}
	if _, err := dates.Parse(out.EDTF()); err != nil {
		return out, err
	}
	// The month is 0 in files that don't know it, and so is the day.
	said[month], said[day] = n[month] != 0, n[day] != 0
	for i := day; i < millisecond; i++ {
		if coarser := min(i-1, hour); !said[coarser] && n[i] != 0 {
			r.wrong(place, name+"."+units[i], form.BadDate, m.parts[i])
		}
		said[i] = said[i] && said[min(i-1, hour)]
	}
	if n[millisecond] != 0 {
		r.doc.Drop(name + ".millisecond")
	}
	out.Month, out.Day, out.Offset = int(n[month]), int(n[day]), m.offset
	out.Clock = form.Clock{Said: said[hour], Hour: int(n[hour]), Minute: int(n[minute]), Second: int(n[second]), Seconds: n[second] != 0}
	return r.possible(place, name, out), nil
}

// possible is the moment without the parts that no calendar has; those are noted.
func (r *reader) possible(place form.Place, name string, m form.Moment) form.Moment {
	whole := m.EDTF()
	if fits(m) {
		return m
	}
	m = m.DayOnly()
	for !fits(m) {
		if m.Day != 0 {
			m.Day = 0
		} else {
			m.Month = 0
		}
	}
	r.wrong(place, name, form.BadDate, whole)
	return m
}

// fits reports whether there is such a moment. A month of EDTF may be a season, 21 to 41;
// here it is none.
func fits(m form.Moment) bool {
	_, err := dates.Parse(m.EDTF())
	return err == nil && m.Month >= 0 && m.Month <= 12
}

// yearsAgo is the year before which the program shows how many years ago it was.
const yearsAgo = -99_999

// historical is the astronomical year of one in a file: before 1 they count without a
// year 0, and far back as years ago, which are no years of a calendar.
func historical(y int64) int64 {
	if y < yearsAgo {
		return y
	}
	return form.Historical(y)
}

// written is what people write in numbers and machines don't.
var written = strings.NewReplacer(",", "", "٬", "", "\u2212", "-", "\u200e", "", "\u200f", "")

// fraction is what is left out of a number, of which only the whole part is read.
var fraction = regexp.MustCompile(`\.\d*$`)

// number is a number as people write it: with thousands set off by commas or spaces, in
// any digits; of a decimal one the whole part.
func number(text string) (n int64, ok bool) {
	text = written.Replace(fold.String(text))
	text = strings.TrimPrefix(strings.Join(strings.Fields(text), ""), "+")
	n, err := strconv.ParseInt(fraction.ReplaceAllString(text, ""), 10, 64)
	if err == nil {
		return n, true
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(f) || math.Abs(f) > 1e18 {
		return 0, false
	}
	return int64(f), true
}

// doubted is the date of a slide with the doubts that its own words for it have, and those
// words where they say more than the date does.
func (r *reader) doubted(date dates.Date, s slide) (dates.Date, string) {
	words := s.display
	if words == "" {
		words = s.start.display
		if s.end != nil && s.end.display != "" && s.end.display != words {
			words = strings.Trim(words+" – "+s.end.display, " –")
		}
	}
	words, _ = form.PlainHTML(words)
	said, ok := form.Human(words, r.today)
	switch within := said.Lo <= date.Lo && date.Hi <= said.Hi; {
	case !ok || !within:
		return date, words
	case said.Hi == dates.OpenHi && said.Lo == date.Lo, said.Lo == dates.OpenLo && said.Hi == date.Hi:
		return said, "" // since then, until then
	case vague(said):
		if date.Lo-said.Lo < atItsBeginning {
			return said, ""
		}
		return date, words // 1908, "early 20th century"
	case said.Lo == date.Lo && said.Hi == date.Hi || said.Kind() == dates.KindPoint:
		return date, "" // the same, or less exactly
	}
	return date, words
}

// atItsBeginning is how far from the beginning of what the words say the parts of a date
// may be, in seconds, to be only the number that the program asks for: 1990 for the
// 1990s, 1801 for the 19th century, 1 July for the summer.
const atItsBeginning = 2 * 366 * 24 * 60 * 60

// vague reports whether a date says that it is not known exactly.
func vague(d dates.Date) bool {
	_, _, doubts := d.Core()
	start, _, _ := d.Parts()
	return doubts&(dates.DoubtUncertain|dates.DoubtApproximate|dates.DoubtUnspecified|dates.DoubtOneOf) != 0 || start.Precision == dates.PrecisionSeason
}
