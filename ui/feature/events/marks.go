package events

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// layer is the name of the marks of excerpts in the reader.
const layer = "excerpts"

// marks are the excerpts of the open article, in the colours of their events' tracks.
func marks(r *reading.Feature, l *library.Library) []reading.Mark {
	a := l.Article()
	if a == nil {
		return nil
	}
	var all []reading.Mark
	for _, x := range a.Excerpts {
		start, end, ok := r.Passage(x.Anchor, x.Doubt)
		if !ok {
			continue
		}
		all = append(all, reading.Mark{Title: control.OneLine(x.EventRow.Title, 40), Highlight: text.Highlight{
			Start: start, End: end, Colour: x.TrackRow.Colour, Passage: true, ID: x.ID, Emphasis: x.ID == l.Active().Excerpt, Dashed: x.Doubt.State == data.CheckMe,
		}})
	}
	return all
}

// goTo selects the event of an excerpt of the open article, and shows the excerpt.
func goTo(l *library.Library, excerpt data.ID) {
	for _, x := range l.Article().Excerpts {
		if x.ID == excerpt {
			l.Select(x.Event)
			l.ReadExcerpt(x.Excerpt)
			return
		}
	}
}
