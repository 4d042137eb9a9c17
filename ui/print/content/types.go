package content

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
)

// Content is a chronology.
type Content struct {
	From   form.Taken
	Locale *i18n.Locale
	Axis   dates.Axis

	Title  string   // of the whole, in one line
	About  []string // paragraphs below it
	Author string   // in one line; "" for none

	Events []Event // by their moments
	Groups []Group // of events, in their order
	Spans  []Note  // on spans of time, by their beginnings
	Tracks map[data.ID]data.Track
	// Lost is what no chronology has of what was taken.
	Lost form.Dropped

	articles map[data.ID]data.Article
	pictures map[data.ID][]data.Picture // of events and sources
	numbers  map[data.ID]int            // of sources, from 1 on
	notes    map[data.ID][]data.Annotation
	replies  map[data.ID][]data.Annotation
}

// Section is an entry of the contents: events, notes on spans of time, or sources.
type Section struct{ Name, Count string }

// Group is the events of a year, or of as many years as keep the contents short.
type Group struct {
	Name     string
	From, To int // of Content.Events
}

// Event is an event with its bounds on the axis.
type Event struct {
	*form.TakenEvent
	Lo, Hi int64
}

// Entry is what a chronology says of an event.
type Entry struct {
	Event
	Title string // in one line
	// Days is the date in words, Rest what else is known of it, such as a time, and
	// Weekday that of a date which is one day; both may be "".
	Days, Rest, Weekday string
	Track               data.Track
	Place               string // of the document's own words, as Rest is; or ""
	Text                []string
	Pictures            []Picture
	Passages            []Passage
	Particulars         []Particular
	Notes               []Note
}

// Picture is a picture of an event or a source; see Content.Pixels.
type Picture struct {
	data.Picture
	Alt     string     // what can be seen, in one line; never ""
	Caption []string   // paragraphs
	Credit  Particular // who made it and what may be done with it; zero where nobody says
}

// Passage is the words of a source that report an event.
type Passage struct {
	Lines  []string // paragraphs, in the quotation marks of their language
	Lang   string   // of the source; "" if it does not say
	Number int      // of the source, from 1 on
}

// Particular is a line of the document's own: where an event is said to be recorded, its
// tags, or an address.
type Particular struct{ Says, Address string }

// Note is a note that is taken: who wrote it, the words that it is on, its own, and what
// answers it.
type Note struct {
	Date      string // of one on a span of time, in words; else ""
	Head      string // of the document's own words
	Colour    string // one of data.Colours; "" for none
	Quote     []string
	QuoteLang string // "" if the source does not say
	Text      []string
	Replies   []Note
}

// Source is an entry of the list of sources.
type Source struct {
	Number int    // from 1 on
	Title  string // in one line
	Lang   string // of the article; "" if it does not say
	// About is what else is known of it, in the document's own words: who wrote it, where it
	// was published, when.
	About    string
	Address  string
	Pictures []Picture
	Notes    []Note
}

// Part is a part of a citation in one face, or an address in it.
type Part struct {
	Text    string
	Italic  bool
	Address string // of the web; "" for none
}
