package clip

import (
	"html"
	"strings"

	"tarikh.org/tarikh/ui/i18n"
)

// writeHTML writes a line as a paragraph. Word processors follow the direction of
// paragraphs and of parts of them where it is said outright.
func writeHTML(b *strings.Builder, l line, rtl bool) {
	element := "p"
	if l.of == kindQuote {
		element = "blockquote"
	}
	b.WriteString("<" + element + ` dir="` + direction(rtl) + `">`)
	for i, p := range l.pieces {
		switch {
		case i == 1 && l.of == kindQuote:
			b.WriteString("<br>" + strings.TrimLeft(dash, " "))
		case i > 0:
			b.WriteString(between)
		}
		writePiece(b, l, i, i18n.Isolated(p.text, rtl) != p.text && len(l.pieces) > 1, !rtl)
	}
	b.WriteString("</" + element + ">")
}

// writePiece writes a piece, apart from the rest of its line where that runs the other way.
func writePiece(b *strings.Builder, l line, i int, apart, rtl bool) {
	p := l.pieces[i]
	words := strings.ReplaceAll(html.EscapeString(p.text), "\n", "<br>")
	switch {
	case l.of == kindTitle:
		words = "<b>" + words + "</b>"
	case l.of == kindQuote && i == 0:
		words = `<span lang="` + html.EscapeString(l.lang) + `">` + words + "</span>"
	case p.link != "":
		words = `<a href="` + html.EscapeString(p.link) + `">` + words + "</a>"
	case p.cited:
		words = "<cite>" + words + "</cite>"
	}
	if apart && i > 0 {
		words = `<bdi dir="` + direction(rtl) + `">` + words + "</bdi>"
	}
	b.WriteString(words)
}

func direction(rtl bool) string {
	if rtl {
		return "rtl"
	}
	return "ltr"
}
