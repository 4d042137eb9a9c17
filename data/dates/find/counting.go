package find

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
)

// counting reports whether the number at i counts something, or numbers it.
func (p *parser) counting(i int) bool {
	next, prev := p.at(i+1), p.at(i-1)
	if next.is(count) || next.is(scale) || next.number() && !(prev.is(in) && p.likelyYear(i) && next.spaced) || prev.number() && p.at(i).spaced || prev.is(blocked) || prev.isSign('.') && p.at(i-2).is(blocked) {
		return true
	}
	if next.kind != tokenWord || !next.spaced || next.class != none {
		return false
	}
	if p.calledYear(i) {
		return false
	}
	return p.countable(i+1) && !(p.scanner.latin.english && p.determined(i) && p.at(i).n%50 != 0 && p.at(i).n > 1700)
}

// calledYear reports whether what stands before the number at i says that it is a year.
func (p *parser) calledYear(i int) bool {
	prev := p.at(i - 1)
	switch {
	case prev.is(yearWord), p.at(i-2).number() && p.at(i-3).is(yearWord): // «عامي 1980 و1988»
		return true
	case prev.isSign('-') && p.at(i-2).is(in): // pre-1914 borders
		return true
	}
	return prev.english && strings.EqualFold(p.word(i-1), "in") && p.likelyYear(i) // in 2010 shots were fired
}

// countable reports whether the word at i looks like one that a number counts.
func (p *parser) countable(i int) bool {
	if p.at(i).class != none {
		return false
	}
	word := p.word(i)
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

// countedAfterMonth reports whether the number at i, behind a month, counts something and is
// neither its day nor its year: in March 2000 people fled.
func (p *parser) countedAfterMonth(i int) bool {
	t, next := p.at(i), p.at(i+1)
	switch {
	case next.is(scale), next.is(unit) && next.has(plural|dual) && !p.at(i+2).is(ago) && !p.at(i+2).is(later):
		return true
	case t.digits <= 2:
		return next.is(count) && !p.onADay(i-1) || p.at(i-1).english && strings.EqualFold(p.word(i-2), "in") && p.ordinaryWord(i+1)
	}
	return p.countedInHundreds(i)
}

// countedInHundreds is countedAfterMonth for numbers of three digits or more.
func (p *parser) countedInHundreds(i int) bool {
	t, next, likely := p.at(i), p.at(i+1), p.likelyYear(i)
	switch {
	case t.digits == 3 && t.n%50 == 0 && p.at(i-1).is(month) && !next.is(era) && !p.typed: // in May 900 left
		return true
	case p.at(i-1).is(month) && t.n%50 == 0 && !likely && p.farYear(t.n) && p.ordinaryWord(i+1): // in aprile 1500 operai
		return true
	case next.is(count):
		return !likely || !next.english && !p.behindDay(i)
	case likely || t.n%50 != 0 || next.kind != tokenWord || !next.spaced || next.class != none:
		return false
	}
	return p.countable(i + 1)
}

// behindDay reports whether the month before i has its day before it: 5 August 2020, «5
// آب/أغسطس 2020».
func (p *parser) behindDay(i int) bool {
	day := p.at(i - 2)
	if day.isSign('/') {
		day = p.at(i - 4)
	}
	return p.at(i-1).is(month) && day.number() && day.digits <= 2
}

// farYear reports whether a round number is no year of the text's own time.
func (p *parser) farYear(n int64) bool {
	const lifetime = 60
	return n < 1900 || p.grain != dates.PrecisionNone && (n > p.day.year+2 || n < p.day.year-lifetime)
}

// ordinaryWord reports whether a word that means nothing to a date, and is no name or
// pronoun, stands at i.
func (p *parser) ordinaryWord(i int) bool {
	t := p.at(i)
	return t.among(none, gone) && t.spaced && !t.capital && !t.joined && !pronoun(p.word(i)) && !strings.HasPrefix(p.word(i), "ال")
}

// onADay reports whether "on" stands before the month at i.
func (p *parser) onADay(i int) bool { return p.at(i-1).is(in) && strings.EqualFold(p.word(i-1), "on") }
