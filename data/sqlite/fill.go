package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/sqlite/journal"
)

var _ data.Journaled = (*Store)(nil)

// partOf is the file in which a library is filled.
func partOf(path string) string { return path + ".part" }

// Fill makes a library of the rows of another one, see [data.Opener]. Until it is whole it
// has one table more, which names that one.
func (o *Opener) Fill(ctx context.Context, path string, from data.Library, fill func(data.File) error) error {
	path, err := filepath.Abs(path)
	if err == nil {
		err = file.Vacant(path)
	}
	if err != nil {
		return fmt.Errorf("create library %q: %w", path, engine.Plain(err))
	}
	s, err := o.begun(ctx, partOf(path), from)
	if err != nil {
		return fmt.Errorf("create library %q: %w", path, engine.Plain(err))
	}
	if failed := fill(s); failed != nil {
		err := errors.Join(failed, s.Close())
		if errors.Is(failed, data.ErrConflict) { // it is no copy of what is there now
			o.drop(partOf(path))
		}
		return err
	}
	err = s.writing(ctx, "end the copy", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DROP TABLE "+engine.Filling)
		return err
	})
	if err = errors.Join(err, s.Close()); err == nil && file.PendingLog(partOf(path)) {
		err = data.ErrBusy // another process reads it, and its log has not gone
	}
	if err == nil {
		err = file.Publish(partOf(path), path)
	}
	if err == nil {
		o.drop(partOf(path)) // what was beside it
		err = file.SyncFolder(filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("create library %q: %w", path, engine.Plain(err))
	}
	return nil
}

// begun opens what was filled before from the same library, or makes it. Only what was being
// filled makes room for that: another file is somebody's.
func (o *Opener) begun(ctx context.Context, part string, from data.Library) (*Store, error) {
	if file.Exists(part) {
		var s *Store
		err := o.isCopy(ctx, part) // or it is not even migrated
		if err == nil {
			s, err = o.openTo(ctx, part, true)
		}
		if err == nil {
			var goesOn bool
			if goesOn, err = s.goesOn(ctx, from); goesOn {
				return s, nil
			}
			err = errors.Join(err, s.Close())
		}
		if err != nil {
			return nil, ofPart(ctx, part, err)
		}
		o.drop(part)
	}
	mark := fmt.Sprintf("CREATE TABLE %[1]s (of BLOB NOT NULL); INSERT INTO %[1]s VALUES (x'%[2]x');", engine.Filling, from.ID[:])
	return o.create(ctx, part, from.Title, nil, mark)
}

// isCopy finds out, without changing a file, whether it is a library that is being filled:
// data.ErrExists where it is not.
func (o *Opener) isCopy(ctx context.Context, part string) error {
	s, err := o.readStore(ctx, part, true)
	if err != nil {
		return err
	}
	var marks int
	const query = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?"
	err = s.read.QueryRowContext(ctx, query, engine.Filling).Scan(&marks)
	if err == nil && marks == 0 {
		err = data.ErrExists
	}
	return errors.Join(err, s.Close())
}

// ofPart says of which file an error is, and what is to be done.
func ofPart(ctx context.Context, part string, err error) error {
	err = engine.Plain(engine.Unusable(err))
	switch ended := ctx.Err(); {
	case ended != nil:
		return ended
	case errors.Is(err, data.ErrBusy):
		return err
	case errors.Is(err, data.ErrCorrupt):
		return file.Say(data.ErrCorrupt, "%q is there and damaged, so that nobody knows whose it is: delete it, and copy again", part)
	}
	return fmt.Errorf("%q: %w", part, err)
}

// goesOn reports whether a file is being filled from a library, and can be filled further.
// One that cannot, and can be dropped, is no error.
func (s *Store) goesOn(ctx context.Context, from data.Library) (bool, error) {
	access := s.Access()
	if access.Holder != "" {
		return false, fmt.Errorf("%w: another copy is being made there", data.ErrBusy)
	}
	var of []byte
	if err := s.read.QueryRowContext(ctx, "SELECT of FROM "+engine.Filling).Scan(&of); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	damaged := access.Damaged || access.Reason == damagedReason
	switch {
	case len(of) != len(from.ID):
		return false, data.ErrCorrupt
	case damaged:
		return false, nil
	case access.Reason == fullReason:
		return false, data.ErrFull
	case access.ReadOnly:
		return false, fmt.Errorf("%w: %s", data.ErrReadOnly, access.Reason)
	}
	return data.ID(of) == from.ID, nil
}

// drop deletes a file with what SQLite puts beside it.
func (o *Opener) drop(path string) {
	for _, left := range []string{"-wal", "-shm", "-journal", ".lock", ""} {
		if err := o.fs.Remove(path + left); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return // the next one that is made there says why
		}
	}
}

// stepsAtOnce is how many steps of a journal are listed, or written, at once.
const stepsAtOnce = 50

// JournalSteps is how many steps Journal has, see [data.Journaler].
func (s *Store) JournalSteps(ctx context.Context) (n int, err error) {
	err = s.reading(ctx, "read the journal", func(tx *sql.Tx) (err error) {
		n, err = journal.Steps(ctx, tx)
		return err
	})
	return n, err
}

// Journal yields the steps of the journal, see [data.Journaled].
func (s *Store) Journal(ctx context.Context, skip int) iter.Seq2[data.JournalPart, error] {
	return func(yield func(data.JournalPart, error) bool) {
		var after int64
		for {
			var steps []data.JournalPart
			err := s.reading(ctx, "read the journal", func(tx *sql.Tx) (err error) {
				steps, err = journal.Carried(ctx, tx, after, skip, stepsAtOnce)
				return err
			})
			if err != nil {
				yield(data.JournalPart{}, err)
				return
			}
			if len(steps) == 0 {
				return
			}
			for _, step := range steps {
				if !s.carry(ctx, step, yield) {
					return
				}
				after, skip = step.N, 0
			}
		}
	}
}

// carry yields a step in parts, and reports whether more are wanted.
func (s *Store) carry(ctx context.Context, step data.JournalPart, yield func(data.JournalPart, error) bool) (more bool) {
	more = true
	err := s.reading(ctx, "read the journal", func(tx *sql.Tx) error {
		entry := journal.Entry{N: step.N, Label: step.Label}
		for e, err := range entry.Parts(ctx, tx, false) {
			if err != nil {
				return err
			}
			step.Edit = e
			for part, err := range step.Divided(func(e *data.Edit, shape *data.Shape, c data.RowChange) (int, error) {
				return journal.Load(ctx, tx, e, shape, c)
			}) {
				if err != nil {
					return err
				}
				if more = yield(part, nil); !more {
					return nil
				}
			}
		}
		return nil
	})
	if err != nil && more {
		yield(data.JournalPart{}, err)
		return false
	}
	return more
}

// TakeJournal adds the steps of another library, the newest [journal.Kept] of them, see
// [data.Journaled].
func (s *Store) TakeJournal(ctx context.Context, from data.Journaler) error {
	return s.takeJournal(ctx, from, journal.Kept)
}

func (s *Store) takeJournal(ctx context.Context, from data.Journaler, newest int) error {
	var last int
	err := s.reading(ctx, "read the journal", func(tx *sql.Tx) (err error) {
		last, err = journal.Last(ctx, tx)
		return err
	})
	if err == nil && last == 0 {
		last, err = from.JournalSteps(ctx)
		last = max(last-newest, 0)
	}
	if err != nil {
		return err
	}
	next, stop := iter.Pull2(from.Journal(ctx, last))
	defer stop()
	part, err, ok := next()
	for ok {
		if err := s.writing(ctx, "take over the journal", func(tx *sql.Tx) error {
			for steps, n := 0, int64(0); ok && err == nil; {
				begins := part.N != n
				if begins {
					if steps++; steps > stepsAtOnce {
						return nil
					}
					n = part.N
					last++
				}
				if failed := journal.Carry(ctx, tx, int64(last), begins, part); failed != nil {
					return failed
				}
				part, err, ok = next()
			}
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}
