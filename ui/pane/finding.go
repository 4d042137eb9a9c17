package pane

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/state"
)

// Finding is what the panes that search, filter and list are made with.
type Finding struct {
	// Reveal selects the event at a place in the columns and shows it on the timeline.
	Reveal func(place int)
	// Table returns how a table is looked at, by its name.
	Table func(name string) *state.TableView
	// Unread reports whether an article has not been opened yet as it is now; SetRead
	// notes that articles have been, or have not.
	Unread  func(a data.Article) bool
	SetRead func(read bool, articles ...data.Article)
	Copy    func(text string) // into the clipboard
}
