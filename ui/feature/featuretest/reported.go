package featuretest

import (
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Reported are the rows of a library with an article, two events that it reports, and
// a note on a passage of it.
type Reported struct {
	Track    data.Track
	Article  data.Article
	Events   [2]data.Event
	Excerpts [2]data.Excerpt
	Note     data.Annotation
}

// ReportedText is the text of the article: its lines are the passages of the events, in
// order, and that of the note.
const ReportedText = "The old mill burned down in May.\nThe bridge was opened in June.\nNobody was hurt.\n"

// NewReported makes the rows.
func NewReported(t testing.TB) *Reported {
	t.Helper()
	day, err := dates.Parse("2021-05-03")
	if err != nil {
		t.Fatal(err)
	}
	r := &Reported{Track: data.NextTrack("Events", nil)}
	r.Article = data.Article{ID: data.NewID(), Title: "The mill", Published: day}.WithText(ReportedText)
	anchored := func(start, end int) anchor.Selector {
		s, err := anchor.Make(ReportedText, start, end)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	titles := [2]string{"The fire", "The opening"}
	for i, at := range [2][2]int{{0, 32}, {33, 63}} {
		r.Events[i] = data.Event{ID: data.NewID(), Title: titles[i], Date: day, Track: r.Track.ID, Importance: 3}
		r.Excerpts[i] = data.Excerpt{ID: data.NewID(), Event: r.Events[i].ID, Article: r.Article.ID, Anchor: anchored(at[0], at[1])}
	}
	r.Note = data.Annotation{ID: data.NewID(), Article: r.Article.ID, Anchor: anchored(64, 80), Colour: "amber", Created: 1, Changed: 1}
	return r
}

// Edit adds the rows to a library.
func (r *Reported) Edit() data.Edit {
	return data.Edit{
		Label: "test", Tracks: []data.Change[data.Track]{data.Insert(r.Track)},
		Articles:    []data.Change[data.Article]{data.Insert(r.Article)},
		Events:      []data.Change[data.Event]{data.Insert(r.Events[0]), data.Insert(r.Events[1])},
		Excerpts:    []data.Change[data.Excerpt]{data.Insert(r.Excerpts[0]), data.Insert(r.Excerpts[1])},
		Annotations: []data.Change[data.Annotation]{data.Insert(r.Note)},
	}
}
