package markwhen

import (
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// ahead is how many events are looked at for whether a number is a year.
const ahead = 20

// maxChain bounds how many events that come later are resolved for one that is relative
// to them.
const maxChain = 100

// What is said of dates that depend on the day on which a file is read.
const (
	nowAsOpen   = "now, which moves (the end is open)"
	nowAsToday  = "now, which moves (it is the day of the import)"
	yearMissing = "a year that is not written (it is that of the import)"
	timeMissing = "a time of day without its day"
)

// resolve finds the time of the event i; chain is how many wait for it.
func (r *reader) resolve(i, chain int) (*span, error) {
	e := r.entries[i]
	switch e.state {
	case resolved:
		return &e.span, nil
	case failed:
		return nil, e.fault
	case resolving:
		return nil, errCycle
	}
	if chain > maxChain {
		return nil, errChain
	}
	e.state = resolving
	s, err := r.spanOf(i, chain)
	if err == nil && (s.lo < -farthest || s.lo > farthest || s.hi < -farthest || s.hi > farthest) {
		err = errFar
	}
	if err != nil {
		e.state, e.fault = failed, err
		return nil, err
	}
	e.state, e.span = resolved, s
	return &e.span, nil
}

func (r *reader) spanOf(i, chain int) (span, error) {
	w := &r.entries[i].when
	if !w.date.IsZero() {
		return spanOfDate(w.date), nil
	}
	w.from, w.to = w.from.ordered(r.dayFirst), w.to.ordered(r.dayFirst)
	if w.from.kind == relative {
		return r.relativeSpan(i, chain)
	}
	s, err := r.begin(w.from, i, chain)
	if err != nil || !w.ranged {
		return s, err
	}
	whole := s
	if err := r.end(&whole, w.to, w.from, i, chain); err != nil {
		r.doc.Skip(r.entries[i].place, why(err), w.text)
		return s, nil
	}
	return whole, nil
}

// spanOfDate is the time of a date; without a beginning or an end it is at the other one.
func spanOfDate(d dates.Date) span {
	s := span{lo: wall(d.Lo), hi: wall(d.Hi), from: days, to: days, date: d}
	if d.Lo == dates.OpenLo {
		s.lo = s.hi
	}
	if d.Hi == dates.OpenHi {
		s.hi = s.lo
	}
	return s
}

// begin is the time of an event that has only a first side.
func (r *reader) begin(from side, i, chain int) (span, error) {
	switch from.kind {
	case aNow:
		r.doc.Drop(nowAsToday)
		return r.today(), nil
	case isOpen:
		return span{}, errNoSuchDate
	case aTime:
		return r.timeOfDay(from, i, chain)
	}
	return r.spanOfSide(from)
}

func (r *reader) today() span {
	lo := midnight(r.day.Year, r.day.Month, r.day.Day)
	return span{lo: lo, hi: lo + perDay, from: days, to: days}
}

// spanOfSide is the time of a date.
func (r *reader) spanOfSide(s side) (span, error) {
	if s.wrong {
		return span{}, errNoSuchDate
	}
	if s.yearless {
		r.doc.Drop(yearMissing)
		if s.year += r.day.Year; s.to >= days && s.day > dates.DaysIn(s.year, s.month) {
			return span{}, errNoSuchDate
		}
	}
	lo := midnight(s.year, max(s.month, 1), max(s.day, 1))
	if s.clock.Said {
		lo += clockWall(s.clock)
	}
	out := span{lo: lo, hi: lo.after(s.to), from: s.to, to: s.to, offset: s.offset, ending: s.offset}
	if s.week {
		out.hi = lo + 7*perDay
	}
	return out, nil
}

func clockWall(c form.Clock) wall { return wall(c.Hour*perHour + c.Minute*perMinute + c.Second) }

// timeOfDay is a time on the last day that was said, or on the next one where that time
// is over. A bare number is a year where nothing before has a day.
func (r *reader) timeOfDay(s side, i, chain int) (span, error) {
	last, err := r.previous(i, chain)
	if err != nil {
		return span{}, err
	}
	if s.number && (last == nil && r.inYears(i) || last != nil && last.to < days) {
		return r.spanOfSide(s.asYear())
	}
	if last == nil {
		r.doc.Drop(nowAsToday)
		today := r.today()
		last = &today
	}
	if last.to < days && last.date.IsZero() {
		r.doc.Drop(timeMissing)
		return *last, nil
	}
	instant := last.hi
	if last.to == days {
		instant--
	}
	day, _ := instant.split()
	lo := wall(day)*perDay + clockWall(s.clock)
	if last.to > days && lo < last.hi {
		lo += perDay
	}
	return span{lo: lo, hi: lo, from: minutes, to: minutes}, nil
}

// inYears reports whether the next date after an event is a year.
func (r *reader) inYears(i int) bool {
	for _, e := range r.entries[i+1 : min(len(r.entries), i+1+ahead)] {
		if from := e.when.from; from.kind == aDate && e.when.date.IsZero() {
			return from.to == years
		}
	}
	return false
}

// previous is the time of the last event before one that has one, nil if there is none.
func (r *reader) previous(i, chain int) (*span, error) {
	if i == r.next {
		if r.last < 0 {
			return nil, nil
		}
		return &r.entries[r.last].span, nil
	}
	if i == 0 {
		return nil, nil
	}
	return r.resolve(i-1, chain+1)
}

// end sets the end of a span to a second side.
func (r *reader) end(s *span, to, from side, i, chain int) error {
	switch to.kind {
	case aNow, isOpen:
		if to.kind == aNow {
			r.doc.Drop(nowAsOpen)
		}
		s.open, s.hi, s.to = true, max(s.hi, r.today().hi), days
		return nil
	case aTime:
		if to.number && from.kind == aDate && from.to == days && to.clock.Hour > from.day && to.clock.Hour <= dates.DaysIn(from.year, from.month) && !from.slashes {
			s.hi = midnight(from.year, from.month, to.clock.Hour) + perDay
			return nil
		}
		if s.from < days {
			return errNoSuchDate
		}
		day, _ := s.lo.split()
		hi := wall(day)*perDay + clockWall(to.clock)
		if hi < s.lo {
			hi += perDay
		}
		s.hi, s.to, s.ending = hi, minutes, s.offset
		return nil
	case relative:
		base, at := s.lo, s.from
		if to.id != "" || to.edge != "" {
			var err error
			if base, at, err = r.base(to, i, chain, to.edge == "end"); err != nil {
				return err
			}
		}
		hi, fine, err := moved(base, at, to, to.before)
		if err != nil {
			return err
		}
		s.hi, s.to, s.ending = hi, fine, s.offset
	default:
		last, err := r.spanOfSide(to)
		if err != nil {
			return err
		}
		s.hi, s.to, s.ending = last.hi, last.to, last.ending
	}
	if s.hi < s.lo {
		return errNoSuchDate
	}
	return nil
}

// base is the edge of an event to which something is relative, and how precise it is; late
// is the usual edge.
func (r *reader) base(s side, i, chain int, late bool) (wall, unit, error) {
	var of *span
	var err error
	if s.id != "" {
		at, known := r.ids[s.id]
		if !known {
			return 0, 0, unknownError("!" + s.id)
		}
		of, err = r.resolve(at, chain+1)
	} else {
		of, err = r.previous(i, chain)
	}
	if err != nil {
		return 0, 0, err
	}
	if of == nil {
		r.doc.Drop(nowAsToday)
		return r.today().lo, days, nil
	}
	if s.edge != "" {
		late = s.edge == "end"
	}
	if late {
		return of.hi, of.to, nil
	}
	return of.lo, of.from, nil
}

// relativeSpan is the time of an event whose first side is relative. Alone that is a
// duration from or until the other event; with a second side it is where this begins or,
// with "before", ends.
func (r *reader) relativeSpan(i, chain int) (span, error) {
	w := &r.entries[i].when
	base, at, err := r.base(w.from, i, chain, !w.from.before)
	if err != nil {
		return span{}, err
	}
	edge, fine, err := moved(base, at, w.from, w.from.before)
	if err != nil {
		return span{}, err
	}
	switch {
	case w.ranged && w.from.before && w.to.kind == relative:
		lo, finer, err := moved(edge, fine, w.to, true)
		if err != nil {
			return span{}, err
		}
		return stretch(lo, edge, finer), nil
	case w.ranged:
		s := span{lo: edge, hi: edge.after(fine), from: fine, to: fine}
		if err := r.end(&s, w.to, w.from, i, chain); err != nil {
			return span{}, err
		}
		if w.to.kind == relative {
			s.from = max(s.from, s.to)
			s.to = s.from
		}
		return s, nil
	}
	return stretch(min(base, edge), max(base, edge), fine), nil
}

// stretch is the span between two walls, at least one unit long.
func stretch(lo, hi wall, fine unit) span {
	if lo == hi {
		hi = lo.after(fine)
	}
	return span{lo: lo, hi: hi, from: fine, to: fine}
}

// moved is a wall with a duration added, or taken away, and how precise that is: as the
// finer of both.
func moved(w wall, at unit, by side, back bool) (wall, unit, error) {
	if by.wrong {
		return 0, 0, errFar
	}
	for _, a := range by.amounts {
		n := a.n
		if back {
			n = -n
		}
		fine := days
		switch a.of {
		case "year":
			w, fine = w.addMonths(12*n), years
		case "month":
			w, fine = w.addMonths(n), months
		case "week":
			w += wall(n) * 7 * perDay
		case "day":
			w += wall(n) * perDay
		case workday:
			w = w.addWorkdays(n)
		case "hour":
			w, fine = w+wall(n)*perHour, minutes
		case "minute":
			w, fine = w+wall(n)*perMinute, minutes
		default:
			if a.of == "millisecond" {
				n /= 1000
			}
			w, fine = w+wall(n), seconds
		}
		if at = max(at, fine); w < -farthest || w > farthest {
			return 0, 0, errFar
		}
	}
	return w, at, nil
}

// dated is the date of a span on the clocks of its two sides, and the name of that zone where the
// date has times of it.
func (s span) dated(z clocks) (date dates.Date, zoneName string, err error) {
	if !s.date.IsZero() {
		return s.date, "", nil
	}
	from := s.lo.moment(s.from)
	from.Offset = s.offset
	timed := s.from >= minutes && s.offset == "" || s.to >= minutes && s.ending == "" && !s.open
	if from.Offset == "" {
		from.Offset = z.from.at(s.lo)
	}
	last := s.hi
	if s.to <= days && s.hi > s.lo {
		last--
	}
	to := last.moment(s.to)
	if to.Offset = s.ending; to.Offset == "" {
		to.Offset = z.to.at(last)
	}
	end := to.EDTF()
	if s.open {
		end = ".."
	}
	if date, err = form.Span(from.EDTF(), end); err != nil {
		return date, "", err
	}
	if timed && z.from == z.to {
		zoneName = z.from.name()
	}
	return date, zoneName, nil
}
