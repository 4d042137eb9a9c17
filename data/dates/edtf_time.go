package dates

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
