package chrono

import "strconv"

// Precision is the smallest calendar unit that a Point names. Precisions are
// ordered from coarse to fine.
type Precision uint8

const (
	PrecisionNone Precision = iota // an open or unknown end
	PrecisionYear
	PrecisionSeason
	PrecisionMonth
	PrecisionDay
	PrecisionMinute
	PrecisionSecond
)

// Qualifier is a set of doubts about a whole Point: none, one or both.
type Qualifier uint8

const (
	Uncertain   Qualifier = 1 << iota // "?": the source is in doubt
	Approximate                       // "~": about then
)

// Point is one date or date-time as it was written: the calendar fields of one
// side of a Date. Fields finer than Precision are 0. Month or Day is also 0
// where it was written XX (unspecified).
type Point struct {
	Year        int64 // astronomical: 0 is 1 BCE; digits X read as 0
	Unspecified int   // number of last digits of the year written X: 1 in "201X"
	Season      int   // with PrecisionSeason: 1 spring, 2 summer, 3 autumn, 4 winter
	Month, Day  int   // from 1
	Hour        int   // to 24; 24:00 is the end of the day
	Minute      int
	Second      int
	Offset      int // seconds east of UTC of the time as written
	Precision   Precision
	Qualifier   Qualifier
	Zoned       bool // the time was written with an offset or Z
	Open        bool // ".." : an interval without this end
	Unknown     bool // the end of the interval exists and isn't known ("2020/")
}

// span returns the half-open range of Unix seconds that the point covers.
func (p Point) span() (lo, hi int64) {
	c := Civil{Year: p.Year, Month: 1, Day: 1}
	switch {
	case p.Precision >= PrecisionMinute:
		c = Civil{Year: p.Year, Month: p.Month, Day: p.Day, Hour: p.Hour, Minute: p.Minute, Second: p.Second}
		lo = c.Unix() - int64(p.Offset)
		if p.Precision == PrecisionMinute {
			return lo, lo + minute
		}
		return lo, lo + 1
	case p.Day != 0:
		c.Month, c.Day = p.Month, p.Day
		lo = c.Unix()
		return lo, lo + day
	case p.Month != 0:
		c.Month = p.Month
		lo = c.Unix()
		return lo, lo + int64(DaysIn(p.Year, p.Month))*day
	case p.Season != 0:
		// EDTF leaves the bounds of seasons open, as they depend on the
		// hemisphere; quarters of the year are what other readers take.
		c.Month = 3*p.Season - 2
		lo = c.Unix()
		c.Month += 2
		c.Day = DaysIn(c.Year, c.Month) + 1
		return lo, c.Unix()
	}
	first, last := p.Year, p.Year
	years := int64(1)
	for range p.Unspecified {
		years *= 10
	}
	if p.Year < 0 {
		first -= years - 1 // the digits X count away from year 0
	} else {
		last += years - 1
	}
	c.Year = first
	lo = c.Unix()
	c.Year = last + 1
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
	b = p.appendYear(b)
	switch {
	case p.Precision == PrecisionSeason:
		b = appendField(b, '-', 20+p.Season)
	case p.Precision >= PrecisionMonth:
		b = appendUnspecified(b, p.Month)
		if p.Precision >= PrecisionDay {
			b = appendUnspecified(b, p.Day)
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
	switch p.Qualifier {
	case Uncertain:
		b = append(b, '?')
	case Approximate:
		b = append(b, '~')
	case Uncertain | Approximate:
		b = append(b, '%')
	}
	return b
}

func (p Point) appendYear(b []byte) []byte {
	y := p.Year
	if y < -9999 || y > 9999 {
		b = append(b, 'Y')
	}
	if y < 0 {
		b = append(b, '-')
		y = -y
	}
	for limit := int64(1000); limit > max(y, 1); limit /= 10 {
		b = append(b, '0')
	}
	b = strconv.AppendInt(b, y, 10)
	for i := range p.Unspecified {
		b[len(b)-1-i] = 'X'
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

func appendUnspecified(b []byte, n int) []byte {
	if n == 0 {
		return append(b, "-XX"...)
	}
	return appendField(b, '-', n)
}
