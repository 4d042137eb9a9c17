package data

import (
	"tarikh.org/tarikh/data/text/anchor"
)

// Dismissal says that the reader does not want an event from a passage: the
// date finder's proposal there stays away, in a changed text too.
type Dismissal struct {
	ID      ID
	Rev     int64
	Article ID
	Anchor  anchor.Selector // the words that name the date
	EDTF    string          // the date that was read in them
}

// Validate returns an *InvalidError or nil.
func (d Dismissal) Validate() error {
	switch {
	case d.ID == ID{}:
		return invalid("dismissal", "id", "is missing")
	case d.Article == ID{}:
		return invalid("dismissal", "article", "is missing")
	case d.Anchor.Exact == "":
		return invalid("dismissal", "quote", "is empty")
	}
	if err := validAnchor("dismissal", d.Anchor); err != nil {
		return err
	}
	return firstText("dismissal", textField{"date", d.EDTF, MaxTitle})
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

// Validate returns an *InvalidError or nil.
func (v View) Validate() error {
	switch {
	case v.ID == ID{}:
		return invalid("view", "id", "is missing")
	case blank(v.Name):
		return invalid("view", "name", "is empty")
	case v.Lo > v.Hi:
		return invalid("view", "span", "ends before it begins")
	}
	return firstText("view", textField{"name", v.Name, MaxTitle}, textField{"query", v.Query, MaxText})
}
