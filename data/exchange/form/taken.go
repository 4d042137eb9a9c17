package form

import (
	"time"

	"tarikh.org/tarikh/data"
)

// Taken is what is taken out of a library, for all formats: rows in memory, in an order
// that follows from them alone, so that the same library gives the same bytes. Package
// take makes it.
type Taken struct {
	// Store is the library itself, for the format that holds all of it; Whole says that
	// nothing is left out.
	data.Store
	Whole bool

	Library data.Library
	Lang    string // of what the format says itself: "en", "ar" or "both"
	// Edited is when the library was edited last, in UTC: the clock of what is written.
	Edited time.Time

	Tracks []data.Track // those that have events here, by Order, then ID
	Events []TakenEvent // in the order of data.Columns
	// Articles are those that report the events, oldest first and those without a date
	// last; their texts are empty unless they are taken, too.
	Articles []data.Article
	// Notes are those that are taken, by Created, then ID; replies only with what they
	// answer, those on an event or an article only with that.
	Notes []data.Annotation
}

// TakenEvent is an event with the passages that report it, in the order of their
// articles, then of their places.
type TakenEvent struct {
	data.Event
	Excerpts []data.Excerpt
}

// TrackNames are the names of the tracks by their IDs.
func (t Taken) TrackNames() map[data.ID]string {
	names := make(map[data.ID]string, len(t.Tracks))
	for _, track := range t.Tracks {
		names[track.ID] = track.Name
	}
	return names
}

// ArticlesByID are the articles by their IDs.
func (t Taken) ArticlesByID() map[data.ID]data.Article {
	by := make(map[data.ID]data.Article, len(t.Articles))
	for _, a := range t.Articles {
		by[a.ID] = a
	}
	return by
}

// What formats have no place for, as keys of messages.
const (
	LosesExcerpts   = "format.loses.excerpts"
	LosesArticles   = "format.loses.articles" // their texts
	LosesNotes      = "format.loses.notes"
	LosesCertainty  = "format.loses.certainty" // of a date that is written all the same
	LosesOpen       = "format.loses.open"      // ends
	LosesDoubted    = "format.loses.doubted"   // events, for their dates
	LosesYears      = "format.loses.years"     // events, for their dates
	LosesRange      = "format.loses.range"     // events, for their dates
	LosesTags       = "format.loses.tags"
	LosesPlaces     = "format.loses.places"
	LosesSources    = "format.loses.sources"
	LosesLinks      = "format.loses.links"
	LosesImportance = "format.loses.importance"
	LosesZones      = "format.loses.zones"
	LosesSeconds    = "format.loses.seconds"
	LosesColours    = "format.loses.colours"
	LosesIDs        = "format.loses.ids"
	LosesLong       = "format.loses.long" // the ends of texts
)

// Lose counts n times what a format has no place for, by the key of its message.
func (d *Dropped) Lose(what string, n int) {
	if n == 0 {
		return
	}
	if *d == nil {
		*d = Dropped{}
	}
	(*d)[what] += n
}
