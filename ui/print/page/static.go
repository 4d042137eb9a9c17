package page

import (
	"html"
	"strings"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
)

// mostListed is how many events are listed for those who see the page without scripts.
const mostListed = 2_000

// escape makes a text one of HTML, in elements and in attributes.
func escape(text string) string { return html.EscapeString(text) }

// locales are those of the languages that the page speaks, the one that it opens in first.
func (c *contents) locales() (all []*i18n.Locale, err error) {
	langs := []string{c.Lang}
	for _, lang := range []string{i18n.English, i18n.Arabic} {
		if _, spoken := c.Words[lang]; spoken && lang != c.Lang {
			langs = append(langs, lang)
		}
	}
	for _, lang := range langs {
		locale, err := i18n.New(assets.Files, lang)
		if err != nil {
			return nil, err
		}
		all = append(all, locale)
	}
	return all, nil
}

// list returns the first events as a plain list, by year, with dates in words.
func (c *contents) list(from form.Taken) (string, error) {
	locales, err := c.locales()
	if err != nil {
		return "", err
	}
	var out strings.Builder
	first, year := true, int64(0)
	for i, e := range from.Events {
		if i == mostListed {
			break
		}
		if y := dates.CivilFromUnix(e.Date.Lo).Year; e.Date.Lo != dates.OpenLo && (first || y != year) {
			first, year = false, y
			out.WriteString("<h2>" + inEach(locales, func(l *i18n.Locale) string { return l.Year(y) }) + "</h2>\n")
		}
		out.WriteString("<article><h3 dir=\"auto\">" + escape(e.Title) + "</h3><p>" + timeIn(locales, e.Date) +
			" · <bdi>" + escape(c.Tracks[c.Track[i]].Name) + "</bdi>")
		if c.States != nil {
			out.WriteString(" · " + inEach(locales, func(l *i18n.Locale) string {
				return l.T("state." + strings.TrimSuffix(string(data.States()[c.States[i]]), "-source"))
			}))
		}
		out.WriteString("</p>")
		if e.Description != "" {
			out.WriteString("<p dir=\"auto\">" + escape(e.Description) + "</p>")
		}
		for _, x := range c.Excerpts[i] {
			a := from.Articles[x.Article]
			out.WriteString("<blockquote dir=\"auto\">" + escape(x.Exact) + "</blockquote><p><bdi>" + escape(a.Title) + "</bdi>")
			if publisher := c.Articles[x.Article].Publisher; publisher != "" {
				out.WriteString(" · <bdi>" + escape(publisher) + "</bdi>")
			}
			if !a.Published.IsZero() {
				out.WriteString(" · " + timeIn(locales, a.Published))
			}
			out.WriteString("</p>")
		}
		out.WriteString("</article>\n")
	}
	if more := len(from.Events) - mostListed; more > 0 {
		out.WriteString("<p>" + inEach(locales, func(l *i18n.Locale) string { return l.TN("page.more", more) }) + "</p>\n")
	}
	return out.String(), nil
}

// inEach says the same in several languages, once where it is the same in all.
func inEach(locales []*i18n.Locale, say func(*i18n.Locale) string) string {
	var parts []string
	for i, l := range locales {
		text := say(l)
		if i > 0 && text == say(locales[0]) {
			continue
		}
		parts = append(parts, "<bdi lang=\""+l.Lang()+"\">"+escape(text)+"</bdi>")
	}
	return strings.Join(parts, " · ")
}

// timeIn is a date in words, which machines read, too, where it is a day, month or year with
// a four-digit year, or a time (HTML, "valid date string").
func timeIn(locales []*i18n.Locale, d dates.Date) string {
	said := inEach(locales, func(l *i18n.Locale) string { return l.DateLong(d) })
	plain := d.EDTF != "" && !strings.ContainsAny(d.EDTF, "?~%X[]{}/SY") && d.EDTF[0] != '-' && !strings.HasPrefix(d.EDTF, "0000") && !season(d.EDTF)
	if !plain {
		return "<time>" + said + "</time>"
	}
	return "<time datetime=\"" + escape(d.EDTF) + "\">" + said + "</time>"
}

// season reports whether a date is a part of a year that is no month.
func season(edtf string) bool { return len(edtf) == len("2020-21") && edtf[5] >= '2' }
