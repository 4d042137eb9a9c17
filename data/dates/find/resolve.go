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
