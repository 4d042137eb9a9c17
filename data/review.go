package data

import (
	"tarikh.org/tarikh/data/text/anchor"
)

// Dismissal says that the reader does not want an event from a passage: the date
// finder's proposal there is not shown again, in a changed text too. Without a date it says
// that the words are no name: nobody who is called so is proposed again. With an event it
// says that this did not happen at the place that the words name.
type Dismissal struct {
	ID      ID
	Rev     int64
	Article ID
	Anchor  anchor.Selector // the words that name the date or the place, or are no name
	EDTF    string          // the date that was read in them, empty for a name or a place
	Event   ID              // that the words are no place of, which may be gone; zero for a date or a name
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
