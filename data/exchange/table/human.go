package table

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/exchange/form"
)

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
