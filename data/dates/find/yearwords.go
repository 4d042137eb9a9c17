package find

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// yearInWords reads a year in words: nineteen ninety-six, two thousand and three,
// «ألف وتسعمائة وتسعة وتسعين», «تسعة وتسعين وتسعمائة وألف».
func (p *parser) yearInWords(i int) (year int64, end int, ok bool) {
	t := p.at(i)
	if t.english {
		return p.yearInEnglish(i)
	}
	if t.kind == tokenWord && latin(p.text[t.start]) {
		return p.yearInLatin(i)
	}
	return p.yearInArabic(i)
}

// yearInArabic reads «ألف وتسعمائة وتسعة وتسعين», its parts in either order.
func (p *parser) yearInArabic(i int) (year int64, end int, ok bool) {
	sum, largest := int64(0), int64(0)
	for end = i; ; end++ {
		w := p.at(end)
		n := int64(w.meaning.n)
		switch {
		case w.is(cardinal):
		case w.is(count) && n >= 1000:
		default:
			named := end > i+1 || p.at(i-1).is(yearWord)
			return sum, end, sum > 1000 && sum < 2200 && named && largest >= 1000
		}
		if n >= 1000 && sum >= 1000 { // «ألفين وألفين وعشرة»
			return sum, end, sum < 2200 && p.at(i-1).is(yearWord)
		}
		if end > i && !w.joined && n < 1000 && !strings.HasPrefix(p.word(end), "و") {
			return sum, end, sum > 1000 && sum < 2200 && largest >= 1000
		}
		sum += n
		largest = max(largest, n)
	}
}

// yearInEnglish reads nineteen ninety-six, nineteen oh five, two thousand and three.
func (p *parser) yearInEnglish(i int) (year int64, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if t.is(cardinal) && t.meaning.n == 2 && next.is(count) && next.meaning.n == 1000 {
		end = p.skip(i+2, and)
		if n, stop, ok := p.amount(end); ok && n > 0 && n < 100 && p.at(end).is(cardinal) {
			return 2000 + n, stop, !p.countsOn(stop)
		}
		return 2000, i + 2, !p.countsOn(i + 2)
	}
	if !t.is(cardinal) || t.meaning.n < 15 || t.meaning.n > 20 || !next.is(cardinal) || next.meaning.n < 10 {
		return 0, 0, false
	}
	n, end, ok := p.amount(i + 1)
	return int64(t.meaning.n)*100 + n, end, ok && n < 100 && !p.countsOn(end)
}

// yearInLatin reads mil novecientos noventa y nueve, deux mille trois, dix-neuf cent
// quatorze; and neunzehnhundertneunundneunzig, which is one word.
func (p *parser) yearInLatin(i int) (year int64, end int, ok bool) {
	if t := p.at(i); t.is(cardinal) && t.meaning.n > 1000 {
		return int64(t.meaning.n), i + 1, !p.countsOn(i + 1)
	}
	year, end, ok = p.thousandsInLatin(i)
	if !ok {
		return 0, 0, false
	}
	end = p.skip(end, and)
	if h, cent := p.at(end), p.at(end+1); year == 1000 && h.is(cardinal) && h.meaning.n >= 100 {
		year, end = year+int64(h.meaning.n), end+1
	} else if year == 1000 && h.is(cardinal) && h.meaning.n < 10 && cent.is(cardinal) && cent.meaning.n == 100 {
		year, end = year+100*int64(h.meaning.n), end+2
	}
	if n, stop, more := p.amount(p.skip(end, and)); more && n > 0 && n < 100 && p.at(stop-1).is(cardinal) {
		year, end = year+n, stop
	}
	return year, end, year > 1100 && year%100 != 0 && year < 2100 && !p.countsOn(end)
}

// thousandsInLatin reads mil, deux mille, dix-neuf cent.
func (p *parser) thousandsInLatin(i int) (years int64, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	n := int64(t.meaning.n)
	switch {
	case t.is(count) && n == 1000:
		return 1000, i + 1, true
	case t.is(cardinal) && n == 2 && next.is(count) && next.meaning.n == 1000:
		return 2000, i + 2, true
	case t.is(cardinal) && n > 10 && n < 20 && next.is(cardinal) && next.meaning.n == 100:
		return n * 100, i + 2, true
	}
	return 0, 0, false
}

// countsOn reports whether the word at i is one that the number before it counts.
func (p *parser) countsOn(i int) bool {
	t := p.at(i)
	return t.is(count) || t.is(unit) || t.is(scale) || t.kind == tokenWord && t.class == none && p.countable(i)
}

// yearNamed reads a year with the word before it.
func (p *parser) yearNamed(i int) (v value, end int, ok bool) {
	t, k := p.at(i), p.hyphenated(i+1)
	n := p.at(k)
	if !n.number() {
		return p.yearNamedInWords(i)
	}
	if t.has(plural) && (t.has(strong) || latin(p.text[t.start]) && !t.english) {
		if v, end, ok = p.yearsNamed(k); ok {
			return v, end, true
		}
	}
	if v, end, ok = p.decadeBehind(k); ok {
		return v, end, true
	}
	if n.digits < 3 && p.at(i+2).is(era) || n.digits == 3 && p.edgeRight(i+1) {
		v.kind = KindAbsolute
		if !p.setYear(&v, i+1) {
			return v, 0, false
		}
		return v, p.afterYear(&v, i+2), true
	}
	v, end, ok = p.yearAt(i+1, true)
	if ok && v.cal == gregorian && !v.bce && dates.JalaliYear(v.year) && n.end == p.at(end-1).end && p.word(i) == "سال" {
		v.cal = solar
	}
	return v, end, ok
}

// yearNamedInWords reads what is no number behind the word "year".
func (p *parser) yearNamedInWords(i int) (v value, end int, ok bool) {
	if year, end, ok := p.yearInWords(i + 1); ok {
		v = value{kind: KindAbsolute, year: year, hasYear: true}
		return v, p.afterYear(&v, end), true
	}
	if t := p.at(i); !t.has(plural) && t.behind {
		return p.ofUnit(i)
	}
	return v, 0, false
}
