package chronology

import (
	"tarikh.org/tarikh/ui/print/content"
)

// replyIndent is how far a reply is moved in.
const replyIndent = 12

// note adds a note with what answers it: who wrote it, the words that it is on, and its own.
func (d *document) note(items *[]*item, n content.Note, width, indent float64) {
	colour := d.colours.Mark(n.Colour)
	if n.Colour == "" {
		colour = d.ink.muted
	}
	add := func(t *item, before float64) {
		t.bar, t.before = colour, before
		// All of a note is at the side where the document begins to read.
		t.barRight, t.x = d.page.rtl, barIndent+indent
		*items = append(*items, t)
	}
	t := &item{set: d.text.own(n.Head, numberStyle, width-indent-barIndent), role: "P", ink: d.ink.muted, alone: true}
	add(t, 5)
	for _, p := range n.Quote {
		quote := d.barred(p, quoteStyle, width-indent, n.QuoteLang)
		quote.role = "BlockQuote"
		add(quote, 0)
	}
	for _, p := range n.Text {
		add(d.barred(p, noteStyle, width-indent, ""), 0)
	}
	for _, r := range n.Replies {
		d.note(items, r, width, indent+replyIndent)
	}
}

// spanned is a note on a span of time as it is printed.
func (d *document) spanned(n content.Note) *column {
	c := &column{role: "Event", rule: true}
	date := &item{set: d.text.own(n.Date, dateStyle, max(d.page.date-12, 40)), role: "P", ink: d.ink.date}
	if d.page.date == 0 {
		date.set = d.text.own(n.Date, dateStyle, d.page.body())
		c.items = append(c.items, date)
	} else {
		c.side = append(c.side, date)
	}
	d.note(&c.items, n, d.page.body(), 0)
	return c
}
