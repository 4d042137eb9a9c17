package table

import (
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// numeric is a date that is written in numbers: what most cells of most tables have, so
// it is read here, fast, and nothing else.
type numeric struct {
	form.Moment
	// swap says that day and month can be told by their order alone: Moment has the day
	// first.
	swap bool
	// order is what the numbers themselves tell: DayFirst where the first is above 12,
	// MonthFirst where the second is; ByContents where they tell nothing.
	order    form.Order
	fraction bool // of a second, which is left out
}

// inOrder is the date with day and month in an order; false where it is none in that.
func (n numeric) inOrder(o form.Order) (form.Moment, bool) {
	m := n.Moment
	switch {
	case n.swap && o == form.MonthFirst:
		m.Day, m.Month = m.Month, m.Day
		return m, true
	case n.order == form.ByContents || n.order == o || o == form.ByContents:
		return m, true
	}
	return m, false
}

// numbers is how dates in numbers are read.
type numbers struct {
	near      int64 // the year by which years of two digits are told; 0: there are none
	yearFirst bool  // of any number of digits
}

// read reads a date in numbers.
//
//	2022-02-04, 2022/2/4, 2022.02.04, 20220204, 2022-02-04T20:00:00.5Z, 2022-02-04 20:00 +08:00
//	4/2/2022, 4.2.2022, 4-2-2022, 4/2/22 8:30 pm, 2022-02, 2/2022, 0044-03-15 BC
func (how numbers) read(cell string) (n numeric, ok bool) {
	if !mayBeNumbers(cell) {
		return n, false
	}
	s := scanner{rest: cell}
	p := threeNumbers{negative: s.take("-")}
	p.first, p.digits = s.number(9)
	p.separator = s.separator()
	if p.digits == 0 || p.separator == 0 {
		return n, p.digits == 8 && !p.negative && n.eightDigits(p.first) && s.end(&n)
	}
	p.second, p.secondDigits = s.number(4)
	if p.secondDigits == 0 {
		return n, false
	}
	if !s.take(string(p.separator)) {
		return n, n.monthOf(p) && s.end(&n)
	}
	p.third, p.thirdDigits = s.number(4)
	if p.thirdDigits == 0 || p.secondDigits > 2 {
		return n, false
	}
	if p.digits >= 3 || p.negative || how.yearFirst {
		ok = n.yearFirst(p)
	} else {
		ok = n.yearLast(p, how.near)
	}
	return n, ok && n.valid() && s.end(&n)
}

func mayBeNumbers(cell string) bool {
	return cell != "" && len(cell) <= 60 && (cell[0] == '-' || cell[0] >= '0' && cell[0] <= '9')
}

// threeNumbers are the parts of a date, or two of them.
type threeNumbers struct {
	negative                          bool
	first, second, third              int64
	digits, secondDigits, thirdDigits int
	separator                         byte
}

// eightDigits takes 20220204.
func (n *numeric) eightDigits(number int64) bool {
	n.Year, n.Month, n.Day = number/10000, int(number/100%100), int(number%100)
	return n.Year >= 1000 && n.Year <= 2999 && n.valid()
}

// yearFirst takes 2022-02-04. A negative year of less than four digits is not as in EDTF
// but as people count.
func (n *numeric) yearFirst(p threeNumbers) bool {
	if p.thirdDigits > 2 || p.digits == 3 && p.separator != '-' {
		return false
	}
	n.Year, n.Month, n.Day = p.first, int(p.second), int(p.third)
	if p.negative {
		n.Year = -p.first
		if p.digits < 4 {
			n.Year++
		}
	}
	return true
}

// yearLast takes 4/2/2022.
func (n *numeric) yearLast(p threeNumbers, near int64) bool {
	if p.thirdDigits != 4 && (p.thirdDigits != 2 || near == 0 || p.separator == '-') {
		return false
	}
	n.Year, n.Day, n.Month = p.third, int(p.first), int(p.second)
	if p.thirdDigits == 2 {
		n.Year = shortYear(p.third, near)
	}
	switch {
	case p.first > 12, p.separator == '.' && p.second <= 12: // nobody writes months first with points
		n.order = form.DayFirst
	case p.second > 12:
		n.order = form.MonthFirst
		n.Day, n.Month = n.Month, n.Day
	default:
		n.swap = p.first != p.second
	}
	return true
}

// monthOf takes two numbers for a year and a month.
func (n *numeric) monthOf(p threeNumbers) bool {
	switch {
	case p.negative:
		return false
	case p.digits == 4 && p.secondDigits <= 2 && (p.separator != '-' || p.secondDigits == 2):
		n.Year, n.Month = p.first, int(p.second)
	case p.digits <= 2 && p.secondDigits == 4:
		n.Year, n.Month = p.second, int(p.first)
	default:
		return false
	}
	return n.Month >= 1 && n.Month <= 12
}

func (n *numeric) valid() bool {
	return n.Month >= 1 && n.Month <= 12 && n.Day >= 1 && n.Day <= dates.DaysIn(n.Year, n.Month)
}

// shortYear is the year of two digits that lies from 79 years before near to 20 after.
func shortYear(y, near int64) int64 {
	y += near - near%100
	switch {
	case y > near+20:
		y -= 100
	case y <= near-80:
		y += 100
	}
	return y
}

// scanner reads a cell from left to right.
type scanner struct{ rest string }

func (s *scanner) take(prefix string) bool {
	rest, ok := strings.CutPrefix(s.rest, prefix)
	if ok {
		s.rest = rest
	}
	return ok
}

func (s *scanner) number(most int) (n int64, digits int) {
	for digits < most && digits < len(s.rest) && s.rest[digits] >= '0' && s.rest[digits] <= '9' {
		n = n*10 + int64(s.rest[digits]-'0')
		digits++
	}
	s.rest = s.rest[digits:]
	return n, digits
}

func (s *scanner) separator() byte {
	if s.rest != "" && strings.IndexByte("-/.", s.rest[0]) >= 0 {
		c := s.rest[0]
		s.rest = s.rest[1:]
		return c
	}
	return 0
}

// end reads what follows a date: nothing, a time of day with a zone or none, an era.
func (s *scanner) end(n *numeric) bool {
	s.rest = strings.TrimSpace(s.rest)
	if s.rest == "" {
		return true
	}
	if c := s.rest[0]; n.Day != 0 && (c == 'T' || c == 't' || c == ',' || c >= '0' && c <= '9') {
		if c < '0' || c > '9' {
			s.rest = strings.TrimSpace(s.rest[1:])
		}
		clock, fraction, ok := s.clock()
		if !ok {
			return false
		}
		n.Clock, n.fraction = clock, fraction
		n.Offset, ok = s.offset()
		if !ok {
			return false
		}
	}
	switch strings.ToUpper(strings.Trim(s.rest, " .")) {
	case "":
	case "AD", "CE", "A.D":
		s.rest = ""
	case "BC", "BCE", "B.C":
		n.Year = 1 - n.Year
		return n.Year <= 0 && (n.Day == 0 || n.valid())
	default:
		return false
	}
	return true
}

// clock reads 20:00, 20:00:05.123, 8:30 pm.
func (s *scanner) clock() (c form.Clock, fraction, ok bool) {
	hour, digits := s.number(2)
	if digits == 0 || !s.take(":") {
		return c, false, false
	}
	minute, digits := s.number(2)
	if digits != 2 {
		return c, false, false
	}
	c = form.Clock{Said: true, Hour: int(hour), Minute: int(minute)}
	if s.take(":") {
		second, digits := s.number(2)
		if digits != 2 {
			return c, false, false
		}
		c.Second, c.Seconds = int(second), true
		if s.take(".") || s.take(",") {
			if _, digits := s.number(12); digits == 0 {
				return c, false, false
			}
			fraction = true
		}
	}
	c.Hour, ok = s.halfDay(c.Hour)
	return c, fraction, ok && c.Hour <= 24 && c.Minute <= 59 && c.Second <= 59 && (c.Hour < 24 || c.Minute == 0 && c.Second == 0)
}

// halfDay reads am and pm, in English and Arabic.
func (s *scanner) halfDay(hour int) (int, bool) {
	rest := strings.TrimSpace(s.rest)
	for _, half := range []struct {
		word string
		pm   bool
	}{{"am", false}, {"a.m.", false}, {"pm", true}, {"p.m.", true}, {"ص", false}, {"م", true}} {
		if len(rest) < len(half.word) || !strings.EqualFold(rest[:len(half.word)], half.word) {
			continue
		}
		if next := rest[len(half.word):]; next != "" && next[0] != ' ' {
			continue
		}
		if hour < 1 || hour > 12 {
			return 0, false
		}
		s.rest = rest[len(half.word):]
		hour %= 12
		if half.pm {
			hour += 12
		}
		return hour, true
	}
	return hour, true
}

// offset reads Z, UTC, +08:00, +0800, +08; "" if there is none.
func (s *scanner) offset() (string, bool) {
	s.rest = strings.TrimSpace(s.rest)
	said := ""
	for _, utc := range []string{"Z", "z", "UTC", "GMT"} {
		if s.take(utc) {
			said, s.rest = "Z", strings.TrimSpace(s.rest)
			break
		}
	}
	if s.rest == "" || s.rest[0] != '+' && s.rest[0] != '-' {
		return said, true
	}
	sign := s.rest[:1]
	s.rest = s.rest[1:]
	hours, digits := s.number(2)
	if digits == 0 {
		return "", false
	}
	s.take(":")
	minutes, digits := s.number(2)
	if digits == 1 || hours > 14 || minutes > 59 {
		return "", false
	}
	if hours == 0 && minutes == 0 {
		return "Z", true
	}
	return sign + pad(hours) + ":" + pad(minutes), true
}

func pad(n int64) string {
	if n < 10 {
		return "0" + strconv.FormatInt(n, 10)
	}
	return strconv.FormatInt(n, 10)
}
