package find

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// year reads a number alone as a year, if what stands around it says so.
func (p *parser) year(i int, alone bool) (v value, end int, ok bool) {
	t := p.at(i)
	if t.badLeft || t.plural || t.digits > 4 || !p.edgeRight(i) {
		return v, 0, false
	}
	next := p.at(i + 1)
	v = value{kind: KindAbsolute}
	if next.is(era) && !next.joined && t.n > 0 {
		if next.meaning.n == eraCE && next.end-next.start <= len("م") && (t.n < 500 || t.digits < 4 || next.spaced && !p.timely(i)) {
			return v, 0, false // metres
		}
		if !p.setYear(&v, i) {
			return v, 0, false
		}
		return v, p.afterYear(&v, i+1), true
	}
	if t.digits < 4 || t.n < 1000 || t.n > 2999 || p.counting(i) {
		return v, 0, false
	}
	if next.is(yearAfter) {
		p.setYear(&v, i)
		return v, p.afterYear(&v, i+1), true
	}
	switch {
	case alone, p.timely(i) && t.n <= 2150:
	case p.beforeEvent(i):
		v.weak = true
	default:
		return v, 0, false
	}
	p.setYear(&v, i)
	return v, i + 1, true
}

// counting reports whether the number at i counts something, or numbers it.
func (p *parser) counting(i int) bool {
	next, prev := p.at(i+1), p.at(i-1)
	if next.is(count) || next.number() || prev.number() && p.at(i).spaced || prev.is(blocked) || prev.isSign('.') && p.at(i-2).is(blocked) {
		return true
	}
	if next.kind != tokenWord || !next.spaced || next.class != none {
		return false
	}
	word := p.text[next.start:next.end]
	if prev.is(yearWord) || p.at(i-2).number() && p.at(i-3).is(yearWord) { // «عامي 1980 و1988»
		return false
	}
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.Is(unicode.Arabic, r):
		// What is counted is a noun without the article, often in the feminine or the accusative.
		return !strings.HasPrefix(word, "ال") && !strings.HasPrefix(word, "و") &&
			(strings.HasSuffix(word, "ة") || strings.HasSuffix(word, "ا") || strings.HasSuffix(word, "ًا"))
	case unicode.IsLower(r) && r < 0x250:
		return len(word) > 4 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss")
	}
	return false
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

// eraFirst reads an era before its year, in capitals: AD 70.
func (p *parser) eraFirst(i int) (v value, end int, ok bool) {
	t, n := p.at(i), p.at(i+1)
	if t.meaning.n != eraCE || !t.capital || !latin(p.text[t.start]) || strings.ToUpper(p.text[t.start:t.end]) != p.text[t.start:t.end] ||
		!n.number() || n.badLeft || n.badRight || n.plural || !n.spaced || n.digits > 4 || n.n > 2100 || p.counting(i+1) {
		return v, 0, false
	}
	v.kind = KindAbsolute
	return v, i + 2, p.setYear(&v, i+1)
}

// yearNamed reads a year with the word before it.
func (p *parser) yearNamed(i int) (v value, end int, ok bool) {
	if n := p.at(i + 1); n.number() && n.digits < 3 && p.at(i+2).is(era) || n.number() && n.digits == 3 && !n.badRight {
		v.kind = KindAbsolute
		if !p.setYear(&v, i+1) {
			return v, 0, false
		}
		return v, p.afterYear(&v, i+2), true
	}
	if p.at(i + 1).number() {
		if v, end, ok = p.year(i+1, true); ok && v.cal == gregorian && !v.bce && v.year < 1500 && v.year >= firstJalali && p.at(i+1).end == p.at(end-1).end && p.persian(i) {
			v.cal = solar
		}
		return v, end, ok
	}
	if t := p.at(i); !t.has(plural) && !latin(p.text[t.start]) {
		return p.ofUnit(i)
	}
	return v, 0, false
}

// persian reports whether the year word at i is that of Iran.
func (p *parser) persian(i int) bool {
	t := p.at(i)
	return p.text[t.start:t.end] == "سال"
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
	if !n.number() || n.digits != 4 || n.n < 1800 || n.n > 2100 || n.badLeft || n.badRight || !n.spaced || p.counting(j) {
		return v, 0, false
	}
	v = value{kind: KindAbsolute, weak: true}
	p.setYear(&v, j)
	return v, p.afterYear(&v, j+1), true
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
