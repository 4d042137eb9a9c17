package dates

import "slices"

// number takes a number and what it forms with its neighbours: a time, a date in
// digits, a decade, a scaled year. What remains is kept for settle.
func (s *side) number(t token) bool {
	sign, second := s.peek(1), s.peek(2)
	pair := sign.kind == tokenSign && second.kind == tokenNumber
	switch {
	case sign.is(':'):
		return pair && s.time(t)
	case sign.kind == tokenMeridiem && t.digits <= 2:
		return s.setTime(t.n, 0, 0, PrecisionMinute)
	case sign.kind == tokenSuffix:
		s.at++
	case sign.kind == tokenPlural:
		s.at++
		return s.plural(t)
	case sign.kind == tokenScale, pair && sign.is('.') && s.peek(3).kind == tokenScale:
		return s.scaled(t)
	case pair && s.threeInDigits(sign):
		return s.dayMonthYear(t, sign)
	case pair && s.yearAndMonth(t, sign, second):
		return true
	case pair && s.f.season != 0 && s.f.season < FirstQuarter && s.follows(t, second) && !sign.is('.'):
		s.at += 2 // winter 2019–20: the season's year is the one in which it begins
	case t.digits == 8 && !s.f.dated() && len(s.numbers) == 0:
		year := t
		year.n /= 10_000
		return s.setDate(year, t.n/100%100, t.n%100)
	case t.digits > 8 && t.n > MaxYear:
		return s.blame(t.at, FaultRange, "the year is out of range")
	}
	s.numbers = append(s.numbers, t)
	return len(s.numbers) <= 2
}

// follows reports whether a number is the year after another, in full or by its
// last two digits.
func (s *side) follows(year, next token) bool {
	if names(s.tokens, eraBCE) {
		return next.n == year.n-1
	}
	return year.digits > 2 && (next.n == year.n+1 || next.digits == 2 && next.n == (year.n+1)%100)
}

// threeInDigits reports whether three numbers stand here with the same sign
// between them.
func (s *side) threeInDigits(sign token) bool {
	again := s.peek(3)
	return (sign.is('/') || sign.is('-') || sign.is('.')) && again.kind == tokenSign && again.n == sign.n && s.peek(4).kind == tokenNumber
}

// dayMonthYear takes 2022-2-4, 4/2/2022 or 4.2.22. Points stand after the day
// first, as nobody writes them after the month.
func (s *side) dayMonthYear(a, sign token) bool {
	b, c := s.peek(2), s.peek(4)
	year, month, day := a, b, c
	if a.digits <= 2 {
		year, month, day = c, b, a
		free := !names(s.reading.tokens, eraHijri) && !sign.is('.')
		if free && a.n <= 12 && b.n <= 12 && a.n != b.n {
			s.sawOrder = true
		}
		if free && (s.monthFirst || b.n > 12 && a.n <= 12) {
			month, day = a, b
		}
	}
	s.at += 4
	return s.setDate(year, month.n, day.n)
}

// yearAndMonth takes 2022/2 or 2/2022, and reports whether that is what it is.
func (s *side) yearAndMonth(a, sign, b token) bool {
	year, month := a, b
	if b.digits > 2 {
		year, month = b, a
	}
	joined := (sign.is('/') || sign.is('-') || sign.is('.')) && !sign.spaced && !b.spaced
	if !joined || year.digits <= 2 || month.digits > 2 || month.n < 1 || month.n > 12 || s.f.dated() || len(s.numbers) > 0 {
		return false
	}
	s.at += 2
	s.f.month = int(month.n)
	return s.setYear(year)
}

// names reports whether tokens name one of some eras.
func names(tokens []token, eras ...era) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.kind == tokenEra && slices.Contains(eras, era(t.n)) })
}

// setDate takes year, month and day.
func (s *side) setDate(year token, m, d int64) bool {
	f := &s.f
	switch {
	case f.dated() || len(s.numbers) > 0:
		return false
	case m < 1 || m > 12:
		return s.blame(year.at, FaultMonth, "months run from 1 to 12")
	case d < 1 || d > 31:
		return s.blame(year.at, FaultDay, "days run from 1 to 31")
	}
	f.month, f.day = int(m), int(d)
	return s.setYear(year)
}

// plural takes 1990s, and 1900s as a decade or as a century.
func (s *side) plural(t token) bool {
	if t.digits < 2 || t.n%10 != 0 || t.digits < 3 && t.n < 40 {
		return false
	}
	if t.digits > 2 && t.n%100 == 0 {
		if s.sawPlural = true; s.centuries {
			return s.setSpan(t.n, 100)
		}
	}
	return t.digits > 2 && s.setSpan(t.n, 10)
}

// scaled takes 66 million or 13.8 billion.
func (s *side) scaled(t token) bool {
	n, tenths := t.n, int64(0)
	s.at++
	if s.tokens[s.at].is('.') {
		if fraction := s.peek(1); fraction.digits == 1 {
			tenths = fraction.n
		} else {
			return false
		}
		s.at += 2
	}
	scale := s.tokens[s.at].n
	if n > MaxYear/scale {
		return s.blame(t.at, FaultRange, "the year is out of range")
	}
	if s.f.hasYear {
		return false
	}
	s.f.year, s.f.hasYear, s.f.round = n*scale+tenths*(scale/10), true, true
	return true
}

// time takes hh:mm or hh:mm:ss; a fraction of a second is left out.
func (s *side) time(hours token) bool {
	minutes := s.peek(2)
	s.at += 2
	if colon, seconds := s.peek(1), s.peek(2); colon.is(':') && seconds.kind == tokenNumber {
		s.at += 2
		if s.peek(1).is('.') && s.peek(2).kind == tokenNumber {
			s.at += 2
		}
		return s.setTime(hours.n, minutes.n, seconds.n, PrecisionSecond)
	}
	return s.setTime(hours.n, minutes.n, 0, PrecisionMinute)
}

func (s *side) setTime(hours, minutes, seconds int64, p Precision) bool {
	f := &s.f
	switch {
	case f.timed():
		return false
	case hours > 24 || minutes > 59 || seconds > 59:
		return s.blame(s.tokens[s.at].at, FaultTime, "times run from 00:00 to 24:00")
	}
	f.hour, f.minute, f.second, f.precision = int(hours), int(minutes), int(seconds), p
	s.clock = s.at + 1
	return true
}

// afterTime reports whether the tokens just taken are a time.
func (s *side) afterTime() bool { return s.clock > 0 && s.clock == s.at }

// meridiem adds 0 or 12 hours to a time of 1 to 12 hours.
func (s *side) meridiem(hours int) bool {
	f := &s.f
	if f.hour < 1 || f.hour > 12 {
		return false
	}
	f.hour = f.hour%12 + hours
	s.clock = s.at + 1
	return true
}

// zone takes UTC, alone or before an offset.
func (s *side) zone() bool {
	if !s.f.timed() || s.f.zoned {
		return false
	}
	s.f.zoned = true
	switch sign := s.peek(1); {
	case s.peek(2).kind != tokenNumber:
	case sign.is('+'):
		s.at++
		return s.setOffset(1)
	case sign.is('-'):
		s.at++
		return s.setOffset(-1)
	}
	return true
}

// offset takes +08:00, +8 or -0500 right after a time. After a time without
// seconds "-05:00" may as well be another time; then both are readings.
func (s *side) offset(sign int) bool {
	if s.f.zoned || s.peek(1).kind != tokenNumber {
		return false
	}
	if colon := s.peek(2).is(':'); sign < 0 && s.f.precision == PrecisionMinute && s.peek(1).digits < 3 {
		if !colon {
			return false
		}
		s.sawDash = true
	}
	s.f.zoned = true
	return s.setOffset(sign)
}

func (s *side) setOffset(sign int) bool {
	hours := s.peek(1)
	s.at++
	h, m := hours.n, int64(0)
	switch minutes := s.peek(2); {
	case hours.digits > 2:
		h, m = hours.n/100, hours.n%100
	case s.peek(1).is(':') && minutes.kind == tokenNumber:
		m = minutes.n
		s.at += 2
	}
	if h > 14 || m > 59 || h == 14 && m > 0 {
		return s.blame(hours.at, FaultOffset, "offsets reach from -14:00 to +14:00")
	}
	s.f.offset = sign * int(h*hour+m*minute)
	s.clock = s.at + 1
	return true
}
