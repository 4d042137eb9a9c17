package find

import "strings"

// distance is a number of units, and on which side of a day they are counted.
type distance struct {
	n     int64
	unit  int
	how   class // before, after; earlier and later from the last date named
	rough bool
}

// counted reads distances: two years ago, three days later, قبل ثلاثة أيام, منذ نحو
// عامين, بعد شهرين, il y a deux ans.
func (p *parser) counted(i int) (v value, end int, ok bool) {
	if v, end, ok = p.longAgo(i); ok {
		return v, end, true
	}
	const most = 9000
	d, end, ok := p.distance(i)
	switch {
	case !ok || d.n > most:
		return v, 0, false
	case d.how == none: // «في غضون أسبوعين»
		const far = 100
		return p.spanOf(d.unit, d.n, true), end, p.hasDay() && d.n < far && d.unit <= decades
	case d.how == before:
		v, ok = p.fromToday(d.unit, -d.n, true)
	case d.how == future:
		v, ok = p.fromToday(d.unit, d.n, true)
	default:
		v, ok = p.fromLast(d)
	}
	v.trust = p.trustIn(d, v)
	v.approx = v.approx || d.rough && v.season == 0
	return v, end, ok
}

// fromLast counts a distance from the last date named.
func (p *parser) fromLast(d distance) (v value, ok bool) {
	if p.lastToken == 0 || p.last.year == 0 || d.unit <= weeks && p.last.day == 0 || p.last.month == 0 && d.unit != years {
		return v, false
	}
	n := d.n
	if d.how == earlier {
		n = -n
	}
	v = p.move(p.last, d.unit, n, true)
	if p.lastSeason != 0 && d.unit == years {
		v.season, v.kind = p.lastSeason, KindPeriod
	}
	return v, true
}

// trustIn is how likely a distance is meant as exactly as it is read, in
// hundredths; 0 where there is no doubt of its own.
func (p *parser) trustIn(d distance, v value) int {
	switch {
	case d.unit == years && d.n == 1 && p.english:
		return 55 // "a year ago" often is that quarter or month of the year
	case d.how == later, d.how == earlier, v.approx, d.rough:
		return 78
	}
	return 0
}

// longAgo reads «قبل 66 مليون سنة», hace 66 millones de años.
func (p *parser) longAgo(i int) (v value, end int, ok bool) {
	t := p.at(i)
	j := i + 1
	if !t.is(before) || t.english || !p.at(j).number() {
		return v, 0, false
	}
	k := j + 1
	if p.at(k).isSign('.') || p.at(k).isSign(',') {
		k += 2
	}
	u := p.skip(k+1, of)
	if !p.at(k).is(scale) || !p.at(u).isUnit(years) && !p.at(u).is(yearWord) {
		return v, 0, false
	}
	v, ok = p.scaledYear(j)
	v.bce, v.approx = true, true
	return v, u + 1, ok
}

// distance reads the number and the unit, and the words before and behind them.
func (p *parser) distance(i int) (d distance, end int, ok bool) {
	t := p.at(i)
	j := i
	if t.is(before) || t.is(after) {
		d.how = t.class
		j++
		if t.english {
			return d, 0, false
		}
	}
	if d.how == after && !t.has(definite) && !p.opensClause(i) {
		return d, 0, false // the length of something, and no day
	}
	if d.how != none {
		j = p.skip(j, exactly)
	}
	for range 2 {
		if p.at(j).is(about) {
			d.rough = true
			j++
		}
	}
	n, j, ok := p.amount(j)
	if !ok || !p.units(&d, j, n) {
		return d, 0, false
	}
	u := p.at(j)
	end = j + 1
	if p.at(end).number() || p.at(end).is(weekday) {
		return d, 0, false // «قبل عام 2020»
	}
	if _, _, named := p.yearInWords(end); named && u.is(yearWord) {
		return d, 0, false // «منذ عام ألفين وعشرة»
	}
	if p.at(end).is(about) && !u.english { // «قبل عامين تقريبا»
		d.rough = true
		end++
	}
	return p.sideOf(d, i, end)
}

// sideOf finds on which side a distance is counted.
func (p *parser) sideOf(d distance, i, end int) (distance, int, bool) {
	if d.how != none {
		if p.at(i).has(definite) && d.how == after { // in zwei Wochen, dans deux ans
			d.how = future
		}
		return d, end, !p.at(end).is(from) || latin(p.text[p.at(i).start]) // «قبل يومين من» something else
	}
	switch {
	case p.at(end).is(ago):
		d.how = before
	case p.at(end).is(later):
		d.how = later
	case p.at(end).is(earlier):
		d.how = earlier
	case p.aheadBy(i, end):
		d.how = future
		return d, end, true
	default:
		return d, end, p.at(i-1).is(in) && p.at(i-1).has(dual)
	}
	return d, end + 1, true
}

// aheadBy reports whether "in" stands before the English distance in [i, end), in a
// sentence of what is to come: will be ready in two weeks.
func (p *parser) aheadBy(i, end int) bool {
	t := p.at(i)
	if !strings.EqualFold(p.word(i-1), "in") || !p.at(i-1).english || !t.number() && !t.among(cardinal, about) || p.at(end).among(of, count, unit) || p.at(end).isSign('-') {
		return false
	}
	if w := p.at(i - 2); w.is(ordinal) || p.at(i-3).is(ordinal) || strings.HasSuffix(p.word(i-2), "est") {
		return false // the first time in two years
	}
	return p.tenseAt(i-1, end) == aheadOfUs
}

// units reads the unit at j, of which there are n; 0 where no number was said.
func (p *parser) units(d *distance, j int, n int64) bool {
	u := p.at(j)
	year := u.is(yearWord) && !u.has(plural)
	if !u.is(unit) && !year || u.joined {
		return false
	}
	d.n, d.unit = n, int(u.meaning.n)
	if year {
		d.unit = years
	}
	switch {
	case u.has(dual) && n == 0:
		d.n = 2
	case n == 0 && !u.has(plural|definite) && !latin(p.text[u.start]):
		d.n = 1
	case n == 0:
		return false
	}
	return true
}

// opensClause reports whether token i begins a sentence or a part of one.
func (p *parser) opensClause(i int) bool {
	return p.at(i).joined || p.at(i-1).kind == tokenSign
}
