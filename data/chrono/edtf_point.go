package chrono

import "strconv"

// point reads a date or date-time with its qualifier.
func (p *parser) point(pt *Point) error {
	if err := p.year(pt); err != nil {
		return err
	}
	if long := pt.Year > 9999 || pt.Year < -9999; !long && p.accept('-') {
		if err := p.month(pt); err != nil {
			return err
		}
	}
	if pt.Precision == PrecisionMonth && p.accept('-') {
		if err := p.day(pt); err != nil {
			return err
		}
	}
	if p.peek() == 'T' {
		if pt.Day == 0 {
			return p.fail(p.at, FaultTime, "a time needs a year, month and day before it")
		}
		p.at++
		return p.time(pt)
	}
	switch p.peek() {
	case '?':
		pt.Qualifier = Uncertain
	case '~':
		pt.Qualifier = Approximate
	case '%':
		pt.Qualifier = Uncertain | Approximate
	default:
		return nil
	}
	p.at++
	return nil
}

func (p *parser) year(pt *Point) error {
	begin := p.at
	if p.peek() == 'Y' {
		return p.longYear(pt)
	}
	negative := p.accept('-')
	digits, year, unspecified := p.at, int64(0), 0
	for ; p.at < len(p.text); p.at++ {
		c := p.text[p.at]
		if c == 'X' {
			unspecified++
			year *= 10
			continue
		}
		if !digit(c) {
			break
		}
		if unspecified > 0 {
			return p.fail(p.at, FaultLevel2, "a digit after X belongs to EDTF level 2, which is not read")
		}
		if p.at-digits >= 4 {
			break
		}
		year = year*10 + int64(c-'0')
	}
	switch n := p.at - digits; {
	case n == 0:
		return p.unexpected()
	case n != 4 || digit(p.peek()):
		return p.fail(begin, FaultYear, "a year has four digits (a longer one begins with Y) and is set off from the month by a hyphen")
	case negative && year == 0:
		return p.fail(begin, FaultYear, "there is no year -0000; 0000 is 1 BCE")
	case negative:
		year = -year
	}
	pt.Year, pt.Unspecified, pt.Precision = year, unspecified, PrecisionYear
	return nil
}

// longYear reads Y and a year of more than four digits.
func (p *parser) longYear(pt *Point) error {
	begin := p.at
	p.at++
	negative := p.accept('-')
	digits, year := p.at, int64(0)
	for ; p.at < len(p.text) && digit(p.text[p.at]); p.at++ {
		if p.at == digits && p.text[p.at] == '0' {
			return p.fail(p.at, FaultYear, "a year after Y begins with a digit other than 0")
		}
		year = year*10 + int64(p.text[p.at]-'0')
		if year > MaxYear {
			return p.fail(begin, FaultRange, "the year is out of range: years reach from Y-13800000000 to Y13800000000")
		}
	}
	if p.at-digits <= 4 {
		return p.fail(begin, FaultYear, "Y is for years of more than four digits")
	}
	if c := p.peek(); c == 'E' || c == 'S' {
		return p.fail(p.at, FaultLevel2, "exponents and significant digits belong to EDTF level 2, which is not read")
	}
	if negative {
		year = -year
	}
	pt.Year, pt.Precision = year, PrecisionYear
	return nil
}

func (p *parser) month(pt *Point) error {
	begin := p.at
	if p.unspecified() {
		pt.Precision = PrecisionMonth
		return nil
	}
	n, err := p.two()
	switch {
	case err != nil:
		return err
	case pt.Unspecified > 0:
		return p.fail(begin, FaultLevel2, "a month in an unspecified year belongs to EDTF level 2, which is not read")
	case n >= 1 && n <= 12:
		pt.Month, pt.Precision = n, PrecisionMonth
	case n >= 21 && n <= 24:
		pt.Season, pt.Precision = n-20, PrecisionSeason
	case n >= 25 && n <= 41:
		return p.fail(begin, FaultLevel2, "seasons 25 to 41 belong to EDTF level 2, which is not read")
	default:
		return p.fail(begin, FaultMonth, "months run from 01 to 12, seasons from 21 to 24")
	}
	return nil
}

func (p *parser) day(pt *Point) error {
	begin := p.at
	pt.Precision = PrecisionDay
	if p.unspecified() {
		return nil
	}
	n, err := p.two()
	switch {
	case err != nil:
		return err
	case pt.Month == 0:
		return p.fail(begin, FaultLevel2, "a day in an unspecified month belongs to EDTF level 2, which is not read")
	case n < 1:
		return p.fail(begin, FaultDay, "days run from 01")
	case n > DaysIn(pt.Year, pt.Month):
		return p.fail(begin, FaultDay, "that month has only "+strconv.Itoa(DaysIn(pt.Year, pt.Month))+" days")
	}
	pt.Day = n
	return nil
}

// time reads hh:mm or hh:mm:ss and an offset.
func (p *parser) time(pt *Point) (err error) {
	begin := p.at
	if pt.Hour, err = p.two(); err != nil {
		return err
	}
	if !p.accept(':') {
		return p.fail(p.at, FaultTime, "a time is written hh:mm or hh:mm:ss")
	}
	minutes := p.at
	if pt.Minute, err = p.two(); err != nil {
		return err
	}
	pt.Precision = PrecisionMinute
	seconds := p.at + 1
	if p.accept(':') {
		if pt.Second, err = p.two(); err != nil {
			return err
		}
		pt.Precision = PrecisionSecond
	}
	switch {
	case pt.Hour > 24:
		return p.fail(begin, FaultTime, "hours run from 00 to 24")
	case pt.Minute > 59:
		return p.fail(minutes, FaultTime, "minutes run from 00 to 59")
	case pt.Second > 59:
		return p.fail(seconds, FaultTime, "seconds run from 00 to 59; leap seconds are not counted")
	case pt.Hour == 24 && (pt.Minute > 0 || pt.Second > 0):
		return p.fail(begin, FaultTime, "hour 24 is only the end of the day, 24:00:00")
	}
	switch p.peek() {
	case 'Z':
		p.at++
		pt.Zoned = true
	case '+', '-':
		return p.offset(pt)
	case '.', ',':
		return p.fail(p.at, FaultTime, "fractions of a second are not part of EDTF")
	}
	return nil
}

// offset reads ±hh or ±hh:mm.
func (p *parser) offset(pt *Point) error {
	begin := p.at
	negative := p.text[p.at] == '-'
	p.at++
	hours, err := p.two()
	if err != nil {
		return err
	}
	minutes := 0
	if p.accept(':') {
		if minutes, err = p.two(); err != nil {
			return err
		}
	}
	offset := hours*hour + minutes*minute
	switch {
	case minutes > 59:
		return p.fail(begin, FaultOffset, "minutes of an offset run from 00 to 59")
	case offset > 14*hour:
		return p.fail(begin, FaultOffset, "offsets reach from -14:00 to +14:00")
	case negative && offset == 0:
		return p.fail(begin, FaultOffset, "no offset is written Z or +00:00")
	case negative:
		offset = -offset
	}
	pt.Offset, pt.Zoned = offset, true
	return nil
}

// two reads two digits.
func (p *parser) two() (int, error) {
	if p.at+2 > len(p.text) || !digit(p.text[p.at]) || !digit(p.text[p.at+1]) {
		return 0, p.fail(p.at, FaultForm, "two digits are expected")
	}
	n := int(p.text[p.at]-'0')*10 + int(p.text[p.at+1]-'0')
	p.at += 2
	return n, nil
}

// unspecified accepts "XX".
func (p *parser) unspecified() bool {
	if p.at+2 <= len(p.text) && p.text[p.at:p.at+2] == "XX" {
		p.at += 2
		return true
	}
	return false
}
