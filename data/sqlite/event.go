package sqlite

import (
	"context"
	"database/sql"
	"iter"
	"reflect"
	"slices"

	"tarikh.org/tarikh/data"
)

// byTime is the order of Columns; event_columns holds it.
const byTime = "ORDER BY lo, hi DESC, id"

func events() *table[data.Event] {
	return &table[data.Event]{
		name: "event",
		columns: []string{
			"id", "rev", "title", "edtf", "lo", "hi", "track", "place", "description", "source", "importance", "tags",
		},
		values: func(e data.Event) []any {
			return []any{
				key(e.ID), e.Rev, e.Title, e.Date.EDTF, e.Date.Lo, e.Date.Hi, key(e.Track),
				e.Place, e.Description, e.Source, e.Importance, listText(e.Tags),
			}
		},
		scan: func(row scanner, e *data.Event) error {
			var tags string
			err := row.Scan(&e.ID, &e.Rev, &e.Title, &e.Date.EDTF, &e.Date.Lo, &e.Date.Hi, &e.Track,
				&e.Place, &e.Description, &e.Source, &e.Importance, &tags)
			if err != nil {
				return err
			}
			e.Tags, err = textList[string](tags, "the tags of event", e.ID)
			return err
		},
		id:    func(e data.Event) data.ID { return e.ID },
		rev:   func(e *data.Event) *int64 { return &e.Rev },
		title: func(e data.Event) string { return e.Title },
		same: func(a, b data.Event) bool {
			same := slices.Equal(a.Tags, b.Tags)
			a.Tags, b.Tags = nil, nil
			return same && reflect.DeepEqual(a, b)
		},
		encode: func(e data.Event) any { return eventJSON(e) },
		decode: decoder(func(e eventJSON) data.Event { return data.Event(e) }),
	}
}

func tracks() *table[data.Track] {
	return &table[data.Track]{
		name:    "track",
		columns: []string{"id", "rev", "name", "colour", "place"},
		values: func(t data.Track) []any {
			return []any{key(t.ID), t.Rev, t.Name, t.Colour, t.Order}
		},
		scan: func(row scanner, t *data.Track) error {
			return row.Scan(&t.ID, &t.Rev, &t.Name, &t.Colour, &t.Order)
		},
		id:     func(t data.Track) data.ID { return t.ID },
		rev:    func(t *data.Track) *int64 { return &t.Rev },
		title:  func(t data.Track) string { return t.Name },
		same:   func(a, b data.Track) bool { return a == b },
		encode: func(t data.Track) any { return trackJSON(t) },
		decode: decoder(func(t trackJSON) data.Track { return data.Track(t) }),
	}
}

// Tracks returns all tracks by Order, then ID.
func (s *Store) Tracks(ctx context.Context) (out []data.Track, err error) {
	err = s.reading(ctx, "list tracks", func(tx *sql.Tx) error {
		out, err = tracks().all(ctx, tx, "ORDER BY place, id")
		return err
	})
	return out, err
}

// Event returns one event, or ErrNotFound.
func (s *Store) Event(ctx context.Context, id data.ID) (e data.Event, err error) {
	err = s.reading(ctx, "read event "+id.String(), func(tx *sql.Tx) error {
		e, err = events().one(ctx, tx, "WHERE id = ?", id[:])
		return err
	})
	return e, err
}

// Events yields all events in the order of Columns; it stops at the first error.
func (s *Store) Events(ctx context.Context) iter.Seq2[data.Event, error] {
	return func(yield func(data.Event, error) bool) {
		stopped := false
		err := s.reading(ctx, "list events", func(tx *sql.Tx) error {
			return events().each(ctx, tx, byTime, func(e data.Event) bool {
				stopped = !yield(e, nil)
				return !stopped
			})
		})
		if err != nil && !stopped {
			yield(data.Event{}, err)
		}
	}
}

// Captions returns the captions of events in the order of ids, zero where there
// is no such event.
func (s *Store) Captions(ctx context.Context, ids []data.ID) (out []data.Caption, err error) {
	found := make(map[data.ID]data.Caption, len(ids))
	err = s.reading(ctx, "read captions", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT id, title, edtf, lo, hi FROM event WHERE "+isListed, listed(ids))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id data.ID
			var c data.Caption
			if err := rows.Scan(&id, &c.Title, &c.Date.EDTF, &c.Date.Lo, &c.Date.Hi); err != nil {
				return err
			}
			found[id] = c
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return inOrderOf(ids, found), nil
}

// EventRows returns events in the order of ids, zero where there is no such event.
func (s *Store) EventRows(ctx context.Context, ids []data.ID) (out []data.Event, err error) {
	err = s.reading(ctx, "read events", func(tx *sql.Tx) error {
		out, err = events().listed(ctx, tx, ids)
		return err
	})
	return out, err
}
