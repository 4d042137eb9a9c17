package content

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
)

// Source is what there is to say of article i of those taken.
func (c *Content) Source(i int) Source {
	a := c.From.Articles[i]
	return Source{i + 1, form.Line(a.Title), a.Lang, c.about(a), a.URL, c.picturesOf(a.ID), c.notesOn(a.ID)}
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

// Citation is source number n as a note cites it, by the rules of Chicago. The names and
// titles in it are between isolates.
func (c *Content) Citation(n int) (all []Part) {
	a, l := c.From.Articles[n-1], c.Locale
	parts := written(a)
	for _, r := range cite.Of(a, cite.Options{Style: cite.ChicagoNote, Lang: l.Lang(), Month: l.Month, Indic: l.Options().Digits == i18n.DigitsArabicIndic}) {
		before, address, after := addressed(r.Text)
		for _, p := range []Part{{isolate(before, parts), r.Italic, ""}, {Isolated(address), r.Italic, form.WebAddress(address)}, {isolate(after, parts), r.Italic, ""}} {
			if p.Text != "" {
				all = append(all, p)
			}
		}
	}
	return all
}

// addressed divides a text at the address of the web in it, if there is one.
func addressed(text string) (before, address, after string) {
	from := max(strings.LastIndex(text, "https://"), strings.LastIndex(text, "http://"))
	if from < 0 {
		return text, "", ""
	}
	address, _, _ = strings.Cut(text[from:], " ")
	address = strings.TrimRight(address, ".,)\u060c")
	if form.WebAddress(address) == "" {
		return text, "", ""
	}
	return text[:from], address, text[from+len(address):]
}

// written is what people wrote of an article that a citation has, the longest of it first.
func written(a data.Article) []string {
	container, publisher := cite.In(a)
	parts := []string{form.Line(a.Title), container, publisher, strings.TrimSpace(a.URL)}
	for _, names := range [][]data.Name{cite.Authors(a), a.Citation.Editors, a.Citation.Translators} {
		for _, name := range names {
			parts = append(parts, name.String())
		}
	}
	slices.SortStableFunc(parts, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return parts
}

// isolate puts parts of a text between isolates, where they are whole words of it.
func isolate(text string, parts []string) string {
	var b strings.Builder
	for before := rune(0); text != ""; {
		size := 0
		for _, p := range parts {
			after, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text, p))
			if p != "" && strings.HasPrefix(text, p) && !inWord(before) && !(inWord(after) && len(p) < len(text)) {
				size = len(p)
				b.WriteString(Isolated(p))
				break
			}
		}
		if size == 0 {
			_, size = utf8.DecodeRuneInString(text)
			b.WriteString(text[:size])
		}
		before, _ = utf8.DecodeLastRuneInString(text[:size])
		text = text[size:]
	}
	return b.String()
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

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
