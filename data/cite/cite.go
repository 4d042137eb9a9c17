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

import "tarikh.org/tarikh/data"

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
