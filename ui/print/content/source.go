package content

import (
	"cmp"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
)

// Source is an entry of the list of sources.
type Source struct {
	Number int    // from 1 on
	Title  string // in one line
	Lang   string // of the article; "" if it does not say
	// About is what else is known of it, in the document's own words: who wrote it, where it
	// was published, when.
	About   string
	Address string
	Notes   []Note
}

// Source is what there is to say of article i of those taken.
func (c *Content) Source(i int) Source {
	a := c.From.Articles[i]
	return Source{i + 1, form.Line(a.Title), a.Lang, c.about(a), a.URL, c.notesOn(a.ID)}
}

// Cited is source number n in one line: what it is called, where it was published, and when.
func (c *Content) Cited(n int) string {
	a := c.From.Articles[n-1]
	title := form.Line(a.Title)
	line := Foreign(title)
	if title != "" && !strings.ContainsAny(title[len(title)-1:], ".!?") && !strings.HasSuffix(title, "\u061f") {
		line += "."
	}
	where := Foreign(cmp.Or(form.Line(a.Citation.Container), form.Line(a.Publisher)))
	if date := c.Locale.Date(a.Published); where == "" {
		where = date
	} else if date != "" {
		where = c.Locale.T("print.published", "where", where, "date", date)
	}
	if where != "" {
		line += " " + where + "."
	}
	return strings.TrimSpace(line)
}

// Citation is source number n as a note cites it, by the rules of Chicago.
func (c *Content) Citation(n int) cite.Text {
	l := c.Locale
	return cite.Of(c.From.Articles[n-1], cite.Options{Style: cite.ChicagoNote, Lang: l.Lang(), Month: l.Month, Indic: l.Options().Digits == i18n.DigitsArabicIndic})
}

// about is what else is known of a source.
func (c *Content) about(a data.Article) string {
	var parts []string
	seen := map[string]bool{"": true}
	for _, p := range []string{form.Line(a.Byline), form.Line(a.Citation.Container), form.Line(a.Publisher), c.Locale.Date(a.Published)} {
		if !seen[p] {
			seen[p] = true
			parts = append(parts, Foreign(p))
		}
	}
	return strings.Join(parts, " \u00b7 ")
}
