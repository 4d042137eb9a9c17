package search

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/journal"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// Verified keeps how well the events of a library are verified. An edit is followed by
// working out the states of the events that it may have changed: of all of a large library
// that takes seconds. It is for any goroutine.
type Verified struct {
	room chan struct{} // for one
	kept *verified     // touched only by the goroutine that has put a value into room
}

// NewVerified returns one that is empty.
func NewVerified() *Verified { return &Verified{room: make(chan struct{}, 1)} }

// verified are the states of the events at a revision. They are immutable.
type verified struct {
	revision int64
	states   []uint8  // by n of an event: the place of its state in data.States
	sources  []uint16 // by n: how many passages report it, as far as that can be held
}

// mostFollowed is how many rows may have changed for states to be followed.
const mostFollowed = 2000

// of returns the states at the revision of a transaction.
func (v *Verified) of(ctx context.Context, tx *sql.Tx) (*verified, error) {
	select {
	case v.room <- struct{}{}:
		defer func() { <-v.room }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	next, err := v.kept.current(ctx, tx)
	if err == nil {
		v.kept = next
	}
	return next, err
}

// current returns the states at the revision of a transaction, where those of another one
// may be known.
func (v *verified) current(ctx context.Context, tx *sql.Tx) (*verified, error) {
	revision, err := rows.Revision(ctx, tx)
	if err != nil || v != nil && v.revision == revision {
		return v, err
	}
	var most int
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(n), 0) FROM event").Scan(&most); err != nil {
		return nil, err
	}
	if most > rows.MaxEvent {
		return nil, fmt.Errorf("%w: an event with the number %d", data.ErrCorrupt, most)
	}
	next := &verified{revision: revision, states: make([]uint8, most+1), sources: make([]uint16, most+1)}
	if v != nil {
		followed, err := next.follow(ctx, tx, v)
		if followed || err != nil {
			return next, err
		}
	}
	return next, next.read(ctx, tx, "")
}

// read works out the states of the events that are listed, of all where none are: list is
// a JSON array of their n.
func (v *verified) read(ctx context.Context, tx *sql.Tx, list string) error {
	return eachStanding(ctx, tx, list, func(n int64, state uint8, sources int) {
		if n < int64(len(v.states)) {
			v.states[n], v.sources[n] = state, uint16(min(sources, 1<<16-1))
		}
	})
}

// follow takes over the states of an earlier revision, but those of events that were
// changed since; false where they are too many.
func (v *verified) follow(ctx context.Context, tx *sql.Tx, old *verified) (bool, error) {
	since, err := journal.Changes(ctx, tx, old.revision)
	if err != nil || since.All || len(since.Rows) > mostFollowed {
		return false, err
	}
	copy(v.states, old.states)
	copy(v.sources, old.sources)
	ids := map[data.Kind][]data.ID{}
	for _, row := range since.Rows {
		ids[row.Kind] = append(ids[row.Kind], row.ID)
	}
	touched := map[int64]bool{}
	for kind, text := range map[data.Kind]string{
		data.KindEvent:   "SELECT group_concat(n) FROM event WHERE " + rows.IsListed,
		data.KindExcerpt: "SELECT group_concat(e.n) FROM excerpt AS x JOIN event AS e ON e.id = x.event WHERE x." + rows.IsListed,
		data.KindArticle: "SELECT group_concat(e.n) FROM excerpt AS x JOIN event AS e ON e.id = x.event WHERE x.article" + rows.InList,
	} {
		if len(ids[kind]) == 0 {
			continue
		}
		if err := eachListed(ctx, tx, text, func(n int64) { touched[n] = true }, rows.Listed(ids[kind])); err != nil {
			return false, err
		}
	}
	if len(ids[data.KindExcerpt]) > 0 {
		if err := v.lost(ctx, tx, touched); err != nil {
			return false, err
		}
	}
	if len(touched) > mostFollowed {
		return false, nil
	}
	for n := range touched {
		if n < int64(len(v.states)) {
			v.states[n], v.sources[n] = 0, 0
		}
	}
	return true, v.read(ctx, tx, string(rows.Encode(slices.Sorted(maps.Keys(touched)))))
}

// lost adds the events that have another number of passages than they had: one that is
// gone, or reports another event now, does not say which it was of.
func (v *verified) lost(ctx context.Context, tx *sql.Tx, touched map[int64]bool) error {
	event := int64(-1) // numbers come in pairs
	return eachListed(ctx, tx, `SELECT group_concat(n || ',' || k) FROM
		(SELECT e.n, (SELECT count(*) FROM excerpt AS x WHERE x.event = e.id) AS k FROM event AS e)`, func(number int64) {
		if event < 0 {
			event = number
			return
		}
		if event < int64(len(v.sources)) && int64(v.sources[event]) != min(number, 1<<16-1) {
			touched[event] = true
		}
		event = -1
	})
}

// eachListed calls f for each number of a list that a query gives.
func eachListed(ctx context.Context, tx *sql.Tx, text string, f func(int64), args ...any) error {
	var list sql.NullString
	if err := tx.QueryRowContext(ctx, text, args...).Scan(&list); err != nil {
		return err
	}
	return eachNumber(list.String, f)
}
