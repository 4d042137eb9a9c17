package find

import "strings"

// chinese reads 2022年2月4日 with digits of any kind, its beginnings, and 2月4日.
func (p *parser) chinese(i int) (v value, end int, ok bool) {
	n, j, digits := p.hanNumber(i)
	v.kind = KindAbsolute
	if p.at(i).badLeft {
		return v, 0, false
	}
	end = i
	switch {
	case digits == 4 && p.at(j).is(hanYear) && n >= 1000 && n <= 2999:
		v.year, v.hasYear, end = n, true, j+1
	case !p.at(j).is(hanMonth):
		return v, 0, false
	}
	m, j, digits := p.hanNumber(end)
	if digits == 0 || m < 1 || m > 12 || !p.at(j).is(hanMonth) {
		return v, end, v.hasYear
	}
	v.month = int(m)
	end = j + 1
	d, j, digits := p.hanNumber(end)
	if digits == 0 || d < 1 || d > 31 || !p.at(j).is(hanDay) {
		return v, end, v.hasYear
	}
	v.day = int(d)
	return v, j + 1, true
}

// chineseEra reads 公元前221年.
func (p *parser) chineseEra(i int) (v value, end int, ok bool) {
	if !strings.HasPrefix(p.text[p.at(i).start:], "公元前") {
		return v, 0, false
	}
	n, j, digits := p.hanNumber(i + 3)
	if digits == 0 || n < 1 || n > 9999 || !p.at(j).is(hanYear) {
		return v, 0, false
	}
	return value{kind: KindAbsolute, year: n, hasYear: true, bce: true}, j + 1, true
}

// hanNumber reads a number in digits, or in characters: 二〇二二, 十二, 二十三.
func (p *parser) hanNumber(i int) (n int64, end, digits int) {
	if t := p.at(i); t.number() {
		return t.n, i + 1, t.digits
	}
	for end = i; p.at(end).is(hanDigit) && digits < 5; end++ {
		d := p.at(end).n
		switch {
		case d < 10 && end > i && p.at(end-1).n == 10:
			n += d
		case d < 10:
			n = n*10 + d
		case n == 0:
			n = 10
		default:
			n *= 10
		}
		digits++
	}
	return n, end, digits
}
