package find

import "tarikh.org/tarikh/data/dates"

// dayMonth reads the month behind a day, and its year.
func (p *parser) dayMonth(day, j int) (v value, end int, ok bool) {
	joined := p.at(j).isSign('-') || p.at(j).isSign('/')
	switch {
	case joined:
		j++
	default:
		if p.at(j).isSign('.') && p.touching(j) && !p.at(j+1).english {
			j++ // 9. November
		}
		j = p.skip(j, of, from, the)
		if u := p.at(j); u.isUnit(months) && !u.has(definite) {
			j++
		}
	}
	if p.at(j).joined && !p.at(j).is(hijriMonth) {
		return v, 0, false
	}
	if u := p.at(j); !joined && p.skip(j-1, of, from) == j && (u.is(unit) || u.is(current) || u.is(past) || u.is(future)) {
		// «15 من الشهر الجاري», 15th of this month
		if v, end, ok = p.point(j, false); ok && !v.void && v.kind == KindRelative && v.month != 0 && v.day == 0 && v.span == 0 && !v.approx {
			v.day = day
			return v, end, true
		}
	}
	v, j, ok = p.monthName(j)
	if !ok || joined && !p.at(j).isSign('-') && !p.at(j).isSign('/') && p.at(j-1).has(common) {
		return v, 0, false
	}
	v.day = day
	return v, p.yearTail(&v, j), true
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
	t, next := p.at(i), p.at(i+1)
	switch {
	case p.typed:
		return true
	case t.english && !t.capital && t.class == month && t.has(common|short): // may, march, mar
		return p.at(i-1).number() && next.number() && t.has(short) || p.at(i-1).isSign('-') && next.isSign('-')
	case t.has(common) && !t.english:
		// «باب» is a door, and «آب» returned
		number := next.number() || next.isSign('/') || next.isSign('(') || p.at(i-1).number() || p.at(i-1).isSign('/') || p.at(i-1).isSign('-') ||
			p.at(i-1).isUnit(months) || p.at(i-1).is(ordinal) || p.at(i-1).is(of) || p.at(i-1).is(from)
		return number || !t.placed && !t.joined && !(latin(p.text[t.start]) && t.has(short))
	case t.has(short) && !t.english && latin(p.text[t.start]):
		return p.at(i-1).number() || p.at(i-1).is(of) || p.at(i-1).isSign('-') || p.at(i-1).isSign('/') || next.number() || next.isSign('.')
	}
	return true
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
	t := p.at(j)
	if next := p.at(j + 1); t.kind == tokenWord && !t.joined && !next.is(unit) && !next.is(yearWord) {
		switch t.class {
		case past, future, current, following, previous:
			if t.behind {
				v.direction = t.class
				return j + 1
			}
		}
	}
	if t.isSign('-') || t.isSign('/') {
		return p.yearJoined(v, j)
	}
	comma := t.isSign(',')
	k := p.skip(p.skipSign(j, ','), of, from, in)
	word := p.skip(k, yearWord)
	if w := p.at(word); w.isUnit(years) && w.has(definite) && p.at(word+1).number() {
		word++
	}
	if n := p.at(word); n.number() && !n.joined || n.isSign('\'') && p.at(word+1).number() {
		return p.yearNumber(v, j, word, comma)
	}
	if word > k && !p.at(word).number() {
		if year, end, ok := p.yearInWords(word); ok {
			v.year, v.hasYear = year, true
			return p.afterYear(v, end)
		}
	}
	if year, end, ok := p.yearInWords(k); ok && v.month != 0 {
		v.year, v.hasYear = year, true
		return end
	}
	if v.cal == gregorian && p.at(word).is(hanEra) {
		return j
	}
	return p.yearCounted(v, j, k)
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
func (p *parser) yearNumber(v *value, j, word int, comma bool) int {
	apostrophe := p.at(word).isSign('\'')
	if apostrophe {
		word++
	}
	n := p.at(word)
	early := p.at(word + 1).is(era)
	switch {
	case n.plural || !p.edgeRight(word) || n.isSign(':') || p.at(word+1).isSign(':') && p.at(word+2).number():
	case p.countedAfterMonth(word):
	case n.grouped && !early:
	case early && n.digits <= 6:
		if w, end, ok := p.withEra(*v, word); ok {
			*v = w
			return end
		}
	case n.digits == 3 && !comma || n.digits == 4:
		if p.setYear(v, word) {
			return p.afterYear(v, word+1)
		}
	case n.digits == 2 && !comma && p.yearLike(v, word, apostrophe || p.at(word-1).is(of) && v.day != 0) && p.shortYear(v, word):
		return word + 1
	}
	return j
}

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
		return n.n > 31 && !p.countable(i+1)
	case n.n < 10 || next.kind == tokenSign: // 5 Feb 03
		return true
	}
	return n.n > 31 && !p.countable(i+1)
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
	if t.digits != 4 || t.n < 1000 || t.n > 2999 || t.badLeft || t.plural {
		return v, 0, false
	}
	j := i + 1
	joined := p.at(j).isSign('/') || p.at(j).isSign('-')
	if joined {
		j++
	} else if t.badRight || p.typed && p.at(j).isSign(',') {
		j = p.skipSign(j, ',')
	}
	m := p.at(j)
	if !m.is(month) || m.joined || m.placed || joined && !(p.touching(j-1) && p.touching(j)) {
		return v, 0, false
	}
	v, j, ok = p.monthName(j)
	if !ok || p.at(j).number() && p.at(j).digits > 2 {
		return v, 0, false
	}
	sep := p.at(j).isSign('/') || p.at(j).isSign('-')
	if joined && sep && p.touching(j) && p.touching(j+1) {
		j++
	}
	p.setYear(&v, i)
	if day, stop, isDay := p.dayNumber(j); isDay && (joined && sep || !joined) && !p.countedAfterMonth(j) && !p.at(j+1).isSign(':') {
		v.day = day
		return v, stop, true
	}
	if next := p.at(j); m.has(common) && !p.typed && !joined && next.kind != tokenSign || joined && sep {
		return v, 0, false
	}
	return v, j, true
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
