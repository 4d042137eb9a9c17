package dates

import "strconv"

// point reads a date or date-time with its qualifiers into the zero pt: one
// before a part belongs to that part, one after it to that and all before it.
func (p *parser) point(pt *Point) error {
	var doubts [3]Qualifier
	parts, err := p.parts(pt, &doubts)
	if err != nil {
		return err
	}
	pt.Qualifier = Uncertain | Approximate
	var some Qualifier
	for _, q := range doubts[:parts] {
		pt.Qualifier &= q
		some |= q
	}
	for i := range parts {
		pt.Parts[i] = doubts[i] &^ pt.Qualifier
	}
	p.doubts |= pt.doubtful()
	if p.peek() != 'T' {
		return nil
	}
	switch {
	case pt.Day == 0 || pt.X != 0:
		return p.fail(p.at, FaultTime, "a time needs a year, month and day before it")
	case some != 0:
		return p.fail(p.at, FaultQualifier, "a date with a time takes no qualifier")
	}
	p.at++
	return p.time(pt)
}

// parts reads year, month and day, and returns how many of them there are.
func (p *parser) parts(pt *Point, doubts *[3]Qualifier) (n int, err error) {
	begin := p.at
	for {
		own := p.qualifier()
		switch n {
		case 0:
			err = p.year(pt)
		case 1:
			err = p.month(pt)
		case 2:
			begin = p.at
			err = p.day(pt)
		}
		if err != nil {
			return n, err
		}
		doubts[n] |= own
		n++
		if group := p.qualifier(); group != 0 {
			for i := range n {
				doubts[i] |= group
			}
		}
		four := pt.Significant == 0 && pt.Year <= 9999 && pt.Year >= -9999
		more := n == 1 && four || n == 2 && pt.Precision == PrecisionMonth
		if !more || !p.accept('-') {
			break
		}
	}
	if pt.Precision == PrecisionDay && (pt.X != 0 || pt.Day > 28) {
		if _, ok := pt.match(false); !ok {
			return n, p.noSuchDay(begin, pt)
		}
	}
	return n, nil
}

func (p *parser) noSuchDay(begin int, pt *Point) error {
	if pt.X != 0 {
		return p.fail(begin, FaultDay, "no month that fits has such a day")
	}
	return p.fail(begin, FaultDay, "that month has only "+strconv.Itoa(DaysIn(pt.Year, pt.Month))+" days")
}

// qualifier reads "?", "~", "%" or nothing.
func (p *parser) qualifier() Qualifier {
	var q Qualifier
	switch p.peek() {
	case '?':
		q = Uncertain
	case '~':
		q = Approximate
	case '%':
		q = Uncertain | Approximate
	default:
		return 0
	}
	p.at++
	return q
}

func (p *parser) year(pt *Point) error {
	begin := p.at
	if p.peek() == 'Y' {
		return p.longYear(pt)
	}
	negative := p.accept('-')
	n, year := 0, int64(0)
	for ; p.at < len(p.text); p.at++ {
		c := p.text[p.at]
		if c != 'X' && !digit(c) {
			break
		}
		if n++; n > 4 {
			break
		}
		year *= 10
		pt.X <<= 1
		if c == 'X' {
			pt.X |= 1
		} else {
			year += int64(c - '0')
		}
	}
	switch {
	case n == 0:
		return p.unexpected()
	case n != 4:
		return p.fail(begin, FaultYear, "a year has four digits (a longer one begins with Y) and is set off from the month by a hyphen")
	case negative && year == 0 && pt.X == 0:
		return p.fail(begin, FaultYear, "there is no year -0000; 0000 is 1 BCE")
	case negative:
		year = -year
		pt.Minus = year == 0
	}
	pt.Year, pt.Precision = year, PrecisionYear
	return p.significant(pt)
}

// longYear reads Y and a year of more than four digits, or one that has them
// when its exponent is worked out.
func (p *parser) longYear(pt *Point) error {
	begin := p.at
	p.at++
	negative := p.accept('-')
	digits, year := p.at, int64(0)
	for ; p.at < len(p.text) && digit(p.text[p.at]); p.at++ {
		if p.at == digits && p.text[p.at] == '0' {
			return p.fail(p.at, FaultYear, "a year after Y begins with a digit other than 0")
		}
		if year = year*10 + int64(p.text[p.at]-'0'); year > MaxYear {
			return p.outOfRange(begin)
		}
	}
	if year > 0 && p.accept('E') {
		exponent, err := p.count("an exponent")
		if err != nil {
			return err
		}
		for range exponent {
			if year *= 10; year > MaxYear {
				return p.outOfRange(begin)
			}
		}
	}
	if year <= 9999 {
		return p.fail(begin, FaultYear, "Y is for years of more than four digits")
	}
	if negative {
		year = -year
	}
	pt.Year, pt.Precision = year, PrecisionYear
	return p.significant(pt)
}

func (p *parser) outOfRange(begin int) error {
	return p.fail(begin, FaultRange, "the year is out of range: years reach from Y-13800000000 to Y13800000000")
}

// count reads a number from 1 to 99.
func (p *parser) count(what string) (int, error) {
	begin, n := p.at, 0
	for ; p.at < len(p.text) && digit(p.text[p.at]) && n < 100; p.at++ {
		n = n*10 + int(p.text[p.at]-'0')
		if n == 0 {
			break
		}
	}
	if n == 0 || n > 99 {
		return 0, p.fail(begin, FaultYear, what+" is a number from 1")
	}
	return n, nil
}

// significant reads S and the number of digits of the year that are meant.
func (p *parser) significant(pt *Point) error {
	begin := p.at
	if !p.accept('S') {
		return nil
	}
	n, err := p.count("the number of significant digits")
	if err != nil {
		return err
	}
	if pt.X != 0 || n > digitsOf(pt.Year) {
		return p.fail(begin, FaultYear, "the year has fewer digits")
	}
	pt.Significant = n
	return nil
}

// month reads a month, or a season or other part of the year.
func (p *parser) month(pt *Point) error {
	begin := p.at
	n, x, err := p.pair()
	pt.Precision = PrecisionMonth
	switch {
	case err != nil:
		return err
	case x == 0 && Season(n).valid():
		pt.Season, pt.Precision = Season(n), PrecisionSeason
		return nil
	case x == 0 && (n < 1 || n > 12), x == 1 && n > 10:
		return p.fail(begin, FaultMonth, "months run from 01 to 12, seasons and other parts of the year from 21 to 41")
	}
	pt.Month = n
	pt.X |= x << 4
	return nil
}

func (p *parser) day(pt *Point) error {
	begin := p.at
	n, x, err := p.pair()
	pt.Precision = PrecisionDay
	switch {
	case err != nil:
		return err
	case n < 1 && x == 0:
		return p.fail(begin, FaultDay, "days run from 01")
	}
	pt.Day = n
	pt.X |= x << 6
	return nil
}

// pair reads two digits of which either may be X, and returns the number with X
// read as 0 and which were: 1 for the last, 2 for the first.
func (p *parser) pair() (n int, x Digits, err error) {
	if p.at+2 > len(p.text) {
		return 0, 0, p.fail(p.at, FaultForm, "two digits are expected")
	}
	for _, c := range []byte(p.text[p.at : p.at+2]) {
		n *= 10
		x <<= 1
		switch {
		case c == 'X':
			x |= 1
		case digit(c):
			n += int(c - '0')
		default:
			return 0, 0, p.fail(p.at, FaultForm, "two digits are expected")
		}
	}
	p.at += 2
	return n, x, nil
}
