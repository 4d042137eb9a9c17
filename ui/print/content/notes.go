package content

import (
	"cmp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/markup"
)

// sortNotes sorts the notes by what they are on.
func (c *Content) sortNotes() {
	c.notes, c.replies = map[data.ID][]data.Annotation{}, map[data.ID][]data.Annotation{}
	events := map[data.ID]bool{}
	for _, e := range c.From.Events {
		events[e.ID] = true
	}
	var spans []data.Annotation
	for _, n := range c.From.Notes {
		switch {
		case n.Parent != (data.ID{}):
			c.replies[n.Parent] = append(c.replies[n.Parent], n)
		case events[n.Event]:
			c.notes[n.Event] = append(c.notes[n.Event], n)
		case n.Article != (data.ID{}):
			c.notes[n.Article] = append(c.notes[n.Article], n)
		case !n.Span.IsZero():
			spans = append(spans, n)
		}
	}
	slices.SortStableFunc(spans, func(a, b data.Annotation) int { return cmp.Compare(a.Span.Lo, b.Span.Lo) })
	for _, n := range spans {
		note := c.note(n)
		note.Date = c.Locale.Date(c.Axis.Shown(n.Span))
		c.Spans = append(c.Spans, note)
	}
}

// notesOn are the notes on an event or an article.
func (c *Content) notesOn(what data.ID) (all []Note) {
	for _, n := range c.notes[what] {
		all = append(all, c.note(n))
	}
	return all
}

func (c *Content) note(n data.Annotation) Note {
	text, _ := markup.Read(n.Text)
	note := Note{
		Head: c.Locale.T("page.note"), Colour: n.Colour, Quote: Paragraphs(strings.TrimSpace(n.Anchor.Exact)), QuoteLang: c.articles[n.Article].Lang, Text: Paragraphs(text),
	}
	if n.Author != "" {
		note.Head += " \u00b7 " + Foreign(n.Author)
	}
	for _, r := range c.replies[n.ID] {
		note.Replies = append(note.Replies, c.note(r))
	}
	return note
}
