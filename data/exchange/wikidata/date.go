package wikidata

import (
	"fmt"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// The precisions of Wikidata: 10^(9-p) years for those below a year.
const (
	precisionMillennium = 6
	precisionCentury    = 7
	precisionDecade     = 8
	precisionYear       = 9
	precisionMonth      = 10
	precisionDay        = 11
	precisionHour       = 12
	precisionSecond     = 14
	precisionUnknown    = -1
)

// julian is the item of that calendar.
const julian = "Q1985786"

// when is a date of Wikidata.
type when struct {
	edtf  string
	words []string // what the EDTF does not say
	m     form.Moment
}

// dateOf reads a time as Wikidata writes it, "+1952-03-11T00:00:00Z", also in its old form
// with more zeros. Without a year 0 it is historical.
func dateOf(text string, precision int, calendar string, historical bool) (when, bool) {
	sign, digits := "", strings.TrimSpace(text)
	if strings.HasPrefix(digits, "-") || strings.HasPrefix(digits, "+") {
		sign, digits = strings.TrimPrefix(digits[:1], "+"), digits[1:]
	}
	year, rest, _ := strings.Cut(digits, "-")
	if year = strings.TrimLeft(year, "0"); len(year) > 11 {
		return when{}, false
	}
	moment, ok := form.ISO(sign + strings.Repeat("0", max(0, 4-len(year))) + year + "-" + rest)
	if !ok {
		moment, ok = form.ISO(sign + strings.Repeat("0", max(0, 4-len(year))) + year)
		if !ok || rest != "" && precision != precisionUnknown && precision > precisionYear {
			return when{}, false
		}
	}
	// Of what is coarser than a year, the digits are those of the count that it has.
	if historical && (precision >= precisionYear || precision == precisionUnknown) {
		moment.Year = form.Historical(moment.Year)
	}
	moment.Offset = "" // Z is not a zone here
	w := when{m: moment}
	if precision == precisionUnknown {
		w.guess()
		return w, true
	}
	w.exactly(precision)
	if strings.HasSuffix(calendar, julian) && precision >= precisionMonth {
		w.fromJulian()
	}
	return w, true
}

// guess takes a date without a precision: the first of a month may stand for the month.
func (w *when) guess() {
	m := w.m
	if m.Midnight() {
		m = m.DayOnly()
	}
	full := m.EDTF()
	if m.Day == 1 && !m.Clock.Said {
		if m.Day = 0; m.Month == 1 {
			m.Month = 0
		}
		w.words = append(w.words, form.Said("Date", full+" (its precision is not said)"))
	}
	w.m, w.edtf = m, m.EDTF()
}

// exactly is the date as exact as a precision says.
func (w *when) exactly(precision int) {
	m := w.m
	switch {
	case precision >= precisionHour:
		m.Clock.Seconds = precision == precisionSecond
	case precision == precisionDay:
		m = m.DayOnly()
	case precision == precisionMonth:
		m = form.Moment{Year: m.Year, Month: m.Month}
	default:
		m = form.Moment{Year: m.Year}
	}
	w.m, w.edtf = m, m.EDTF()
	switch {
	case precision == precisionDecade:
		w.edtf = vague(m.Year, 1, false)
	case precision == precisionCentury:
		w.edtf = vague(m.Year, 2, true)
	case precision == precisionMillennium:
		w.edtf = vague(m.Year, 3, true)
	case precision < precisionMillennium:
		w.edtf = significant(m.Year, 9-precision)
	}
}

// vague is a year of which some digits at the end are not known. Centuries and millennia
// end with their full number: 2000 is of the 20th century, 19XX.
func vague(year int64, digits int, ends bool) string {
	sign, n := "", year
	if n < 0 {
		sign, n = "-", -n
	}
	step := int64(1)
	for range digits {
		step *= 10
	}
	if ends && n > 0 {
		n--
	}
	if n > 9999 {
		return significant(year, digits)
	}
	known := fmt.Sprintf("%04d", n/step*step)
	return sign + known[:4-digits] + strings.Repeat("X", digits)
}

// significant is a year of which only the digits before the last ones are meant.
func significant(year int64, digits int) string {
	text := form.Year(year)
	n := len(strings.TrimLeft(text, "Y-0")) - digits
	if n < 1 {
		return text + "~"
	}
	return text + "S" + strconv.Itoa(n)
}

// fromJulian takes a date by the Julian calendar into the Gregorian one: a day is another
// day then, and a month is about that.
func (w *when) fromJulian() {
	said := w.edtf
	if w.m.Day == 0 {
		w.edtf += "~"
	} else {
		w.m.Year, w.m.Month, w.m.Day = dates.CivilFromDays(julianDays(w.m.Year, w.m.Month, w.m.Day))
		w.edtf = w.m.EDTF()
	}
	w.words = append(w.words, form.Said("Julian calendar", said))
}

// julianDays are the days from 1970-01-01 to a day of the Julian calendar, whose years count
// through 0. A year begins in March here, so that a leap day is its last.
func julianDays(year int64, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	leaps := year / 4
	if year%4 < 0 {
		leaps--
	}
	const epoch = 719470 // days from 0000-03-01 of the Julian calendar to 1970-01-01
	return 365*year + leaps + int64((153*(month-3)+2)/5+day-1) - epoch
}
