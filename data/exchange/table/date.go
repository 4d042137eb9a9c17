package table

import (
	"strconv"
	"strings"
	"time"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/exchange/form"
)

// dateReader reads the dates of one column.
type dateReader struct {
	numbers
	order form.Order
	days  bool // all times of the column are midnight: it has days
	spans bool // 1939-40 is two years, and no part of one as in EDTF
	bce   bool // bare negative years are counted without a year 0
	unset bool // see dialect
	book  bool // of a workbook, in which a number of five digits is a day
	epoch epoch
	today dates.Civil
	known map[string]when // of human dates, which take time to read
}

// when is a date that was read. Where why is not empty there is none.
type when struct {
	edtf     string
	moment   form.Moment // where numeric is set, what edtf says
	numeric  bool
	zone     string // that the cell names
	fraction bool   // of a second, left out
	why      form.Why
}

// mostKnown is how many human dates are remembered.
const mostKnown = 20_000

func (r *dateReader) read(cell string) when {
	cell = latinDigits(tidyCell(cell))
	if none(cell) {
		return when{why: form.NoDate}
	}
	if w, ok := r.bareNumber(cell); ok {
		return w
	}
	n, ok := r.numbers.read(r.eraBehind(cell))
	if ok {
		return r.inNumbers(n)
	}
	if w, ok := r.known[cell]; ok {
		return w
	}
	w := r.human(cell)
	if r.known == nil {
		r.known = map[string]when{}
	}
	if len(r.known) < mostKnown {
		r.known[cell] = w
	}
	return w
}

// eraBehind moves the era that Aeon Timeline writes before a date behind it.
func (r *dateReader) eraBehind(cell string) string {
	if !r.yearFirst {
		return cell
	}
	if rest, ok := strings.CutPrefix(cell, "BC "); ok {
		return rest + " BC"
	}
	return strings.TrimPrefix(cell, "AD ")
}

func (r *dateReader) inNumbers(n numeric) when {
	m, ok := n.inOrder(r.order)
	if !ok || n.swap && r.order == form.ByContents {
		return when{why: form.BadDate}
	}
	if r.days && m.Clock.Said {
		m = m.DayOnly()
	}
	if r.unset && notSet(m) {
		return when{why: form.NoDate}
	}
	return momentWhen(m, n.fraction)
}

func momentWhen(m form.Moment, fraction bool) when {
	return when{edtf: m.EDTF(), moment: m, numeric: true, fraction: fraction && m.Clock.Said}
}

// notSet are the first instants of calendars, which forensic programs write where there is
// no time.
func notSet(m form.Moment) bool {
	if m.Clock.Hour != 0 || m.Clock.Minute != 0 || m.Clock.Second != 0 {
		return false
	}
	switch [3]int{int(m.Year), m.Month, m.Day} {
	case [3]int{1970, 1, 1}, [3]int{1899, 12, 30}, [3]int{1601, 1, 1}, [3]int{1, 1, 1}:
		return true
	}
	return false
}

// bareNumber reads a number alone: a year, a day of a workbook, or an instant.
func (r *dateReader) bareNumber(cell string) (when, bool) {
	b, ok := bareOf(cell)
	if !ok {
		return when{}, false
	}
	switch {
	case b.n == 0 && (b.zeros != 4 || r.unset):
		return when{why: form.NoDate}, true
	case b.tooLong, r.unset && b.digits < 8: // an instant has more
		return when{why: form.BadDate}, true
	case r.book && b.n >= 0 && (b.pointed && b.digits <= 5 || b.digits == 5 && b.zeros == 0):
		return r.serial(cell), true
	case b.n < 0:
		return r.negative(b.n, b.zeros > 0), true
	case b.digits == 8, b.fraction && b.digits < 9: // 20220204, 4.2
		return when{}, false
	case b.digits <= 4:
		return momentWhen(form.Moment{Year: b.n}, false), true
	case b.zeros > 0:
		return when{why: form.BadDate}, true
	}
	return r.instant(b.n, b.digits, b.fraction), true
}

// bare is a number: digits of its whole part, zeros before them, whether it has a point
// and whether something other than 0 is behind that.
type bare struct {
	n                          int64
	digits, zeros              int
	pointed, fraction, tooLong bool
}

func bareOf(cell string) (b bare, ok bool) {
	whole, part, pointed := strings.Cut(cell, ".")
	if !integer(whole) || pointed && (part == "" || strings.Trim(part, "0123456789") != "") {
		return b, false
	}
	unsigned := strings.TrimPrefix(whole, "-")
	digits := len(strings.TrimLeft(unsigned, "0"))
	n, err := strconv.ParseInt(whole, 10, 64)
	return bare{n, digits, len(unsigned) - digits, pointed, strings.Trim(part, "0") != "", err != nil}, true
}

// serial reads a day of a workbook whose cell does not say that it is one.
func (r *dateReader) serial(cell string) when {
	serial, _ := strconv.ParseFloat(cell, 64)
	m, ok := r.numbers.read(r.epoch.text(serial, numberFormat{year: true, month: true, day: true, time: true}))
	if !ok {
		return when{why: form.BadDate}
	}
	return r.inNumbers(m)
}

func (r *dateReader) negative(year int64, padded bool) when {
	if r.bce && !padded {
		year = form.Historical(year)
	}
	if year < dates.MinYear {
		return when{why: form.OutOfRange}
	}
	return momentWhen(form.Moment{Year: year}, false)
}

// instant reads a time since 1970, of which the number of its digits tells whether it is in
// seconds, thousandths, millionths or billionths of them (the rule of Timesketch).
func (r *dateReader) instant(n int64, digits int, fraction bool) when {
	unit := map[int]int64{9: 1, 10: 1, 12: 1e3, 13: 1e3, 15: 1e6, 16: 1e6, 18: 1e9, 19: 1e9}[digits]
	if unit == 0 {
		return when{why: form.BadDate}
	}
	w := momentWhen(form.MomentOf(time.Unix(n/unit, 0).UTC()), fraction || n%unit != 0)
	if r.unset && notSet(w.moment) {
		return when{why: form.NoDate}
	}
	return w
}

// human reads a date as people write it, and EDTF.
func (r *dateReader) human(cell string) when {
	if len(cell) > 4*mostHuman {
		return when{why: form.BadDate}
	}
	if first, last, ok := yearSpan(cell); ok && last > first && (r.spans || !strings.Contains(cell, "-")) {
		return when{edtf: form.Year(first) + "/" + form.Year(last)}
	}
	readings, err := people(cell, r.today)
	if err != nil {
		return when{why: form.BadDate}
	}
	chosen := readings[0]
	if len(readings) > 1 {
		if chosen = r.choose(readings); chosen.Date.IsZero() {
			return when{why: form.BadDate}
		}
	}
	if chosen.Note == find.NoteRelative { // "yesterday": of a day that nobody knows
		return when{why: form.BadDate}
	}
	return when{edtf: chosen.Date.EDTF, zone: chosen.Zone}
}

// mostHuman is about the most characters of a date that a person writes.
const mostHuman = 100

// choose takes the reading in the column's order; of 1900s the decade is as true as the
// century, so the wider one.
func (r *dateReader) choose(readings find.Understanding) find.Reading {
	for _, reading := range readings {
		switch {
		case reading.Note == find.NoteDayFirst && r.order == form.DayFirst,
			reading.Note == find.NoteMonthFirst && r.order == form.MonthFirst,
			reading.Note == find.NoteCentury, reading.Note == find.NoteBefore, reading.Note == find.NoteSpan:
			return reading
		}
	}
	if readings[0].Note == find.NoteDayFirst || readings[0].Note == find.NoteMonthFirst {
		return find.Reading{}
	}
	return readings[0]
}

// from and to are the first and the last date of one that may be an interval.
func from(edtf string) string {
	if a, _, ok := strings.Cut(edtf, "/"); ok {
		return a
	}
	return edtf
}

func to(edtf string) string {
	if _, b, ok := strings.Cut(edtf, "/"); ok {
		return b
	}
	return edtf
}

// span joins two dates; the error is that of dates.Parse.
func span(start, end string) (dates.Date, error) {
	if start == end || end == "" {
		return dates.Parse(start)
	}
	return dates.Parse(from(start) + "/" + to(end))
}

// about marks a date as approximate, where its form allows.
func about(edtf string) string {
	marked := edtf + "~"
	if _, err := dates.Parse(marked); err != nil {
		return edtf
	}
	return marked
}
