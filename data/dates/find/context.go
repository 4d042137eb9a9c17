package find

import "tarikh.org/tarikh/data/dates"

// complete gives a value the year that it lacks: of the last date named in the
// paragraph, or one next to the text's own, on the side that its words say. other
// is the reading that was not taken.
func (p *parser) complete(v *value) (other *value, note Note, ok bool) {
	if v.direction == none && v.season < dates.FirstQuarter {
		v.when = p.tenseAt(v.from, p.pastMonth(v.from))
	}
	near, known := p.nearest(v, v.when)
	switch {
	case v.cal != gregorian:
		v.year, v.hasYear = near, known
		return nil, NoteNearest, known
	case v.weekday != 0 && v.day != 0 && known && p.yearOfWeekday(v):
		return nil, NoteNearest, true
	case v.direction == none && v.month != 0 && v.when != aheadOfUs && p.carries(v, known) && !(known && p.justBefore(v, near)):
		return p.carried(v, near, known), NoteContext, true
	case !known:
		return nil, "", false
	}
	v.year, v.hasYear = near, true
	if v.direction != none {
		return nil, NoteCounted, true
	}
	return p.otherYear(v), NoteNearest, true
}

// carried gives a value the year of the last date named with one; other is the
// reading by the text's own day.
func (p *parser) carried(v *value, near int64, known bool) (other *value) {
	v.year, v.hasYear = p.dated.year, true
	if p.dated.month-v.month > 6 {
		v.year++
	}
	if known && near != v.year {
		w := *v
		w.year = near
		other = &w
	}
	return other
}

// sentenceEnds reports whether a sentence ends among the tokens [from, to).
func (p *parser) sentenceEnds(from, to int) bool {
	for k := from; k < to; k++ {
		if p.endsSentence(k) && !p.at(k).isSign(';') {
			return true
		}
	}
	return false
}

// justBefore reports whether a value in a year lies within the weeks before the text's
// own day, years after the last date named: then it rather is of the text's own time.
func (p *parser) justBefore(v *value, year int64) bool {
	const weeks = 45 // days
	w := *v
	w.year = year
	gap := p.day.days() - w.asCivil().days()
	if p.datedToken > 0 && !p.sentenceEnds(p.datedToken, v.from) {
		return false
	}
	return gap >= 0 && gap <= weeks && year > p.dated.year && !p.datedChain
}

// otherYear returns the value in the year on the other side of the text's own day,
// nil where that is far.
func (p *parser) otherYear(v *value) *value {
	const far = 400
	w := *v
	w.year--
	if v.asCivil().days() < p.day.days() {
		w.year += 2
	}
	if abs(w.asCivil().days()-p.day.days()) >= far {
		return nil
	}
	return &w
}

// yearOfWeekday gives a day and month the one year next to the text's own in which
// it is the day of the week that is named.
func (p *parser) yearOfWeekday(v *value) bool {
	fitting := 0
	for y := p.day.year - 1; y <= p.day.year+1; y++ {
		w := civil{y, v.month, v.day}
		if far := w.days() - p.day.days(); far < 370 && far > -370 && dates.Weekday(w.days()) == v.weekday-1 && v.day <= dates.DaysIn(y, v.month) {
			v.year, v.hasYear = y, true
			fitting++
		}
	}
	v.margin = 365
	return fitting == 1
}

// pastMonth returns the place behind the words of a day and month at i.
func (p *parser) pastMonth(i int) int {
	for p.at(i).number() || p.at(i).is(month) || p.at(i).is(of) {
		i++
	}
	return i
}

// carries reports whether the year of the last date named with its year holds for a month without
// one: the text is still there.
func (p *parser) carries(v *value, known bool) bool {
	if p.datedToken == 0 || known && p.dated.year == p.day.year || p.lastToken > p.datedToken && p.last.year != p.dated.year {
		return false
	}
	from := p.datedToken
	if p.last.year == p.dated.year { // the text has gone on in that year
		from = max(from, p.lastToken)
	}
	ends := 0
	for k := from; k < v.from; k++ {
		if p.endsSentence(k) && !p.at(k).isSign(';') {
			ends++
		}
	}
	if p.dated.month == 0 {
		return ends == 0 && (!known || p.at(p.datedToken-2).is(in) && !p.at(p.datedToken-2).has(strong) && v.from-p.datedToken < 12 && (p.at(v.from-1).is(in) || v.day != 0))
	}
	return ends <= 1
}

// nearest returns the year that puts a value next to the text's own day, on the
// side that the words say.
func (p *parser) nearest(v *value, when tense) (year int64, ok bool) {
	if p.grain == dates.PrecisionNone || v.direction == same || v.direction == previous || v.direction == following {
		return 0, false
	}
	from, to := p.day.year-1, p.day.year+1
	switch v.cal {
	case islamic:
		h := (p.day.year - 622) * 33 / 32
		from, to = h-1, h+2
	case solar:
		from, to = p.day.year-623, p.day.year-620
	}
	const day = 24 * 60 * 60
	here, best := p.day.days()*day, int64(1)<<40
	v.margin = best
	for y := from; y <= to; y++ {
		w := *v
		w.year, w.hasYear, w.until, w.stage = y, true, nil, 0
		d, _, err := w.date()
		if err != nil {
			continue
		}
		distance := min(abs(d.Lo-here), abs(d.Hi-day-here))
		if d.Lo <= here && here < d.Hi {
			distance = 0
		}
		if p.wrongSide(v, d, here, y) {
			continue
		}
		if distance != 0 {
			distance += day * v.reluctance(when, d.Lo > here, distance/day)
		}
		switch {
		case distance < best:
			v.margin = best - distance
			best, year, ok = distance, y, true
		case distance-best < v.margin:
			v.margin = distance - best
		}
	}
	v.margin /= day
	return year, ok
}

// reluctance is the days by which a date must be nearer than the same of another
// year to be taken, from the tense of its sentence and whether it is ahead.
func (v *value) reluctance(when tense, ahead bool, far int64) int64 {
	const near = 45 // days, within which a date is taken against the tense
	switch {
	case v.direction != none:
		return 0
	case when == behindUs && ahead, when == aheadOfUs && !ahead:
		if far > near || v.day == 0 {
			return 330
		}
		return 120
	case when == unsaid && ahead && (v.day == 0 || v.season != 0):
		return 170
	case when == unsaid && ahead:
		return 40
	}
	return 0
}

// wrongSide reports whether a date in the year y lies on another side of the
// text's day than its direction says.
func (p *parser) wrongSide(v *value, d dates.Date, here, y int64) bool {
	since := v.direction == past && p.at(v.from-1).has(strong)
	switch v.direction {
	case past:
		return d.Hi > here && !since || d.Lo > here
	case future:
		if v.season != 0 && v.season < dates.FirstQuarter { // the sun's spring begins weeks after that of the calendar
			const later = 20 * 24 * 60 * 60
			return d.Lo+later <= here
		}
		return d.Lo <= here
	case current:
		return v.cal == gregorian && y != p.day.year
	}
	return false
}

func abs(n int64) int64 { return max(n, -n) }
