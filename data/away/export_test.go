package away

// Copied reports whether there is a copy, CopiedTo the revision that it shows.
func (s *Store) Copied() bool    { return s.copy.ready() }
func (s *Store) CopiedTo() int64 { return s.copy.revision() }
