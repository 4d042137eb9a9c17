package find

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// staged reads "early", "mid" or "late" and what it is a part of.
func (p *parser) staged(i int) (v value, end int, ok bool) {
	t := p.at(i)
	j := p.skip(p.skipSign(i+1, '-'), of, the)
	j = p.skip(j, the)
	if t.meaning.n == turn {
		return p.turned(i, j)
	}
	if next := p.at(j + 1); p.at(j).isUnit(months) && next.kind == tokenWord && (next.is(month) || next.is(hijriMonth)) {
		j++
	}
	if w, end, ok := p.unitAlone(i, j); ok {
		return w, end, true
	}
	if p.at(j).is(month) || p.at(j).is(hijriMonth) || p.at(j).is(jalaliMonth) {
		v, end, ok = p.monthAnyway(j)
	} else {
		v, end, ok = p.point(j, true)
	}
	if !ok || v.day != 0 || v.week || v.stage != 0 || v.timed() || v.approx || v.weekday != 0 || v.bce && v.span == 0 ||
		v.cal != gregorian && v.month == 0 {
		return v, 0, false
	}
	if v.void {
		return v, end, true
	}
	if v.season != 0 {
		return v, 0, false
	}
	v.stage = int(t.meaning.n)
	v.kind = KindPeriod
	return v, end, true
}

// unitAlone reads the unit of the text's own day behind the stage at i: «مطلع
// العام», the end of the month.
func (p *parser) unitAlone(i, j int) (v value, end int, ok bool) {
	t, next := p.at(j), p.at(j+1)
	n := int(t.meaning.n)
	if t.is(yearWord) {
		n = years
	}
	if !t.is(unit) && !t.is(yearWord) || n != months && n != years || t.has(dual|plural) || !t.has(definite) && !(t.english && p.at(j-1).is(the)) {
		return v, 0, false
	}
	switch next.class {
	case past, future, current, same, following, previous:
		return v, 0, false
	}
	if next.number() || next.is(of) || next.is(month) {
		return v, 0, false
	}
	v, ok = p.fromToday(n, 0, false)
	v.stage, v.weak = int(p.at(i).meaning.n), true
	return v, j + 1, ok && !v.vague
}

// turned reads the century, at j, whose turn is named at i: the year in which it
// begins, more or less.
func (p *parser) turned(i, j int) (v value, end int, ok bool) {
	v = value{kind: KindPeriod, hasYear: true, approx: true, weak: true}
	if p.at(j).is(century) && p.at(j).meaning.n == 100 && p.grain != dates.PrecisionNone {
		v.year = p.day.year / 100 * 100
		if p.tenseAt(i, j+1) == aheadOfUs {
			v.year += 100
		}
		return v, j + 1, true
	}
	c, end, ok := p.point(j, false)
	v.year = c.year
	return v, end, ok && c.span == 100 && !c.bce && c.stage == 0 && c.cal == gregorian
}

// monthAnyway reads a month without asking for a sign of time before it.
func (p *parser) monthAnyway(i int) (v value, end int, ok bool) {
	v, j, ok := p.monthName(i)
	if !ok {
		return v, 0, false
	}
	return v, p.yearTail(&v, j), true
}

// period reads quarters, halves, seasons, decades and centuries.
func (p *parser) period(i int) (v value, end int, ok bool) {
	switch t := p.at(i); t.class {
	case season:
		return p.seasonOf(i)
	case century: // «القرن التاسع عشر»
		return p.centuryAfter(i)
	case decade:
		return p.decadeNamed(i)
	case ordinal:
		return p.fromOrdinal(i)
	case firstDay:
		return p.firstOf(i)
	case part:
		next := p.at(i + 1)
		switch {
		case t.has(short) && next.number() && !next.spaced && next.n < 5:
			return p.partOf(int(next.n), t, i, i+2)
		case next.is(ordinal) && !t.has(short):
			return p.partOf(int(next.meaning.n), t, i, i+2)
		case int(t.meaning.n) == int(dates.FirstThird) && t.english: // "third" is an ordinal, too
			return p.fromOrdinal(i)
		}
	}
	return v, 0, false
}

// fromOrdinal reads first quarter of 2021, nineteenth century, the fifth of May,
// «السادس من فبراير», second Sunday of October.
func (p *parser) fromOrdinal(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	n := p.ordinalAt(i)
	if next.isSign('-') && p.touching(i+1) { // third-quarter
		next = p.at(i + 2)
		if !next.is(part) {
			return v, 0, false
		}
		return p.partOf(n, next, i, i+3)
	}
	switch {
	case next.is(part) && (latin(p.text[t.start]) || !t.behind || p.typed):
		return p.partOf(n, next, i, i+2)
	case next.is(century):
		return p.centuryOf(n, int64(next.meaning.n), i+2)
	case next.isUnit(decades) && n > 0 && p.skip(i+2, of) > i+2:
		return p.nthDecade(n, i+2)
	case next.is(weekday) && (t.english || !t.behind) && n != 0 && n <= 5:
		return p.weekdayOf(n, int(next.meaning.n), i+2)
	case (next.is(from) || next.is(of) || next.is(month) && !t.english) && n >= 1 && n <= 31:
		if v, end, ok = p.dayMonth(n, i+1); ok {
			return p.asDay(v, i), end, true
		}
	}
	return v, 0, false
}

// ordinalAt returns the number of the ordinal at i, 0 for none; "third" is a part
// of a year, too.
func (p *parser) ordinalAt(i int) int {
	switch t := p.at(i); {
	case t.is(ordinal):
		return int(t.meaning.n)
	case t.is(part) && t.english && int(t.meaning.n) == int(dates.FirstThird):
		return 3
	}
	return 0
}

// firstOf reads a word for the first day of a month: «غرة رمضان».
func (p *parser) firstOf(i int) (v value, end int, ok bool) {
	if v, end, ok = p.dayMonth(1, i+1); ok {
		return p.asDay(v, i), end, true
	}
	return v, 0, false
}

// weekdayOf reads the month and year of the nth, or last, weekday of a month.
func (p *parser) weekdayOf(n, day, j int) (v value, end int, ok bool) {
	k := p.skip(p.skip(j, of, in, from), the)
	if k == j && !p.at(j).is(month) {
		return v, 0, false
	}
	if p.at(k).is(month) {
		v, end, ok = p.monthAnyway(k)
	} else {
		v, end, ok = p.point(k, false)
	}
	if !ok || v.void || v.month == 0 || v.day != 0 || v.cal != gregorian || v.until != nil || v.stage != 0 {
		return v, 0, false
	}
	if !v.hasYear {
		if _, _, ok := p.complete(&v); !ok {
			return v, 0, false
		}
		v.kind = KindPartial
	}
	first := dates.DaysFromCivil(v.year, v.month, 1)
	d := 1 + (day-dates.Weekday(first)+7)%7 + 7*(n-1)
	if n == lastOrdinal {
		for d = 1 + (day-dates.Weekday(first)+7)%7; d+7 <= dates.DaysIn(v.year, v.month); {
			d += 7
		}
	}
	v.day = d
	return v, end, d <= dates.DaysIn(v.year, v.month)
}

// partOf reads the year behind a quarter, third or half of a year, or the month or
// century that it is a half of; the expression begins at i.
func (p *parser) partOf(n int, t *token, i, j int) (v value, end int, ok bool) {
	first := int(t.meaning.n)
	most := map[int]int{int(dates.FirstQuarter): 4, int(dates.FirstThird): 3, int(dates.FirstHalf): 2}[first]
	if n == lastOrdinal {
		n = most
	}
	if n < 1 || n > most {
		return v, 0, false
	}
	v = value{kind: KindPeriod, season: dates.Season(first + n - 1)}
	if most == 2 {
		if w, end, ok := p.halfOf(n, j); ok {
			return w, end, true
		}
	}
	if s := p.at(j); p.typed && s.isSign(',') {
		j++
	}
	end = p.yearTail(&v, j)
	v.kind = KindPeriod
	switch {
	case v.hasYear || v.void:
		return v, end, true
	case v.direction != 0, !p.typed && (most != 4 || t.has(short)):
		return v, 0, false // «الربع الأول الماضي» says too little
	case p.typed, p.quarterOfYear(i, end):
		v.weak = true
		return v, end, true
	}
	return v, 0, false
}

// quarterOfYear reports whether a quarter without its year, in the tokens [i, end),
// is one of a year, and not of a game or a century.
func (p *parser) quarterOfYear(i, end int) bool {
	if p.grain == dates.PrecisionNone || p.at(end).is(of) || p.at(end).is(from) {
		return false
	}
	t, prev := p.at(i), p.at(i-1)
	joined := p.at(i + 1).isSign('-')
	switch {
	case t.english:
		return joined || prev.is(the) || prev.kind == tokenWord && possessive(p.word(i-1)) || p.at(i-2).isSign('\'')
	}
	return prev.is(in) || t.placed
}

// halfOf reads what a half is a part of, if it is no year: a century or a month.
func (p *parser) halfOf(n, j int) (v value, end int, ok bool) {
	k := p.skip(p.skip(j, of, from, in), the)
	if p.at(k).isUnit(months) && p.at(k+1).is(month) {
		k++
	}
	if p.at(k).is(month) && k > j {
		v, end, ok = p.monthAnyway(k)
		if !ok || v.void || v.day != 0 || v.stage != 0 || !v.hasYear {
			return v, 0, false
		}
		last := v
		v.day, last.day = 1, 15
		if n == 2 {
			v.day, last.day = 16, dates.DaysIn(v.year, v.month)
		}
		v.until, v.kind = &last, KindRange
		return v, end, true
	}
	if k == j || !p.at(k).is(century) && !p.at(k).is(ordinal) && !p.at(k).is(decade) && !p.at(k).number() && !p.at(k).isUnit(decades) {
		return v, 0, false
	}
	v, end, ok = p.point(k, false)
	if !ok || v.span == 0 || v.stage != 0 || v.half != 0 || v.void {
		return v, 0, false
	}
	v.half, v.kind = n, KindPeriod
	return v, end, true
}

func (p *parser) seasonOf(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if t.english && t.has(common) && !p.likelyFall(i) {
		return v, 0, false
	}
	v = value{kind: KindPeriod, season: dates.Season(t.meaning.n)}
	j := i + 1
	if p.typed {
		j = p.hemisphere(&v, j)
	}
	end = p.seasonYears(&v, j)
	v.kind = KindPeriod
	if p.typed {
		end = p.hemisphere(&v, end)
	}
	if v.direction != 0 && !t.has(definite) {
		return v, 0, false
	}
	return v, end, v.hasYear || v.void || v.direction == past || v.direction == future || v.direction == current || p.typed
}

// seasonYears reads the year of a season that ends before j, or both of its years:
// winter 2019–20 is the one that begins in 2019.
func (p *parser) seasonYears(v *value, j int) int {
	k := p.skip(p.skip(j, of), yearWord)
	w := *v
	end := k + 1
	if w.year = p.at(k).n; !p.typed || !p.at(k).number() {
		if end = p.yearTail(v, j); !v.hasYear {
			return end
		}
		w = *v
	}
	s, n := p.at(end), p.at(end+1)
	winter := v.season == dates.FirstSeason+3 || v.season == dates.FirstNorthern+3
	if !s.isSign('-') && !s.isSign('–') && !s.isSign('/') || (s.spaced || n.spaced) && !winter && !n.grouped || !n.number() || !p.yearAfterIt(&w, n) {
		if !v.hasYear {
			return p.yearTail(v, j)
		}
		return end
	}
	w.hasYear = true
	end = p.afterYear(&w, end+2)
	*v = w
	return end
}

// yearAfterIt reports whether a number is the year after that of v, in full or by
// its last two digits; before our era years count down.
func (p *parser) yearAfterIt(v *value, n *token) bool {
	return n.n == v.year+1 || n.digits == 2 && n.n == (v.year+1)%100 || n.n == v.year-1 && p.typed
}

func (p *parser) hemisphere(v *value, j int) int {
	k := p.skipSign(j, '(')
	if t := p.at(k); t.is(hemisphere) && v.season < dates.FirstNorthern {
		v.season += dates.Season(t.meaning.n) - dates.FirstSeason
		return p.skipSign(k+1, ')')
	}
	return j
}

// likelyFall reports whether "fall" at i is the season and no verb.
func (p *parser) likelyFall(i int) bool {
	next := p.at(i + 1)
	return p.typed || next.number() && next.digits == 4 || next.is(of) && p.at(i+2).number() || next.is(of) && p.at(i+2).is(past) ||
		p.at(i-1).is(the) || p.at(i-1).is(past) || p.at(i-1).is(future) || p.at(i-1).is(current)
}

// centuryOf reads the era behind "19th century" or "2nd millennium", whose years
// are span.
func (p *parser) centuryOf(n int, span int64, j int) (v value, end int, ok bool) {
	v = value{kind: KindPeriod, hasYear: true, span: span, year: int64(n-1) * span}
	switch t := p.at(j); {
	case t.isEra(eraBCE):
		v.bce = true
		return v, j + 1, n > 0
	case t.isEra(eraCE):
		j++
	case span == 100 && t.number() && t.digits == 2 && t.n%10 == 0 && p.at(j+1).is(decade) && p.at(j+1).meaning.n == 10: // 20世纪30年代
		v.year, v.span = v.year+t.n, 10
		return v, j + 2, true
	case t.isEra(eraHijri):
		v.cal, v.kind = islamic, KindHijri
		return v, j + 1, n > 0 && n < 16
	case t.is(era):
		return v, 0, false
	}
	return v, j, n > 0 && (span == 100 && n < 22 || span == 1000 && n < 4 || p.typed && n < 100)
}

// centuryAfter reads what follows «القرن».
func (p *parser) centuryAfter(i int) (v value, end int, ok bool) {
	span := int64(p.at(i).meaning.n)
	j := i + 1
	if p.at(j).isSign('-') && p.touching(j) && p.touching(j+1) { // abad ke-9
		j++
	}
	switch t := p.at(j); {
	case t.joined:
	case t.is(ordinal):
		return p.centuryOf(int(t.meaning.n), span, j+1)
	case t.isSign('.') && p.touching(j): // s. XIX
		return p.centuryRoman(j+1, span)
	case t.number() && t.n > 0 && t.n < 22 && (!t.badLeft || j > i+1) && (!t.badRight || p.typed):
		return p.centuryOf(int(t.n), span, j+1)
	case p.typed && t.kind == tokenWord && strings.TrimRight(p.word(j), "\u0640") == "ال" && p.at(j+1).number(): // «القرن الـ20»
		return p.centuryOf(int(p.at(j+1).n), span, j+2)
	case t.is(past) && p.grain != dates.PrecisionNone:
		v, _, ok = p.centuryOf(int(p.day.year/span), span, j+1)
		return v, j + 1, ok
	case t.is(current) && p.grain != dates.PrecisionNone:
		v, _, ok = p.centuryOf(int(p.day.year/span)+1, span, j+1)
		return v, j + 1, ok
	}
	return p.centuryRoman(j, span)
}

// centuryRoman reads the Roman numeral behind a century: siglo XIX.
func (p *parser) centuryRoman(j int, span int64) (v value, end int, ok bool) {
	if n, ok := roman(p.word(j)); ok && p.at(j).kind == tokenWord && !p.english {
		return p.centuryOf(n, span, j+1)
	}
	return v, 0, false
}

// roman reads a Roman numeral in capitals up to XXI.
func roman(word string) (n int, ok bool) {
	digits := map[byte]int{'I': 1, 'V': 5, 'X': 10}
	for i := range len(word) {
		d := digits[word[i]]
		if d == 0 {
			return 0, false
		}
		if i+1 < len(word) && d < digits[word[i+1]] {
			d = -d
		}
		n += d
	}
	return n, n > 0 && n < 22
}

// romanCentury reads the Roman numeral before a century: XIXe siècle.
func (p *parser) romanCentury(i int) (v value, end int, ok bool) {
	word := p.word(i)
	for _, ending := range []string{"ème", "eme", "ᵉ", "er", "e", ""} {
		if len(word) <= len(ending) || word[len(word)-len(ending):] != ending {
			continue
		}
		n, isRoman := roman(word[:len(word)-len(ending)])
		j := i + 1
		if p.at(j).isSign('.') && p.touching(j) {
			j++
		}
		if isRoman && p.at(j).is(century) {
			return p.centuryOf(n, int64(p.at(j).meaning.n), j+1)
		}
	}
	return v, 0, false
}

// nthDecade reads the century whose nth decade is named: «العقد الأول من القرن
// الحادي والعشرين» is 2000 to 2009.
func (p *parser) nthDecade(n, j int) (v value, end int, ok bool) {
	k := p.skip(p.skip(j, of, from), the)
	v, end, ok = p.point(k, false)
	if !ok || v.span != 100 || v.bce || v.stage != 0 || v.half != 0 || v.cal != gregorian {
		return v, 0, false
	}
	v.span = 10
	v.year += 10 * int64(n-1)
	return v, end, n >= 1 && n <= 10
}

// decadeBehind reads a decade that its ending or the word behind it tells: 1930-е
// годы, 1930er Jahre, 1930年代.
func (p *parser) decadeBehind(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if t.n%10 != 0 || t.digits != 4 && t.digits != 2 || t.badLeft {
		return v, 0, false
	}
	v = value{kind: KindPeriod, hasYear: true, span: 10, year: t.n}
	if t.digits == 2 {
		v.year, v.weak = v.year+1900, true
	}
	switch {
	case next.is(decade) && next.meaning.n == 10:
		end = i + 2
	case next.isSign('-') && p.touching(i+1) && p.at(i+3).is(yearAfter) && p.at(i+3).has(plural):
		end = i + 4
	case next.kind == tokenWord && p.touching(i+1) && (p.word(i+1) == "er" || p.word(i+1) == "ern"):
		end = i + 2
		if w := p.at(end); w.isUnit(years) || w.is(yearWord) {
			end++
		}
	default:
		return v, 0, false
	}
	return v, end, v.year >= 1000 && v.year < 2100
}

// decadeNamed reads nineties, التسعينيات, تسعينيات القرن الماضي.
func (p *parser) decadeNamed(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if p.at(i+1).is(age) || p.at(i+1).is(from) && p.at(i+2).is(age) {
		return v, 0, false
	}
	j := p.skip(p.skip(i+1, from, of), the)
	c := value{}
	if p.at(j).is(century) {
		c, end, ok = p.centuryAfter(j)
	} else if p.at(j).is(ordinal) && p.at(j+1).is(century) {
		c, end, ok = p.centuryOf(int(p.at(j).meaning.n), int64(p.at(j+1).meaning.n), j+2)
	}
	if ok && !c.bce && c.span == 100 && c.cal == gregorian {
		c.span, c.year = 10, c.year+int64(t.meaning.n)
		return c, end, true
	}
	if !t.has(definite) || t.english && !p.at(i-1).is(the) && !p.at(i-1).is(stage) && !p.typed {
		return v, 0, false
	}
	if p.at(i + 1).is(unit) { // «العشرينيات عاما»
		return v, 0, false
	}
	v = value{kind: KindPeriod, hasYear: true, span: 10, year: 1900 + int64(t.meaning.n), weak: true}
	if p.grain != dates.PrecisionNone && v.year+100 <= p.day.year-5 {
		v.year += 100
	}
	return v, i + 1, true
}

// plural reads 1990s and the '90s.
func (p *parser) plural(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v = value{kind: KindPeriod, hasYear: true, span: 10, year: t.n}
	switch {
	case t.badRight && !p.typed:
		return v, 0, false
	case (t.digits == 4 && t.n >= 1000 && t.n <= 2100 || p.typed && t.digits == 3) && !t.badLeft:
		end = i + 1
		if p.at(end).isEra(eraBCE) {
			v.bce = true
			return v, end + 1, true
		}
		if v.wide = t.n%100 == 0; v.wide && t.n < 2000 && !p.typed {
			v.span = 100
		}
		return v, end, true
	case t.digits == 2 && t.n >= 20 && !p.typed && (p.at(i-1).isSign('\'') || p.at(i-1).is(the)):
		v.year += 1900
		v.weak = true
		return v, i + 1, true
	}
	return v, 0, false
}
