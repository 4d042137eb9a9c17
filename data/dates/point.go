package dates

import "strconv"

// Precision is the smallest calendar unit that a Point names. Precisions are
// ordered from coarse to fine.
type Precision uint8

const (
	PrecisionNone Precision = iota // an open or unknown end
	PrecisionYear
	PrecisionSeason // also quarters, thirds and halves of a year
	PrecisionMonth
	PrecisionDay
	PrecisionMinute
	PrecisionSecond
)

// Qualifier is a set of doubts about a Point or a part of it: none, one or both.
type Qualifier uint8

const (
	Uncertain   Qualifier = 1 << iota // "?": the source is in doubt
	Approximate                       // "~": about then
)

// Point is one date or date-time as it was written: the calendar fields of one
// side of a Date. Fields finer than Precision are 0.
type Point struct {
	Year        int64  // astronomical: 0 is 1 BCE; an exponent is worked out
	Significant int    // number of digits of the year that are meant: 2 in "1950S2"; 0 for all
	Season      Season // with PrecisionSeason
	Month, Day  int    // from 1; 0 where they were written XX
	Hour        int    // to 24; 24:00 is the end of the day
	Minute      int
	Second      int
	Offset      int // seconds east of UTC of the time as written
	Precision   Precision
	Qualifier   Qualifier    // doubts about all parts of the date
	Parts       [3]Qualifier // doubts beyond Qualifier: about the year, the month or season, the day
	X           Digits       // the digits that were written X
	Minus       bool         // the year was written with a minus that Year doesn't show: "-00XX"
	Zoned       bool         // the time was written with an offset or Z
	Open        bool         // "..": an interval without this end
	Unknown     bool         // the end of the interval exists and isn't known ("2020/")
}

// span returns the half-open range of seconds that the point covers, by its own
// clock.
func (p *Point) span() (lo, hi int64) {
	if p.Precision >= PrecisionMinute {
		c := Civil{Year: p.Year, Month: p.Month, Day: p.Day, Hour: p.Hour, Minute: p.Minute, Second: p.Second}
		lo = c.Unix()
		if p.Precision == PrecisionMinute {
			return lo, lo + minute
		}
		return lo, lo + 1
	}
	first, last := p.outer()
	lo, hi = p.unit(first)
	if last != first {
		_, hi = p.unit(last)
	}
	return lo, hi
}

// outer returns the first and last year, month or day that the point may be.
func (p *Point) outer() (first, last Civil) {
	switch {
	case p.X != 0:
		first, _ = p.match(false)
		last, _ = p.match(true)
		return first, last
	case p.Significant != 0:
		from, to := p.estimated()
		return Civil{Year: from, Month: 1, Day: 1}, Civil{Year: to, Month: 1, Day: 1}
	}
	first = Civil{Year: p.Year, Month: max(p.Month, 1), Day: max(p.Day, 1)}
	return first, first
}

// Years returns the first and last year that the point's digits allow: 2010 and
// 2019 for 201X, 1900 and 1999 for 1950S2.
func (p Point) Years() (from, to int64) {
	first, last := p.outer()
	return first.Year, last.Year
}

// estimated returns the years whose significant digits are those of the point.
func (p *Point) estimated() (from, to int64) {
	step, year := int64(1), p.Year
	for range digitsOf(year) - p.Significant {
		step *= 10
	}
	if year < 0 {
		year = -year
	}
	from = year / step * step
	to = min(from+step-1, MaxYear)
	if p.Year < 0 {
		return -to, -from
	}
	return from, to
}

// unit returns the range of the year, season, month or day that begins at c or,
// of a season, in whose year c is.
func (p *Point) unit(c Civil) (lo, hi int64) {
	switch p.Precision {
	case PrecisionDay:
		lo = c.Unix()
		return lo, lo + day
	case PrecisionMonth:
		lo = c.Unix()
		return lo, lo + int64(DaysIn(c.Year, c.Month))*day
	case PrecisionSeason:
		first, n := p.Season.Months()
		c.Month = first
		lo = c.Unix()
		if c.Month += n; c.Month > 12 {
			c.Month -= 12
			c.Year++
		}
		return lo, c.Unix()
	}
	lo = c.Unix()
	c.Year++
	return lo, c.Unix()
}

// String returns the point as EDTF in its plainest spelling: "..", "" if
// unknown, offsets as Z or ±hh:mm.
func (p Point) String() string { return string(p.append(make([]byte, 0, 32))) }

func (p Point) append(b []byte) []byte {
	if p.Open {
		return append(b, ".."...)
	}
	if p.Precision == PrecisionNone {
		return b
	}
	b = p.appendYear(appendQualifier(b, p.Parts[0]))
	switch {
	case p.Precision == PrecisionSeason:
		b = appendQualifier(append(b, '-'), p.Parts[1])
		b = appendPair(b, int(p.Season), 0)
	case p.Precision >= PrecisionMonth:
		b = appendQualifier(append(b, '-'), p.Parts[1])
		b = appendPair(b, p.Month, p.X>>4)
		if p.Precision >= PrecisionDay {
			b = appendQualifier(append(b, '-'), p.Parts[2])
			b = appendPair(b, p.Day, p.X>>6)
		}
	}
	if p.Precision >= PrecisionMinute {
		b = appendField(b, 'T', p.Hour)
		b = appendField(b, ':', p.Minute)
		if p.Precision == PrecisionSecond {
			b = appendField(b, ':', p.Second)
		}
		b = p.appendOffset(b)
	}
	return appendQualifier(b, p.Qualifier)
}

func appendQualifier(b []byte, q Qualifier) []byte {
	switch q {
	case Uncertain:
		return append(b, '?')
	case Approximate:
		return append(b, '~')
	case Uncertain | Approximate:
		return append(b, '%')
	}
	return b
}

func (p Point) appendYear(b []byte) []byte {
	y := p.Year
	if y < -9999 || y > 9999 {
		b = append(b, 'Y')
	}
	if y < 0 || p.Minus {
		b = append(b, '-')
		y = -y
	}
	for limit := int64(1000); limit > max(y, 1); limit /= 10 {
		b = append(b, '0')
	}
	b = strconv.AppendInt(b, y, 10)
	for i := range 4 {
		if p.X>>i&1 != 0 {
			b[len(b)-1-i] = 'X'
		}
	}
	if p.Significant != 0 {
		b = append(b, 'S')
		b = strconv.AppendInt(b, int64(p.Significant), 10)
	}
	return b
}

func (p Point) appendOffset(b []byte) []byte {
	switch {
	case !p.Zoned:
		return b
	case p.Offset == 0:
		return append(b, 'Z')
	}
	sign, offset := byte('+'), p.Offset
	if offset < 0 {
		sign, offset = '-', -offset
	}
	b = appendField(b, sign, offset/hour)
	return appendField(b, ':', offset/minute%60)
}

func appendField(b []byte, separator byte, n int) []byte {
	return append(b, separator, byte('0'+n/10), byte('0'+n%10))
}

// appendPair writes two digits, those of x as X.
func appendPair(b []byte, n int, x Digits) []byte {
	b = append(b, byte('0'+n/10), byte('0'+n%10))
	for i := range 2 {
		if x>>i&1 != 0 {
			b[len(b)-1-i] = 'X'
		}
	}
	return b
}

// digitsOf returns the number of decimal digits of a year without its sign; 0
// has none.
func digitsOf(year int64) (n int) {
	for ; year != 0; year /= 10 {
		n++
	}
	return n
}
