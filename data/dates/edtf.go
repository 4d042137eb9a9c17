// Package dates holds dates as people write them in sources: from a second to
// billions of years, precise or vague, single or from–to.
//
// The one idea behind it: a date is its text in EDTF (the Extended Date/Time
// Format of the Library of Congress, ISO 8601-2) and the half-open range
// [Lo, Hi) of seconds that the text covers. The text is kept unchanged and
// says what is known and how well; the range is what sorting, searching and
// drawing work on. It is that of the date's own clock, which an offset does not
// move; [Date.Instants] are the bounds in UTC. The calendar is the proleptic
// Gregorian one throughout, without leap seconds; year 0000 is 1 BCE. Among ends
// with offsets, a time without one is taken for UTC.
//
// [Parse] is for files and strict: it reads all of levels 0, 1 and 2.
//
//	2022, 2022-02, 2022-02-04             year, month, day
//	2022-02-04T20:00:00                   time of a clock that is not said
//	2022-02-04T20:00:00+08:00 (+08, Z)    time at an offset, of at most 14 hours
//	-0043, Y-17000                        years before 1 BCE, and beyond four digits
//	Y17E8, 1950S2, Y3388E2S3              exponents; significant digits of an estimate
//	2022?  2022-02~  2022-02-04%          uncertain, approximate, both
//	2004-06~-11, 2004-?06-11              doubts on what is to the left; on one part
//	201X, 156X-12-25, 15XX-12-XX          unspecified digits, in any place
//	2020-21 to 2020-41                    seasons and other parts of the year, see [Season]
//	2020-01-17/2020-01-18                 interval: a last day, month or year counts whole
//	2020/.., ../2020                      interval without an end or a beginning
//	2020/, /2020                          interval whose end or beginning isn't known
//	[1667,1668,1670..1672], [..1984]      one of these dates
//	{1960,1961-12}, {1984..}              all of these dates
//
// and two extensions of EDTF, which news needs:
//
//   - hh:mm without seconds, which covers its minute: 2022-02-04T20:00+08:00;
//   - date-times as ends of an interval. Such an end is the instant at which the
//     interval is over, and no part of it:
//     2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00.
//
// Where the standard leaves a choice, it is this: 24:00 and 24:00:00 are the end
// of the day (ISO 8601-1 Amendment 1); the bounds of a date with X reach from the
// first to the last day that fits it, those of a set from its first to its last
// date; "~" and "?" leave bounds as they are; zeros before a year are not
// significant digits. Fractions of a second, leap seconds (23:59:60), two-digit
// centuries, and qualifiers and sets of times are refused.
//
// The package find, below this one, is for people and lenient: it reads what they
// write.
package dates

import "fmt"

// SyntaxError says where and why a text is not a date that Parse
// reads.
type SyntaxError struct {
	Text   string
	Offset int // in bytes
	Fault  Fault
	Reason string // in English, more precise than Fault
}

// Fault is the kind of a SyntaxError, for those who put it into words of their own.
type Fault string

const (
	FaultMissing   Fault = "missing"   // an empty text
	FaultForm      Fault = "form"      // something that is not in the form of a date
	FaultYear      Fault = "year"      // not in the form of a year, or none where one is needed
	FaultMonth     Fault = "month"     // no such month
	FaultDay       Fault = "day"       // no such day in that month
	FaultTime      Fault = "time"      // no such time, or not in the form of one
	FaultOffset    Fault = "offset"    // no such offset from UTC
	FaultInterval  Fault = "interval"  // an interval with too few or too many ends
	FaultOrder     Fault = "order"     // an end that is not after the start
	FaultRange     Fault = "range"     // a year before MinYear or after MaxYear
	FaultQualifier Fault = "qualifier" // "?", "~" or "%" where none can be
	FaultSet       Fault = "set"       // not in the form of a set of dates
	FaultZone      Fault = "zone"      // no such time zone
)

// Faults returns all kinds of SyntaxError.
func Faults() []Fault {
	return []Fault{
		FaultMissing, FaultForm, FaultYear, FaultMonth, FaultDay, FaultTime, FaultOffset,
		FaultInterval, FaultOrder, FaultRange, FaultQualifier, FaultSet, FaultZone,
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

// parser reads text from at on, by recursive descent over the grammar of EDTF.
type parser struct {
	text       string
	at         int
	start, end Point // of a set, of the dates that reach furthest
	kind       Kind
	doubts     Doubts // of all points
	choices    int    // dates of a set, of which a..b is two
	collect    bool   // members are wanted; else nothing is allocated
	members    []Member
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

// acceptDots accepts "..".
func (p *parser) acceptDots() bool {
	if p.at+2 <= len(p.text) && p.text[p.at:p.at+2] == ".." {
		p.at += 2
		return true
	}
	return false
}

// date reads the whole text: a point, an interval or a set.
func (p *parser) date() (Date, error) {
	switch p.peek() {
	case 0:
		if p.text == "" {
			return Date{}, p.fail(0, FaultMissing, "a date is missing")
		}
	case '[', '{':
		return p.set()
	}
	if err := p.side(&p.start); err != nil {
		return Date{}, err
	}
	if p.start.Precision != PrecisionNone && p.at == len(p.text) {
		p.kind, p.end = KindPoint, p.start
		if p.collect {
			p.members = []Member{{Start: p.start, End: p.end}}
		}
		lo, hi := p.start.span()
		return Date{Lo: lo, Hi: hi, EDTF: p.text}, nil
	}
	if !p.accept('/') {
		if p.start.Open {
			return Date{}, p.fail(p.at, FaultInterval, `"/" and an end must follow ".."`)
		}
		return Date{}, p.unexpected()
	}
	p.kind = KindInterval
	second := p.at
	if err := p.side(&p.end); err != nil {
		return Date{}, err
	}
	if p.at < len(p.text) {
		return Date{}, p.unexpected()
	}
	if p.collect {
		p.members = []Member{{Start: p.start, End: p.end, Range: true}}
	}
	return p.bound(second)
}

// bound makes the Date of an interval whose second side begins at byte second.
func (p *parser) bound(second int) (Date, error) {
	if p.start.Precision == PrecisionNone && p.end.Precision == PrecisionNone && (p.start.Unknown || p.end.Unknown) {
		return Date{}, p.fail(second, FaultInterval, "an interval needs a date on one side")
	}
	lo, hi := bounds(&p.start, &p.end)
	if hi <= lo {
		return Date{}, p.fail(second, FaultOrder, "the end is not after the start")
	}
	return Date{Lo: lo, Hi: hi, EDTF: p.text}, nil
}

// bounds returns the range from one point to another, see Date; hi <= lo if they
// are in the wrong order.
func bounds(start, end *Point) (lo, hi int64) {
	lo, hi = OpenLo, end.over()
	if start.Precision != PrecisionNone {
		lo, _ = start.span()
	}
	if hi != OpenHi && start.Offset != end.Offset {
		// What decides on the order is the instants.
		if seen := hi + int64(start.Offset-end.Offset); hi <= lo || seen <= lo {
			hi = seen
		}
	}
	return lo, hi
}

// side reads a point, "..", or nothing (an unknown end), into the zero pt.
func (p *parser) side(pt *Point) error {
	switch p.peek() {
	case '.':
		if p.acceptDots() {
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
	case '[', '{', ']', '}', ',':
		return p.fail(p.at, FaultSet, "a set of dates stands alone: [1667,1668,1670..1672] or {1960,1961-12}")
	case '?', '~', '%':
		if p.at > 0 && (digit(p.text[p.at-1]) || p.text[p.at-1] == 'Z') {
			return p.fail(p.at, FaultQualifier, "a time takes no qualifier")
		}
		return p.fail(p.at, FaultQualifier, "one qualifier stands before or after a year, month or day; both together are %")
	case '/':
		return p.fail(p.at, FaultInterval, "an interval has two ends")
	case ' ', '\t', '\n', '\r':
		return p.fail(p.at, FaultForm, "a date holds no spaces")
	}
	if p.at > 0 && digit(p.text[p.at]) {
		return p.fail(p.at, FaultForm, "the date ends before this digit")
	}
	return p.fail(p.at, FaultForm, "this is not part of a date")
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
