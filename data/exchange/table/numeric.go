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
	if cell == "" || len(cell) > 60 {
		return n, false
	}
	if cell[0] != '-' && (cell[0] < '0' || cell[0] > '9') {
		return n, false
	}
	s := scanner{rest: cell}
	negative := s.take("-")
	first, digits := s.number(9)
	if digits == 0 {
		return n, false
	}
	separator := s.separator()
	switch {
	case separator == 0 && digits == 8 && !negative:
		n.Year, n.Month, n.Day = first/10000, int(first/100%100), int(first%100)
		if n.Year < 1000 || n.Year > 2999 || !n.valid() {
			return n, false
		}
		return n, s.end(&n)
	case separator == 0:
		return n, false
	}
	second, secondDigits := s.number(4)
	if secondDigits == 0 {
		return n, false
	}
	if !s.take(string(separator)) {
		return n, n.monthOf(first, digits, second, secondDigits, negative, separator) && s.end(&n)
	}
	third, thirdDigits := s.number(4)
	switch {
	case thirdDigits == 0 || secondDigits > 2:
		return n, false
	case digits >= 3 || negative || how.yearFirst:
		if thirdDigits > 2 || digits == 3 && separator != '-' {
			return n, false
		}
		n.Year, n.Month, n.Day = first, int(second), int(third)
		if negative {
			n.Year = -first
			if digits < 4 { // not as in EDTF: as people count
				n.Year++
			}
		}
	case digits <= 2 && (thirdDigits == 4 || thirdDigits == 2 && how.near != 0 && separator != '-'):
		n.Year, n.Day, n.Month = third, int(first), int(second)
		if thirdDigits == 2 {
			n.Year = shortYear(third, how.near)
		}
		switch {
		case first > 12:
			n.order = form.DayFirst
		case second > 12:
			n.order = form.MonthFirst
			n.Day, n.Month = n.Month, n.Day
		default:
			n.swap = first != second
		}
		if separator == '.' && n.order != form.MonthFirst { // nobody writes months first with points
			n.order, n.swap = form.DayFirst, false
		}
	default:
		return n, false
	}
	return n, n.valid() && s.end(&n)
}

// monthOf takes two numbers for a year and a month.
func (n *numeric) monthOf(first int64, digits int, second int64, secondDigits int, negative bool, separator byte) bool {
	switch {
	case digits == 4 && secondDigits <= 2 && !negative && (separator != '-' || secondDigits == 2):
		n.Year, n.Month = first, int(second)
	case digits <= 2 && secondDigits == 4 && !negative:
		n.Year, n.Month = second, int(first)
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
