package dates

import "slices"

// found is a reading, and whether the text names another day of the week.
type found struct {
	Reading
	otherDay bool
}

// understand returns the readings of the tokens, the likeliest first.
func (r *reading) understand() Understanding {
	if i := r.calendars(); i > 0 {
		return r.sameDay(i)
	}
	var all []found
	first, ok := r.once()
	if ok {
		all = append(all, first)
	}
	for _, choice := range []struct {
		saw, take  *bool
		note, less Note
	}{
		{&r.sawOrder, &r.monthFirst, NoteDayFirst, NoteMonthFirst},
		{&r.sawPlural, &r.centuries, NoteDecade, NoteCentury},
		{&r.sawDash, &r.dashes, NoteOffset, NoteSpan},
	} {
		if !*choice.saw {
			continue
		}
		*choice.take = true
		second, also := r.once()
		*choice.take = false
		if !also || ok && second.Date == first.Date {
			continue
		}
		if ok {
			all[0].Note, second.Note = choice.note, choice.less
		}
		all = append(all, second)
	}
	// The day of the week may say which reading is meant.
	if fitting := slices.DeleteFunc(slices.Clone(all), func(f found) bool { return f.otherDay }); len(fitting) == 1 && len(all) > 1 {
		return Understanding{{Date: fitting[0].Date, Note: NoteWords}}
	}
	var out Understanding
	for _, f := range all {
		if f.otherDay && len(all) == 1 {
			f.Note = NoteWeekday
		}
		out = append(out, f.Reading)
	}
	return out
}

// calendars returns the place of what stands between a Hijri date and the same
// in the Gregorian calendar («3 رجب 1443 هـ الموافق 4 فبراير 2022»), or 0.
func (r *reading) calendars() int {
	hijri := func(tokens []token) bool {
		return slices.ContainsFunc(tokens, func(t token) bool {
			return t.kind == tokenHijriMonth || t.kind == tokenEra && t.n == int64(eraHijri)
		})
	}
	for i, t := range r.tokens {
		if (t.kind == tokenMatching || t.is('/') && t.spaced) && hijri(r.tokens[:i]) != hijri(r.tokens[i+1:]) {
			return i
		}
	}
	return 0
}

// sameDay reads a date given in two calendars: the Gregorian one counts, and the
// other is a second reading only if it is not the same time.
func (r *reading) sameDay(i int) Understanding {
	var out Understanding
	for _, tokens := range [][]token{r.tokens[:i], r.tokens[i+1:]} {
		part := reading{tokens: tokens, today: r.today}
		u := part.understand()
		if len(u) == 0 {
			r.fault = part.fault
			return nil
		}
		out = append(out, u...)
	}
	slices.SortStableFunc(out, func(a, b Reading) int { return a.lunar() - b.lunar() })
	first := out[0].Date
	if len(out) == 2 && out[1].Date.Lo < first.Hi && first.Lo < out[1].Date.Hi {
		return out[:1]
	}
	return out
}

// lunar is 1 of a reading of the Hijri calendar, and 0 of others.
func (r Reading) lunar() int {
	if r.Note == NoteHijri || r.Note == NoteTabular {
		return 1
	}
	return 0
}

// once reads the tokens in the way that r says.
func (r *reading) once() (found, bool) {
	t := r.tokens
	if len(t) == 0 {
		return found{}, false
	}
	switch t[0].kind {
	case tokenSince, tokenFrom:
		if f, ok := r.openEnded(t[1:], "", "/.."); ok {
			return f, true
		}
		return r.fromTo(t[1:], tokenTo, tokenUntil, tokenSign)
	case tokenUntil:
		return r.openEnded(t[1:], "../", "")
	case tokenBetween:
		return r.fromTo(t[1:], tokenAnd, tokenTo, tokenSign)
	}
	if f, ok := r.side(t); ok {
		return r.single(f, t[0].at)
	}
	return r.fromTo(t, tokenTo, tokenUntil, tokenSign)
}

// single makes the reading of one side that stands alone.
func (r *reading) single(f fields, at int) (found, bool) {
	start, end, note, ok := r.points(f, at)
	if !ok {
		return found{}, false
	}
	text := start.String()
	switch {
	case f.earlier:
		text = "[.." + end.String() + "]"
	case f.later:
		text = "[" + text + "..]"
	case start != end:
		text += "/" + end.String()
	}
	out, ok := r.parse(text, note, at)
	if start == end && f.weekday != 0 && start.Day != 0 {
		out.otherDay = Weekday(DaysFromCivil(start.Year, start.Month, start.Day)) != f.weekday-1
	}
	return out, ok
}

func (r *reading) parse(text string, note Note, at int) (found, bool) {
	d, err := Parse(text)
	if err != nil {
		fault := err.(*SyntaxError)
		return found{}, r.blame(at, fault.Fault, fault.Reason)
	}
	return found{Reading: Reading{Date: d, Note: note}}, true
}

// openEnded reads a date without an end or a beginning.
func (r *reading) openEnded(tokens []token, before, after string) (found, bool) {
	f, ok := r.side(tokens)
	if !ok || f.earlier || f.later {
		return found{}, false
	}
	start, end, note, ok := r.points(f, tokens[0].at)
	if !ok {
		return found{}, false
	}
	if before != "" {
		return r.parse(before+end.String(), note, tokens[0].at)
	}
	return r.parse(start.String()+after, note, tokens[0].at)
}

// fromTo reads two sides with one of the kinds of tokens between them: first
// words and dashes are tried, then hyphens and slashes, which may be part of a side.
func (r *reading) fromTo(t []token, between ...tokenKind) (found, bool) {
	for _, weak := range []bool{false, true} {
		for i := 1; i < len(t)-1; i++ {
			names := t[i-1].kind == tokenMonth && t[i+1].kind == tokenMonth // one month by two, as in «شباط/فبراير»
			if !slices.Contains(between, t[i].kind) || t[i].is('/') && names || weak != (t[i].is('-') || t[i].is('/')) ||
				t[i].kind == tokenSign && !weak && !t[i].is('\u2013') {
				continue
			}
			a, ok1 := r.side(t[:i])
			b, ok2 := r.side(t[i+1:])
			if !ok1 || !ok2 || !share(&a, &b) {
				continue
			}
			if out, ok := r.span(a, b, t[0].at, t[i+1].at); ok {
				return out, true
			}
		}
	}
	return found{}, r.blame(0, FaultForm, "this is not in the form of a date")
}

// span makes the reading of a range.
func (r *reading) span(a, b fields, at, second int) (found, bool) {
	start, _, note, ok1 := r.points(a, at)
	if !ok1 {
		return found{}, false
	}
	_, end, other, ok2 := r.points(b, second)
	if !ok2 {
		return found{}, false
	}
	for _, n := range []Note{NoteTabular, NoteHijri, NoteRelative, NoteShortYear} {
		if note == n || other == n {
			note = n
			break
		}
	}
	return r.parse(start.String()+"/"+end.String(), note, at)
}

// share completes each side of a range from the other: "4–20 Feb 2022", "20:00–22:00",
// "44–40 BC", "1914–18". It reports whether both can be dates of one range.
func share(a, b *fields) bool {
	if a.earlier || a.later || b.earlier || b.later || !explain(a, b) {
		return false
	}
	if !b.dated() && b.timed() {
		borrowDay(b, a)
	}
	if a.timed() && b.timed() {
		switch {
		case b.zoned && !a.zoned:
			a.offset, a.zoned = b.offset, true
		case a.zoned && !b.zoned:
			b.offset, b.zoned = a.offset, true
		}
	}
	shareYear(a, b)
	shareYear(b, a)
	shareMonth(a, b)
	shareMonth(b, a)
	if a.era == eraNone && b.era == eraBCE && a.year >= b.year {
		a.era = eraBCE // 500–400 BC
	}
	if a.era == eraHijri || b.era == eraHijri {
		return a.era != eraCE && a.era != eraBCE && b.era != eraCE && b.era != eraBCE
	}
	return true
}

// explain says what the lone number of one side is by what the other is.
func explain(a, b *fields) bool {
	switch {
	case a.hasBare && b.hasBare:
		return false
	case b.hasBare && a.hasYear && a.month == 0 && a.season == 0 && a.span == 0: // 1914–18
		b.year = a.year/100*100 + b.bare.n
		b.hasYear, b.era, b.hasBare = true, a.era, false
		return b.bare.digits == 2 && b.year > a.year && a.era != eraBCE
	case b.hasBare && a.hasYear && a.day != 0 && a.span == 0: // Feb 4–20 with the year before
		b.day, b.hasBare = int(b.bare.n), false
	case a.hasBare && b.day != 0: // 4–20 Feb
		a.day, a.hasBare = int(a.bare.n), false
	case a.hasBare && b.span >= 100: // 19th–20th century
		a.year, a.hasYear, a.span, a.era, a.hasBare = (a.bare.n-1)*b.span, true, b.span, b.era, false
		return a.bare.n > 0
	case a.hasBare && b.hasYear && b.month == 0 && b.season == 0 && b.era != eraNone: // 44–40 BC
		a.year, a.hasYear, a.era, a.hasBare = a.bare.n, true, b.era, false
	}
	return !a.hasBare && !b.hasBare
}

// borrowDay gives the time b the day of a, or the next one where it would be over
// before a begins.
func borrowDay(b, a *fields) {
	b.year, b.hasYear, b.era, b.month, b.day = a.year, a.hasYear, a.era, a.month, a.day
	b.relative, b.short, b.lunar, b.solar = a.relative, a.short, a.lunar, a.solar
	before := b.hour*hour+b.minute*minute+b.second <= a.hour*hour+a.minute*minute+a.second
	if before && a.timed() && a.day != 0 && a.hasYear && !a.lunar && a.era == eraNone && a.year <= 9999 {
		b.year, b.month, b.day = CivilFromDays(DaysFromCivil(a.year, a.month, a.day) + 1)
	}
}

func shareYear(a, b *fields) {
	if !a.hasYear && b.hasYear && b.span == 0 {
		a.year, a.hasYear, a.era, a.short, a.relative = b.year, true, b.era, b.short, b.relative
	}
}

func shareMonth(a, b *fields) {
	if a.day != 0 && a.month == 0 {
		a.month, a.lunar, a.solar = b.month, b.lunar, b.solar
	}
}
