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
	note       dates.Note
	confidence float64
	others     []dates.Reading
}

// resolve completes a value from the context and makes a date of it.
func (p *parser) resolve(v value) (result, bool) {
	if v.void {
		return result{}, false
	}
	kind := v.kind
	note := cmp.Or(v.note, dates.NoteWords)
	var second *value
	switch {
	case kind == KindRange:
		b := *v.until
		if !v.hasYear {
			other, n, ok := p.complete(&v)
			if !ok {
				return result{}, false
			}
			note, b.year, b.hasYear = n, v.year, true
			if b.month < v.month {
				b.year++
			}
			if other != nil {
				far := b
				far.year += other.year - v.year
				other.until = &far
				second = other
			}
		}
		v.until = &b
	case v.weekday != 0 && v.day == 0:
		second, note = p.nearWeekday(&v)
		kind = KindWeekday
	case !v.hasYear:
		var ok bool
		if second, note, ok = p.complete(&v); !ok {
			return result{}, false
		}
		if kind == KindAbsolute {
			kind = KindPartial
		}
		if v.direction != 0 {
			kind = KindRelative
		}
	}
	if v.cal == islamic || v.until != nil && v.until.cal == islamic {
		note = dates.NoteHijri
	} else if v.cal == solar {
		note = NoteJalali
	}
	d, tabular, ok := v.date()
	if !ok {
		return result{}, false
	}
	if tabular {
		note = dates.NoteTabular
	}
	out := result{date: d, kind: kind, note: note, first: civil{v.year, v.month, v.day}}
	out.named = v.cal == gregorian && !v.bce && v.span == 0 && v.season == 0 && v.stage == 0
	if v.cal != gregorian && v.day != 0 {
		c := dates.CivilFromUnix(d.Lo)
		out.first, out.named = civil{c.Year, c.Month, c.Day}, true
	}
	if v.swap {
		other := v
		other.month, other.day = v.day, v.month
		other.swap = false
		second = &other
		out.note = dates.NoteDayFirst
		if p.monthFirst {
			out.note = dates.NoteMonthFirst
		}
	}
	if second != nil {
		if d, _, ok := second.date(); ok && d != out.date {
			out.others = append(out.others, dates.Reading{Date: d, Note: otherNote(out.note)})
		}
	}
	out.confidence = v.confidence(kind, len(out.others) > 0)
	if v.weekday != 0 && v.hasYear && v.day != 0 && kind != KindWeekday && v.cal == gregorian && !v.bce &&
		dates.Weekday(out.first.days()) != v.weekday-1 {
		out.note = dates.NoteWeekday
		out.confidence /= 2
	}
	return out, true
}

// otherNote says why the second reading is what it is.
func otherNote(first dates.Note) dates.Note {
	switch first {
	case dates.NoteDayFirst:
		return dates.NoteMonthFirst
	case dates.NoteMonthFirst:
		return dates.NoteDayFirst
	case NoteContext:
		return NoteNearest
	}
	return first
}

// confidence is an estimate by the form of what was read.
func (v *value) confidence(kind Kind, ambiguous bool) float64 {
	c := 95
	switch kind {
	case KindPartial:
		c = 80
	case KindRelative:
		c = 85
	case KindWeekday:
		c = 85
	case KindPeriod, KindRange, KindHijri:
		c = 90
	case KindAbsolute:
		if v.month == 0 {
			c = 85
		}
	}
	if v.weak {
		c -= 15
	}
	if ambiguous {
		c -= 15
	}
	return float64(c) / 100
}

// nearWeekday gives a weekday its day: before the text's own day or on it, unless
// the words say otherwise.
func (p *parser) nearWeekday(v *value) (other *value, note dates.Note) {
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
	case back != 0 && p.toCome(v.from):
		n += 7
		fallthrough
	default:
		if back != 0 {
			c := civilOf(2*(base-back) + 7 - n)
			w := *v
			w.year, w.month, w.day, w.hasYear = c.year, c.month, c.day, true
			other = &w
		}
	}
	c := civilOf(n)
	v.year, v.month, v.day, v.hasYear = c.year, c.month, c.day, true
	return other, NoteThatDay
}

// toCome reports whether a word before token i in its sentence tells of the future.
func (p *parser) toCome(i int) bool {
	for k := i - 1; k >= 0 && k > i-16; k-- {
		switch t := p.at(k); {
		case t.is(coming):
			return true
		case t.isSign('.') || t.isSign('\n'):
			return false
		}
	}
	return false
}

// complete gives a value the year that it lacks: of the last date named in the
// paragraph, or the one nearest to the text's own. other is the reading that was
// not taken.
func (p *parser) complete(v *value) (other *value, note dates.Note, ok bool) {
	near, known := p.nearest(v)
	if v.cal != gregorian {
		v.year, v.hasYear = near, known
		return nil, NoteNearest, known
	}
	named := p.lastToken > 0 && p.last.year != 0 && v.direction == 0 && v.month != 0 &&
		(!known || p.last.year != p.day.year)
	switch {
	case named:
		v.year = p.last.year
		if p.last.month-v.month > 6 {
			v.year++
		}
		v.hasYear = true
		if known && near != v.year {
			w := *v
			w.year = near
			other = &w
		}
		return other, NoteContext, true
	case !known:
		return nil, "", false
	}
	v.year, v.hasYear = near, true
	if v.direction == 0 && v.season == 0 {
		w := *v
		w.year--
		if v.civil().days() < p.day.days()-180 {
			w.year += 2
		}
		far := w.civil().days() - p.day.days()
		if far < 250 && far > -250 {
			other = &w
		}
	}
	if v.direction != 0 {
		return nil, NoteCounted, true
	}
	return other, NoteNearest, true
}

func (v *value) civil() civil {
	m := v.month
	if m == 0 && v.season != 0 {
		m, _ = v.season.Months()
	}
	return civil{v.year, max(m, 1), max(v.day, 1)}
}

// nearest returns the year that puts a value next to the text's own day, on the
// side that the words say.
func (p *parser) nearest(v *value) (year int64, ok bool) {
	if !p.hasDay || v.direction == same || v.direction == previous || v.direction == following {
		return 0, false
	}
	from, to := p.day.year-1, p.day.year+1
	if v.cal == islamic {
		h := (p.day.year - 622) * 33 / 32
		from, to = h-1, h+2
	} else if v.cal == solar {
		from, to = p.day.year-623, p.day.year-620
	}
	best := int64(1) << 40
	for y := from; y <= to; y++ {
		w := *v
		w.year, w.hasYear, w.until, w.stage = y, true, nil, 0
		d, _, valid := w.date()
		if !valid {
			continue
		}
		const day = 24 * 60 * 60
		here := p.day.days() * day
		distance := min(abs(d.Lo-here), abs(d.Hi-day-here))
		if d.Lo <= here && here < d.Hi {
			distance = 0
		}
		since := v.direction == past && p.at(v.from-1).has(strong)
		switch {
		case v.direction == past && (d.Hi > here && !since || d.Lo > here),
			v.direction == future && d.Lo <= here:
			continue
		case v.direction == current && v.cal == gregorian && y != p.day.year:
			continue
		}
		if distance < best {
			best, year, ok = distance, y, true
		}
	}
	return year, ok
}

func abs(n int64) int64 { return max(n, -n) }
