// Package clip puts what is copied into words: events and passages with their sources, as
// plain text and as HTML.
//
// The one idea behind it: both are written of the same lines of pieces. A line has the
// direction of its first strong character, as plain text has where it is pasted; a piece
// that runs the other way is isolated from the rest, and no other one is.
package clip

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/i18n"
)

// Words is how things are put into words.
type Words struct {
	Locale *i18n.Locale
	Date   func(dates.Date) string
	Link   func(address string) bool // whether an address may be opened
}

// Event is an event with the passages that report it.
type Event struct {
	data.Event
	Passages []Passage
}

// Passage is words of an article.
type Passage struct {
	Words   string
	Article data.Article
}

// Content is what is copied, in two forms.
type Content struct{ Text, HTML string }

// Events are events with what reports them, one below the other.
func (w Words) Events(events []Event) Content {
	var all [][]line
	for _, e := range events {
		lines := []line{
			{of: kindTitle, pieces: []piece{{text: oneLine(e.Title)}}},
			{pieces: pieces(piece{text: w.Date(e.Date)}, piece{text: oneLine(e.Place)})},
		}
		for _, p := range e.Passages {
			lines = append(lines, w.passage(p))
		}
		if e.Source != "" {
			lines = append(lines, line{pieces: []piece{{text: w.Locale.T("event.source", "source", oneLine(e.Source))}}})
		}
		for _, l := range e.Links {
			lines = append(lines, line{pieces: pieces(piece{text: oneLine(l.Title)}, w.address(l.URL))})
		}
		all = append(all, lines)
	}
	return w.content(all)
}

// Passage is one passage with its source.
func (w Words) Passage(p Passage) Content { return w.content([][]line{{w.passage(p)}}) }

// passage is the words in the quotation marks of their language, and where they are from.
func (w Words) passage(p Passage) line {
	lang := languageOf(p.Words, p.Article.Lang, w.Locale.Lang())
	a := p.Article
	l := line{of: kindQuote, lang: lang, pieces: []piece{{text: quoted(lang, clean(p.Words))}}}
	l.pieces = append(l.pieces, pieces(
		piece{text: oneLine(a.Title), cited: true}, piece{text: oneLine(a.Authors())}, piece{text: oneLine(a.Publisher)}, piece{text: w.Date(a.Published)}, w.address(a.URL),
	)...)
	return l
}

func (w Words) address(address string) piece {
	p := piece{text: oneLine(address)}
	if w.Link(address) {
		p.link = p.text
	}
	return p
}

// oneLine is a text that people wrote, in one line.
func oneLine(text string) string { return strings.Join(strings.Fields(clean(text)), " ") }

// clean leaves out the controls that would turn round what is after them in a line.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return -1
		}
		return r
	}, text)
}

// charset is the head of all HTML.
const charset = `<meta http-equiv="content-type" content="text/html; charset=utf-8">`

// content writes lines, of which each group is apart from the others.
func (w Words) content(groups [][]line) Content {
	var text, html strings.Builder
	html.WriteString(charset)
	for i, lines := range groups {
		if i > 0 {
			text.WriteByte('\n')
		}
		html.WriteString("<div>")
		for _, l := range lines {
			if len(l.pieces) == 0 {
				continue
			}
			rtl := l.rtl(w.Locale.RTL())
			writeText(&text, l, rtl)
			writeHTML(&html, l, rtl)
		}
		html.WriteString("</div>")
	}
	return Content{strings.TrimSuffix(text.String(), "\n"), html.String()}
}
