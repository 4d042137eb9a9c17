// Package chrono holds dates as people write them in sources: from a second to
// billions of years, precise or vague, single or from–to.
//
// The one idea behind it: a date is its text in EDTF (the Extended Date/Time
// Format of the Library of Congress, ISO 8601-2) and the half-open range
// [Lo, Hi) of Unix seconds that the text covers. The text is kept unchanged and
// says what is known and how well; the range is what sorting, searching and
// drawing work on. The calendar is the proleptic Gregorian one throughout,
// without leap seconds; year 0000 is 1 BCE; a time without an offset is UTC.
//
// [Parse] reads all of level 0 and level 1:
//
//	2022, 2022-02, 2022-02-04             year, month, day
//	2022-02-04T20:00:00                   time, in UTC
//	2022-02-04T20:00:00+08:00 (+08, Z)    time at an offset, of at most 14 hours
//	-0043, Y-17000                        years before 1 BCE, and beyond four digits
//	2022?  2022-02~  2022-02-04%          uncertain, approximate, both
//	201X, 20XX, 2020-XX, 2020-05-XX       unspecified digits, from the right
//	2020-21 to 2020-24                    seasons, taken as quarters of the year
//	2020-01-17/2020-01-18                 interval: a last day, month or year counts whole
//	2020/.., ../2020                      interval without an end or a beginning
//	2020/, /2020                          interval whose end or beginning isn't known
//
// and two extensions of EDTF, which news needs:
//
//   - hh:mm without seconds, which covers its minute: 2022-02-04T20:00+08:00;
//   - date-times as ends of an interval. Such an end is the instant at which the
//     interval is over, and no part of it:
//     2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00.
//
// 24:00 and 24:00:00 are the end of the day (ISO 8601-1 Amendment 1). Fractions
// of a second, leap seconds (23:59:60), two-digit centuries, qualifiers on a time
// and everything of level 2 are refused.
package chrono

import "fmt"

// SyntaxError says where and why a text is not a date that Parse reads.
type SyntaxError struct {
	Text   string
	Offset int // in bytes
	Fault  Fault
	Reason string // in English, more precise than Fault
}

// Fault is the kind of a SyntaxError, for those who put it into words of their own.
type Fault string

const (
	FaultMissing  Fault = "missing"  // an empty text
	FaultForm     Fault = "form"     // something that is not in the form of a date
	FaultYear     Fault = "year"     // not in the form of a year
	FaultMonth    Fault = "month"    // no such month
	FaultDay      Fault = "day"      // no such day in that month
	FaultTime     Fault = "time"     // no such time, or not in the form of one
	FaultOffset   Fault = "offset"   // no such offset from UTC
	FaultInterval Fault = "interval" // an interval with too few or too many ends
	FaultOrder    Fault = "order"    // an end that is not after the start
	FaultRange    Fault = "range"    // a year before MinYear or after MaxYear
	FaultLevel2   Fault = "level2"   // EDTF level 2, which is not read
)

// Faults returns all kinds of SyntaxError.
func Faults() []Fault {
	return []Fault{
		FaultMissing, FaultForm, FaultYear, FaultMonth, FaultDay, FaultTime, FaultOffset,
		FaultInterval, FaultOrder, FaultRange, FaultLevel2,
	}
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("date %q: at character %d: %s", e.Text, e.Offset+1, e.Reason)
}

// Parse reads a date in EDTF, of the kinds that the package comment lists. The
// error is a *SyntaxError.
func Parse(s string) (Date, error) {
	p := parser{text: s}
	return p.date()
}

// Parts returns the calendar fields of the date. Of a single date, start and
// end are the same; the zero Date has zero Points.
func (d Date) Parts() (start, end Point, interval bool) {
	p := parser{text: d.EDTF}
	if _, err := p.date(); err != nil {
		return Point{}, Point{}, false
	}
	return p.start, p.end, p.interval
}

// parser reads text from at on, by recursive descent over the grammar of EDTF.
type parser struct {
	text       string
	at         int
	start, end Point
	interval   bool
}

func (p *parser) fail(at int, fault Fault, reason string) error {
	return &SyntaxError{Text: p.text, Offset: at, Fault: fault, Reason: reason}
}

// peek returns the next byte, or 0 at the end (a NUL is in no date).
func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) accept(c byte) bool {
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

// date reads the whole text: a point or an interval.
func (p *parser) date() (Date, error) {
	if p.text == "" {
		return Date{}, p.fail(0, FaultMissing, "a date is missing")
	}
	if err := p.side(&p.start); err != nil {
		return Date{}, err
	}
	if p.start.Precision != PrecisionNone && p.at == len(p.text) {
		p.end = p.start
		lo, hi := p.start.span()
		return Date{Lo: lo, Hi: hi, EDTF: p.text}, nil
	}
	if !p.accept('/') {
		if p.start.Open {
			return Date{}, p.fail(p.at, FaultInterval, `"/" and an end must follow ".."`)
		}
		return Date{}, p.unexpected()
	}
	p.interval = true
	second := p.at
	if err := p.side(&p.end); err != nil {
		return Date{}, err
	}
	if p.at < len(p.text) {
		return Date{}, p.unexpected()
	}
	return p.bound(second)
}

// bound makes the Date of an interval whose second side begins at byte second.
func (p *parser) bound(second int) (Date, error) {
	d := Date{Lo: OpenLo, Hi: OpenHi, EDTF: p.text}
	if p.start.Precision == PrecisionNone && p.end.Precision == PrecisionNone && (p.start.Unknown || p.end.Unknown) {
		return Date{}, p.fail(second, FaultInterval, "an interval needs a date on one side")
	}
	if p.start.Precision != PrecisionNone {
		d.Lo, _ = p.start.span()
	}
	switch {
	case p.end.Precision >= PrecisionMinute:
		d.Hi, _ = p.end.span()
	case p.end.Precision != PrecisionNone:
		_, d.Hi = p.end.span()
	}
	if d.Hi <= d.Lo {
		return Date{}, p.fail(second, FaultOrder, "the end is not after the start")
	}
	return d, nil
}

// side reads a point, "..", or nothing (an unknown end), into the zero pt.
func (p *parser) side(pt *Point) error {
	switch p.peek() {
	case '.':
		if p.at+1 < len(p.text) && p.text[p.at+1] == '.' {
			p.at += 2
			pt.Open = true
			return nil
		}
		return p.fail(p.at, FaultInterval, `an open end is written ".."`)
	case '/':
		pt.Unknown = true
		return nil
	case 0:
		if p.at == len(p.text) {
			pt.Unknown = true
			return nil
		}
	}
	return p.point(pt)
}

// unexpected says what is wrong at a character that no rule takes.
func (p *parser) unexpected() error {
	if p.at == len(p.text) {
		return p.fail(p.at, FaultForm, "the date breaks off")
	}
	switch c := p.text[p.at]; c {
	case '[', '{':
		return p.fail(p.at, FaultLevel2, "sets of dates belong to EDTF level 2, which is not read")
	case '?', '~', '%':
		if p.at > 0 && (digit(p.text[p.at-1]) || p.text[p.at-1] == 'Z') {
			return p.fail(p.at, FaultForm, "a time takes no qualifier")
		}
		return p.fail(p.at, FaultLevel2, "one qualifier at the end of a date is read; others belong to EDTF level 2")
	case '/':
		return p.fail(p.at, FaultInterval, "an interval has two ends")
	case ' ', '\t', '\n', '\r':
		return p.fail(p.at, FaultForm, "a date holds no spaces")
	case '-':
		if p.at > 0 && (p.text[p.at-1] == '?' || p.text[p.at-1] == '~' || p.text[p.at-1] == '%') {
			return p.fail(p.at, FaultLevel2, "a qualifier within a date belongs to EDTF level 2, which is not read")
		}
	}
	if p.at > 0 && p.at < len(p.text) && digit(p.text[p.at]) {
		return p.fail(p.at, FaultForm, "the date ends before this digit")
	}
	return p.fail(p.at, FaultForm, "this is not part of a date")
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
