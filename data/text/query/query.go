// Package query is the language of the search field and of every filter: words
// and phrases to find, and fields that narrow ("tag:trade from:2020 -sport").
//
// The one idea behind it: a filter is a query, and a query is a list of terms
// that all must hold. A chip on screen is one term, a saved view is the text of
// the query, and Parse never fails: what it cannot read as a field it takes as
// words.
package query

import "tarikh.org/tarikh/data/dates"

// Query is what to find: rows for which all terms hold. No terms: everything.
type Query struct {
	Terms []Term
}

// Term is one condition.
type Term struct {
	Field  Field
	Not    bool       // "-": rows for which it does not hold
	Values []string   // for Words: the words of a phrase in order, or one word; else what the field may be, any of them ("tag:a|b")
	Phrase bool       // Words in quotation marks: adjacent, in order
	Prefix bool       // Words: the last word is still being typed and may go on
	Date   dates.Date // for From, To, On and Known
	// Start and End are the bytes of the query's text that the term came from,
	// half-open; both 0 if it did not come from a text.
	Start, End int
}

// Field is what a term looks at. Its text is the name that is typed before the
// colon; Arabic names are read, too (see names.go).
type Field string

// The fields. Words looks everywhere.
const (
	Words  Field = ""
	Tag    Field = "tag"    // of an event or annotation
	Track  Field = "track"  // name of an event's track
	Source Field = "source" // publisher of an article that reports it, or the event's own source
	Author Field = "author" // of an annotation, or an article's byline
	Colour Field = "colour" // of an annotation: a name of the palette
	Place  Field = "place"  // where an event happened: a name, or a box, see BoxOf
	From   Field = "from"   // ends on or after the date's start
	To     Field = "to"     // begins on or before the date's end
	On     Field = "on"     // touches the date
	Known  Field = "known"  // had been reported by the date's end: an article that reports it is dated no later
	Status Field = "status" // how well an event is verified: a word of data.States
	Actor  Field = "actor"  // a name or alias of a person or an organisation that has to do with the event
	Has    Field = "has"    // note, article (is linked to one), tag, place
	Is     Field = "is"     // uncertain, certain, span, unread
)
