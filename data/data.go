// Package data is the domain of Tarikh: events on a timeline, the articles that report
// them, the excerpts that link the two, and the reader's annotations.
//
// The one idea behind it: values are plain and immutable, and everything that
// changes a library is one [Edit], a list of before/after pairs that can be
// applied, inverted, journaled and undone. Stores (package data/sqlite) import
// this package; it imports no SQL, no JSON and no user interface.
package data

import (
	"fmt"

	"github.com/google/uuid"
)

// ID identifies a row of a library. IDs are time-ordered UUIDs (RFC 9562,
// version 7) made in Go; the zero ID means "none".
type ID = uuid.UUID

// NewID returns a new time-ordered ID.
func NewID() ID { return uuid.Must(uuid.NewV7()) }

// ParseID reads an ID in its usual text form.
func ParseID(s string) (ID, error) {
	id, err := uuid.Parse(s)
	if err != nil {
		return ID{}, fmt.Errorf("id %q: not a UUID", s)
	}
	return id, nil
}
