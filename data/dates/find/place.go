package find

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/zones"
)

// placeBehind reads the name of a time zone behind a time: Beijing time, EST,
// Europe/Kyiv, «بتوقيت القاهرة».
func (p *parser) placeBehind(c *clock, end int) (stop int, ok bool) {
	if end >= len(p.tokens) {
		return end, false
	}
	start := p.at(end).start
	n, named, ok := zones.Behind(p.text[start:])
	if !ok && end > 0 && p.at(end-1).is(hour) { // "20h, heure de Paris"
		start = p.at(end - 1).start
		n, named, ok = zones.Behind(p.text[start:])
	}
	if !ok {
		return end, false
	}
	c.place = named
	for end < len(p.tokens) && p.at(end).start < start+n {
		end++
	}
	return end, true
}

// isPlace reports whether the name of a time zone is at token i.
func (p *parser) isPlace(i int) bool {
	_, ok := p.placeBehind(&clock{}, i)
	return ok
}

// sharePlace gives the zone of one time to the other, which has neither zone nor offset.
func sharePlace(a, b *value) {
	none := zones.Named{}
	switch {
	case a.place == none && !a.zoned:
		a.place = b.place
	case b.place == none && !b.zoned:
		b.place = a.place
	}
}

// inPlace gives the date of a result the offset of the zone that the value names. A time
// that its clock shows twice has two readings; one that a clock put forward leaves out
// is taken by the clock before.
func (r *result) inPlace(v *value) {
	named := v.place
	if v.until != nil && v.until.timed() && v.until.place != named || named == (zones.Named{}) {
		return
	}
	in, zone := named.In(r.date)
	r.zone = zone
	r.date, r.note, r.others = placed(r.note, in, zone, r.others)
}

// placed are the ways to read a date that may be several in a zone, and others.
func placed(note Note, in []dates.Date, zone string, others []Reading) (dates.Date, Note, []Reading) {
	a := dates.AxisIn(zone)
	switch shown := a.Shown(in[0]); {
	case len(in) > 1:
		note = NoteBefore
		for _, d := range in[1:] {
			others = append(others, Reading{Date: d, Note: NoteAfter, Zone: zone})
		}
	case zone != "" && (shown.Lo != in[0].Lo || shown.Hi != in[0].Hi):
		note = NoteGap
	}
	return in[0], note, others
}

// edtfInPlace reads a text in EDTF with the name of a zone behind it.
func edtfInPlace(clean string) (out Understanding, ok bool) {
	edtf, name, ok := strings.Cut(clean, " ")
	d, err := dates.Parse(edtf)
	if n, named, found := zones.Behind(name); ok && err == nil && found && n == len(name) {
		in, zone := named.In(d)
		first, note, others := placed(NoteExact, in, zone, nil)
		return append(Understanding{{first, note, zone}}, others...), true
	}
	return nil, false
}

// inZone reads a text in front of the name of a zone.
func inZone(text, zone string, pref Preferences) (out Understanding, err error) {
	readings, err := Field(text, pref)
	if err != nil {
		return nil, err
	}
	for _, r := range readings {
		in, err := r.Date.In(zone)
		if err != nil {
			return nil, err
		}
		first, note, others := placed(r.Note, in, zone, nil)
		out = append(append(out, Reading{first, note, zone}), others...)
	}
	return out, nil
}
