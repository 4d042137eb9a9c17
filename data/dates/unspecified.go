package dates

// Digits is a set of digits of a Point that were written X. Their value in the
// Point is 0.
type Digits uint8

const (
	YearDigits  Digits = 0x0f // bit 0 is the last digit of the year
	MonthDigits Digits = 0x30
	DayDigits   Digits = 0xc0
)

// VagueYears returns how many years the year may be one of, when X are just its
// last digits: 10 for a decade ("201X") to 10000 ("XXXX"), 1 for a certain year.
// It is 0 where a digit follows an X ("1X99").
func (p Point) VagueYears() int64 {
	switch p.X & YearDigits {
	case 0:
		return 1
	case 1:
		return 10
	case 3:
		return 100
	case 7:
		return 1000
	case 15:
		return 10_000
	}
	return 0
}

// FitsMonth and FitsDay report whether a month or day can be the one of the
// point: any for XX, 2 and 12 for X2.
func (p Point) FitsMonth(m int) bool { return fits(m, p.Month, p.X>>4) }
func (p Point) FitsDay(d int) bool   { return fits(d, p.Day, p.X>>6) }

func fits(n, pattern int, x Digits) bool {
	return (x&1 != 0 || n%10 == pattern%10) && (x&2 != 0 || n/10 == pattern/10)
}

// candidates returns the number of years that the year's digits allow.
func (p *Point) candidates() int64 {
	n := int64(1)
	for x := p.X & YearDigits; x != 0; x >>= 1 {
		if x&1 != 0 {
			n *= 10
		}
	}
	return n
}

// candidate returns the i-th year that the digits allow, in the order of time;
// ok is false of year -0000, which there isn't.
func (p *Point) candidate(i, n int64) (year int64, ok bool) {
	negative := p.Year < 0 || p.Minus
	year = p.Year
	if negative {
		year, i = -year, n-1-i
	}
	place := int64(1)
	for x := p.X & YearDigits; x != 0; x >>= 1 {
		if x&1 != 0 {
			year += i % 10 * place
			i /= 10
		}
		place *= 10
	}
	if negative {
		return -year, year != 0
	}
	return year, true
}

// match returns the first or last date that fits what was written, with 1 for
// what is finer than its precision. ok is false if none does, like 31 April.
func (p *Point) match(last bool) (c Civil, ok bool) {
	years := p.candidates()
	for i := range years {
		if last {
			i = years - 1 - i
		}
		year, ok := p.candidate(i, years)
		if !ok {
			continue
		}
		if c, ok := p.matchIn(year, last); ok {
			return c, true
		}
	}
	return Civil{}, false
}

// matchIn is match within one year.
func (p *Point) matchIn(year int64, last bool) (Civil, bool) {
	if p.Precision < PrecisionMonth {
		return Civil{Year: year, Month: 1, Day: 1}, true
	}
	for m := range 12 {
		m++
		if last {
			m = 13 - m
		}
		if !p.FitsMonth(m) {
			continue
		}
		if p.Precision == PrecisionMonth {
			return Civil{Year: year, Month: m, Day: 1}, true
		}
		if d := p.matchDay(DaysIn(year, m), last); d != 0 {
			return Civil{Year: year, Month: m, Day: d}, true
		}
	}
	return Civil{}, false
}

// matchDay is match within a month of so many days; 0 means none.
func (p *Point) matchDay(days int, last bool) int {
	if p.X&DayDigits == 0 {
		if p.Day > days {
			return 0
		}
		return p.Day
	}
	for d := range days {
		d++
		if last {
			d = days + 1 - d
		}
		if p.FitsDay(d) {
			return d
		}
	}
	return 0
}
