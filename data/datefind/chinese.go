package datefind

// chinese reads 2022年2月4日 with digits of any kind, and its beginnings.
func (p *parser) chinese(i int) (v value, end int, ok bool) {
	n, j, digits := p.hanNumber(i)
	if digits != 4 || !p.at(j).is(hanYear) || p.at(i).badLeft || n < 1000 || n > 2999 {
		return v, 0, false
	}
	v = value{kind: KindAbsolute, year: n, hasYear: true}
	end = j + 1
	m, j, digits := p.hanNumber(end)
	if digits == 0 || m < 1 || m > 12 || !p.at(j).is(hanMonth) {
		return v, end, true
	}
	v.month = int(m)
	end = j + 1
	d, j, digits := p.hanNumber(end)
	if digits == 0 || d < 1 || d > 31 || !p.at(j).is(hanDay) {
		return v, end, true
	}
	v.day = int(d)
	return v, j + 1, true
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
