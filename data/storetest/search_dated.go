package storetest

import (
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// Words that are a date are found in any order beside others, which may be in a note; and
// are one where a field between them is left out.
func searchDated(t *testing.T, s data.Store) {
	track := trackNamed("T")
	named := data.Event{ID: data.NewID(), Title: "In 2022 they met, in February", Date: date(t, "1999"), Track: track.ID, Importance: 3}
	then := data.Event{ID: data.NewID(), Title: "x", Date: date(t, "2022-03-05"), Track: track.ID, Importance: 3, Tags: []string{"trade"}}
	apply(t, s, data.Edit{
		Label: "add", Tracks: one(data.Insert(track)), Events: []data.Change[data.Event]{data.Insert(named), data.Insert(then)},
		Annotations: one(data.Insert(data.Annotation{ID: data.NewID(), Event: named.ID, Text: "summit", Colour: "red"})),
		Articles:    one(data.Insert(data.Article{ID: data.NewID(), Title: "An article"}.WithText("A text.\n"))),
	})
	cols, tracks := columnsAndTracks(t, s)
	same(t, "events with the date and another word", must(s.Matching(t.Context(), parse("February 2022 summit"), cols, tracks))(t), []int32{0})
	facets := must(s.Facets(t.Context(), parse("march tag:nothing 2022"), cols, tracks))(t)
	same(t, "tags of what happened in that month", facets[query.Tag], []data.FacetCount{{Value: "trade", Count: 1}})
	none := must(s.Matching(t.Context(), parse("tag:nothing"), cols, tracks))(t)
	same(t, "none, in order", len(must(s.EventOrder(t.Context(), cols, none, data.ByTitle, false))(t)), 0)
	// What is read of articles is not known here: all are found.
	same(t, "articles that are read", must(s.SearchCounts(t.Context(), parse("-is:unread")))(t)[data.KindArticle], data.Count{N: 1})
}
