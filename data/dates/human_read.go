package dates

// fields are what one side of a date that people write says; each is 0 or false
// where it says nothing.
type fields struct {
	year    int64 // as written, in its era; of a span its first
	hasYear bool
	round   bool  // "66 million": counted from year 0
	short   bool  // a year of two digits, which today completed
	span    int64 // 10, 100 or 1000 for a decade, century or millennium
	season  Season
	month   int
	day     int
	solar   bool // the month's name is of the Gregorian calendar
	lunar   bool // or of the Hijri calendar
	era     era

	bare    token // a lone number of one or two digits, which the other side explains
	hasBare bool

	hour, minute, second int
	precision            Precision // of the time
	offset               int
	zoned                bool

	qualifier Qualifier
	weekday   int // from 1, Sunday
	relative  bool
	earlier   bool // "or earlier"
	later     bool
}

func (f *fields) timed() bool { return f.precision != PrecisionNone }

// dated reports whether the side names anything but a time.
func (f *fields) dated() bool {
	return f.hasYear || f.month != 0 || f.day != 0 || f.season != 0 || f.hasBare
}

// reading reads tokens in one of several ways.
type reading struct {
	tokens []token
	today  Civil
	fault  *SyntaxError // the best that is known of what is wrong

	// How to take what can be taken in two ways, and whether it occurred.
	monthFirst, sawOrder bool
	centuries, sawPlural bool
	dashes, sawDash      bool // a hyphen after a time is "to" and no offset
}

// blame keeps what is wrong at a token, the first that is more than a matter of form.
func (r *reading) blame(at int, fault Fault, reason string) bool {
	if r.fault == nil || r.fault.Fault == FaultForm && fault != FaultForm {
		r.fault = &SyntaxError{Offset: at, Fault: fault, Reason: reason}
	}
	return false
}

// side is the state of reading the tokens of one side of a date.
type side struct {
	*reading
	tokens  []token
	at      int
	f       fields
	numbers []token // of which it isn't clear yet what they are
	ordinal int64   // before its century or quarter
	place   int     // byte of the ordinal
	clock   int     // the token after the time that was taken, 0 if none was
}

// side reads tokens that stand for one date, or for as much of one as the other
// side of a range leaves to be said.
func (r *reading) side(tokens []token) (fields, bool) {
	s := side{reading: r, tokens: tokens}
	if len(tokens) == 0 {
		return fields{}, false
	}
	for s.at < len(tokens) {
		at := s.at
		if !s.next(tokens[at]) {
			return fields{}, r.blame(tokens[at].at, FaultForm, "this does not fit into the date")
		}
		s.at++
	}
	return s.f, s.settle()
}

// peek returns the token that is n after the present one, of kind tokenUnknown
// beyond the last.
func (s *side) peek(n int) token {
	if i := s.at + n; i >= 0 && i < len(s.tokens) {
		return s.tokens[i]
	}
	return token{kind: tokenUnknown}
}

// next takes the present token, and with it those that belong to it: it leaves
// s.at at the last of them.
func (s *side) next(t token) bool {
	f := &s.f
	switch t.kind {
	case tokenNumber:
		return s.number(t)
	case tokenSign:
		return s.sign(t)
	case tokenQualifier:
		f.qualifier |= Qualifier(t.n)
	case tokenMonth, tokenHijriMonth:
		return s.month(t)
	case tokenSeason:
		if f.season != 0 {
			return false
		}
		f.season = Season(t.n)
	case tokenHemisphere:
		if f.season == 0 || f.season >= FirstNorthern {
			return false
		}
		f.season += Season(t.n) - FirstSeason
	case tokenPart:
		return s.part(t)
	case tokenOrdinal:
		if s.ordinal != 0 {
			return false
		}
		s.ordinal, s.place = t.n, t.at
	case tokenSpan:
		return s.span(t)
	case tokenDecade:
		n := s.peek(1)
		if n.kind != tokenNumber || n.n%10 != 0 {
			return false
		}
		s.at++
		return s.setSpan(n.n, 10)
	case tokenDecadeName:
		return s.namedDecade(t)
	case tokenEra:
		return s.setEra(era(t.n))
	case tokenMim:
		if s.afterTime() && s.meridiem(12) {
			return true
		}
		return s.setEra(eraCE)
	case tokenMeridiem:
		return s.afterTime() && s.meridiem(int(t.n))
	case tokenZone:
		return s.zone()
	case tokenT:
		return !t.spaced && s.peek(1).kind == tokenNumber && s.at > 0
	case tokenRelative:
		return s.relative(t)
	case tokenWeekday:
		if f.weekday != 0 {
			return false
		}
		f.weekday = int(t.n) + 1
	case tokenFrom:
		return s.at > 0 // «من» within a date is "of"
	case tokenEarlier:
		f.earlier = true
	case tokenLater:
		f.later = true
	default:
		return false
	}
	return true
}

// sign takes a sign that is part of no number: a qualifier, an offset, or what
// joins day, month and year ("4-Feb-2022", «شباط/فبراير»).
func (s *side) sign(t token) bool {
	switch {
	case t.is('?'):
		s.f.qualifier |= Uncertain
	case t.is('~'):
		s.f.qualifier |= Approximate
	case t.is('%'):
		s.f.qualifier |= Uncertain | Approximate
	case t.is('+'):
		return s.afterTime() && s.offset(1)
	case t.is('-') && s.afterTime():
		if s.dashes {
			return false
		}
		return s.offset(-1)
	case t.is('-'), t.is('/'), t.is('.'):
		before, after := s.peek(-1), s.peek(1)
		month := before.kind == tokenMonth || before.kind == tokenHijriMonth || after.kind == tokenMonth || after.kind == tokenHijriMonth
		return month && !t.spaced && !after.spaced && after.kind != tokenUnknown && before.kind != tokenUnknown
	default:
		return false
	}
	return true
}

func (s *side) month(t token) bool {
	lunar := t.kind == tokenHijriMonth
	if s.f.month != 0 {
		return s.f.month == int(t.n) && s.f.lunar == lunar && s.peek(-1).is('/')
	}
	s.f.month, s.f.lunar, s.f.solar = int(t.n), lunar, !lunar
	return true
}

// part takes "quarter", "third" or "half" with the ordinal before or after it.
func (s *side) part(t token) bool {
	n, number := s.ordinal, s.peek(1)
	if t.n == int64(FirstThird) && (number.kind == tokenPart || number.kind == tokenSpan) {
		s.ordinal = 3 // the English word is an ordinal, too
		return n == 0
	}
	switch {
	case n != 0:
		s.ordinal = 0
	case len(s.numbers) == 1 && s.peek(-1).kind == tokenSuffix:
		n, s.numbers = s.numbers[0].n, nil
	case number.kind == tokenOrdinal, number.kind == tokenNumber && number.digits == 1 && !number.spaced: // Q1
		n = number.n
		s.at++
	}
	count := map[Season]int64{FirstQuarter: 4, FirstThird: 3, FirstHalf: 2}[Season(t.n)]
	if n == lastOrdinal {
		n = count
	}
	if n < 1 || n > count || s.f.season != 0 {
		return false
	}
	s.f.season = Season(t.n + n - 1)
	return true
}

// span takes "century" or "millennium" with the ordinal before or after it.
func (s *side) span(t token) bool {
	n, after := s.ordinal, s.peek(1)
	switch {
	case n != 0:
		s.ordinal = 0
	case len(s.numbers) == 1 && s.peek(-1).kind == tokenSuffix:
		n, s.numbers = s.numbers[0].n, nil
	case after.kind == tokenOrdinal, after.kind == tokenNumber && after.digits <= 2:
		n = after.n
		s.at++
	}
	if n < 1 || n > 99 {
		return false
	}
	if s.f.span == 10 && t.n == 100 { // «تسعينيات القرن العشرين»
		s.f.year += (n - 1) * 100
		return true
	}
	return s.setSpan((n-1)*t.n, t.n)
}

// namedDecade takes a decade by name, whose century follows.
func (s *side) namedDecade(t token) bool {
	return s.peek(1).kind == tokenSpan && s.peek(1).n == 100 && s.setSpan(t.n, 10)
}

func (s *side) setSpan(first, years int64) bool {
	if s.f.hasYear {
		return false
	}
	s.f.year, s.f.hasYear, s.f.span = first, true, years
	return true
}

func (s *side) setEra(e era) bool {
	if s.f.era != eraNone && s.f.era != e || s.f.relative {
		return false
	}
	s.f.era = e
	return true
}

func (s *side) relative(t token) bool {
	if s.today.Month == 0 || s.f.dated() || s.f.era != eraNone || len(s.numbers) > 0 {
		return s.blame(t.at, FaultYear, "it isn't known which day that is")
	}
	s.f.year, s.f.month, s.f.day = CivilFromDays(DaysFromCivil(s.today.Year, s.today.Month, s.today.Day) + t.n)
	s.f.hasYear, s.f.relative = true, true
	if s.f.year <= 0 {
		s.f.year, s.f.era = 1-s.f.year, eraBCE
	}
	return true
}

// settle decides what the numbers are that stand alone.
func (s *side) settle() bool {
	f := &s.f
	if s.ordinal != 0 { // «الرابع من فبراير»
		if f.month == 0 || f.day != 0 || s.ordinal < 1 {
			return s.blame(s.place, FaultForm, "this does not fit into the date")
		}
		f.day = int(s.ordinal)
	}
	var years, others []token
	for _, n := range s.numbers {
		if n.digits > 2 || n.n > 31 {
			years = append(years, n)
		} else {
			others = append(others, n)
		}
	}
	roomForDay := f.day == 0 && f.season == 0 && f.span == 0
	switch {
	case len(s.numbers) == 0:
		return true
	case len(years) == 1 && len(others) == 0 && !f.hasYear && (years[0].digits > 2 || f.era != eraNone || f.month != 0 || f.season != 0):
		return s.setYear(years[0])
	case len(years) == 1 && len(others) == 1 && !f.hasYear && roomForDay:
		f.day = int(others[0].n)
		return s.setYear(years[0])
	case len(others) == 2 && len(years) == 0 && f.month != 0 && !f.hasYear && roomForDay: // 4 Feb 14 AD
		f.day = int(others[0].n)
		return s.setYear(others[1])
	case len(s.numbers) == 1 && !f.hasYear && (f.era != eraNone && f.month == 0 || f.day != 0 && f.month != 0 || f.season != 0):
		return s.setYear(s.numbers[0])
	case len(others) == 1 && len(years) == 0 && f.month != 0 && f.day == 0:
		if f.era != eraNone && !f.hasYear {
			return s.setYear(others[0]) // May 14 AD
		}
		f.day = int(others[0].n)
		return true
	case len(s.numbers) == 1 && !f.dated():
		f.bare, f.hasBare = s.numbers[0], true
		return true
	}
	return s.blame(s.numbers[len(s.numbers)-1].at, FaultForm, "this number does not fit into the date")
}

// setYear takes a number for the year. One of two digits without an era is the
// year near today that ends in them.
func (s *side) setYear(t token) bool {
	f := &s.f
	f.year, f.hasYear = t.n, true
	if t.digits > 2 || f.era != eraNone || names(s.reading.tokens, eraCE, eraBCE, eraHijri) {
		return true
	}
	if s.today.Month == 0 || f.lunar {
		return s.blame(t.at, FaultYear, "the year needs all of its digits")
	}
	f.year, f.short = nearYear(t.n, s.today.Year), true
	return true
}

// nearYear returns the year with the last two digits that is at most 20 years
// after today's, and less than 80 before it.
func nearYear(n, today int64) int64 {
	last := today + 20
	return last - ((last-n)%100+100)%100
}
