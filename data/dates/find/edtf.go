package find

import "tarikh.org/tarikh/data/dates"

// date writes a value, which has its year, as EDTF and parses that, so that days
// which do not exist are refused. tabular says that a Hijri day is approximate.
func (v *value) date() (d dates.Date, tabular, ok bool) {
	start, end, rough, ok := v.points()
	if !ok {
		return d, false, false
	}
	if v.until != nil {
		start2, end2, rough2, ok := v.until.points()
		if !ok {
			return d, false, false
		}
		rough = rough || rough2
		if v.set && !(start.Precision == dates.PrecisionDay && dayAfter(start) == dayOf(start2)) {
			d, err := dates.Parse("{" + start.String() + "," + start2.String() + "}")
			return d, rough, err == nil
		}
		end = end2
		if start == end {
			return d, false, false
		}
	}
	text := start.String()
	if start != end {
		text += "/" + end.String()
	}
	d, err := dates.Parse(text)
	return d, rough, err == nil
}

func dayOf(p dates.Point) int64    { return dates.DaysFromCivil(p.Year, p.Month, p.Day) }
func dayAfter(p dates.Point) int64 { return dayOf(p) + 1 }

// points returns the first and the last point of a value; they are the same where
// EDTF has a point for it.
func (v *value) points() (start, end dates.Point, tabular, ok bool) {
	if !v.hasYear {
		return start, end, false, false
	}
	p := dates.Point{Year: v.year, Precision: dates.PrecisionYear}
	if v.approx {
		p.Qualifier = dates.Approximate
	}
	switch {
	case v.bce && v.span > 0:
		p.Year = -v.year * 100
		last := p
		last.Year += 99
		p.Year, last.Year = 1-v.year*100, 100-v.year*100
		return p, last, false, true
	case v.bce:
		p.Year = 1 - v.year
	}
	switch {
	case v.cal != gregorian:
		return v.converted(p)
	case v.span > 0:
		return v.years(p)
	case v.season != 0:
		p.Season, p.Precision = v.season, dates.PrecisionSeason
		return p, p, false, true
	case v.stage > 0 && v.month > 0:
		p.Qualifier = dates.Approximate
		p.Month, p.Precision = v.month, dates.PrecisionDay
		end = p
		p.Day, end.Day = 10*v.stage-9, 10*v.stage
		if v.stage == 3 {
			end.Day = dates.DaysIn(v.year, v.month)
		}
		return p, end, false, true
	case v.stage > 0:
		p.Qualifier = dates.Approximate
		p.Season, p.Precision = dates.FirstThird+dates.Season(v.stage-1), dates.PrecisionSeason
		return p, p, false, true
	}
	p.Month, p.Day = v.month, v.day
	switch {
	case v.day > 0:
		p.Precision = dates.PrecisionDay
	case v.month > 0:
		p.Precision = dates.PrecisionMonth
	}
	if v.day > dates.DaysIn(p.Year, max(v.month, 1)) {
		return p, p, false, false
	}
	if v.week {
		end = p
		end.Year, end.Month, end.Day = dates.CivilFromDays(dayOf(p) + 6)
		return p, end, false, true
	}
	v.setTime(&p)
	return p, p, false, true
}

// setTime puts the time of day into a point, and takes the doubt out, as EDTF has
// none about times.
func (v *value) setTime(p *dates.Point) {
	if !v.timed || p.Precision != dates.PrecisionDay {
		return
	}
	p.Hour, p.Minute, p.Zoned, p.Precision = v.hour, v.minute, v.utc, dates.PrecisionMinute
	p.Qualifier = 0
}

// years returns a decade or century, or a third of one.
func (v *value) years(p dates.Point) (start, end dates.Point, tabular, ok bool) {
	if v.stage == 0 {
		p.X = 1
		if v.span == 100 {
			p.X = 3
		}
		return p, p, false, true
	}
	p.Qualifier = dates.Approximate
	end = p
	third := [4]int64{0, v.span / 3, v.span - v.span/3, v.span}
	if v.span == 10 {
		third = [4]int64{0, 4, 7, 10}
	}
	p.Year, end.Year = v.year+third[v.stage-1], v.year+third[v.stage]-1
	return p, end, false, true
}

// converted returns a day, month or year of another calendar as days of the
// Gregorian one.
func (v *value) converted(p dates.Point) (start, end dates.Point, tabular, ok bool) {
	days := func(month, day int) (n int64, found bool) {
		if v.cal == solar {
			return jalaliDays(v.year, month, day)
		}
		n, certain, found := dates.Hijri{Year: v.year, Month: month, Day: day}.Days()
		tabular = tabular || found && !certain
		return n, found
	}
	last := func(month int) (n int64, found bool) {
		for d := 31; d >= 28; d-- {
			if n, found = days(month, d); found {
				return n, true
			}
		}
		return 0, false
	}
	var a, b int64
	var ok1, ok2 bool
	switch {
	case v.day > 0:
		a, ok1 = days(v.month, v.day)
		b, ok2 = a, ok1
	case v.month > 0:
		a, ok1 = days(v.month, 1)
		b, ok2 = last(v.month)
	default:
		a, ok1 = days(1, 1)
		b, ok2 = last(12)
	}
	p.Precision = dates.PrecisionDay
	if tabular {
		p.Qualifier = dates.Approximate
	}
	start, end = p, p
	start.Year, start.Month, start.Day = dates.CivilFromDays(a)
	end.Year, end.Month, end.Day = dates.CivilFromDays(b)
	if a == b && !tabular {
		v.setTime(&start)
		end = start
	}
	return start, end, tabular, ok1 && ok2
}
