package markdown

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// patterned reads a date by the pattern of auto-timelines, in which 0 is not said. swapped
// says that its parts can only be read the other way around: day, month, year.
func (s settings) patterned(text string) (m form.Moment, swapped, ok bool) {
	text = strings.TrimSpace(text)
	if plain := strings.TrimPrefix(text, "-"); plain != "" && len(plain) < 12 && strings.Trim(plain, "0123456789") == "" {
		year, err := strconv.ParseInt(text, 10, 64)
		return form.Moment{Year: form.Historical(year)}, false, err == nil && sane(year)
	}
	found := s.pattern.FindStringSubmatch(text)
	if found == nil {
		return m, false, false
	}
	parts := map[string]int64{}
	named := false
	for i, name := range s.pattern.SubexpNames() {
		if name == "" || i >= len(found) {
			continue
		}
		n, err := strconv.ParseInt(found[i], 10, 64)
		if err != nil && found[i] != "" {
			return m, false, false
		}
		parts[name] = n
		named = named || name == "year"
	}
	if !named { // names of the user's own: the coarsest comes first
		for i, name := range s.order[:min(len(s.order), 3)] {
			parts[[]string{"year", "month", "day"}[i]] = parts[name]
		}
	}
	if m, ok = moment(parts["year"], parts["month"], parts["day"]); ok || s.said {
		return m, false, ok
	}
	m, ok = moment(parts["day"], parts["month"], parts["year"])
	return m, true, ok
}

// moment is a date of parts of which 0 is not said; a negative year is historical.
func moment(year, month, day int64) (form.Moment, bool) {
	if !sane(year) || month < 0 || month > 12 || day < 0 || day > 31 {
		return form.Moment{}, false
	}
	m := form.Moment{Year: form.Historical(year), Month: int(month)}
	if month > 0 {
		if m.Day = int(day); m.Day > dates.DaysIn(m.Year, m.Month) {
			return form.Moment{}, false
		}
	}
	return m.Sayable(), true
}

func sane(year int64) bool { return year >= dates.MinYear+1 && year <= dates.MaxYear }

var parted = regexp.MustCompile(`^(-?\d{1,11})(?:-([\dx]{1,4})(?:-([\dx]{1,4})(?:-([\dx]{1,4})(?:-[\dx]{1,4})?)?)?)?$`)

// dashed reads a date of obsidian-timelines, "1824-05-07-00": zeros at the end are not said.
func dashed(text string) (form.Moment, bool) {
	p := parted.FindStringSubmatch(strings.ToLower(strings.TrimSpace(text)))
	if p == nil {
		return form.Moment{}, false
	}
	number := func(s string) int64 { n, _ := strconv.ParseInt(s, 10, 64); return n } // x is not said
	m, ok := moment(number(p[1]), number(p[2]), number(p[3]))
	if hour := number(p[4]); ok && m.Day > 0 && hour > 0 && hour < 24 {
		m.Clock = form.Clock{Said: true, Hour: int(hour)}
	}
	return m, ok
}

// free reads a date that people or programs have typed.
func (v *vault) free(text string) (dates.Date, bool) {
	text = form.Line(strings.Trim(strings.TrimSpace(text), `"'`))
	if d, err := dates.Parse(text); err == nil && text != "" {
		return d, true
	}
	if m, ok := form.ScriptDate(text); ok {
		if m.Midnight() {
			m = m.DayOnly()
		}
		d, err := dates.Parse(m.EDTF())
		return d, err == nil
	}
	return form.Human(text, dates.DayOf(v.o.Now))
}

// until is the date from one to another; what does not follow is noted, and the first stays.
func (v *vault) until(at form.Place, from, to string) (dates.Date, bool) {
	edtf := from
	if to != "" && to != from {
		edtf = from + "/" + to
	}
	d, err := dates.Parse(edtf)
	if err != nil {
		v.Skip(at, form.BadDate, edtf)
		d, err = dates.Parse(from)
	}
	return d, err == nil
}

// inName is the date at the beginning of the name of a note, and the rest of the name.
var inName = regexp.MustCompile(`^(\d{4}-\d{2}(?:-\d{2})?)(?:[ _.-]+(.*))?$`)

// aatDate reads the dates of auto-timelines; false where there is none.
func (v *vault) aatDate(at form.Place, f fields) (d dates.Date, more []string, ok bool) {
	text := f.text(v.settings.start)
	m, swapped, ok := v.settings.patterned(text)
	if !ok {
		v.Skip(at, form.BadDate, v.settings.start+": "+text)
		return d, nil, false
	}
	if swapped {
		more = append(more, form.Said(v.settings.start, text))
	}
	to := ""
	switch end := f.text(v.settings.end); strings.ToLower(end) {
	case "":
	case "true":
		to = ".."
	default:
		last, swappedEnd, ok := v.settings.patterned(end)
		if !ok {
			v.Skip(at, form.BadDate, v.settings.end+": "+end)
			break
		}
		if to = last.EDTF(); swappedEnd {
			more = append(more, form.Said(v.settings.end, end))
		}
	}
	d, ok = v.until(at, m.EDTF(), to)
	return d, more, ok
}

// obDate reads the dates of obsidian-timelines.
func (v *vault) obDate(at form.Place, start, end, kind string) (dates.Date, bool) {
	m, ok := dashed(start)
	if !ok {
		if d, ok := v.free(start); ok {
			return d, true
		}
		v.Skip(at, form.BadDate, start)
		return dates.Date{}, false
	}
	to := ""
	if end != "" && !slices.Contains([]string{"point", "box"}, kind) {
		if last, ok := dashed(end); ok {
			to = last.EDTF()
		} else {
			v.Skip(at, form.BadDate, end)
		}
	}
	return v.until(at, m.EDTF(), to)
}
