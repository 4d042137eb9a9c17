package find

import "tarikh.org/tarikh/data/dates"

// date writes a value, which has its year, as EDTF and parses that, so that days
// which do not exist are refused. tabular says that a Hijri day is approximate.
func (v *value) date() (d dates.Date, tabular bool, err error) {
	start, end, tabular, err := v.points()
	if err != nil {
		return d, false, err
	}
	if v.until != nil {
		start2, end2, rough, err := v.until.points()
		if err != nil {
			return d, false, err
		}
		tabular = tabular || rough
		if v.set && !(start.Precision == dates.PrecisionDay && dayOf(start)+1 == dayOf(start2)) {
			d, err = dates.Parse("{" + start.String() + "," + start2.String() + "}")
			return d, tabular, err
		}
		if end = end2; start == end {
			return d, false, fault(dates.FaultOrder, "the end is the start")
		}
	}
	text := start.String()
	if start != end {
		text += "/" + end.String()
	}
	d, err = dates.Parse(text)
	return d, tabular, err
}

// fault is an error of a value without a place in the text.
func fault(f dates.Fault, reason string) error { return &dates.SyntaxError{Fault: f, Reason: reason} }

func dayOf(p dates.Point) int64 { return dates.DaysFromCivil(p.Year, p.Month, p.Day) }

// points returns the first and the last point of a value; they are the same where
// EDTF has a point for it.
func (v *value) points() (start, end dates.Point, tabular bool, err error) {
	v.placeFeast()
	p := dates.Point{Year: v.astronomical(), Precision: dates.PrecisionYear, Qualifier: v.qualifier()}
	if err := v.incomplete(); err != nil {
		return start, end, false, err
	}
	switch {
	case v.cal != gregorian:
		return v.converted(p)
	case v.span > 0:
		start, end = v.stretch(p)
		return start, end, false, nil
	case (p.Year > 9999 || p.Year < -9999) && (v.month != 0 || v.season != 0):
		return start, end, false, fault(dates.FaultYear, "so far from today EDTF has whole years only")
	case v.season != 0:
		p.Season, p.Precision = v.season, dates.PrecisionSeason
		return p, p, false, nil
	case v.stage > 0 && v.month > 0 && !v.week:
		start, end = v.thirdOfMonth(p)
		return start, end, false, nil
	case v.stage > 0 && !v.week:
		p.Qualifier |= dates.Approximate
		p.Season, p.Precision = dates.FirstThird+dates.Season(v.stage-1), dates.PrecisionSeason
		return p, p, false, nil
	}
	return v.dayOrMonth(p)
}

// incomplete says what a value lacks to be a date.
func (v *value) incomplete() error {
	switch {
	case !v.hasYear:
		return fault(dates.FaultYear, "a year is missing")
	case v.year == 0 && v.span == 0 && v.note != NoteCounted && (v.bce || v.ce):
		return fault(dates.FaultYear, "there is no year 0: 1 BC is followed by AD 1")
	case v.day != 0 && v.month == 0:
		return fault(dates.FaultMonth, "a month is missing")
	}
	return nil
}

func (v *value) qualifier() (q dates.Qualifier) {
	if v.approx {
		q |= dates.Approximate
	}
	if v.unsure {
		q |= dates.Uncertain
	}
	return q
}

// dayOrMonth returns a year, month, day, week or time.
func (v *value) dayOrMonth(p dates.Point) (start, end dates.Point, tabular bool, err error) {
	p.Month, p.Day = v.month, v.day
	switch {
	case v.day > 0:
		p.Precision = dates.PrecisionDay
	case v.month > 0:
		p.Precision = dates.PrecisionMonth
	}
	switch {
	case v.month > 12:
		return p, p, false, fault(dates.FaultMonth, "months run from 1 to 12")
	case v.day > 0 && v.day > dates.DaysIn(p.Year, max(v.month, 1)):
		return p, p, false, fault(dates.FaultDay, "that month has no such day")
	case v.week:
		start, end = v.daysOfWeek(p)
		return start, end, false, nil
	case v.timed() && v.day == 0:
		return p, p, false, fault(dates.FaultTime, "a time needs a day")
	}
	v.setTime(&p)
	return p, p, false, nil
}

// daysOfWeek returns the days of a week, or of its beginning, middle or end, or of a
// weekend.
func (v *value) daysOfWeek(p dates.Point) (start, end dates.Point) {
	from, to := int64(0), int64(6)
	if v.weekend {
		to = 1
	}
	if v.stage > 0 {
		from, to = [3]int64{0, 1, 3}[v.stage-1], [3]int64{1, 3, 6}[v.stage-1]
		p.Qualifier |= dates.Approximate
	}
	start, end = p, p
	start.Year, start.Month, start.Day = dates.CivilFromDays(dayOf(p) + from)
	end.Year, end.Month, end.Day = dates.CivilFromDays(dayOf(p) + to)
	return start, end
}

// setTime puts the time of day into a point, and takes the doubt out, as EDTF has
// none about times.
func (v *value) setTime(p *dates.Point) {
	if !v.timed() || p.Precision != dates.PrecisionDay {
		return
	}
	p.Hour, p.Minute, p.Second, p.Precision = v.hour, v.minute, v.second, v.precision
	p.Offset, p.Zoned = v.offset, v.zoned
	p.Qualifier = 0
}

func (v *value) thirdOfMonth(p dates.Point) (start, end dates.Point) {
	p.Qualifier |= dates.Approximate
	p.Month, p.Precision = v.month, dates.PrecisionDay
	end = p
	p.Day, end.Day = 10*v.stage-9, 10*v.stage
	if v.stage == 3 {
		end.Day = dates.DaysIn(p.Year, v.month)
	}
	return p, end
}

// stretch returns a decade, century or millennium, or a part of one: with digits X
// where these are its years, which isn't so of parts, of decades before our era
// and of the century next to it ("1st century BC" is 100 to 1 BC, -0099/0000).
func (v *value) stretch(p dates.Point) (start, end dates.Point) {
	first, last := v.year, v.year+v.span-1
	switch {
	case v.bce && v.span == 10:
		first, last = 1-v.year-9, 1-v.year
	case v.bce:
		first, last = 1-v.year-v.span, -v.year
	}
	if v.stage > 0 || v.half > 0 {
		from, to := v.portion()
		p.Year, end = first+from, p
		if v.stage > 0 {
			p.Qualifier |= dates.Approximate
		}
		end = p
		end.Year = first + to - 1
		return p, end
	}
	if !v.bce || v.span > 10 && v.year > 0 {
		p.Year, p.X = v.year, 1
		if v.bce {
			p.Year = -v.year
		}
		switch v.span {
		case 100:
			p.X = 3
		case 1000:
			p.X = 7
		}
		return p, p
	}
	end = p
	p.Year, end.Year = first, last
	return p, end
}

// portion returns the years [from, to) of a span that its stage or half is.
func (v *value) portion() (from, to int64) {
	if v.half > 0 {
		return int64(v.half-1) * v.span / 2, int64(v.half) * v.span / 2
	}
	third := [4]int64{0, v.span / 3, v.span - v.span/3, v.span}
	if v.span == 10 {
		third = [4]int64{0, 4, 7, 10}
	}
	return third[v.stage-1], third[v.stage]
}

// converted returns a day, month or year of another calendar as days of the
// Gregorian one.
func (v *value) converted(p dates.Point) (start, end dates.Point, tabular bool, err error) {
	const lastHijri = 9999
	switch {
	case v.cal == islamic && v.bce || v.season != 0 || v.round || v.ce:
		return p, p, false, fault(dates.FaultForm, "this does not fit into a date of that calendar")
	case v.cal == islamic && v.year > lastHijri:
		return p, p, false, fault(dates.FaultRange, "Hijri years reach to 9999")
	case v.cal == solar && !dates.JalaliYear(v.year):
		return p, p, false, fault(dates.FaultYear, "years of the calendar of Iran are known from 1304 to 1500")
	}
	a, b, tabular, ok := v.converting()
	if !ok {
		return p, p, false, fault(dates.FaultDay, "that month has no such day")
	}
	p.Precision = dates.PrecisionDay
	if tabular {
		if v.timed() {
			return p, p, false, fault(dates.FaultTime, "in that year a Hijri day is approximate, so that it takes no time")
		}
		p.Qualifier |= dates.Approximate
	}
	start, end = p, p
	start.Year, start.Month, start.Day = dates.CivilFromDays(a)
	end.Year, end.Month, end.Day = dates.CivilFromDays(b)
	if a == b && !tabular {
		v.setTime(&start)
		end = start
	}
	return start, end, tabular, nil
}

// converting returns the first and last day of a value of another calendar, in
// days from 1970-01-01.
func (v *value) converting() (first, last int64, tabular, ok bool) {
	days := func(year int64, month, day int) (n int64, found bool) {
		if v.cal == solar {
			return dates.Jalali{Year: year, Month: month, Day: day}.Days()
		}
		n, certain, found := dates.Hijri{Year: year, Month: month, Day: day}.Days()
		tabular = tabular || found && !certain
		return n, found
	}
	lastOf := func(year int64, month int) (n int64, found bool) {
		for d := 31; d >= 28; d-- {
			if n, found = days(year, month, d); found {
				return n, true
			}
		}
		return 0, false
	}
	var ok1, ok2 bool
	switch {
	case v.span > 0:
		first, ok1 = days(v.year+1, 1, 1)
		last, ok2 = lastOf(v.year+v.span, 12)
	case v.day > 0:
		first, ok1 = days(v.year, v.month, v.day)
		last, ok2 = first, ok1
	case v.month > 0 && v.stage > 0:
		first, ok1 = days(v.year, v.month, 10*v.stage-9)
		if last, ok2 = days(v.year, v.month, 10*v.stage); v.stage == 3 || !ok2 {
			last, ok2 = lastOf(v.year, v.month)
		}
		tabular = true
	case v.month > 0:
		first, ok1 = days(v.year, v.month, 1)
		last, ok2 = lastOf(v.year, v.month)
	default:
		first, ok1 = days(v.year, 1, 1)
		last, ok2 = lastOf(v.year, 12)
	}
	return first, last, tabular, ok1 && ok2
}
