package table

import (
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// parts reads a date whose year, month, day and time are in cells of their own. bad is the
// meaning of the cell that cannot be read.
func (r *dateReader) parts(year, month, day, clock string) (w when, bad Meaning) {
	year = latinDigits(tidyCell(year))
	number, ok := r.year(year)
	if !ok { // "44 BC", "about 1500", "1914-1918"
		w = r.read(year)
		if w.why != "" || !w.numeric && (tidyCell(month) != "" || tidyCell(day) != "") {
			return r.inWords(year, month, day, w)
		}
		if !w.numeric {
			return w, ""
		}
		number = w.moment.Year
	}
	m := form.Moment{Year: number}
	if number < dates.MinYear || number > dates.MaxYear {
		return when{why: form.OutOfRange}, Year
	}
	if m.Month, ok = r.month(month, number); !ok {
		return when{why: form.BadDate}, Month
	}
	if m.Month != 0 {
		if m.Day, ok = dayOf(day); !ok || m.Day > dates.DaysIn(m.Year, m.Month) {
			return when{why: form.BadDate}, Day
		}
	}
	w = momentWhen(m, false)
	if m.Day != 0 {
		return r.timed(w, clock)
	}
	return w, ""
}

// year reads a year with the thousands marks that spreadsheets put in.
func (r *dateReader) year(cell string) (int64, bool) {
	cell = strings.Map(func(c rune) rune {
		if c == ',' || c == ' ' || c == '٬' {
			return -1
		}
		return c
	}, cell)
	cell = strings.TrimSuffix(cell, ".0")
	if !integer(cell) {
		return 0, false
	}
	n, err := strconv.ParseInt(cell, 10, 64)
	if err == nil && r.bce && n < 0 && !strings.HasPrefix(cell, "-0") {
		n = form.Historical(n)
	}
	return n, err == nil
}

// month reads a month by its number or its name; 0, as some programs write, is none.
func (r *dateReader) month(cell string, year int64) (int, bool) {
	cell = strings.TrimSuffix(latinDigits(tidyCell(cell)), ".0")
	if none(cell) {
		return 0, true
	}
	if n, err := strconv.Atoi(cell); err == nil {
		return n, n >= 0 && n <= 12
	}
	w := r.read(cell + " 2000")
	if w.why != "" || !strings.HasPrefix(w.edtf, "2000-") || len(w.edtf) != len("2000-01") {
		return 0, false
	}
	n, err := strconv.Atoi(w.edtf[5:])
	return n, err == nil && n >= 1 && n <= 12
}

func dayOf(cell string) (int, bool) {
	cell = strings.TrimSuffix(latinDigits(tidyCell(cell)), ".0")
	if none(cell) {
		return 0, true
	}
	for _, ordinal := range []string{"st", "nd", "rd", "th", "."} {
		cell = strings.TrimSuffix(cell, ordinal)
	}
	n, err := strconv.Atoi(cell)
	return n, err == nil && n >= 0 && n <= 31
}

// inWords tries the three cells as one text: Muharram, 1443 AH.
func (r *dateReader) inWords(year, month, day string, w when) (when, Meaning) {
	if tidyCell(month) == "" {
		return w, badYear(w)
	}
	w = r.read(form.Line(day + " " + month + " " + year))
	return w, badYear(w)
}

func badYear(w when) Meaning {
	if w.why == "" {
		return ""
	}
	return Year
}

// timed adds a time of day from a cell of its own: 8:30 pm, 2030, 20.30 (TimelineJS).
func (r *dateReader) timed(w when, cell string) (when, Meaning) {
	cell = latinDigits(tidyCell(cell))
	if none(cell) || !w.numeric || w.moment.Day == 0 || w.moment.Clock.Said {
		return w, ""
	}
	s := scanner{cell}
	clock, fraction, ok := s.clock()
	if !ok {
		s = scanner{plainClock(cell)}
		clock, fraction, ok = s.clock()
	}
	if ok {
		w.moment.Clock = clock
		w.moment.Offset, ok = s.offset()
	}
	if !ok || s.rest != "" {
		return when{why: form.BadDate}, Time
	}
	return momentWhen(w.moment, fraction), ""
}

// plainClock writes 830, 8.30 and 8 pm with a colon.
func plainClock(cell string) string {
	digits := 0
	for digits < len(cell) && cell[digits] >= '0' && cell[digits] <= '9' {
		digits++
	}
	rest := cell[digits:]
	switch {
	case digits == 3 || digits == 4:
		return cell[:digits-2] + ":" + cell[digits-2:]
	case (digits == 1 || digits == 2) && strings.HasPrefix(rest, "."):
		return cell[:digits] + ":" + rest[1:]
	case digits == 1 || digits == 2:
		return cell[:digits] + ":00" + rest
	}
	return cell
}

// length is a duration in whole units.
type length struct{ years, months, days, seconds int64 }

// lengthOf reads "1 month, 2 weeks, 5 days", "3 hours", "0 seconds".
func lengthOf(cell string) (l length, ok bool) {
	fields := strings.Fields(strings.ReplaceAll(strings.ToLower(latinDigits(tidyCell(cell))), ",", " "))
	if len(fields) == 0 || len(fields)%2 != 0 || len(fields) > 16 {
		return l, false
	}
	for i := 0; i < len(fields); i += 2 {
		n, err := strconv.ParseInt(fields[i], 10, 32)
		if err != nil || n < 0 {
			return l, false
		}
		switch strings.TrimSuffix(fields[i+1], "s") {
		case "year":
			l.years += n
		case "month":
			l.months += n
		case "week":
			l.days += 7 * n
		case "day":
			l.days += n
		case "hour":
			l.seconds += 3600 * n
		case "minute", "min":
			l.seconds += 60 * n
		case "second", "sec":
			l.seconds += n
		default:
			return l, false
		}
	}
	return l, true
}

// after is the first moment after a length from m on; the second result is false where m
// is not precise enough for it.
func (l length) after(m form.Moment) (form.Moment, bool) {
	months := l.years*12 + l.months
	if m.Month == 0 && (months%12 != 0 || l.days+l.seconds > 0) || m.Day == 0 && l.days+l.seconds > 0 || !m.Clock.Said && l.seconds > 0 {
		return m, false
	}
	of := m.Year*12 + int64(max(m.Month, 1)-1) + months
	year, month := of/12, int(of%12)+1
	if month < 1 {
		year, month = year-1, month+12
	}
	switch {
	case m.Month == 0:
		return form.Moment{Year: year}, true
	case m.Day == 0:
		return form.Moment{Year: year, Month: month}, true
	}
	c := dates.Civil{Year: year, Month: month, Day: min(m.Day, dates.DaysIn(year, month)), Hour: m.Clock.Hour, Minute: m.Clock.Minute, Second: m.Clock.Second}
	at := dates.CivilFromUnix(c.Unix() + l.days*86_400 + l.seconds)
	end := m
	end.Year, end.Month, end.Day = at.Year, at.Month, at.Day
	if m.Clock.Said {
		end.Clock.Hour, end.Clock.Minute, end.Clock.Second = at.Hour, at.Minute, at.Second
	}
	return end, true
}

// before is the last unit before a moment: a span that ends there names that unit.
func before(m form.Moment) form.Moment {
	switch {
	case m.Clock.Said:
		return m // a time is when it is over
	case m.Day != 0:
		return m.Eve()
	case m.Month > 1:
		return form.Moment{Year: m.Year, Month: m.Month - 1}
	case m.Month == 1:
		return form.Moment{Year: m.Year - 1, Month: 12}
	}
	return form.Moment{Year: m.Year - 1}
}
