package content

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// RTL reports whether a paragraph that people wrote is right-to-left.
func RTL(text string) bool { return uax9.FirstStrong(text) == uax9.RTL }

// Foreign is a line that people wrote as a part of words of the document's own.
func Foreign(text string) string {
	return Isolated(defused(text))
}

// Isolated is a text of any direction within another one, between isolates.
func Isolated(text string) string {
	if text == "" {
		return ""
	}
	return "\u2068" + text + "\u2069"
}

// defused is a line without controls that would upset the line that it becomes a part of.
func defused(text string) string { return layout.Defuse(form.Line(text)) }

// Paragraphs are those of a text that say something.
func Paragraphs(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, " \t\r\n"); strings.TrimSpace(line) != "" {
			all = append(all, line)
		}
	}
	return all
}

// Between names the months, or years, of a stretch of time, half-open and in seconds.
func (c *Content) Between(lo, hi int64) string {
	name := func(t int64, months bool) string {
		civil := dates.CivilFromUnix(t)
		if months {
			return c.Locale.Axis().MonthYear(civil.Year, civil.Month)
		}
		return c.Locale.Year(civil.Year)
	}
	const year = 366 * 86400
	months := hi-lo < 4*year
	from, to := name(lo, months), name(max(hi-1, lo), months)
	if from == to {
		return from
	}
	return c.Locale.T("print.years", "from", from, "to", to)
}
