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

	Place       string
	Description string
	Source      string   // the body that announced or recorded it, in words
	Importance  int      // MinImportance to MaxImportance
	Tags        []string // in the order given, without repeats
}

// Validate returns an *InvalidError that names the first field that cannot be
// stored, or nil.
func (e Event) Validate() error {
	switch {
	case e.ID == ID{}:
		return invalid("event", "id", "is missing")
	case blank(e.Title):
		return invalid("event", "title", "is empty")
	case e.Track == ID{}:
		return invalid("event", "track", "is missing")
	case e.Importance < MinImportance || e.Importance > MaxImportance:
		return invalid("event", "importance", "is not between 1 and 5")
	}
	if err := validDate("event", "date", e.Date); err != nil {
		return err
	}
	if err := validTags("event", e.Tags); err != nil {
		return err
	}
	return firstText("event",
		textField{"title", e.Title, MaxTitle}, textField{"place", e.Place, MaxTitle},
		textField{"source", e.Source, MaxTitle}, textField{"description", e.Description, MaxText})
}

// Caption is what a timeline writes beside an event.
type Caption struct {
	Title string
	Date  dates.Date
}

// Track is a named, coloured row group of events.
type Track struct {
	ID     ID
	Rev    int64
	Name   string
	Colour string // a name of the palette, see Colours
	Order  int    // tracks are listed by Order, then ID
}

// Validate returns an *InvalidError or nil.
func (t Track) Validate() error {
	switch {
	case t.ID == ID{}:
		return invalid("track", "id", "is missing")
	case blank(t.Name):
		return invalid("track", "name", "is empty")
	case !knownColour(t.Colour):
		return invalid("track", "colour", "is not one of the palette")
	}
	return firstText("track", textField{"name", t.Name, MaxTitle})
}
