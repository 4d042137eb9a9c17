package pane

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/state"
)

// Finding is what the panes that search, filter and list are made with.
type Finding struct {
	// Parse reads a query; typing says that its last word may go on.
	Parse func(text string, typing bool) query.Query
	// Type puts a text into the search field and looks for it.
	Type func(text string)
	// Reveal selects the event at a place in the columns and shows it on the timeline.
	Reveal func(place int)
	// RevealID is Reveal for an event by its ID.
	RevealID func(id data.ID)
	// ShowDate goes to a date on the timeline.
	ShowDate func(d dates.Date)
	// Table returns how a table is looked at, by its name.
	Table func(name string) *state.TableView
	// Unread reports whether an article has not been opened yet as it is now; SetRead
	// notes that articles have been, or have not.
	Unread  func(a data.Article) bool
	SetRead func(read bool, articles ...data.Article)
	Copy    func(text string) // into the clipboard
}
