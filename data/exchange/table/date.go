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

// none reports whether a cell says that there is nothing.
func none(cell string) bool {
	switch strings.ToLower(cell) {
	case "", "-", "--", "–", "—", "?", "n/a", "na", "nan", "nat", "null", "none", "nil", "unknown", "tbd", "#n/a", "غير معروف", "لا يوجد":
		return true
	}
	return false
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

// bareNumber reads a number alone: a year, a day of a workbook, or an instant, which the
// number of its digits tells to be in seconds or parts of them (the rule of Timesketch).
func (r *dateReader) bareNumber(cell string) (when, bool) {
	whole, part, pointed := strings.Cut(cell, ".")
	if !integer(whole) || pointed && (part == "" || strings.Trim(part, "0123456789") != "") {
		return when{}, false
	}
	digits := strings.TrimLeft(strings.TrimPrefix(whole, "-"), "0")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return when{why: form.BadDate}, true
	}
	if len(digits) == 8 && n > 0 { // 20220204
		return when{}, false
	}
	if r.unset && len(digits) < 8 && n != 0 {
		return when{why: form.BadDate}, true // an instant has more digits
	}
	padded := len(strings.TrimPrefix(whole, "-")) > len(digits) && digits != ""
	switch {
	case n == 0 && (len(whole) != 4 || r.unset):
		return when{why: form.NoDate}, true
	case r.book && pointed && n >= 0 && len(digits) <= 5, r.book && n > 0 && len(digits) == 5 && !padded:
		serial, _ := strconv.ParseFloat(cell, 64)
		m, ok := r.numbers.read(r.epoch.text(serial, numberFormat{year: true, month: true, day: true, time: true}))
		if !ok {
			return when{why: form.BadDate}, true
		}
		return r.inNumbers(m), true
	case pointed && strings.Trim(part, "0") != "" && len(digits) < 9:
		return when{}, false
	case n < 0:
		if r.bce && !padded {
			n = form.Historical(n)
		}
		return momentWhen(form.Moment{Year: n}, false), n >= dates.MinYear
	case len(digits) <= 4:
		return momentWhen(form.Moment{Year: n}, false), true
	}
	units := map[int]int64{9: 1, 10: 1, 12: 1e3, 13: 1e3, 15: 1e6, 16: 1e6, 18: 1e9, 19: 1e9}[len(digits)]
	if units == 0 || padded {
		return when{why: form.BadDate}, true
	}
	t := time.Unix(n/units, 0).UTC()
	w := momentWhen(form.MomentOf(t), n%units != 0 || strings.Trim(part, "0") != "")
	if r.unset && notSet(w.moment) {
		return when{why: form.NoDate}, true
	}
	return w, true
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

// people reads a date as people write it.
func people(cell string, today dates.Civil) (find.Understanding, error) {
	readings, err := find.Field(form.Line(cell), find.Preferences{Today: today})
	if day, ok := cutZoneLetters(cell); err != nil && ok {
		return find.Field(form.Line(day), find.Preferences{Today: today})
	}
	return readings, err
}

// yearSpan reads two years of which the later has its last two digits only: 1914-18,
// 1914–18.
func yearSpan(cell string) (first, last int64, ok bool) {
	s := scanner{cell}
	first, digits := s.number(5)
	if digits != 4 || !s.take("-") && !s.take("–") {
		return 0, 0, false
	}
	last, digits = s.number(3)
	return first, first - first%100 + last, digits == 2 && s.rest == ""
}

// cutZoneLetters takes the letters of a zone from a day, of which they say nothing.
func cutZoneLetters(cell string) (day string, ok bool) {
	i := strings.LastIndexByte(cell, ' ')
	if i < 0 || strings.Contains(cell, ":") {
		return cell, false
	}
	switch cell[i+1:] {
	case "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "GMT", "UTC", "BST", "CET", "CEST", "EET", "EEST", "MSK", "IST", "JST":
		return cell[:i], true
	}
	return cell, false
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
