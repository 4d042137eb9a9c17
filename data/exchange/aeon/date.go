package aeon

import (
	"encoding/json"
	"math"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// calendar is that of a template.
type calendar struct {
	name  string
	usual bool // months and days as usual, and counted forwards from the year 1
	// flat says that the years before the year 1 all have 365 days.
	flat bool
}

var lengths = [12]string{"31", "28", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31"}

func calendarOf(o form.Object) *calendar {
	c := &calendar{name: form.Line(o.Text("name"))}
	months, eras := o.Objects("months"), o.Objects("eras")
	if hours := o.Text("hoursInDay"); hours != "" && hours != "24" || len(months) != len(lengths) || len(eras) > 2 {
		return c
	}
	for i, m := range months {
		if m.Text("normalDuration") != lengths[i] {
			return c
		}
	}
	for i, era := range eras {
		backwards, _ := era["isBackwards"].(bool)
		leaps, _ := era["hasLeapYears"].(bool)
		switch {
		case backwards && i == 0 && len(eras) == 2:
			c.flat = !leaps
		case backwards || !leaps || i == 0 && len(eras) == 2:
			return c
		}
	}
	c.usual = true
	return c
}

const (
	day   = 24 * 60 * 60
	epoch = -62_135_596_800 // 0001-01-01T00:00 in seconds since 1970
)

// moment is a timestamp by the calendar, to the second.
func (c *calendar) moment(timestamp int64) form.Moment {
	if timestamp >= 0 || !c.flat {
		return form.MomentAt(timestamp + epoch).Sayable()
	}
	days := timestamp / day
	if timestamp%day < 0 {
		days--
	}
	years := days / 365
	if days%365 < 0 {
		years--
	}
	const plain = 2021 // a year of 365 days
	m := form.MomentAt(dates.DaysFromCivil(plain, 1, 1)*day + (days-years*365)*day + timestamp - days*day)
	m.Year = years + 1
	return m.Sayable()
}

// dated reads the date of an event, or says why it has none.
func (r *reader) dated(place form.Place, o form.Object) (date dates.Date, ok bool) {
	strange := false
	for _, v := range o.Objects("rangeValues") {
		c := r.dates[v.Text("rangeProperty")]
		if c == nil {
			strange = true
			continue
		}
		at := v.Object("position")
		n, isNumber := at["timestamp"].(json.Number)
		if !isNumber {
			continue
		}
		timestamp, err := n.Float64()
		// A float holds these years to the second.
		if err != nil || math.Abs(timestamp) > 1<<53 {
			r.Skip(place, form.OutOfRange, n.String())
			return date, false
		}
		edtf, said := r.ranged(c.moment(int64(math.Floor(timestamp))), at.Text("precision"), v.Object("span"))
		if date, err = dates.Parse(edtf); err != nil {
			r.Skip(place, form.BadDate, edtf)
			date, err = dates.Parse(said)
		}
		return date, err == nil
	}
	if strange {
		r.Skip(place, form.Unsupported, "a range that is no date of the usual calendar")
	} else {
		r.Skip(place, form.NoDate, form.Line(o.Text("title")))
	}
	return date, false
}

// ranged is a moment as exact as a precision, with what it lasts, as EDTF; start is that
// without its end.
func (r *reader) ranged(m form.Moment, precision string, lasts form.Object) (edtf, start string) {
	cut := func(m form.Moment) form.Moment { return m }
	whole := true // the last unit is part of the event
	switch precision {
	case "second":
		whole = false
	case "minute", "hour":
		cut, whole = func(m form.Moment) form.Moment { m.Clock.Second, m.Clock.Seconds = 0, false; return m }, false
	case "day", "week":
		cut = form.Moment.DayOnly
	case "month":
		cut = func(m form.Moment) form.Moment { return form.Moment{Year: m.Year, Month: m.Month} }
	default:
		cut = func(m form.Moment) form.Moment { return form.Moment{Year: m.Year} }
	}
	start = cut(m).EDTF()
	end, ok := after(m, lasts)
	switch {
	case !ok || end.Begins() <= m.Begins():
		if digits := map[string]int{"decade": 1, "century": 2}[precision]; digits > 0 && m.Year >= 0 && m.Year <= 9999 {
			start = start[:4-digits] + "XX"[:digits]
		}
		return start, start
	case whole:
		end = cut(form.MomentAt(end.Begins() - 1)).Sayable()
	default:
		end = cut(end).Sayable()
	}
	if last := end.EDTF(); last != start {
		return start + "/" + last, start
	}
	return start, start
}

// after is the moment after a time: years and months by the calendar, the rest by the
// clock.
func after(m form.Moment, lasts form.Object) (form.Moment, bool) {
	number := func(name string) int64 {
		n, _ := lasts[name].(json.Number)
		f, err := n.Float64()
		if err != nil || math.Abs(f) > 1e12 {
			return 0
		}
		return int64(f)
	}
	months := int64(max(m.Month, 1)-1) + number("months") + 12*number("years")
	seconds := number("seconds") + 60*number("minutes") + 3600*number("hours") + day*(number("days")+7*number("weeks"))
	if months == int64(max(m.Month, 1)-1) && seconds == 0 {
		return m, false
	}
	m.Year += floor(months, 12)
	m.Month = int(months-floor(months, 12)*12) + 1
	if m.Year > dates.MaxYear || m.Year < dates.MinYear || math.Abs(float64(seconds)) > 1e17 {
		return m, false
	}
	m.Day = min(max(m.Day, 1), dates.DaysIn(m.Year, m.Month))
	return form.MomentAt(m.Begins() + seconds), true
}

func floor(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
