package data

import (
	"context"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
)

// Range is bytes of a text, half-open.
type Range = query.Range

// Hit is a row that was found.
type Hit struct {
	Kind    Kind
	ID      ID
	Event   ID         // the event it is, reports, is about or shows; zero if none
	Article ID         // the article it is or is in; zero if none
	Story   ID         // the story it is or is in; zero if none
	Title   string     // of the event, article or story that it is or belongs to, or what an entity is called
	Type    string     // of an entity: Person and others
	Date    dates.Date // of the event, or of the article, or the span of a note on one
	Snippet string     // words around the first finds, as in the row, cut at words
	Marks   []Range    // the finds in Snippet
	At      Range      // the first find in the article's text, or the Part of it; 0, 0 if not in an article
	Part    string     // what At counts in, see anchor.Selector
	Score   float64    // 1 for the best of its kind in this answer, 0 where nothing is ranked
}

// Results are the hits of a query, best first.
type Results struct {
	Hits []Hit
	// Newest says that there were too many to rank: these are the newest.
	Newest bool
	// Partial says that there are more than were asked for.
	Partial bool
}

// Count is how many rows were found, at most CountCap.
type Count struct {
	N    int
	More bool // there are more than N
}

// CountCap is the number at which counting stops.
const CountCap = 10_000

// FacetCount is a value of a field and how many events have it.
type FacetCount struct {
	Value string
	Count int
}

// Searcher finds rows. No query is wrong; an empty one finds nothing (Matching:
// everything). Errors are the store's, or ctx.Err().
//
// Words are found in the rows' own: titles, places, descriptions, sources and
// tags of events; titles, bylines, publishers, citations (see Citation.Words) and texts of
// articles; the passages of excerpts; texts, tags and passages of annotations; all that
// entities are called, and their notes; captions, alternative texts, credits and file names
// of pictures; titles and names of stories; titles and texts of their steps.
// ErrUnindexed where they cannot be found yet. Fields hold of an entity, a picture, a story
// or a step by an event that it belongs to, of a picture by its article, too.
type Searcher interface {
	// SearchNewest returns what Search finds, at once: not the best hits but those that
	// were added last, the newest first. They can be shown until Search has ranked all
	// of them.
	SearchNewest(ctx context.Context, q query.Query, limit int, kinds ...Kind) (Results, error)
	// Search returns the best hits of the given kinds (none: all), at most limit,
	// of which no kind takes more than its share while there are others. Where there
	// is no word to rank by, they are the newest.
	Search(ctx context.Context, q query.Query, limit int, kinds ...Kind) (Results, error)
	// SearchIDs returns all rows of one kind that Search could find, in no order.
	SearchIDs(ctx context.Context, q query.Query, kind Kind) ([]ID, error)
	// SearchCounts returns how many rows of each kind Search could find.
	SearchCounts(ctx context.Context, q query.Query) ([SearchedKinds]Count, error)
	// SearchArticle returns every find of q's words in one article's text, in
	// order, without overlap; an article that does not match as a whole has them too.
	SearchArticle(ctx context.Context, q query.Query, article ID) ([]Range, error)
	// Matching returns which of the events in cols match q, as places in cols,
	// ascending; an event matches by its own words, by those of its notes, and by
	// those of the passages that report it. cols is the store's own, of the present
	// revision, and tracks those of Store.Tracks.
	Matching(ctx context.Context, q query.Query, cols Columns, tracks []Track) ([]int32, error)
	// Reported returns when each of the events in cols was first reported; cols is as for
	// Matching.
	Reported(ctx context.Context, cols Columns) (Reported, error)
	// States returns how well each of the events in cols is verified, as its place in
	// the list of data.States; cols is as for Matching. The caller does not change it.
	States(ctx context.Context, cols Columns) ([]uint8, error)
	// Facets returns, for each field of Track, Tag, Source, Actor, Colour, Status, Has and Is, its
	// values with the number of events that match q without its own terms of that
	// field; the most frequent first, at most 200 each. What a term takes for the
	// same value ("Trade" and "trade") is one, as most events spell it.
	Facets(ctx context.Context, q query.Query, cols Columns, tracks []Track) (map[query.Field][]FacetCount, error)
}
