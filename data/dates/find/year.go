package find

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
)

// yearAt reads a number alone as a year, if what stands around it says so.
func (p *parser) yearAt(i int, alone bool) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if t.badLeft || t.plural || !p.edgeRight(i) {
		return v, 0, false
	}
	v = value{kind: KindAbsolute}
	if v, end, ok = p.yearOfEra(v, i); ok || next.is(scale) || next.is(era) && !next.joined {
		return v, end, ok
	}
	switch {
	case p.typed && (t.digits > 2 || alone && t.n > 31):
		ok = p.setYear(&v, i)
		return v, p.afterYear(&v, i+1), ok
	case t.grouped || t.digits != 4 || t.n < 1000 || t.n > 2999 || p.counting(i):
		return v, 0, false
	case next.is(yearAfter):
		p.setYear(&v, i)
		return v, p.afterYear(&v, i+1), true
	}
	ok = p.yearLikely(&v, i, alone)
	p.setYear(&v, i)
	return v, i + 1, ok
}

// yearOfEra reads the number at i with an era behind it, or millions of years.
func (p *parser) yearOfEra(v value, i int) (_ value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	switch {
	case next.is(era) && !next.joined:
		v, end, ok = p.withEra(v, i)
		return v, end, ok && !(next.isEra(eraCE) && p.metres(i))
	case next.is(scale):
		return p.scaled(i)
	case next.is(yearAfter) && p.beforeEra(i) && t.digits < 4: // 44 году до н. э.
		v.year, v.hasYear = t.n, true
		return v, p.afterYear(&v, i+1), true
	}
	return v, 0, false
}

// beforeEra reports whether an era stands behind the number at i, or behind the word
// "year" there: 44 BC, 43 г. до н. э.
func (p *parser) beforeEra(i int) bool {
	if p.at(i + 1).is(yearAfter) {
		return p.at(p.skipSign(i+2, '.')).is(era)
	}
	return p.at(i + 1).is(era)
}

// yearLikely reports whether what stands around the number of four digits at i says
// that it is a year, and notes in v how likely that is.
func (p *parser) yearLikely(v *value, i int, alone bool) bool {
	switch {
	case alone, p.timely(i) && p.at(i).n <= 2150:
	case p.beforeEvent(i):
		v.weak = true
	case p.adjective(i), p.bareYear(i):
		v.trust = 84
	default:
		return false
	}
	return true
}

// withEra reads the number at i and the era behind it.
func (p *parser) withEra(v value, i int) (value, int, bool) {
	if p.at(i).n > 9999 {
		if !p.at(i+1).isEra(eraBCE) || p.at(i).n > dates.MaxYear {
			return v, 0, p.blame(i, dates.FaultRange, "years reach 13.8 billion years back and ahead")
		}
	}
	v.year, v.hasYear = p.at(i).n, true
	end := p.afterYear(&v, i+1)
	return v, end, v.year > 0 || p.typed
}

// metres reports whether the «م» behind the number at i rather is a metre.
func (p *parser) metres(i int) bool {
	t, next := p.at(i), p.at(i+1)
	if p.typed || p.word(i+1) != "م" || p.at(i-2).is(era) { // «من 100 ق.م إلى 100 م»
		return false
	}
	for k := i - 1; k > i-5; k-- {
		if p.at(k).is(blocked) && p.at(k).has(common) { // heights and lengths
			return true
		}
	}
	prev := p.at(i - 1)
	known := p.timely(i) || prev.is(about) && !prev.has(common)
	return (t.n < 500 || t.digits < 4 || next.spaced) && !known
}

// scaled reads 66 million years ago, 13.8 billion BC.
func (p *parser) scaled(i int) (v value, end int, ok bool) {
	v, ok = p.scaledYear(i)
	if !ok {
		return v, 0, false
	}
	j := i + 2
	if !p.at(i + 1).is(scale) {
		j = i + 4
	}
	switch {
	case p.at(j).isEra(eraBCE):
		v.bce = true
		return v, j + 1, true
	case (p.at(j).isUnit(years) || p.at(j).is(yearWord)) && p.at(j+1).is(ago):
		v.bce, v.approx = true, true
		return v, j + 2, true
	}
	return v, j, p.typed
}

// scaledYear reads a number and its "million".
func (p *parser) scaledYear(i int) (v value, ok bool) {
	t, j := p.at(i), i+1
	n, tenths := t.n, int64(0)
	if f := p.at(j + 1); (p.at(j).isSign('.') || p.at(j).isSign(',')) && f.number() && f.digits == 1 && p.touching(j) && p.touching(j+1) {
		tenths = f.n
		j += 2
	}
	if !p.at(j).is(scale) || t.badLeft || !t.number() {
		return v, false
	}
	power := int64(1)
	for range p.at(j).meaning.n {
		power *= 10
	}
	v = value{kind: KindAbsolute, hasYear: true, round: true}
	if n > dates.MaxYear/power {
		return v, p.blame(i, dates.FaultRange, "years reach 13.8 billion years back and ahead")
	}
	v.year = n*power + tenths*(power/10)
	return v, true
}

// setYear takes the number at i for the year.
func (p *parser) setYear(v *value, i int) bool {
	n := p.at(i).n
	const thisMillennium = 1600 // later years with a Hijri month are Gregorian ones
	switch {
	case p.typed && v.cal == islamic && n > thisMillennium && !p.at(i+1).isEra(eraHijri):
		return p.blame(0, dates.FaultYear, "the month is of the Hijri calendar and the year is not")
	case p.typed && n <= dates.MaxYear:
	case n < 1 || n > 9999, v.cal == islamic && n > 1700, v.cal == solar && !dates.JalaliYear(n), v.cal == gregorian && n > 2999:
		return false
	}
	v.year, v.hasYear = n, true
	return true
}

// shortYear completes the two digits at i by the century that puts them next to
// the text's own date, or today: never a year of the first century.
func (p *parser) shortYear(v *value, i int) bool {
	t := p.at(i)
	if t.digits != 2 || p.grain == dates.PrecisionNone || v.cal == islamic {
		return false
	}
	last := p.day.year + 10
	if p.typed {
		last += 10
	}
	v.year, v.hasYear, v.pivot = nearYear(t.n, last), true, true
	return true
}

// nearYear returns the last year up to one that ends in the two digits n.
func nearYear(n, last int64) int64 { return last - ((last-n)%100+100)%100 }

// afterYear reads the era and the word "year" behind a year.
func (p *parser) afterYear(v *value, j int) int {
	t := p.at(j)
	switch {
	case t.is(yearAfter) && t.has(common): // a postposition
		return j
	case t.is(yearAfter) && !t.joined:
		end := j + 1
		if t.end-t.start <= len("г") {
			end = p.skipSign(end, '.')
		}
		if p.at(end).is(era) {
			return p.afterYear(v, end)
		}
		return end
	case t.is(era) && !t.joined:
		return p.eraBehind(v, j)
	case t.isSign('(') && p.at(j+1).is(era) && p.at(j+2).isSign(')') && p.typed:
		return p.eraBehind(v, j+1) + 1
	}
	return j
}

// eraBehind takes the era at j for a value that has its year.
func (p *parser) eraBehind(v *value, j int) int {
	switch e := int(p.at(j).meaning.n); e {
	case eraBCE:
		v.bce = true
	case eraHijri:
		if v.cal != gregorian || v.month == 0 {
			v.cal, v.kind = islamic, KindHijri
		} else if p.typed {
			return j
		}
	case eraJalali:
		if !dates.JalaliYear(v.year) {
			return j
		}
		v.cal = solar
	case eraCE:
		v.ce = true
	default:
		return j
	}
	end := j + 1
	return p.dotted(j, end)
}

// dotted skips the point that ends an abbreviation such as B.C., but not that of a
// sentence.
func (p *parser) dotted(j, end int) int {
	if strings.Contains(p.word(j), ".") && p.at(end).isSign('.') && p.goesOn(end+1) {
		return end + 1
	}
	return end
}

// goesOn reports whether token i goes on with a sentence after a point.
func (p *parser) goesOn(i int) bool {
	t := p.at(i)
	return t.kind == tokenWord && !t.capital || t.oneOf("–-,;:)/")
}

// beforeEvent reports whether "the" stands before the number at i and something
// that has years behind it: the 2008 financial crisis, the 2022 World Cup.
func (p *parser) beforeEvent(i int) bool {
	if t := p.at(i); t.n < 1800 || t.n > 2100 {
		return false
	}
	for k := i + 1; k <= i+4; k++ {
		t := p.at(k)
		if t.kind != tokenWord {
			return false
		}
		if t.is(event) {
			return p.at(i-1).is(the) || p.at(i+1).capital || k == i+1
		}
	}
	return false
}

// adjective reports whether the year at i stands between an article, a possessive
// or "that" and what it says the year of: the 1956 uprising, its 1990 invasion.
func (p *parser) adjective(i int) bool {
	t, next := p.at(i), p.at(i+1)
	if !p.scanner.latin.english || !p.modernYear(t.n) {
		return false
	}
	if !t.spaced || t.badRight || !next.spaced || next.joined || !next.among(none, part, ordinal, season, blocked) || !latinLetter(p.word(i+1)) {
		return false
	}
	if next.class == none && p.countable(i+1) && !p.likelyYear(i) && t.n%50 == 0 || next.capital && p.at(i+2).capital && !p.at(i-1).is(the) {
		return false // the last: her 1987 Chevrolet Cavalier
	}
	return p.determined(i)
}

// modernYear reports whether a number can be the year of something that a text calls by
// it: one since 1800 and not far behind the text's own, and no round one.
func (p *parser) modernYear(n int64) bool {
	const ahead = 10
	return n >= 1800 && n <= 2100 && (p.grain == dates.PrecisionNone || n <= p.day.year+ahead) && (n%100 != 0 || n == 2000)
}

// determined reports whether an article, a possessive or "that" stands before
// token i.
func (p *parser) determined(i int) bool {
	prev := p.at(i - 1)
	switch {
	case prev.is(the):
		return prev.english
	case prev.is(same), prev.is(cardinal) && prev.meaning.n == 1:
		return true
	case prev.is(none) && possessive(p.word(i-2)) && !prev.capital: // his unsuccessful 1996 campaign
		return true
	case prev.is(none):
		return possessive(p.word(i-1)) || p.at(i-2).isSign('\'') && p.touching(i-1) && p.word(i-1) == "s"
	}
	return false
}

// latinLetter reports whether a word begins with a letter of Latin script.
func latinLetter(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r) && r < 0x250
}

// bareYear reports whether the number at i is a year in German, which needs no
// preposition for it: wurde 1952 gegründet.
func (p *parser) bareYear(i int) bool {
	t, next := p.at(i), p.at(i+1)
	if !p.scanner.latin.bareYears || t.badRight || t.n < 1500 || p.grain != dates.PrecisionNone && t.n > p.day.year+30 || t.n > 2100 {
		return false
	}
	if next.kind == tokenWord && next.capital {
		return p.likelyYear(i) && !next.is(count) && t.n%50 != 0
	}
	return !next.isSign('%') && !next.isSign('-') && !next.isSign('.') || next.isSign('.') && !p.at(i+2).number()
}

// likelyYear reports whether the number at i is a year of the last century or so
// rather than a round number of things.
func (p *parser) likelyYear(i int) bool {
	n := p.at(i).n
	return n > 1900 && n%100 != 0 && (p.grain == dates.PrecisionNone || n <= p.day.year+2)
}

// possessive reports words such as "its", behind which a year is an adjective.
func possessive(word string) bool {
	switch strings.ToLower(word) {
	case "its", "his", "her", "their", "our", "my", "whose":
		return true
	}
	return false
}

// eraFirst reads an era before its year, in capitals: AD 70.
func (p *parser) eraFirst(i int) (v value, end int, ok bool) {
	at := i + 1
	if strings.Contains(p.word(i), ".") { // A.D. 64
		at = p.skipSign(at, '.')
	}
	t, n := p.at(i), p.at(at)
	v.kind = KindAbsolute
	if p.typed && n.number() {
		v.year, v.hasYear = n.n, true
		p.eraBehind(&v, i)
		return v, at + 1, true
	}
	if !p.eraInCapitals(i) ||
		!n.number() || n.badLeft || n.badRight || n.plural || !n.spaced || n.digits > 4 || n.n > 2100 || p.counting(at) {
		return v, 0, false
	}
	v.bce, v.ce = t.isEra(eraBCE), t.isEra(eraCE)
	if v.bce && t.english {
		return v, 0, false // "BC 2020" is a place
	}
	if w, end, ok := p.fromNumber(at, false); ok && w.span >= 100 && w.stage == 0 && !w.bce { // MÖ 5. yüzyıl
		w.bce = v.bce
		return w, end, true
	}
	ok = p.setYear(&v, at)
	return v, p.afterYear(&v, at+1), ok
}

// eraInCapitals reports whether AD or BC stands at i, in capitals.
func (p *parser) eraInCapitals(i int) bool {
	t := p.at(i)
	return (t.isEra(eraCE) || t.isEra(eraBCE)) && t.capital && strings.ToUpper(p.word(i)) == p.word(i)
}

// eventYear reads what is named by its year: أولمبياد 2022, Expo 2020.
func (p *parser) eventYear(i int) (v value, end int, ok bool) {
	if t := p.at(i); latin(p.text[t.start]) && !t.capital {
		return v, 0, false
	}
	j := i + 1
	for k := 0; k < 2 && !p.at(i).has(common) && p.at(j).kind == tokenWord && p.at(j).class == none && !latin(p.text[p.at(i).start]); k++ {
		j++ // «أولمبياد بكين 2022»
	}
	n := p.at(j)
	if !n.number() || n.digits != 4 || n.n < 1700 || n.n > 2100 || n.badLeft || n.badRight || !n.spaced || p.counting(j) {
		return v, 0, false
	}
	v = value{kind: KindAbsolute, weak: true}
	p.setYear(&v, j)
	return v, p.afterYear(&v, j+1), true
}

// edgeRight reports that the number at i ends there, or goes on as a range.
func (p *parser) edgeRight(i int) bool {
	t := p.at(i)
	if !t.badRight {
		return true
	}
	next, second := p.at(i+1), p.at(i+2)
	return next.isSign('-') && (second.number() || second.is(month)) || next.isSign('/') && (second.isSign('/') || p.typed || second.digits == 2 && second.n == (t.n+1)%100) ||
		next.isSign('.') && second.number() && p.at(i+3).is(scale) || next.is(yearAfter) || next.is(era) || next.is(hour) || p.typed
}
