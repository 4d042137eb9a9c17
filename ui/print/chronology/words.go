package chronology

import (
	"cmp"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// layoutRTL reports whether a paragraph is right-to-left.
func layoutRTL(text string) bool { return uax9.FirstStrong(text) == uax9.RTL }

// title is what the document is called.
func (d *document) title() string {
	return cmp.Or(form.Line(d.from.Titled()), d.locale.T("page.chronology"))
}

// made is who made the document, and when the library was edited last.
func (d *document) made() string {
	day := d.locale.Date(dayOf(d.from))
	if by := form.Line(d.from.Look.Byline); by != "" {
		return d.locale.T("page.byline", "name", layout.Defuse(by)) + " \u00b7 " + day
	}
	return day
}

func dayOf(from form.Taken) dates.Date {
	day, err := dates.Parse(from.Edited.UTC().Format("2006-01-02"))
	if err != nil {
		return dates.Date{}
	}
	return day
}

// between names the months, or years, of a stretch of time.
func (d *document) between(lo, hi int64) string {
	name := func(t int64, months bool) string {
		c := dates.CivilFromUnix(t)
		if months {
			return d.locale.Axis().MonthYear(c.Year, c.Month)
		}
		return d.locale.Year(c.Year)
	}
	if lo == dates.OpenLo {
		lo = hi - 1
	}
	if hi == dates.OpenHi {
		hi = lo + 1
	}
	const year = 366 * 86400
	months := hi-lo < 4*year
	from, to := name(lo, months), name(max(hi-1, lo), months)
	if from == to {
		return from
	}
	return d.locale.T("print.years", "from", from, "to", to)
}

// cited is a source in one line: what it is called, where it was published, and when.
func (d *document) cited(a data.Article) string {
	title := form.Line(a.Title)
	line := foreign(title)
	if title != "" && !strings.ContainsAny(title[len(title)-1:], ".!?") && !strings.HasSuffix(title, "\u061f") {
		line += "."
	}
	where := foreign(cmp.Or(form.Line(a.Citation.Container), form.Line(a.Publisher)))
	if date := d.locale.Date(a.Published); where == "" {
		where = date
	} else if date != "" {
		where = d.locale.T("print.published", "where", where, "date", date)
	}
	if where != "" {
		line += " " + where + "."
	}
	return strings.TrimSpace(line)
}

// about is what else is known of a source: who wrote it, where it was published, when.
func (d *document) about(a data.Article) string {
	var parts []string
	seen := map[string]bool{"": true}
	for _, p := range []string{form.Line(a.Byline), form.Line(a.Citation.Container), form.Line(a.Publisher), d.locale.Date(a.Published)} {
		if !seen[p] {
			seen[p] = true
			parts = append(parts, foreign(p))
		}
	}
	return strings.Join(parts, " \u00b7 ")
}

// signRoom is the room for the sign of a track before its name.
const signRoom = 11

// sourcePlace is what links call a source in the list.
func sourcePlace(n int) string { return "source " + strconv.Itoa(n) }
