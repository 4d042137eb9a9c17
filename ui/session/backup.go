package session

import (
	"time"

	"tarikh.org/tarikh/data"
)

// Backup is what is known of the backups of the open library.
type Backup struct {
	At   time.Time // of the newest, zero if there is none
	Err  error     // why the last attempt failed, nil if it did not
	Busy bool      // one is being made
}

// Backup returns what is known of the backups of the open library.
func (s *Session) Backup() Backup { return s.backup }

// SetBackup says what is known now; TopicSaving follows.
func (s *Session) SetBackup(b Backup) {
	s.backup = b
	s.tell(TopicSaving)
}

// Store is the open library itself, for what reads it as a whole; nil if none is.
func (s *Session) Store() data.Store { return s.store }

// Synced is the program that copies the library's folder elsewhere, "" if none is
// known to.
func (s *Session) Synced() string {
	if s.store == nil {
		return ""
	}
	return s.store.Access().Synced
}

// Behind runs f elsewhere after the edits that were asked for so far are written
// and what was closed is closed.
func (s *Session) Behind(f func()) {
	s.writes <- func() { go f() }
}
