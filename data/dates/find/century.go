package find

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// centuryOf reads the era behind "19th century" or "2nd millennium", whose years
// are span.
func (p *parser) centuryOf(n int, span int64, j int) (v value, end int, ok bool) {
	v = value{kind: KindPeriod, hasYear: true, span: span, year: int64(n-1) * span}
	if p.at(j).isSign('.') && p.touching(j) && p.at(j+1).is(era) { // 12. Jh. v. Chr.
		j++
	}
	if tens, end, ok := p.decadeOfCentury(j); ok && span == 100 {
		v.year, v.span = v.year+tens, 10
		return v, end, true
	}
	switch t := p.at(j); {
	case t.isEra(eraBCE):
		v.bce = true
		return v, j + 1, n > 0
	case t.isEra(eraCE):
		j++
	case t.isEra(eraHijri):
		v.cal, v.kind = islamic, KindHijri
		return v, j + 1, n > 0 && n < 16
	case t.is(era):
		return v, 0, false
	}
	return v, j, n > 0 && (span == 100 && n < 22 || span == 1000 && n < 4 || p.typed && n < 100)
}

// decadeOfCentury reads the decade behind a century: 20世纪30年代, 二十世纪八十年代.
func (p *parser) decadeOfCentury(j int) (tens int64, end int, ok bool) {
	switch t := p.at(j); {
	case t.number() && t.digits == 2:
		tens, end = t.n, j+1
	case t.is(hanDigit):
		tens, end, _ = p.hanNumber(j)
	default:
		return 0, j, false
	}
	return tens, end + 1, tens%10 == 0 && tens < 100 && p.at(end).isDecade()
}

// centuryAfter reads what follows «القرن».
func (p *parser) centuryAfter(i int) (v value, end int, ok bool) {
	span := int64(p.at(i).meaning.n)
	j := p.hyphenated(i + 1) // abad ke-9
	t := p.at(j)
	if t.joined {
		return p.centuryRoman(j, span)
	}
	switch {
	case t.is(ordinal):
		return p.centuryOf(int(t.meaning.n), span, j+1)
	case t.number() && t.n > 0 && t.n < 22 && (!t.badLeft || j > i+1) && (!t.badRight || p.typed):
		return p.centuryOf(int(t.n), span, j+1)
	case t.isSign('.') && p.touching(j): // s. XIX
		return p.centuryRoman(j+1, span)
	case p.typed && t.is(none) && strings.TrimRight(p.word(j), "\u0640") == "ال" && p.at(j+1).number(): // «القرن الـ20»
		return p.centuryOf(int(p.at(j+1).n), span, j+2)
	}
	if t.among(past, current) && p.grain != dates.PrecisionNone {
		n := int(p.day.year / span)
		if t.is(current) {
			n++
		}
		v, _, ok = p.centuryOf(n, span, j+1)
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

// romanCentury reads the Roman numeral before a century: XIXe siècle; or two of
// them: XVIIe et XVIIIe siècles.
func (p *parser) romanCentury(i int) (v value, end int, ok bool) {
	n, ok := p.romanAt(i)
	if !ok {
		return v, 0, false
	}
	j := i + 1
	if p.at(j).isSign('.') && p.touching(j) {
		j++
	}
	if t := p.at(j); t.is(century) {
		return p.centuryOf(n, int64(t.meaning.n), j+1)
	}
	second, ok := p.romanAt(j + 1)
	if t := p.at(j + 2); !ok || !p.at(j).among(and, to) && !p.at(j).oneOf("-–") || !t.is(century) && !t.isUnit(centuries) {
		return v, 0, false
	}
	return p.twoCenturies(n, second, j+3)
}

// twoCenturies returns the centuries from one to another.
func (p *parser) twoCenturies(first, second, end int) (v value, _ int, ok bool) {
	last, end, ok := p.centuryOf(second, 100, end)
	v = last
	v.year = int64(first-1) * 100
	v.until, v.kind = &last, KindRange
	return v, end, ok && first < second && !v.bce
}

// romanCenturies reads the Roman numerals behind "centuries": los siglos XVII y
// XVIII.
func (p *parser) romanCenturies(i int) (v value, end int, ok bool) {
	first, ok1 := p.romanAt(i)
	second, ok2 := p.romanAt(i + 2)
	if !ok1 || !ok2 || !p.at(i+1).among(and, to) && !p.at(i+1).isSign('-') {
		return v, 0, false
	}
	return p.twoCenturies(first, second, i+3)
}

// romanAt reads a Roman numeral, with the ending of an ordinal or without.
func (p *parser) romanAt(i int) (n int, ok bool) {
	if p.english || p.at(i).kind != tokenWord {
		return 0, false
	}
	for _, ending := range []string{"ème", "eme", "ᵉ", "er", "e", ""} {
		if stem, has := strings.CutSuffix(p.word(i), ending); has {
			if n, ok = roman(stem); ok {
				return n, true
			}
		}
	}
	return 0, false
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
// годы, 1930er Jahre, 1930年代, 1930-an, 1930 के दशक.
func (p *parser) decadeBehind(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if t.n%10 != 0 || t.digits != 4 && t.digits != 2 || t.badLeft {
		return v, 0, false
	}
	v = value{kind: KindPeriod, hasYear: true, span: 10, year: t.n}
	if t.digits == 2 {
		v.year, v.weak = v.year+1900, true
	}
	end = p.decadeWord(i + 1)
	if w := p.word(i + 2); end == 0 && t.digits == 4 && p.at(i+1).isSign('-') && p.touching(i+2) && (w == "х" || w == "е" || w == "ые" || w == "ых") {
		end = i + 3
	}
	return v, end, end > 0 && v.year >= 1000 && v.year < 2100
}

// decadeWord returns the place behind the ending or the word at j that makes a
// decade of the number before it; 0 where there is none.
func (p *parser) decadeWord(j int) (end int) {
	t := p.at(j)
	switch {
	case t.isDecade():
		return j + 1
	case t.among(of, yearAfter) && p.at(j+1).isDecade():
		return j + 2
	case !p.touching(j):
	case t.oneOf("-'") && p.touching(j+1) && decadeEnding(p.word(j+1)):
		return j + 2
	case t.isSign('-') && p.at(j+2).is(yearAfter) && p.at(j+2).has(plural):
		return j + 3
	case t.kind == tokenWord && (p.word(j) == "er" || p.word(j) == "ern"):
		if w := p.at(j + 1); w.isUnit(years) || w.is(yearWord) {
			return j + 2
		}
		return j + 1
	}
	return 0
}

// isDecade reports a word that means ten years behind a number.
func (t *token) isDecade() bool { return t.is(decade) && t.meaning.n == 10 }

// decadeEnding reports endings that make a decade of a year: 1930-an, 1930'larda.
func decadeEnding(word string) bool {
	return word == "an" || strings.HasPrefix(word, "lar") || strings.HasPrefix(word, "ler") || word == "lu" || word == "lı" || word == "lü" || word == "li"
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
	if !t.has(definite) || t.english && !p.at(i-1).among(the, stage) && !p.at(i-2).is(stage) && !p.typed {
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

// pluralYears reads 1990s and the '90s.
func (p *parser) pluralYears(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v = value{kind: KindPeriod, hasYear: true, span: 10, year: t.n}
	switch {
	case t.badRight && !p.typed:
		return v, 0, false
	case (t.digits == 4 && t.n >= 1000 && t.n <= 2100 || (p.typed || p.at(i+1).isEra(eraBCE)) && t.digits == 3) && !t.badLeft:
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
