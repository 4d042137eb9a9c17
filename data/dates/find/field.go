package find

import (
	"errors"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// Preferences are what Field cannot know by itself.
type Preferences struct {
	// Today is the day that "today" means, and near which years of two digits
	// lie. Without one (a zero Month) neither is understood.
	Today dates.Civil
}

// Understanding holds the ways to read a text, the likeliest first. There is
// more than one where the reader has to be asked.
type Understanding []Reading

// Sure returns the date if there is just one way to read it.
func (u Understanding) Sure() (dates.Date, bool) {
	if len(u) != 1 {
		return dates.Date{}, false
	}
	return u[0].Date, true
}

// longestField is the length in bytes beyond which a text is no date that a person
// typed; EDTF may be longer.
const longestField = 400

// Field reads a date as people write it, in any language that Dates reads, with any
// digits:
//
//	4 Feb 2022, Feb 4, 2022, ٤ شباط/فبراير ٢٠٢٢, 4 جانفي 2022, 2022/2/4, 4.2.2022
//	4/2/2022 (two readings, unless a part is above 12), 4/2/22
//	Feb 2022, spring 2020, Q1 2020, first half of 2020, الربع الأول من 2020
//	c. 1900, about 1900, نحو 1900, perhaps 1900, ربما 1900, 1900?, early 1990, أوائل 1990
//	44 BC, 44 ق.م, 14 AD, 66 million BC, 20th century, القرن العشرون, 1990s
//	4–20 Feb 2022, 23 Jan – 8 Apr 2020, من 4 إلى 20 فبراير 2022, 1914–18, 44–40 BC
//	since 2020, until May 2020, before 1950, منذ 2020, قبل 1950
//	4 Feb 2022 20:00, 8:30 pm, 20:00 +08:00, UTC+8, yesterday 20:00, اليوم, أمس
//	4 Feb 2022 20:00 Beijing time, 20:00 Europe/Kyiv, 3 pm EST, بتوقيت القاهرة
//	1443-07-03 هـ, 3 رجب 1443, غرة محرم 1444, Ramadan 1442
//
// A text in EDTF is read as just that, even where people may mean another thing
// (2019-22 is the summer of 2019, 2019–22 are four years). Gregorian dates are
// proleptic: those before 1582 are not converted from the Julian calendar.
//
// Without a reading the error is a *dates.SyntaxError; there is no error with one.
func Field(text string, pref Preferences) (Understanding, error) {
	if rest, zone := dates.CutZone(text); zone != "" {
		return inZone(rest, zone, pref)
	}
	clean, at := cleaned(text)
	date, strict := dates.Parse(clean)
	if strict == nil {
		return Understanding{{Date: date, Note: NoteExact}}, nil
	}
	if date, err := dates.Parse(strings.ToUpper(clean)); err == nil { // 201x, 2022-02-04t20:00z
		return Understanding{{Date: date, Note: NoteExact}}, nil
	}
	if u, ok := edtfInPlace(clean); ok {
		return u, nil
	}
	wrong := &dates.SyntaxError{Fault: dates.FaultForm, Reason: "this is too long for a date"}
	if len(clean) <= longestField {
		var u Understanding
		if u, wrong = readTyped(clean, pref); len(u) > 0 {
			return u, nil
		}
	}
	var out dates.SyntaxError
	if e, ok := errors.AsType[*dates.SyntaxError](strict); ok {
		out = *e
	}
	inForm := out.Fault != dates.FaultForm && out.Fault != dates.FaultYear
	if wrong != nil && !(likeEDTF(clean) && (inForm || wrong.Fault == dates.FaultForm)) {
		out = *wrong
	}
	out.Text, out.Offset = text, at[min(out.Offset, len(at)-1)]
	return nil, &out
}

// likeEDTF reports whether a text has only characters of EDTF, so that what is
// wrong with it as such is worth saying.
func likeEDTF(text string) bool {
	return strings.Trim(text, "0123456789-/.:+?~%XYTZES[]{},") == ""
}

// cleaned trims a text and puts its digits, hyphens and marks into ASCII. at is
// the place in the text of each byte, and of the end.
func cleaned(text string) (clean string, at []int) {
	var b strings.Builder
	trimmed := strings.TrimSpace(text)
	start := strings.Index(text, trimmed)
	for i, r := range trimmed {
		s := cleanRune(r)
		for range len(s) {
			at = append(at, start+i)
		}
		b.WriteString(s)
	}
	return b.String(), append(at, start+len(trimmed))
}

// readTyped reads a cleaned text by the first language that understands it. What is
// wrong is said as in English and Arabic.
func readTyped(text string, pref Preferences) (u Understanding, wrong *dates.SyntaxError) {
	for _, lang := range []string{"en", "fr", "es", "de", "pt", "it", "tr", "id", "fa", "ur"} {
		f := field{newTyped(text, lang, pref)}
		if u = f.understand(); len(u) > 0 {
			return u, nil
		}
		if wrong == nil {
			wrong = f.wrong()
		}
	}
	return nil, wrong
}

// field reads one typed text in one language.
type field struct{ *parser }

func newTyped(text, lang string, pref Preferences) *parser {
	p := &parser{text: text, scanner: scannerFor(text, lang), outside: token{kind: tokenSign, sign: '\n'}, typed: true}
	if t := pref.Today; t.Month != 0 {
		p.day, p.grain = civil{t.Year, t.Month, t.Day}, dates.PrecisionDay
	}
	p.tokens = p.scanner.scan(0, len(text))
	p.drop()
	return p
}

// drop takes out the words and signs that a typed date does without: prepositions,
// articles and "year" where a date begins, quotation marks and full stops.
func (p *parser) drop() {
	kept := p.tokens[:0]
	spaced, begins := false, true
	for i, t := range p.tokens {
		next := p.at(i + 1)
		if t.kind == tokenSign && p.idleSign(i) || begins && t.kind == tokenWord && t.idle(next) {
			spaced = true
			continue
		}
		t.spaced = t.spaced || spaced
		spaced = false
		begins = t.kind == tokenSign || t.among(from, to, between, and, about, unsure, zone, noon)
		t.badLeft, t.badRight = false, t.badRight && next.is(none)
		kept = append(kept, t)
	}
	p.tokens = kept
}

// idle reports a word before next that a typed date does without.
func (t *token) idle(next *token) bool {
	switch t.class {
	case the:
		return !t.has(strong)
	case in:
		return t.meaning.n == within && !t.has(opens)
	case of:
		return !t.has(opens)
	case yearWord:
		return t.english && next.number()
	case at:
		return t.english
	case unit:
		return t.isUnit(days) && (next.is(weekday) || next.number()) || t.isUnit(months) && (next.among(month, hijriMonth) || next.number())
	}
	return false
}

// idleSign reports a sign that a typed date does without; a point within digits is
// none.
func (p *parser) idleSign(i int) bool {
	t, next := p.at(i), p.at(i+1)
	if t.oneOf("\"«»“”") {
		return true
	}
	return t.isSign('.') && !(i > 0 && !t.spaced && p.at(i-1).number() && next.number() && !next.spaced)
}

// understand returns the readings, the likeliest first.
func (f field) understand() Understanding {
	f.dashes, f.sawDash = false, false
	first, ok := f.once()
	if !f.sawDash {
		return first.readings(ok)
	}
	f.dashes = true
	second, also := f.once()
	switch {
	case !also || ok && second.date == first.date:
		return first.readings(ok)
	case !ok:
		return second.readings(true)
	}
	return Understanding{{first.date, NoteOffset, first.zone}, {second.date, NoteSpan, second.zone}}
}

// readings are those of one way to read a field.
func (r result) readings(ok bool) Understanding {
	if !ok {
		return nil
	}
	if r.note == NoteCounted || r.note == NoteThatDay || r.note == NoteNearest {
		r.note = NoteRelative
	}
	return append(Understanding{{Date: r.date, Note: r.note, Zone: r.zone}}, r.others...)
}

// once reads the tokens from the first to the last.
func (f field) once() (r result, ok bool) {
	if v, end, ok := f.whole(0); ok {
		return f.resultOf(v, end, within)
	}
	b := f.bound()
	if b == within {
		return r, false
	}
	if r, ok = f.sinceUntil(b); ok {
		return r, true
	}
	v, end, ok := f.whole(1)
	if !ok {
		return r, false
	}
	return f.resultOf(v, end, b)
}

// whole reads one date or range from token i to the last one, but for what says how
// sure it is; end is where that begins.
func (f field) whole(i int) (v value, end int, ok bool) {
	v, end, ok = f.expression(i)
	if !ok {
		if _, stop, isTime := f.side(i, true); isTime && stop > i && f.at(i+1).isSign(':') {
			return v, 0, f.blame(i, dates.FaultYear, "a year is missing")
		}
		return v, 0, f.blame(i, dates.FaultForm, "this does not fit into the date")
	}
	if _, isTime := f.timeOfDay(&value{}, end, false); isTime && !v.timed() {
		return v, 0, f.blame(end, dates.FaultTime, "a time needs a day")
	}
	stop := end
	for ; stop < len(f.tokens); stop++ {
		t := f.at(stop)
		if !t.is(about) && !t.is(unsure) && !t.is(orSo) && !(t.kind == tokenSign && strings.ContainsRune("?~%(),", t.sign)) {
			return v, 0, f.blame(stop, dates.FaultForm, "this does not fit into the date")
		}
	}
	v.from = i
	return v, end, true
}

// bound reads a first word that leaves one end open: since, until, before, after.
// Of these "before" and "after" exclude what they name.
func (f field) bound() int {
	t := f.at(0)
	switch {
	case len(f.tokens) < 2:
	case t.is(in), t.is(before), t.is(after):
		return int(t.meaning.n)
	case t.is(to):
		return upTo
	case t.is(from):
		return onward
	}
	return within
}

// sinceUntil reads since 2020 until May 2022.
func (f field) sinceUntil(bound int) (r result, ok bool) {
	if bound != onward {
		return r, false
	}
	a, j, ok := f.side(1, true)
	if !ok || !f.at(j).is(to) {
		return r, false
	}
	v, end, ok := f.pair(a, 1, j+1, false)
	if !ok || end < len(f.tokens) {
		return r, false
	}
	return f.resultOf(v, end, within)
}

// resultOf makes the readings of a value, with what the tokens from end on say of it.
func (f field) resultOf(v value, end, bound int) (r result, ok bool) {
	open := 0
	for _, t := range f.tokens[end:] {
		switch {
		case t.is(orSo):
			open = int(t.meaning.n)
		case t.is(about), t.isSign('~'):
			v.approx = true
		case t.is(unsure), t.isSign('?'):
			v.unsure = true
		case t.isSign('%'):
			v.approx, v.unsure = true, true
		}
	}
	if v.timed() && v.qualifier() != 0 {
		return r, f.blame(0, dates.FaultQualifier, "a time can be neither approximate nor uncertain")
	}
	if open != 0 && bound != within {
		return r, f.blame(0, dates.FaultForm, "this does not fit into the date")
	}
	r, err := f.resolve(v)
	if err == nil {
		r.others, err = f.otherCalendar(v, r)
	}
	if err == nil {
		r, err = r.leftOpen(bound, open)
	}
	if e, isSyntax := errors.AsType[*dates.SyntaxError](err); isSyntax {
		return r, f.blame(0, e.Fault, e.Reason)
	}
	return r, err == nil
}

// otherCalendar adds a day that is given in a second calendar, if it is another.
func (f field) otherCalendar(v value, r result) ([]Reading, error) {
	if v.also == nil {
		return r.others, nil
	}
	other, err := f.resolve(*v.also)
	if err != nil || other.date.Lo < r.date.Hi && r.date.Lo < other.date.Hi {
		return r.others, err
	}
	return append(r.others, Reading{Date: other.date, Note: other.note}), nil
}

// leftOpen leaves an end of the readings open.
func (r result) leftOpen(bound, or int) (result, error) {
	var err error
	open := func(d dates.Date) dates.Date {
		start, end, interval := d.Parts()
		if !interval {
			end = start
		}
		var text string
		switch {
		case or < 0:
			text = "[.." + end.String() + "]"
		case or > 0:
			text = "[" + start.String() + "..]"
		case bound == onward:
			text = start.String() + "/.."
		case bound == upTo:
			text = "../" + end.String()
		case bound == notAfter:
			text = "[.." + neighbour(start, -1).String() + "]"
		case bound == notBefore:
			text = "[" + neighbour(end, 1).String() + "..]"
		default:
			return d
		}
		out, fault := dates.Parse(text)
		if err == nil {
			err = fault
		}
		return out
	}
	r.date = open(r.date)
	r.others = slices.Clone(r.others)
	for i := range r.others {
		r.others[i].Date = open(r.others[i].Date)
	}
	return r, err
}

// neighbour returns the year, month or day n after that of a point, or the point
// where it is of another kind.
func neighbour(p dates.Point, n int) dates.Point {
	switch {
	case p.X != 0 || p.Precision == dates.PrecisionSeason || p.Precision > dates.PrecisionDay:
	case p.Precision == dates.PrecisionYear:
		p.Year += int64(n)
	case p.Precision == dates.PrecisionMonth:
		m := p.Year*12 + int64(p.Month-1+n)
		p.Year, p.Month = floorDiv(m, 12), int(m-12*floorDiv(m, 12))+1
	default:
		p.Year, p.Month, p.Day = dates.CivilFromDays(dayOf(p) + int64(n))
	}
	return p
}

// wrong returns what is wrong: a word that is none of a date, or the first fault.
func (f field) wrong() *dates.SyntaxError {
	v := value{}
	if end, ok := f.timeOfDay(&v, 0, false); ok && end == len(f.tokens) && v.place.Zone != "" {
		return &dates.SyntaxError{Fault: dates.FaultTime, Reason: "a time needs a day"}
	}
	for i := range f.tokens {
		t := f.at(i)
		if t.kind == tokenWord && t.class == none && !t.joined {
			return &dates.SyntaxError{Offset: t.start, Fault: dates.FaultForm, Reason: "this word is not part of a date"}
		}
	}
	if f.fault == nil {
		return &dates.SyntaxError{Fault: dates.FaultForm, Reason: "this is not in the form of a date"}
	}
	return f.fault
}
