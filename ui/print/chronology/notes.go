package chronology

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/markup"
)

func sortNotes(from form.Taken) notes {
	all := notes{of: map[data.ID][]data.Annotation{}, replies: map[data.ID][]data.Annotation{}}
	events := map[data.ID]bool{}
	for _, e := range from.Events {
		events[e.ID] = true
	}
	for _, n := range from.Notes {
		switch {
		case n.Parent != (data.ID{}):
			all.replies[n.Parent] = append(all.replies[n.Parent], n)
		case events[n.Event]:
			all.of[n.Event] = append(all.of[n.Event], n)
		case n.Article != (data.ID{}):
			all.of[n.Article] = append(all.of[n.Article], n)
		case !n.Span.IsZero():
			all.spans = append(all.spans, n)
		}
	}
	slices.SortStableFunc(all.spans, func(a, b data.Annotation) int {
		switch {
		case a.Span.Lo < b.Span.Lo:
			return -1
		case a.Span.Lo > b.Span.Lo:
			return 1
		}
		return 0
	})
	return all
}

// replyIndent is how far a reply is moved in.
const replyIndent = 12

// note adds a note with what answers it: who wrote it, the words that it is on, and its own.
func (d *document) note(items *[]*item, n data.Annotation, width, indent float64) {
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
	head := d.locale.T("page.note")
	if n.Author != "" {
		head += " \u00b7 " + foreign(n.Author)
	}
	t := &item{set: d.text.own(head, numberStyle, width-indent-barIndent), role: "P", ink: d.ink.muted, alone: true}
	add(t, 5)
	if words := strings.TrimSpace(n.Anchor.Exact); words != "" {
		for _, p := range paragraphs(words) {
			quote := d.barred(p, quoteStyle, width-indent, d.articles[n.Article].Lang)
			quote.role = "BlockQuote"
			add(quote, 0)
		}
	}
	text, _ := markup.Read(n.Text)
	for _, p := range paragraphs(text) {
		add(d.barred(p, noteStyle, width-indent, ""), 0)
	}
	for _, r := range d.notes.replies[n.ID] {
		d.note(items, r, width, indent+replyIndent)
	}
}

// spanned is a note on a span of time as it is printed.
func (d *document) spanned(n data.Annotation) *column {
	c := &column{role: "Event", rule: true}
	date := &item{set: d.text.own(d.locale.Date(d.axis.Shown(n.Span)), dateStyle, max(d.page.date-12, 40)), role: "P", ink: d.ink.date}
	if d.page.date == 0 {
		date.set = d.text.own(d.locale.Date(d.axis.Shown(n.Span)), dateStyle, d.page.body())
		c.items = append(c.items, date)
	} else {
		c.side = append(c.side, date)
	}
	d.note(&c.items, n, d.page.body(), 0)
	return c
}
