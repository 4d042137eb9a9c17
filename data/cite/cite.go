// Package cite puts articles and other sources into the words in which they are cited: in
// the styles of Chicago (18th edition, notes and bibliography), APA (7), MLA (9) and Harvard
// (as in Cite Them Right), each as English and as Arabic texts have it.
//
// The one idea behind it: a style is the order of parts and the marks between them, a usage
// the words and marks themselves; so each style is written once. A citation is made of runs,
// plain and italic. It says no more than is known of its source: a date in doubt is said to
// be, one that is missing is "n.d.", and titles stay as they are, since no program knows which of
// their capitals are those of names.
//
// In Arabic names are in their own order, titles in «», and what is said of volumes, pages
// and addresses is said in Arabic.
package cite

import (
	"strings"

	"tarikh.org/tarikh/data"
)

// Style is a style of citing.
type Style string

// The styles. Chicago has an entry for the bibliography, and a note.
const (
	Chicago     Style = "chicago"
	ChicagoNote Style = "chicago-note"
	APA         Style = "apa"
	MLA         Style = "mla"
	Harvard     Style = "harvard"
)

// Styles returns all styles.
func Styles() []Style { return []Style{Chicago, ChicagoNote, APA, MLA, Harvard} }

// Options are a style and the usage of a language.
type Options struct {
	Style Style
	Lang  string // "ar" for Arabic usage; any other is English
	// Month names a month, 1 to 12, in Arabic usage; nil: as in Egypt.
	Month func(int) string
	// Indic writes numbers in Arabic usage with the digits U+0660 to U+0669.
	Indic bool
}

// Run is a part of a citation in one face.
type Run struct {
	Text   string
	Italic bool
}

// Text is a citation, of which no two runs beside each other have the same face.
type Text []Run

// String is the citation as plain text.
func (t Text) String() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Of cites an article.
func Of(a data.Article, o Options) Text {
	w := &writer{source: sourceOf(a), usage: usageOf(o), style: o.Style}
	switch o.Style {
	case ChicagoNote:
		w.chicagoNote()
	case APA:
		w.apa()
	case MLA:
		w.mla()
	case Harvard:
		w.harvard()
	default:
		w.chicago()
	}
	return w.text()
}
