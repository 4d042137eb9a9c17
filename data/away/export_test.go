package away

import (
	"slices"

	"tarikh.org/tarikh/data"
)

// Copied reports whether there is a copy, CopiedTo the revision that it shows.
func (s *Store) Copied() bool    { return s.copy.ready() }
func (s *Store) CopiedTo() int64 { return s.copy.revision() }

// Edited are the rows of the copy that may be others on the server.
func (s *Store) Edited(kind data.Kind) []data.ID {
	s.copy.mu.Lock()
	defer s.copy.mu.Unlock()
	return slices.Clone(s.copy.is.Edited[kind])
}
