package find

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// staged reads "early", "mid" or "late" and what it is a part of.
func (p *parser) staged(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if t.has(definite | dual | plural) {
		return p.stageNamed(i)
	}
	j := p.skip(p.skipSign(i+1, '-'), of, the)
	j = p.skip(j, the)
	if t.meaning.n == turn {
		return p.turned(i, j)
	}
	v, end, ok = p.stagedPart(i, j)
	switch {
	case !ok || v.void:
		return v, end, ok
	case v.week && !v.weekend && !v.approx && v.stage == 0:
	case v.day != 0 || v.week || v.stage != 0 || v.weekday != 0 || v.season != 0 || v.timed() || v.approx:
		return v, 0, false
	case v.bce && v.span == 0, v.cal != gregorian && v.month == 0:
		return v, 0, false
	}
	v.stage = int(t.meaning.n)
	v.kind = KindPeriod
	return v, end, true
}

// stageNamed reads a part of a year, month or week that has a word of its own:
// Jahresbeginn, year's end.
func (p *parser) stageNamed(i int) (v value, end int, ok bool) {
	t, u := p.at(i), years
	switch {
	case t.has(dual):
		u = months
	case t.has(plural):
		u = weeks
	}
	if t.english && !p.at(i-1).among(in, at, to, before) {
		return v, 0, false // the year-end dividend
	}
	if u == years && p.at(i+1).fourDigits() {
		v, end, ok = p.yearAt(i+1, true)
	} else {
		v, ok = p.fromToday(u, 0, false)
		v.weak, end = u != weeks, i+1
	}
	v.stage, v.kind = int(t.meaning.n), KindPeriod
	return v, end, ok && !v.vague && p.at(i+1).class != none || ok && p.at(i+1).kind == tokenSign || ok && !t.english
}

// stagedPart reads, at j, what the stage at i is a part of.
func (p *parser) stagedPart(i, j int) (v value, end int, ok bool) {
	if v, end, ok = p.unitAlone(i, j); ok {
		return v, end, true
	}
	if p.at(j - 1).is(the) {
		if v, end, ok = p.tensNamed(j); ok {
			return v, end, true
		}
	}
	if p.at(j).isUnit(months) && p.at(j+1).among(month, hijriMonth) {
		j++
	}
	if p.at(j).among(month, hijriMonth, jalaliMonth) {
		return p.monthAnyway(j)
	}
	return p.point(j, true)
}

// unitAlone reads the month or year of the text's own day behind the stage at i:
// «مطلع العام», the end of the month.
func (p *parser) unitAlone(i, j int) (v value, end int, ok bool) {
	t, next := p.at(j), p.at(j+1)
	n := int(t.meaning.n)
	if t.is(yearWord) {
		n = years
	}
	switch {
	case !t.among(unit, yearWord) || n != weeks && n != months && n != years || t.has(dual|plural):
		return v, 0, false
	case t.english && !p.at(j-1).is(the) && !(t.is(yearWord) && len(p.word(j)) > len("year")): // "the year" is one word
		return v, 0, false
	case !latin(p.text[t.start]) && !t.has(definite):
		return v, 0, false
	case next.number(), next.among(past, future, current, same, following, previous, of, month):
		return v, 0, false
	}
	v, ok = p.fromToday(n, 0, false)
	v.weak = n != weeks
	return v, j + 1, ok && !v.vague
}

// tensNamed reads a decade of the last century by its tens alone: los 80, los
// noventa.
func (p *parser) tensNamed(j int) (v value, end int, ok bool) {
	t, n := p.at(j), int64(0)
	switch {
	case t.english || !p.scanner.latin.behind:
		return v, 0, false
	case t.is(cardinal):
		n = int64(t.meaning.n)
	case t.number() && t.digits == 2 && !t.badRight:
		n = t.n
	}
	v = value{kind: KindPeriod, hasYear: true, span: 10, year: 1900 + n, weak: true}
	return v, j + 1, n >= 20 && n <= 90 && n%10 == 0 && !p.at(j+1).is(unit) && !p.at(j+1).is(count)
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
		case t.behind && next.among(past, current, future):
			return p.quarterBeside(next.class, i, i+2)
		case int(t.meaning.n) == int(dates.FirstThird) && t.english: // "third" is an ordinal, too
			return p.fromOrdinal(i)
		}
	}
	return v, 0, false
}

// fromOrdinal reads first quarter of 2021, nineteenth century, the fifth of May,
// «السادس من فبراير», second Sunday of October.
func (p *parser) fromOrdinal(i int) (v value, end int, ok bool) {
	next, n := p.at(i+1), p.ordinalAt(i)
	if next.isSign('-') && p.touching(i+1) { // third-quarter, nineteenth-century
		switch noun := p.at(i + 2); {
		case noun.is(part):
			return p.partOf(n, noun, i, i+3)
		case noun.is(century):
			return p.centuryOf(n, int64(noun.meaning.n), i+3)
		}
		return v, 0, false
	}
	return p.ordinalNoun(n, i)
}

// ordinalNoun reads what stands behind the ordinal n at i.
func (p *parser) ordinalNoun(n, i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if next.is(in) && strings.EqualFold(p.word(i+1), "fiscal") && p.at(i+2).is(part) { // third fiscal quarter
		return p.partOf(n, p.at(i+2), i, i+3)
	}
	front := latin(p.text[t.start]) || !t.behind // where ordinals stand before their nouns
	switch {
	case next.is(part) && (front || p.typed):
		return p.partOf(n, next, i, i+2)
	case next.is(century):
		return p.centuryOf(n, int64(next.meaning.n), i+2)
	case next.isUnit(decades) && p.at(i+2).is(of):
		return p.nthDecade(n, i+2)
	case next.isUnit(weeks):
		return p.weekOfMonth(n, i+2)
	case next.is(weekday) && front:
		return p.weekdayOf(n, int(next.meaning.n), i+2)
	case (next.among(from, of) || next.is(month) && !t.english) && n >= 1 && n <= 31:
		if v, end, ok = p.dayMonth(n, i+1); ok {
			return p.asDay(v, i), end, true
		}
	}
	return v, 0, false
}

// firstOf reads a word for the first day of a month: «غرة رمضان».
func (p *parser) firstOf(i int) (v value, end int, ok bool) {
	if v, end, ok = p.dayMonth(1, i+1); ok {
		return p.asDay(v, i), end, true
	}
	return v, 0, false
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
	if k := p.skip(p.skip(j, of, from, in), the); k > j && most != 3 { // the first half of the year
		if w, stop, ok := p.unitAlone(i, k); ok && w.month == 0 {
			v.year, v.hasYear, v.weak = w.year, true, true
			return v, stop, true
		}
	}
	end = p.yearTail(&v, j)
	v.kind = KindPeriod
	switch {
	case v.hasYear || v.void:
		return v, end, true
	case v.direction != 0, !p.typed && most != 4 && !t.has(strong):
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
		return joined || prev.among(the, in) || prev.kind == tokenWord && possessive(p.word(i-1)) || p.at(i-2).isSign('\'')
	}
	return prev.is(in) || prev.among(from, to) && latin(p.text[t.start]) || t.placed || prev.is(the) || prev.is(of) || p.scanner.arab.arab && !latin(p.text[t.start])
}

// inTheTens reads a decade by its tens alone at the end of a clause: en los 60.
func (p *parser) inTheTens(i int) (v value, end int, ok bool) {
	next := p.at(i + 1)
	ends := next.kind == tokenSign && !next.isSign('%') || p.at(i).is(cardinal) && next.kind == tokenWord && !p.countable(i+1) && !next.among(count, scale, unit, cardinal, and)
	if !p.at(i-1).is(the) || !p.at(i-2).is(in) || !ends {
		return v, 0, false
	}
	return p.tensNamed(i)
}

// partBehind reads the quarter or half of the year that ends before end: this year's
// first quarter.
func (p *parser) partBehind(v *value, end int) int {
	if !p.at(end).isSign('\'') || p.word(end+1) != "s" || v.void || !v.hasYear || v.month != 0 || v.span != 0 || v.season != 0 || v.stage != 0 || v.approx || v.bce {
		return end
	}
	j := p.skip(end+2, in) // fiscal
	n, t := p.ordinalAt(j), p.at(j+1)
	most := map[int]int{int(dates.FirstQuarter): 4, int(dates.FirstHalf): 2}[int(t.meaning.n)]
	if !t.is(part) || n < 1 || n > most {
		return end
	}
	const trust = 84
	v.season, v.kind, v.trust = dates.Season(int(t.meaning.n)+n-1), KindPeriod, trust
	return j + 2
}

// stageBehind reads the word behind a century, decade, year or month that says which
// third of it is meant: 世纪初, yüzyılın sonunda.
func (p *parser) stageBehind(v *value, end int) int {
	t := p.at(end)
	if !t.is(stageAfter) || v.stage != 0 || v.half != 0 || v.day != 0 || v.season != 0 || v.until != nil || v.void || v.cal != gregorian || v.bce && v.span == 0 {
		return end
	}
	v.stage, v.kind = int(t.meaning.n), KindPeriod
	return end + 1
}

// halfOf reads what a half is a part of, if it is no year: a century or a month.
func (p *parser) halfOf(n, j int) (v value, end int, ok bool) {
	k := p.skip(p.skip(j, of, from, in), the)
	if k == j {
		return v, 0, false
	}
	if p.at(k).isUnit(months) && p.at(k+1).is(month) {
		k++
	}
	if p.at(k).is(month) {
		return p.halfOfMonth(n, k)
	}
	if t := p.at(k); !t.among(century, ordinal, decade, past, current) && !t.number() && !t.isUnit(decades) {
		if _, numeral := p.romanAt(k); !numeral { // la seconde moitié du XIXe siècle
			return v, 0, false
		}
	}
	v, end, ok = p.point(k, false)
	if !ok || v.span == 0 || v.stage != 0 || v.half != 0 || v.void {
		return v, 0, false
	}
	v.half, v.kind = n, KindPeriod
	return v, end, true
}

// halfOfMonth returns the first 15 days of the month at k, or the others.
func (p *parser) halfOfMonth(n, k int) (v value, end int, ok bool) {
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
