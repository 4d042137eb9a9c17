package clip

import (
	"strings"

	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text/uax9"
)

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
