package page

import (
	"cmp"
	"slices"
	"unicode/utf16"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

// notes takes the notes, each with what answers it, to what it is on: its event; else its
// article, with the words of the passage; else its span of time.
func (c *contents) notes(from form.Taken) {
	events, articles := make(map[data.ID]int, len(from.Events)), make(map[data.ID]int, len(from.Articles))
	for i, e := range from.Events {
		events[e.ID] = i
	}
	for i, a := range from.Articles {
		articles[a.ID] = i
	}
	replies := map[data.ID][]note{}
	for _, n := range from.Notes {
		if n.Parent != (data.ID{}) {
			replies[n.Parent] = append(replies[n.Parent], noteOf(n, events))
		}
	}
	for _, n := range from.Notes {
		taken := noteOf(n, events)
		taken.Replies = replies[n.ID]
		i, onEvent := events[n.Event]
		place, onArticle := articles[n.Article]
		switch {
		case n.Parent != (data.ID{}):
		case onEvent:
			c.Notes[i] = append(c.Notes[i], taken)
		case onArticle:
			taken.At = -1
			if n.Anchor.Exact != "" && n.Doubt.State != data.Orphan {
				taken.At = unitsAt(from.Articles[place].Text, n.Anchor)
			}
			c.Articles[place].Notes = append(c.Articles[place].Notes, taken)
		default:
			s := span{Date: n.Span.EDTF, Note: taken}
			s.Lo[0], s.Lo[1] = parted(n.Span.Lo)
			s.Hi[0], s.Hi[1] = parted(n.Span.Hi)
			c.Spans = append(c.Spans, s)
		}
	}
	slices.SortStableFunc(c.Spans, func(a, b span) int { return cmp.Or(slices.Compare(a.Lo[:], b.Lo[:]), slices.Compare(b.Hi[:], a.Hi[:])) })
}

// noteOf is a note without its place and its replies.
func noteOf(n data.Annotation, events map[data.ID]int) note {
	taken := note{Text: n.Text, Author: n.Author, Colour: n.Colour, Quote: n.Anchor.Exact}
	for _, l := range n.Links {
		if i, there := events[l.Event]; there {
			if taken.Links == nil {
				taken.Links = map[string]int{}
			}
			taken.Links[l.Text] = i
		}
	}
	return taken
}

// unitsAt is where a passage is in a text, in UTF-16; those of the title are before it, and
// so are all where the text is not taken.
func unitsAt(text string, a anchor.Selector) int {
	if a.Part == data.OfTitle || text == "" {
		return -len(utf16.Encode([]rune(a.Exact))) - 1
	}
	at := units{text: text}
	return at.of(a.Start)
}
