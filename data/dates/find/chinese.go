package find

// hanDate reads 2022年2月4日 with digits of any kind, its beginnings, and 2月4日.
func (p *parser) hanDate(i int) (v value, end int, ok bool) {
	n, j, digits := p.hanNumber(i)
	v.kind = KindAbsolute
	if p.at(i).badLeft || p.scanner.han == nil {
		return v, 0, false
	}
	end = i
	switch {
	case digits == 4 && p.at(j).is(hanYear) && n >= 1000 && n <= 2999:
		v.year, v.hasYear, end = n, true, j+1
	case p.at(j).isDecade() && p.at(i).is(hanDigit) && n%10 == 0 && n >= 20 && n < 100: // 八十年代
		return value{kind: KindPeriod, hasYear: true, span: 10, year: 1900 + n, weak: true}, j + 1, true
	case p.at(j).is(century) && n > 0 && n < 22:
		return p.centuryOf(int(n), 100, j+1)
	case !p.at(j).is(hanMonth):
		return v, 0, false
	}
	return p.chineseDay(v, end)
}

// chineseDay reads the month and day at i, behind a year if there is one.
func (p *parser) chineseDay(v value, i int) (value, int, bool) {
	m, j, digits := p.hanNumber(i)
	if digits == 0 || m < 1 || m > 12 || !p.at(j).is(hanMonth) {
		return v, i, v.hasYear
	}
	v.month = int(m)
	end := j + 1
	d, j, digits := p.hanNumber(end)
	if digits == 0 || d < 1 || d > 31 || !p.at(j).is(hanDay) {
		return v, end, v.hasYear
	}
	v.day = int(d)
	return v, j + 1, true
}

// chineseEra reads 公元前221年, and years of the eras of China and Japan.
func (p *parser) chineseEra(i int) (v value, end int, ok bool) {
	t := p.at(i)
	n, j, digits := p.hanNumber(i + 1)
	if p.at(i + 1).is(hanYuan) { // 令和元年
		n, j, digits = 1, i+2, 1
	}
	if p.at(j).is(century) && digits > 0 && n > 0 && n < 22 && (t.isHan(eraBCE) || t.isHan(eraCE)) { // 公元前5世纪
		v, end, ok = p.centuryOf(int(n), 100, j+1)
		v.bce = t.isHan(eraBCE)
		return v, end, ok
	}
	if digits == 0 || n < 1 || n > 9999 || !p.at(j).is(hanYear) {
		return v, 0, false
	}
	v = value{kind: KindAbsolute, year: n, hasYear: true}
	switch first := firstOfEra[int(t.meaning.n)]; {
	case t.isHan(eraBCE):
		v.bce = true
	case t.isHan(eraCE):
	case first == 0 || n > 120:
		return v, 0, false
	default:
		v.year = first + n - 1
	}
	return p.chineseDay(v, j+1)
}

// firstOfEra are the first years of the eras that begin in a year of ours.
var firstOfEra = map[int]int64{eraMinguo: 1912, eraReiwa: 2019, eraHeisei: 1989, eraShowa: 1926, eraTaisho: 1912, eraMeiji: 1868}

func (t *token) isHan(n int) bool { return t.is(hanEra) && int(t.meaning.n) == n }

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
