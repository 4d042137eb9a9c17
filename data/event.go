package data

import (
	"tarikh.org/tarikh/data/dates"
)

// Importance of an event decides which labels and marks are shown first.
const (
	MinImportance     = 1
	DefaultImportance = 3
	MaxImportance     = 5
)

// Event is something that happened: a title and a date on a track.
type Event struct {
	ID    ID
	Rev   int64 // the library's revision at the last write of this row
	Title string
	Date  dates.Date
	Track ID
	// Zone is the time zone on whose clock the times of the date are, by its IANA name;
	// empty if that is not known. The offsets are in the date.
	Zone string

	Place       string
	Description string
	Source      string   // the body that announced or recorded it, in words
	Importance  int      // MinImportance to MaxImportance
	Tags        []string // in the order given, without repeats
	Links       []Reference
	Verdict     Verdict // what the reader has decided of it
	Claims      Claims  // and of what its sources say in different ways
}

// Reference is the address of a page or a picture that the source of an event names.
type Reference struct {
	URL   string `json:"url"`             // absolute: http, https, ftp, ftps, mailto, doi, urn or geo
	Title string `json:"title,omitempty"` // what the source calls it
}

// Caption is what a timeline writes beside an event.
type Caption struct {
	Title   string
	Date    dates.Date
	Sources int // articles that report it
	// Given are the dates that its passages give, where they tell one, by their beginnings.
	Given []GivenDate
}

// GivenDate is the date that a passage of an article gives for an event.
type GivenDate struct {
	Date    dates.Date
	Article ID
}

// Track is a named, coloured row group of events.
type Track struct {
	ID     ID
	Rev    int64
	Name   string
	Colour string // a name of the palette, see Colours
	Order  int    // tracks are listed by Order, then ID
}

// NextTrack returns a new track below the existing ones, in the next colour of the
// palette.
func NextTrack(name string, tracks []Track) Track {
	colours := Colours()
	t := Track{ID: NewID(), Name: name, Colour: colours[len(tracks)%len(colours)]}
	for _, other := range tracks {
		t.Order = max(t.Order, other.Order+1)
	}
	return t
}
