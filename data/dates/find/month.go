package find

import "tarikh.org/tarikh/data/dates"

// dayMonth reads the month behind a day, and its year.
func (p *parser) dayMonth(day, j int) (v value, end int, ok bool) {
	joined := p.at(j).oneOf("-/")
	if joined {
		j++
	} else {
		j = p.ofMonth(j)
		if v, end, ok = p.dayOfThisMonth(day, j); ok {
			return v, end, true
		}
	}
	if p.at(j).joined && !p.at(j).is(hijriMonth) {
		return v, 0, false
	}
	v, j, ok = p.monthName(j)
	if !ok || joined && !p.at(j).oneOf("-/") && p.at(j-1).has(common) {
		return v, 0, false
	}
	v.day = day
	return v, p.yearTail(&v, j), true
}

// ofMonth skips what stands between a day and its month: the point of 9. November,
// "of", «من شهر».
func (p *parser) ofMonth(j int) int {
	if p.at(j).isSign('.') && p.touching(j) && !p.at(j+1).english {
		j++
	}
	j = p.skip(j, of, from, the)
	if u := p.at(j); u.isUnit(months) && !u.has(definite) && !p.at(j+1).among(past, future, current) {
		j++
	}
	return j
}

// dayOfThisMonth reads the month of «15 من الشهر الجاري», the 15th of this month.
func (p *parser) dayOfThisMonth(day, j int) (v value, end int, ok bool) {
	if p.skip(j-1, of, from) != j || !p.at(j).among(unit, current, past, future) {
		return v, 0, false
	}
	v, end, ok = p.point(j, false)
	if !ok || v.void || v.kind != KindRelative || v.month == 0 || v.day != 0 || v.span != 0 || v.approx {
		return v, 0, false
	}
	v.day = day
	return v, end, true
}

// monthName reads a month by one name or by two.
func (p *parser) monthName(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v.kind = KindAbsolute
	switch {
	case t.kind != tokenWord:
		return v, 0, false
	case t.is(month):
	case t.is(hijriMonth):
		v.cal, v.kind = islamic, KindHijri
	case t.is(jalaliMonth):
		v.cal = solar
	default:
		return v, 0, false
	}
	if !p.likelyMonth(i) {
		return v, 0, false
	}
	v.month = int(t.meaning.n)
	end = i + 1
	if n := p.at(end); t.has(dual) && n.number() && n.digits == 1 && (n.n == 1 || n.n == 2) {
		v.month = (int(t.meaning.n)+int(n.n)-2)%12 + 1 // «كانون 2» is «كانون الثاني»
		end++
	} else if t.has(dual) {
		return v, 0, false
	}
	if t.has(short) {
		end = p.skipSign(end, '.')
	}
	return v, p.secondName(v, i, end), true
}

// likelyMonth reports whether the word at i, which may be another one too, is a
// month here.
func (p *parser) likelyMonth(i int) bool {
	t, prev, next := p.at(i), p.at(i-1), p.at(i+1)
	switch {
	case p.typed || !t.has(common|short), t.english && (t.capital || !t.is(month)):
		return true
	case t.english: // may, march, mar
		return prev.number() && next.number() && t.has(short) || next.isSign('-') && (prev.isSign('-') || p.at(i+3).isSign('-'))
	case p.amidDate(i), prev.is(of):
		return true
	case t.has(common): // «باب» is a door, and «آب» returned
		return next.oneOf("/(") || prev.isUnit(months) || !t.placed && (prev.among(ordinal, from) || !t.joined)
	}
	return !latin(p.text[t.start]) || next.isSign('.')
}

// amidDate reports whether a number, or a sign that joins dates, stands beside the
// word at i.
func (p *parser) amidDate(i int) bool {
	next := p.at(i + 1)
	return p.at(i-1).number() || p.at(i-1).oneOf("-/") || next.number() || next.isSign('-') && p.touching(i+1) && p.at(i+2).number()
}

// secondName skips the same month by another name behind the first: «شباط/فبراير».
func (p *parser) secondName(v value, i, end int) int {
	t := p.at(i)
	open := p.skipSign(end, '(')
	second := p.at(max(p.skipSign(end, '/'), p.skipSign(end, '-'), open))
	same := second.is(t.class) && int(second.meaning.n) == v.month
	if next := p.at(end); next.is(month) && t.is(month) && !next.joined && !latin(p.text[next.start]) && int(next.meaning.n) == v.month {
		return end + 1 // «ديسمبر كانون الأول»
	}
	if (p.at(end).isSign('/') || p.at(end).isSign('-') || open > end) && same {
		bracket := open > end
		end += 2
		if bracket {
			end = p.skipSign(end, ')')
		}
	}
	return end
}

// yearTail reads the year behind a month, season or quarter, or what says where
// to look for it; it returns j where there is none.
func (p *parser) yearTail(v *value, j int) int {
	t, next := p.at(j), p.at(j+1)
	if t.behind && !t.joined && t.among(past, future, current, following, previous) && !next.among(unit, yearWord) {
		v.direction = t.class
		return j + 1
	}
	if t.oneOf("-/") {
		return p.yearJoined(v, j)
	}
	k := p.skip(p.skipSign(j, ','), of, from, in)
	if t := p.at(k); (t.isEra(eraCE) || t.isEra(eraBCE)) && !t.joined && v.cal == gregorian && !p.typed { // 24 August AD 79
		if w, end, ok := p.eraFirst(k); ok && w.span == 0 {
			v.year, v.hasYear, v.bce, v.ce = w.year, true, w.bce, w.ce
			return end
		}
	}
	word := p.skip(k, yearWord)
	if w := p.at(word); w.isUnit(years) && w.has(definite) && p.at(word+1).number() {
		word++
	}
	if n := p.at(word); n.number() && !n.joined || n.isSign('\'') && p.at(word+1).number() {
		return p.yearNumber(v, j, word)
	}
	if end, ok := p.yearWritten(v, k, word); ok {
		return end
	}
	return p.yearCounted(v, j, k)
}

// yearWritten reads a year in words, at word behind "year" or at k without it.
func (p *parser) yearWritten(v *value, k, word int) (end int, ok bool) {
	if v.month == 0 && v.season == 0 && word == k {
		return 0, false
	}
	year, end, ok := p.yearInWords(word)
	if ok {
		v.year, v.hasYear = year, true
		end = p.afterYear(v, end)
	}
	return end, ok
}

// yearCounted reads "last year" and the like behind a month.
func (p *parser) yearCounted(v *value, j, k int) int {
	shift, end, ok := p.relativeYear(k)
	switch {
	case !ok:
		return j
	case shift == nil:
		v.void = true
		return end
	}
	v.year, v.hasYear = *shift, true
	if v.kind != KindHijri {
		v.kind = KindRelative
	}
	return end
}

// yearJoined reads the year behind a month and a hyphen or slash: 19-Nov-2012,
// Nov-12, december-30-11.
func (p *parser) yearJoined(v *value, j int) int {
	n := p.at(j + 1)
	if !p.touching(j) || !p.touching(j+1) || !n.number() {
		return j
	}
	switch {
	case n.digits > 2:
		if p.setYear(v, j+1) {
			return p.afterYear(v, j+2)
		}
	case v.day == 0 && n.n >= 1 && n.n <= 31 && p.at(j+2).sign == p.at(j).sign && p.touching(j+2) && p.at(j+3).number() && p.touching(j+3):
		w := *v
		w.day = int(n.n)
		if end := p.yearJoined(&w, j+2); end > j+2 {
			*v = w
			return end
		}
	case n.digits == 2 && !n.badRight && !p.at(j+2).is(month) && p.shortYear(v, j+1):
		return j + 2
	}
	return j
}

// yearNumber reads the number at word as the year of a month that ends at j.
func (p *parser) yearNumber(v *value, j, word int) int {
	apostrophe := p.at(word).isSign('\'')
	if apostrophe {
		word++
	}
	n, early, comma := p.at(word), p.beforeEra(word), p.at(j).isSign(',')
	if n.plural || n.badRight && p.at(word+1).isSign('.') || n.grouped && !early || !p.edgeRight(word) || p.beginsClock(word) || p.countedAfterMonth(word) {
		return j
	}
	if early {
		w, end, ok := p.withEra(*v, word)
		if !ok {
			return j
		}
		*v = w
		return end
	}
	if !p.yearDigits(v, word, comma, apostrophe) {
		return j
	}
	return p.afterYear(v, word+1)
}

// yearDigits takes the number at word for the year of a month, if it has as many
// digits as one. comma says that a comma stands before it.
func (p *parser) yearDigits(v *value, word int, comma, apostrophe bool) bool {
	n := p.at(word)
	switch {
	case n.digits == 4 || n.digits == 3 && !comma:
		return p.setYear(v, word)
	case n.digits == 2 && (!comma || n.n < 10 && v.day != 0):
		sure := apostrophe || p.at(word-1).is(of) && v.day != 0
		return p.yearLike(v, word, sure) && p.shortYear(v, word)
	}
	return false
}

// beginsClock reports whether the number at i is the hour of a time: 10:30.
func (p *parser) beginsClock(i int) bool { return p.at(i+1).isSign(':') && p.at(i+2).number() }

// yearLike reports whether the two digits behind a month, or a day and a month,
// are its year and count nothing.
func (p *parser) yearLike(v *value, i int, sure bool) bool {
	n, next := p.at(i), p.at(i+1)
	switch {
	case sure || p.typed:
		return v.day != 0 || n.n > 31 || sure
	case n.badLeft, p.halfOfDay(i + 1), next.is(count), next.is(unit):
		return false
	case v.day == 0:
		zero := n.n < 10 && !p.at(i-1).english // в мае 09
		if m := p.at(i - 1); m.is(month) && m.english && !m.has(short) && next.among(none, gone) && !next.capital && next.spaced && !pronoun(p.word(i+1)) {
			return false // in November 85 quit
		}
		return (n.n > 31 || zero) && !p.countable(i+1)
	case n.n < 10 || next.kind == tokenSign: // 5 Feb 03
		return true
	}
	return n.n > 31 && !p.countable(i+1)
}

// pronoun reports words with which a clause goes on behind a year.
func pronoun(word string) bool {
	switch word {
	case "he", "she", "they", "we", "it", "i", "you", "when", "where", "who", "which", "as", "with", "at":
		return true
	}
	return false
}

// fromMonth reads what begins with a month: February 4, 2022; February 2022; and,
// where something before it tells of a time, February.
func (p *parser) fromMonth(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v, j, ok := p.monthName(i)
	if !ok {
		return v, 0, false
	}
	if w, end, ok := p.monthDay(v, i, j); ok {
		return w, end, true
	}
	if end = p.yearTail(&v, j); v.hasYear || v.void || v.direction != 0 {
		v.weak = v.weak || v.pivot
		return v, end, true
	}
	if t.has(short) && !p.typed || v.cal == solar {
		return v, 0, false
	}
	doubled := j > i+1
	monthWord := p.at(i - 1).isUnit(months)
	switch {
	case v.cal == islamic && !monthWord && !p.typed:
		return v, 0, false
	case doubled, monthWord, p.timely(i) && !p.at(i-1).is(about), p.typed:
		p.since(&v, i)
		return v, j, true
	case p.adjectiveMonth(i, j):
		v.weak = true
		return v, j, true
	}
	return v, 0, false
}

// adjectiveMonth reports whether the month in [i, j) says which event is meant:
// the October slaying.
func (p *parser) adjectiveMonth(i, j int) bool {
	t, next := p.at(i), p.at(j)
	return t.english && t.capital && p.at(i-1).is(the) && next.kind == tokenWord && next.class == none && !next.capital && next.spaced
}

// monthDay reads the day behind a month, as English writes it, and the year behind
// both.
func (p *parser) monthDay(v value, i, j int) (value, int, bool) {
	t := p.at(i)
	if !t.english && !p.typed {
		return v, 0, false
	}
	k := p.skip(j, the)
	if n := p.ordinalAt(k); n > 0 && n <= 31 && t.english { // May eighth
		v.day = n
		return v, p.yearTail(&v, k+1), true
	}
	day, end, ok := p.dayNumber(k)
	if !ok || p.at(k).badLeft || p.at(k).plural || p.countedAfterMonth(k) || p.at(k+1).isSign(':') && p.at(k+2).number() {
		return v, 0, false
	}
	if p.typed && p.at(end).is(era) && end == k+1 { // March 44 BC
		return v, 0, false
	}
	v.day = day
	if w, stop, ok := p.stamped(v, end); ok {
		return w, stop, true
	}
	stop := p.yearTail(&v, end)
	n := p.at(end - 1)
	if v.hasYear || n.digits == 0 || !n.badRight || p.edgeRight(end-1) {
		return v, stop, true
	}
	return v, 0, false
}

// stamped reads the time and the year behind a day of a log: Oct 26 11:00:09 EDT
// 2023.
func (p *parser) stamped(v value, j int) (value, int, bool) {
	if !p.at(j).number() || !p.at(j+1).isSign(':') {
		return v, 0, false
	}
	w := v
	end, ok := p.timeOfDay(&w, j, false)
	if n := p.at(end); !ok || !n.number() || n.digits != 4 || n.n < 1900 || n.badRight || !p.setYear(&w, end) {
		return v, 0, false
	}
	if s := p.at(j + 3); s.isSign(':') && p.at(j+4).digits == 2 {
		w.second, w.precision = int(p.at(j+4).n), dates.PrecisionSecond
	}
	return w, end + 1, true
}

// yearFirst reads a year and the month behind it: 2017/Oct/31, 1998 Jan.
func (p *parser) yearFirst(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if !t.fourDigits() {
		return v, 0, false
	}
	if p.at(i + 1).oneOf("-/") {
		return p.yearJoinedFirst(i)
	}
	j := p.skipSign(i+1, ',')
	comma := j > i+1 && !p.typed
	m := p.at(j)
	jalali := m.is(jalaliMonth) && dates.JalaliYear(t.n)
	if t.badRight && !p.typed || !m.is(month) && !jalali || m.joined || m.placed {
		return v, 0, false
	}
	v, j, ok = p.monthName(j)
	if !ok || p.at(j).digits > 2 {
		return v, 0, false
	}
	p.setYear(&v, i)
	if day, stop, isDay := p.dayNumber(j); isDay && !p.countedAfterMonth(j) && !p.beginsClock(j) {
		v.day = day
		return v, stop, true
	}
	return v, j, !comma && (!m.has(common) || p.typed || p.at(j).kind == tokenSign || p.at(j).class != none)
}

// yearJoinedFirst reads 2017/Oct/31 and 2017-Oct.
func (p *parser) yearJoinedFirst(i int) (v value, end int, ok bool) {
	sep, j := p.at(i+1), i+2
	if m := p.at(j); !m.is(month) || m.joined || m.placed || !p.touching(i+1) || !p.touching(j) {
		return v, 0, false
	}
	v, j, ok = p.monthName(j)
	if !ok {
		return v, 0, false
	}
	p.setYear(&v, i)
	if p.at(j).sign != sep.sign || !p.touching(j) || !p.touching(j+1) {
		return v, j, !p.at(j).number()
	}
	v.day, end, ok = p.dayNumber(j + 1)
	return v, end, ok
}

// since says of a value without a year that it is over, where a word before it
// does.
func (p *parser) since(v *value, i int) {
	if t := p.at(i - 1); (t.is(in) || t.is(before)) && t.has(strong) {
		v.direction = past
	}
}

// relativeYear reads "last year", «العام نفسه» and the like behind a month. A nil
// year says that there is nothing to count from.
func (p *parser) relativeYear(i int) (year *int64, end int, ok bool) {
	v, end, ok := p.directed(i)
	if !ok && (p.at(i).is(unit) || p.at(i).is(yearWord)) {
		v, end, ok = p.ofUnit(i)
	}
	if !ok || v.month != 0 || v.day != 0 || v.span != 0 || v.season != 0 {
		return nil, i, false
	}
	if v.void {
		return nil, end, true
	}
	return &v.year, end, v.hasYear
}

// asDay completes a day and its month, which begin at i, from what stands before.
func (p *parser) asDay(v value, i int) value {
	if !v.hasYear && v.direction == 0 {
		v.void = v.void || p.inName(i)
		p.since(&v, i)
	}
	return v
}

// inName reports whether the day at i is part of a name: the 25 January revolution.
func (p *parser) inName(i int) bool { return !p.typed && (p.at(i-1).is(name) || p.at(i-1).is(event)) }
