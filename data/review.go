package data

import (
	"tarikh.org/tarikh/data/text/anchor"
)

// Dismissal says that the reader does not want an event from a passage: the date
// finder's proposal there is not shown again, in a changed text too.
type Dismissal struct {
	ID      ID
	Rev     int64
	Article ID
	Anchor  anchor.Selector // the words that name the date
	EDTF    string          // the date that was read in them
}

// View is a named filter: the query that chooses what is shown, as it is typed
// (see package query), and the span of time that was in view.
type View struct {
	ID     ID
	Rev    int64
	Name   string
	Query  string
	Lo, Hi int64 // Unix seconds, half-open; both 0: leaves the view where it is
	Order  int   // views are listed by Order, then ID
}
