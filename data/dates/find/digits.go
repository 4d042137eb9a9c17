package find

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// inDigits reads 2022-02-04, 4/2/2022, 4.2.2022, 04-02-2022 and 4/2/22, and the
// time that a time stamp has behind it.
func (p *parser) inDigits(i int) (v value, end int, ok bool) {
	if !p.threeInDigits(i) {
		return v, 0, false
	}
	v, ok = p.numbersOf(i)
	switch {
	case !ok:
		return v, 0, false
	case v.month < 1 || v.month > 12:
		return v, 0, p.blame(i, dates.FaultMonth, "months run from 1 to 12")
	case v.day < 1 || v.day > 31 || v.year < 1:
		return v, 0, p.blame(i, dates.FaultDay, "days run from 1 to 31")
	case !p.calendarOf(&v, i+5):
		return v, 0, false
	}
	end = p.afterYear(&v, i+5)
	end = p.stamp(&v, end)
	return v, end, true
}

// numbersOf says which of the three numbers from i on are year, month and day.
func (p *parser) numbersOf(i int) (v value, ok bool) {
	a, sign, b, c := p.at(i), p.at(i+1), p.at(i+2), p.at(i+4)
	v = value{kind: KindAbsolute, hasYear: true, month: int(b.n)}
	if a.digits > 2 {
		v.year, v.day = a.n, int(c.n)
		return v, (a.digits == 4 || p.typed) && c.digits <= 2
	}
	switch {
	case c.digits == 4:
	case c.digits != 2:
		return v, false
	case p.typed && p.at(i+5).is(era):
		if p.at(i + 5).isEra(eraCE) {
			return v, false // the year needs all of its digits
		}
	case p.shortDate(i) && p.shortYear(&v, i+4):
		v.weak = !p.typed
	default:
		return v, false
	}
	if !v.pivot {
		v.year = c.n
	}
	v.day = int(a.n)
	p.orderOf(&v, a, b, sign)
	return v, true
}

// threeInDigits reports whether three numbers with one sign between them begin at i
// and touch.
func (p *parser) threeInDigits(i int) bool {
	a, s1, b, s2, c := p.at(i), p.at(i+1), p.at(i+2), p.at(i+3), p.at(i+4)
	if !b.number() || !c.number() || s1.kind != tokenSign || s1.sign != s2.sign || s1.sign != '-' && s1.sign != '/' && s1.sign != '.' {
		return false
	}
	for k := i + 1; k <= i+4; k++ {
		if !p.touching(k) {
			return false
		}
	}
	assigned := a.digits == 4 && a.start > 0 && p.text[a.start-1] == '=' // created=2018-02-03
	return (!a.badLeft || assigned) && !a.grouped && !c.grouped && b.digits <= 2 && (!c.badRight || p.typed || startsTime(p.text[c.end:]))
}

// shortDate reports whether the three numbers from i on, with a year of two digits are a date and no
// score or version.
func (p *parser) shortDate(i int) bool {
	a, sign, b, c, prev := p.at(i), p.at(i+1), p.at(i+2), p.at(i+4), p.at(i-1)
	switch {
	case p.typed:
		return true
	case sign.isSign('.'):
		return !p.english && a.n <= 31 && b.n <= 12 && (a.digits == 2 && b.digits == 2 || prev.kind == tokenWord && prev.class != none && !prev.is(blocked))
	}
	return sign.isSign('/') || c.n > 31 || prev.among(in, matching) && !p.english || c.n < 10 && a.n <= 31 && b.n <= 31 || b.digits == 2 && (a.digits == 2 || !p.english || c.n < 10)
}

// orderOf puts day and month in the order in which the text writes them.
func (p *parser) orderOf(v *value, a, b, sign *token) {
	if sign.sign != '.' && (b.n > 12 || p.monthFirst && a.n <= 12) {
		v.day, v.month = v.month, v.day
	}
	v.swap = sign.sign != '.' && a.n <= 12 && b.n <= 12 && a.n != b.n
}

// calendarOf finds the calendar of a date in digits by its year, and by the era at
// j. It reports false where there is none in which the year is likely.
func (p *parser) calendarOf(v *value, j int) bool {
	switch t := p.at(j); {
	case v.year >= 1500:
		return true
	case t.isEra(eraHijri) && (v.year >= 1300 || p.typed):
		v.cal, v.kind, v.swap = islamic, KindHijri, false
		return true
	case p.scanner.persian() && dates.JalaliYear(v.year):
		v.cal, v.swap = solar, false
		return true
	}
	return p.typed
}

// dottedDay reads a day and month in digits as German writes them, with a year or
// without: am 12.3., 13. 3. 2000.
func (p *parser) dottedDay(i int) (v value, end int, ok bool) {
	a, b := p.at(i), p.at(i+2)
	dots := p.at(i+1).isSign('.') && p.touching(i+1) && p.at(i+3).isSign('.') && p.touching(i+3)
	if !p.scanner.latin.bareYears || p.typed || !dots || !b.number() || a.badLeft || a.digits > 2 || b.digits > 2 || a.n < 1 || a.n > 31 || b.n < 1 || b.n > 12 {
		return v, 0, false
	}
	v = value{kind: KindAbsolute, day: int(a.n), month: int(b.n)}
	if y := p.at(i + 4); y.fourDigits() && y.spaced && !y.badRight {
		return v, i + 5, p.setYear(&v, i+4)
	}
	return v, i + 4, p.at(i-1).among(in, from, to, and, before) && !p.at(i+4).number()
}

// startsTime reports whether a text begins as the time of an ISO 8601 stamp does.
func startsTime(text string) bool {
	return len(text) > 3 && (text[0] == 'T' || text[0] == 't') && text[1] >= '0' && text[1] <= '2'
}

// stamp reads the time of an ISO 8601 stamp behind the date that ends with the
// token before end: T15:26:37+1000. In a text it is kept to the minute.
func (p *parser) stamp(v *value, end int) int {
	last := p.at(end - 1)
	if last.kind != tokenNumber || !startsTime(p.text[last.end:]) {
		return end
	}
	rest := p.text[last.end+1:]
	c, n, ok := isoClock(rest)
	if !ok {
		return end
	}
	if !p.typed && c.precision == dates.PrecisionSecond {
		c.second, c.precision = 0, dates.PrecisionMinute
	}
	v.clock = c
	stop := last.end + 1 + n
	for end < len(p.tokens) && p.tokens[end].start < stop {
		end++
	}
	p.tokens[end-1].end = min(p.tokens[end-1].end, stop)
	return end
}

// isoClock reads hh:mm, hh:mm:ss, a fraction that is left out, and Z or an offset;
// n is their length.
func isoClock(text string) (c clock, n int, ok bool) {
	h, ok1 := twoDigits(text, 0, 24)
	m, ok2 := twoDigits(text, 3, 59)
	if !ok1 || !ok2 || text[2] != ':' {
		return c, 0, false
	}
	c = clock{hour: h, minute: m, precision: dates.PrecisionMinute}
	n = len("hh:mm")
	if s, ok := twoDigits(text, n+1, 59); ok && text[n] == ':' {
		c.second, c.precision = s, dates.PrecisionSecond
		n += len(":ss")
		if rest := text[n:]; len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') && rest[1] >= '0' && rest[1] <= '9' {
			n += len(rest) - len(strings.TrimLeft(rest[1:], "0123456789"))
		}
	}
	n += isoOffset(text[n:], &c)
	return c, n, c.hour < 24 || c.minute == 0 && c.second == 0
}

// isoOffset reads Z, +hh, +hhmm or +hh:mm at the head of a text and returns its
// length.
func isoOffset(text string, c *clock) (n int) {
	if text == "" {
		return 0
	}
	sign := 1
	switch text[0] {
	case 'Z', 'z':
		c.zoned = true
		return 1
	case '-':
		sign = -1
	case '+':
	default:
		return 0
	}
	h, ok := twoDigits(text, 1, 14)
	if !ok {
		return 0
	}
	n = len("+hh")
	at := n
	if at < len(text) && text[at] == ':' {
		at++
	}
	m, ok := twoDigits(text, at, 59)
	if ok {
		n = at + 2
	}
	c.zoned, c.offset = true, sign*(h*60+m)*60
	return n
}

// twoDigits reads two digits at a place of a text, up to most.
func twoDigits(text string, at, most int) (n int, ok bool) {
	if at+2 > len(text) || text[at] < '0' || text[at] > '9' || text[at+1] < '0' || text[at+1] > '9' {
		return 0, false
	}
	n = int(text[at]-'0')*10 + int(text[at+1]-'0')
	if n > most {
		return 0, false
	}
	return n, true
}

// monthInDigits reads, in a field, 2022/2, 2/2022 and 20220204.
func (p *parser) monthInDigits(i int) (v value, end int, ok bool) {
	a, sign, b := p.at(i), p.at(i+1), p.at(i+2)
	v = value{kind: KindAbsolute, hasYear: true}
	if a.digits == 8 && !a.grouped && !sign.is(era) && !sign.is(scale) {
		v.year, v.month, v.day = a.n/10_000, int(a.n/100%100), int(a.n%100)
		if v.month < 1 || v.month > 12 {
			return v, 0, p.blame(i, dates.FaultMonth, "months run from 1 to 12")
		}
		return v, i + 1, v.day > 0
	}
	year, m := a, b
	if b.digits > 2 {
		year, m = b, a
	}
	if sign.kind != tokenSign || !strings.ContainsRune("/-.", sign.sign) || !b.number() || !p.touching(i+1) || !p.touching(i+2) ||
		year.digits <= 2 || year.digits > 4 || m.digits > 2 || m.n < 1 || m.n > 12 {
		return v, 0, false
	}
	v.year, v.month = year.n, int(m.n)
	if p.at(i + 3).isEra(eraHijri) {
		v.cal, v.kind = islamic, KindHijri
	}
	return v, p.afterYear(&v, i+3), true
}
