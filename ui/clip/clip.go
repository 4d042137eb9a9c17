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
	"tarikh.org/tarikh/ui/text/uax9"
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
	lang := languageOf(p, w.Locale.Lang())
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

// line is a paragraph.
type line struct {
	of     kind
	lang   string // of the words of a quotation
	pieces []piece
}

// kind is what a line is.
type kind uint8

const (
	kindPlain kind = iota
	kindTitle
	kindQuote // the first piece is the words, the others are their source
)

// piece is a part of a line, between two separators.
type piece struct {
	text  string
	link  string // that it leads to
	cited bool   // is the title of a work
}

// pieces are those that are not empty.
func pieces(all ...piece) (some []piece) {
	for _, p := range all {
		if p.text != "" {
			some = append(some, p)
		}
	}
	return some
}

// The separators of pieces, and that of a quotation and its source.
const between, dash = " · ", " — "

// rtl reports whether a line runs from right to left: as its first strong character, else
// as the language of the interface.
func (l line) rtl(otherwise bool) bool {
	for _, p := range l.pieces {
		switch uax9.FirstStrong(strings.ReplaceAll(p.text, "\n", " ")) {
		case uax9.RTL:
			return true
		case uax9.LTR:
			return false
		}
	}
	return otherwise
}

// content writes lines, of which each group is apart from the others.
func (w Words) content(groups [][]line) Content {
	var text, html strings.Builder
	html.WriteString(`<meta http-equiv="content-type" content="text/html; charset=utf-8">`)
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

func writeText(b *strings.Builder, l line, rtl bool) {
	for i, p := range l.pieces {
		switch {
		case i == 1 && l.of == kindQuote:
			b.WriteString(dash)
		case i > 0:
			b.WriteString(between)
		}
		if len(l.pieces) == 1 || i == 0 && l.of == kindQuote {
			b.WriteString(p.text)
		} else {
			b.WriteString(i18n.Isolated(p.text, rtl))
		}
	}
	b.WriteByte('\n')
}
