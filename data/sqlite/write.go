package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/sqlite/pending"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// errUnchanged ends a transaction that has nothing to write.
var errUnchanged = errors.New("unchanged")

// writing runs f in a transaction that has the write lock from its start, and
// commits it if f succeeds.
func (s *Store) writing(ctx context.Context, action string, f func(tx *sql.Tx) error) error {
	if err := s.gate.enter(); err != nil {
		return err
	}
	defer s.gate.leave()
	if s.write == nil {
		return s.unwritable()
	}
	if err := s.editable(ctx); err != nil {
		return err
	}
	if s.unlogged {
		s.copying.Lock()
		defer s.copying.Unlock()
	}
	if err := s.mayWrite(); err != nil {
		return err
	}
	tx, err := s.begin(ctx)
	if err != nil {
		return s.fail(ctx, action, err)
	}
	defer tx.Rollback()
	switch err := f(tx); {
	case errors.Is(err, errUnchanged):
		return nil
	case err != nil:
		return s.fail(ctx, action, err)
	}
	if err := s.mayWrite(); err != nil {
		return err
	}
	return s.fail(ctx, action, s.commit(tx))
}

// begin begins a transaction that writes. If that is done with a rollback journal, the
// lock names it: what a crash leaves is known to belong together.
func (s *Store) begin(ctx context.Context) (*sql.Tx, error) {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil || !s.unlogged {
		return tx, err
	}
	version, err := engine.Pragma[int](ctx, tx, "user_version")
	if err == nil {
		err = s.marked(ctx, tx, version)
	}
	if err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return tx, nil
}

// marked makes SQLite begin the journal of a transaction, with the first page, and
// notes its number in the lock.
func (s *Store) marked(ctx context.Context, tx *sql.Tx, version int) error {
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	if number, ok := pending.Number(s.path); ok && s.owner != nil {
		s.owner.Mark(number)
	}
	return nil
}

// inTransaction runs f in a transaction that is no edit.
func (s *Store) inTransaction(ctx context.Context, f func(tx *sql.Tx) error) error {
	if err := s.mayWrite(); err != nil {
		return err
	}
	tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return s.commit(tx)
}

// commit commits a transaction, which may change the first page of the file.
func (s *Store) commit(tx *sql.Tx) error {
	err := s.page.During(tx.Commit)
	s.markLog()
	return err
}

// markLog notes in the lock which log there is and of which file, once something was written
// to either: what a crash leaves then is known to belong together.
func (s *Store) markLog() {
	if s.unlogged || s.owner == nil {
		return
	}
	if number, ok := pending.LogNumber(s.path); ok {
		s.owner.MarkLog(file.LogMark{Number: number, Stamp: s.page.Stamp()})
	}
}

// tidy runs when a library that was open for writing is closed: it deletes texts and
// pages that nothing refers to any more, if there are any and the file is known to be
// sound. If it fails, the next one does it.
func (s *Store) tidy() {
	if s.write == nil || s.mayWrite() != nil {
		return
	}
	select {
	case <-s.health.done:
	default:
		return
	}
	if s.health.err != nil {
		return
	}
	ctx := context.Background()
	var any bool
	err := s.write.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM page WHERE "+rows.UnnamedPages+
		") OR EXISTS (SELECT 1 FROM body WHERE "+rows.UnnamedBodies+")").Scan(&any)
	if err == nil && any {
		_ = s.inTransaction(ctx, func(tx *sql.Tx) error { return rows.DropBodies(ctx, tx) })
	}
}
