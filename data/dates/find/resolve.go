package find

import (
	"cmp"

	"tarikh.org/tarikh/data/dates"
)

// result is what a value comes to.
type result struct {
	date       dates.Date
	first      civil // the date's first day, as far as it was named
	named      bool  // the text may go on to count from it
	kind       Kind
	note       Note
	confidence float64
	others     []Reading
	zone       string // see Reading
	otherDay   bool   // the text names another day of the week
}

// alternative is a second way to read a value.
type alternative struct {
	value *value
	note  Note
}

// resolve completes a value from the context and makes a date of it.
func (p *parser) resolve(v value) (result, error) {
	if v.void {
		return result{}, fault(dates.FaultYear, "it isn't known which day that is")
	}
	out := result{kind: v.kind, note: cmp.Or(v.note, NoteWords)}
	second, err := p.completed(&v, &out)
	if err != nil {
		return result{}, err
	}
	d, tabular, err := v.date()
	if err != nil && !v.swap {
		return result{}, err
	}
	out.date = d
	out.note = v.calendarNote(out.note, tabular)
	out.locate(&v)
	switch {
	case v.swap:
		if second, err = p.ordered(&v, &out, err); err != nil {
			return result{}, err
		}
	case v.wide:
		second = p.widened(&v, &out)
	}
	if second.value != nil {
		if d, _, err := second.value.date(); err == nil && d != out.date {
			out.others = append(out.others, Reading{Date: d, Note: second.note})
		}
	}
	out.inPlace(&v)
	out.confidence = p.confidence(&v, &out)
	if out.kind != KindWeekday && v.otherWeekday(out.first) {
		out.otherDay, out.note = true, NoteWeekday
		out.confidence /= 2
	}
	return out, nil
}

// locate notes the first day of a result, and whether the text may go on to count
// from it.
func (r *result) locate(v *value) {
	r.first = civil{v.year, v.month, v.day}
	r.named = v.cal == gregorian && !v.bce && v.span == 0 && v.stage == 0 && v.season == 0 && !v.vague && v.until == nil
	if v.cal != gregorian && v.day != 0 && !r.date.IsZero() {
		c := dates.CivilFromUnix(r.date.Lo)
		r.first, r.named = civil{c.Year, c.Month, c.Day}, true
	}
}

// otherWeekday reports whether a day is another day of the week than the value
// names.
func (v *value) otherWeekday(day civil) bool {
	return v.weekday != 0 && v.full() && v.until == nil && v.cal == gregorian && !v.bce && dates.Weekday(day.days()) != v.weekday-1
}

// completed gives a value the year, or the day, that it lacks, from the context.
func (p *parser) completed(v *value, out *result) (second alternative, err error) {
	switch {
	case v.until != nil && v.kind != KindAbsolute && v.kind != KindPeriod:
		return p.completedRange(v, out)
	case v.weekday != 0 && v.day == 0:
		if p.typed && v.direction == none {
			return second, fault(dates.FaultYear, "a year is missing")
		}
		if !p.hasDay() {
			v.weekday, v.hasYear, v.year, v.month, v.vague = 0, true, p.day.year, p.day.month, true
			out.note, out.kind = NoteCounted, KindWeekday
			return second, nil
		}
		out.kind = KindWeekday
		return p.nearWeekday(v, out), nil
	case v.hasYear:
		return second, nil
	case p.typed && v.direction == none:
		return second, fault(dates.FaultYear, "a year is missing")
	}
	second.value, second.note, err = p.completing(v, out)
	if out.kind == KindAbsolute {
		out.kind = KindPartial
	}
	if v.direction != none {
		out.kind = KindRelative
	}
	return second, err
}

// completing is complete with its notes and error.
func (p *parser) completing(v *value, out *result) (*value, Note, error) {
	other, note, ok := p.complete(v)
	if !ok {
		return nil, "", fault(dates.FaultYear, "a year is missing")
	}
	out.note = note
	if note == NoteContext {
		return other, NoteNearest, nil
	}
	return other, note, nil
}

// completedRange completes both ends of a range.
func (p *parser) completedRange(v *value, out *result) (second alternative, err error) {
	b := *v.until
	v.until = &b
	if v.hasYear || p.typed {
		return second, nil
	}
	other, note, ok := p.complete(v)
	if !ok {
		return second, fault(dates.FaultYear, "a year is missing")
	}
	out.note = note
	b.year, b.hasYear = v.year, true
	if b.month < v.month {
		b.year++
	}
	if other != nil {
		far := b
		far.year += other.year - v.year
		other.until = &far
		second = alternative{other, note}
	}
	return second, nil
}

// calendarNote says from which calendar a date came.
func (v *value) calendarNote(note Note, tabular bool) Note {
	both := func(c calendar) bool { return v.cal == c || v.until != nil && v.until.cal == c }
	switch {
	case tabular:
		return NoteTabular
	case both(islamic):
		return NoteHijri
	case both(solar):
		return NoteJalali
	case note == NoteWords && (v.pivot || v.until != nil && v.until.pivot):
		return NoteShortYear
	}
	return note
}

// ordered decides which of two numbers is the day: the day of the week, where it is
// named, or else the order that the text or its language shows. err is that of the
// first order.
func (p *parser) ordered(v *value, out *result, err error) (second alternative, _ error) {
	out.note, second.note = NoteDayFirst, NoteMonthFirst
	if p.monthFirst {
		out.note, second.note = second.note, out.note
	}
	w := v.other()
	other, _, err2 := w.date()
	fits := func(v *value) bool {
		return v.weekday != 0 && v.until == nil && dates.Weekday(v.asCivil().days()) == v.weekday-1
	}
	switch {
	case err != nil && err2 != nil:
		return second, err
	case err != nil || err2 == nil && v.weekday != 0 && fits(&w) && !fits(v):
		*v, out.date, out.note = w, other, NoteWords
		out.first = civil{v.year, v.month, v.day}
		v.swap = false
		return alternative{}, nil
	case fits(v) && !fits(&w), err2 != nil:
		out.note, v.swap = NoteWords, false
		return alternative{}, nil
	}
	second.value = &w
	return second, nil
}

// widened gives 1900s its two readings.
func (p *parser) widened(v *value, out *result) alternative {
	w := *v
	out.note = NoteDecade
	if v.span == 10 {
		w.span = 100
		return alternative{&w, NoteCentury}
	}
	out.note, w.span = NoteCentury, 10
	return alternative{&w, NoteDecade}
}

// nearWeekday gives a weekday its day: before the text's own day or on it, unless
// the words say otherwise.
func (p *parser) nearWeekday(v *value, out *result) (second alternative) {
	out.note = NoteThatDay
	base := p.day.days()
	back := int64(dates.Weekday(base)-(v.weekday-1)+7) % 7
	n := base - back
	switch {
	case v.direction == past || v.direction == previous:
		if back == 0 {
			n -= 7
		}
	case v.direction == future || v.direction == following:
		n += 7
	case v.direction == current:
		n = base - int64(dates.Weekday(base)+6)%7 + int64(v.weekday+5)%7
	case back != 0:
		when := p.tenseAt(v.from, v.from+1)
		if p.at(v.from+1).isSign('\'') && p.at(v.from).english && when == aheadOfUs { // Wednesday's ruling
			when = unsaid
		}
		v.when = when
		if when == aheadOfUs {
			n += 7
		}
		c := civilOf(2*(base-back) + 7 - n)
		w := *v
		w.year, w.month, w.day, w.hasYear = c.year, c.month, c.day, true
		second = alternative{&w, NoteThatDay}
	}
	c := civilOf(n)
	v.year, v.month, v.day, v.hasYear = c.year, c.month, c.day, true
	return second
}

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

// sentenceEnds reports whether a sentence ends among the tokens [from, to).
func (p *parser) sentenceEnds(from, to int) bool {
	for k := from; k < to; k++ {
		if p.endsSentence(k) && !p.at(k).isSign(';') {
			return true
		}
	}
	return false
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
		return ends == 0 && (!known || p.at(p.datedToken-2).is(in) && !p.at(p.datedToken-2).has(strong) && v.from-p.datedToken < 12 && p.at(v.from-1).is(in))
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
		return d.Lo <= here
	case current:
		return v.cal == gregorian && y != p.day.year
	}
	return false
}

func abs(n int64) int64 { return max(n, -n) }

// confidence is an estimate by the form of what was read.
func (p *parser) confidence(v *value, out *result) float64 {
	c := 95
	switch out.kind {
	case KindPartial:
		c = v.partialTrust()
	case KindWeekday:
		c = v.weekdayTrust(len(out.others) > 0)
	case KindRelative:
		c = 88
	case KindRange, KindHijri:
		c = 90
	case KindPeriod:
		c = 86
	case KindAbsolute:
		if v.month == 0 {
			c = 88
		}
	}
	if v.trust != 0 {
		c = v.trust
	}
	if v.season >= dates.FirstQuarter && v.weak {
		return 0.83 // a quarter without its year
	}
	if v.weak || v.pivot {
		c -= 15
	}
	if v.vague {
		c -= 15
	}
	if len(out.others) > 0 && out.kind != KindWeekday && out.kind != KindPartial {
		c -= 15
	}
	return float64(max(c, 5)) / 100
}

func (v *value) weekdayTrust(doubt bool) int {
	switch {
	case !doubt:
		return 93
	case v.when == behindUs:
		return 88
	case v.when == aheadOfUs:
		return 73
	}
	return 76
}

func (v *value) partialTrust() int {
	switch {
	case v.margin > 240:
		return 89
	case v.margin > 150:
		return 84
	case v.margin > 90:
		return 77
	case v.margin > 30:
		return 67
	}
	return 57
}
