package pending

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/sqlite/words"
)

// state is how far a library has come, to compare it with what is beside it.
type state struct {
	id       string
	revision int64
	feed     map[int64]fed // the newest, by revision
	oldest   int64         // the lowest revision in feed
	journal  []step        // the newest, newest first
	indexed  bool          // the search index is complete: a check compares it with the rows
}

// fed is an edit in the feed. It never changes once it is made.
type fed struct {
	who    string
	size   int64
	sample string // the beginning of what it changed
}

// step is an entry of the journal.
type step struct {
	n, time int64
	label   string
	undone  bool
}

// compared is how many edits are compared.
const compared = 512

// stateAt reads the state of the library at path.
func (j *judge) stateAt(path string, m engine.Mode) (s state, err error) {
	ctx, db := j.ctx, engine.Open(path, m)
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := j.schemas.Inspect(ctx, db, j.steps); err != nil {
		return s, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return s, err
	}
	defer tx.Rollback()
	indexed, err := words.State(ctx, tx)
	if err != nil {
		return s, err
	}
	s.feed, s.indexed = map[int64]fed{}, words.AllComplete(indexed)
	if err := tx.QueryRowContext(ctx, "SELECT hex(id), revision FROM library").Scan(&s.id, &s.revision); err != nil {
		return s, err
	}
	const newest = "SELECT revision, who, coalesce(octet_length(changed), 0), coalesce(substr(changed, 1, 256), '') FROM feed ORDER BY revision DESC LIMIT ?"
	if err := each(ctx, tx, newest, func(row *sql.Rows) error {
		var revision int64
		var f fed
		err := row.Scan(&revision, &f.who, &f.size, &f.sample)
		s.feed[revision], s.oldest = f, revision
		return err
	}); err != nil {
		return s, err
	}
	return s, each(ctx, tx, "SELECT n, time, label, undone FROM journal ORDER BY n DESC LIMIT ?", func(row *sql.Rows) error {
		var e step
		err := row.Scan(&e.n, &e.time, &e.label, &e.undone)
		s.journal = append(s.journal, e)
		return err
	})
}

func each(ctx context.Context, q engine.Querier, query string, f func(*sql.Rows) error) error {
	found, err := q.QueryContext(ctx, query, compared)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		if err := f(found); err != nil {
			return err
		}
	}
	return found.Err()
}

// continues says why a state does not come after an earlier one; "" if it does, or is
// the same.
func (s state) continues(earlier state) string {
	switch {
	case s.id != earlier.id:
		return "it is that of another library"
	case s.revision < earlier.revision:
		return fmt.Sprintf("the library has come to revision %d, it only to %d", earlier.revision, s.revision)
	}
	for revision, f := range earlier.feed {
		if revision >= s.oldest && s.feed[revision] != f {
			return fmt.Sprintf("the edit that made revision %d is another in it", revision)
		}
	}
	return ""
}

// whole reports whether all rows that the newest edits have written are as they left
// them: otherwise some pages are older than others. Rows that are not there were
// deleted.
func (s state) whole(ctx context.Context, path string) (err error) {
	db := engine.Open(path, engine.Read)
	defer func() { err = errors.Join(err, db.Close()) }()
	list, err := db.QueryContext(ctx, "SELECT revision, changed FROM feed WHERE changed IS NOT NULL ORDER BY revision DESC LIMIT ?", compared)
	if err != nil {
		return err
	}
	defer list.Close()
	const most = 20_000 // rows
	seen := map[data.ID]bool{}
	for list.Next() && len(seen) < most {
		var revision int64
		var text string
		if err := list.Scan(&revision, &text); err != nil {
			return err
		}
		var byKind map[string][]data.ID
		if err := json.Unmarshal([]byte(text), &byKind); err != nil {
			return fmt.Errorf("%w: what revision %d changed: %v", data.ErrCorrupt, revision, err)
		}
		for name, ids := range byKind {
			kind, ok := data.KindNamed(name)
			if !ok {
				continue
			}
			for _, id := range ids {
				if seen[id] {
					continue
				}
				seen[id] = true
				var rev int64
				err := db.QueryRowContext(ctx, "SELECT rev FROM "+rows.Of(kind).Name+" WHERE id = ?", rows.Key(id)).Scan(&rev)
				if err == nil && rev != revision {
					err = fmt.Errorf("%w: %s %s is of revision %d, and was last changed at %d", data.ErrCorrupt, name, id, rev, revision)
				}
				if err != nil && !errors.Is(err, sql.ErrNoRows) {
					return err
				}
			}
		}
	}
	return list.Err()
}
