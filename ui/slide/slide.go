// Package slide lays out a step of a story as it is shown to others: in full screen, on a
// page of slides and as a picture.
//
// The one idea behind it: all three are the same display list, laid out in units for a
// size and a direction, with a box for the picture; who shows it draws the picture first
// and the list over it.
package slide

import (
	"cmp"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text/layout"
)

// Slide is what a step says, in words.
type Slide struct {
	Story   string // that it is of
	Date    string // "" where it shows no time
	Colour  string // of data.Colours, of its track; "" for none
	Title   string
	Text    string
	Quote   string   // in quotation marks
	Source  string   // of the quote
	Listed  []string // what a view leaves, a line for each
	Caption string   // of the picture, with who made it
	Counter string   // "10 of 12 · 20 days later"
	// Width and Height are those of the picture in pixels; 0 where there is none.
	Width, Height int
	Mapped        bool   // it has a map
	Credits       string // of the map, "" where they are said elsewhere
}

// Most characters of what is quoted, of a title in a line, and of a text: no slide has room
// for more.
const mostQuoted, mostTitled, mostWritten = 280, 120, 3000

// Of puts a step of a story into words. axis is the clock of the timeline.
func Of(l *i18n.Locale, axis dates.Axis, told telling.Told, at int) Slide {
	s := told.Steps[at]
	out := Slide{
		Story: given(told.Headline(), mostTitled), Title: s.Headline, Text: cut(s.Words, mostWritten), Colour: s.Colour,
		Date: date(l, axis, s), Counter: counter(l, told, at),
	}
	for _, e := range s.Found {
		out.Listed = append(out.Listed, join(l.DateDays(e.Date), given(e.Title, mostTitled)))
	}
	if more := s.All - len(s.Found); len(s.Found) > 0 && more > 0 {
		out.Listed = append(out.Listed, l.TN("events.met.more", more))
	}
	if s.Quote != "" {
		out.Quote = l.T("quoted", "words", given(s.Quote, mostQuoted))
		source := []string{given(s.Source.Title, mostTitled), given(s.Source.Publisher, mostTitled), l.Date(s.Source.Published)}
		if s.Sources > 1 {
			source = append(source, l.TN("count.sources", s.Sources))
		}
		out.Source = join(source...)
	}
	if s.Picture.ID != [16]byte{} {
		out.Width, out.Height = s.Picture.Width, s.Picture.Height
		out.Caption = join(given(s.Picture.Caption, mostQuoted), given(s.Picture.Credit, mostTitled))
	}
	return out
}

// date is the time of a step in words: by the clock of its event, with its place, or the
// span of a view.
func date(l *i18n.Locale, axis dates.Axis, s telling.Step) string {
	if !s.Date.IsZero() {
		words := join(l.DateLong(s.Date), l.Zone(s.Zone))
		if s.Place != "" {
			words = l.T("slide.at", "date", words, "place", given(s.Place, mostTitled))
		}
		return words
	}
	if !s.Timed() {
		return ""
	}
	return Span(l, s.Lo, s.Hi)
}

// Span is the time [lo, hi) in days, in words.
func Span(l *i18n.Locale, lo, hi int64) string {
	from, to := day(lo), day(max(hi-1, lo))
	words := from
	if from != to {
		words += "/" + to
	}
	d, err := dates.Parse(words)
	if err != nil {
		return ""
	}
	return l.Date(d)
}

// day is the day of an instant as EDTF.
func day(at int64) string {
	c := dates.CivilFromUnix(at)
	return (dates.Point{Year: c.Year, Month: c.Month, Day: c.Day, Precision: dates.PrecisionDay}).String()
}

// counter says which step it is, and how long after the one before.
func counter(l *i18n.Locale, told telling.Told, at int) string {
	return join(Count(l, told, at), Later(l, told, at-1, at))
}

// Count says which step it is.
func Count(l *i18n.Locale, told telling.Told, at int) string {
	return l.T("slide.count", "n", l.Count(at+1), "m", l.Count(len(told.Steps)))
}

// Later says how long after one step another begins, in days or longer; "" where there is
// no such time.
func Later(l *i18n.Locale, told telling.Told, from, to int) string {
	if from < 0 || to >= len(told.Steps) || !told.Steps[from].Timed() || !told.Steps[to].Timed() {
		return ""
	}
	const aDay = 24 * 60 * 60
	before, now := told.Steps[from].Lo, told.Steps[to].Lo
	if before == dates.OpenLo || now == dates.OpenLo {
		return ""
	}
	switch before, now = floor(before, aDay), floor(now, aDay); { // as people count days
	case before < now:
		return l.T("slide.later", "time", l.Length(before, now))
	case now < before:
		return l.T("slide.earlier", "time", l.Length(now, before))
	}
	return ""
}

// given is what people wrote as a part of words of the interface's own.
func given(words string, most int) string {
	return layout.Defuse(cut(strings.Join(strings.Fields(words), " "), most))
}

// cut is a text of so many characters at most.
func cut(words string, most int) string {
	if len(words) <= most {
		return words
	}
	if runes := []rune(words); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return words
}

// join sets a middle dot between parts that are not empty, each in a direction of its own.
func join(parts ...string) string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	var b strings.Builder
	for i, p := range all {
		if i > 0 {
			b.WriteString(" · ")
		}
		b.WriteString("\u2068" + p + "\u2069")
	}
	return b.String()
}

// Named is the title of a step for a button or a mark: of one without, its time, or its number.
func Named(l *i18n.Locale, s telling.Step, at int) string {
	if title := cmp.Or(s.Headline, s.Query); title != "" {
		return given(title, mostTitled)
	}
	if s.Timed() {
		return Span(l, s.Lo, s.Hi)
	}
	return l.Count(at + 1)
}
