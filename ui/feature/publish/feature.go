package publish

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/feature"
)

// Timeline is the strip, of which a part is in view.
type Timeline interface {
	Range() (lo, hi int64) // the time in view, in Unix seconds
}

// Table is the table of events, of which some are selected.
type Table interface{ Picked() []data.ID }

// Choices are what the user chose for the whole program.
type Choices interface {
	Lang() string
	Author() string // of notes
}

// Stories are those of the open library.
type Stories interface{ Names() []string }

// Parts are what the feature is made with.
type Parts struct {
	Publisher *app.Publisher
	Timeline  Timeline
	Table     Table
	Choices   Choices
	Documents string // the user's folder of documents, "" if unknown
	Stories   Stories
}

// Feature publishes the open library.
type Feature struct {
	host     *feature.Host
	parts    Parts
	made     map[string]made // what would be written, by all that it depends on
	previews previews
}
