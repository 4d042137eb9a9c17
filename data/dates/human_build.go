package dates

// points returns the EDTF of one side: a point, or the first and last of a
// stretch of time that EDTF has no point for. r.fault says why there is none.
func (r *reading) points(f fields, at int) (start, end Point, note Note, ok bool) {
	fail := func(fault Fault, reason string) (Point, Point, Note, bool) {
		r.blame(at, fault, reason)
		return Point{}, Point{}, "", false
	}
	switch {
	case !f.hasYear:
		return fail(FaultYear, "a year is missing")
	case f.day != 0 && f.month == 0:
		return fail(FaultMonth, "a month is missing")
	case f.year == 0 && f.span == 0:
		return fail(FaultYear, "there is no year 0: 1 BC is followed by AD 1")
	case f.year > MaxYear:
		return fail(FaultRange, "years reach 13.8 billion years back and ahead")
	case f.short && f.era != eraNone:
		return fail(FaultYear, "the year needs all of its digits")
	case f.timed() && (f.day == 0 || f.span != 0):
		return fail(FaultTime, "a time needs a day")
	case f.timed() && f.qualifier != 0:
		return fail(FaultQualifier, "a time can be neither approximate nor uncertain")
	case f.lunar || f.era == eraHijri:
		return r.hijri(f, at)
	case f.span != 0 && (f.month != 0 || f.season != 0 || f.year > 9999):
		return fail(FaultForm, "that is no part of a decade or century")
	}
	note = NoteWords
	switch {
	case f.relative:
		note = NoteRelative
	case f.short:
		note = NoteShortYear
	}
	start = f.point()
	end = start
	if f.span != 0 {
		start, end = f.stretch()
	}
	if (start.Year > 9999 || start.Year < -9999) && (f.month != 0 || f.season != 0) {
		return fail(FaultYear, "so far from today EDTF has whole years only")
	}
	return start, end, note, true
}

// point returns year, month, day and time as a Point of the Gregorian calendar.
func (f *fields) point() Point {
	p := Point{
		Year: f.year, Season: f.season, Month: f.month, Day: f.day, Hour: f.hour, Minute: f.minute, Second: f.second,
		Offset: f.offset, Zoned: f.zoned, Precision: PrecisionYear, Qualifier: f.qualifier,
	}
	switch {
	case f.era == eraBCE && f.round:
		p.Year = -f.year
	case f.era == eraBCE:
		p.Year = 1 - f.year
	}
	switch {
	case f.timed():
		p.Precision = f.precision
	case f.day != 0:
		p.Precision = PrecisionDay
	case f.month != 0:
		p.Precision = PrecisionMonth
	case f.season != 0:
		p.Precision = PrecisionSeason
	}
	return p
}

// stretch returns a decade, century or millennium: with digits X where these are
// its years, which isn't so of decades before our era and of the century next to
// it ("1st century BC" is 100 to 1 BC, -0099 to 0000).
func (f *fields) stretch() (start, end Point) {
	p := Point{Year: f.year, Precision: PrecisionYear, Qualifier: f.qualifier, X: 1}
	switch f.span {
	case 100:
		p.X = 3
	case 1000:
		p.X = 7
	}
	if f.era != eraBCE {
		return p, p
	}
	if f.span > 10 && f.year > 0 {
		p.Year = -f.year
		return p, p
	}
	p.X = 0
	end = p
	p.Year, end.Year = 1-f.year-f.span, -f.year
	if f.span == 10 {
		p.Year, end.Year = 1-f.year-9, 1-f.year
	}
	return p, end
}

// hijri returns the Gregorian day, or first and last day, of a Hijri date.
func (r *reading) hijri(f fields, at int) (start, end Point, note Note, ok bool) {
	fail := func(fault Fault, reason string) (Point, Point, Note, bool) {
		r.blame(at, fault, reason)
		return Point{}, Point{}, "", false
	}
	const thisMillennium = 1600 // later years with a Hijri month are Gregorian ones
	switch {
	case f.era != eraNone && f.era != eraHijri || f.solar || f.season != 0 || f.round:
		return fail(FaultForm, "this does not fit into a Hijri date")
	case f.era == eraNone && f.year > thisMillennium:
		return fail(FaultYear, "the month is of the Hijri calendar and the year is not")
	case f.year > 9999:
		return fail(FaultRange, "Hijri years reach to 9999")
	}
	first := Hijri{Year: f.year, Month: max(f.month, 1), Day: max(f.day, 1)}
	last := first
	switch {
	case f.span != 0:
		first.Year++
		last.Year, last.Month = f.year+f.span, 12
		last.Day = last.length()
	case f.month == 0:
		last.Month = 12
		last.Day = last.length()
	case f.day == 0:
		last.Day = last.length()
	}
	from, certain, ok1 := first.Days()
	to, certain2, ok2 := last.Days()
	if !ok1 || !ok2 {
		return fail(FaultDay, "that Hijri month has no such day")
	}
	note = NoteHijri
	if !certain || !certain2 {
		note = NoteTabular
		if f.timed() {
			return fail(FaultTime, "in that year a Hijri day is approximate, so that it takes no time")
		}
		f.qualifier |= Approximate
	}
	return f.gregorian(from), f.gregorian(to), note, true
}

// gregorian returns the fields' point with the date of a day.
func (f *fields) gregorian(days int64) Point {
	p := f.point()
	p.Year, p.Month, p.Day = CivilFromDays(days)
	p.Precision = max(p.Precision, PrecisionDay)
	return p
}
