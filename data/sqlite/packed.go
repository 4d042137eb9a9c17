package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

const (
	// packFrom is from how many events on the columns are packed: fewer are read
	// from their index in no time.
	packFrom = 200_000
	// packRow is how many events a row of the table holds, and packBatch how many
	// rows are written before other edits have their turn.
	packRow, packBatch = 16_384, 16
	// packedEvent is the size of an event in bytes: ID, Lo, Hi, track, importance.
	packedEvent = 16 + 8 + 8 + 2 + 1
)

// pack returns columns as bytes: all IDs, then all Lo, Hi, tracks and importances,
// numbers in little-endian order.
func pack(c data.Columns) []byte {
	b := make([]byte, 0, c.Len()*packedEvent)
	for _, id := range c.IDs {
		b = append(b, id[:]...)
	}
	for _, numbers := range [2][]int64{c.Lo, c.Hi} {
		for _, v := range numbers {
			b = binary.LittleEndian.AppendUint64(b, uint64(v))
		}
	}
	for _, t := range c.Track {
		b = binary.LittleEndian.AppendUint16(b, t)
	}
	return append(b, c.Importance...)
}

// unpack appends packed columns to c. It takes nothing on trust but that the
// events are those of the library: false is for what pack does not give.
func unpack(c *data.Columns, b []byte, tracks int) bool {
	n := len(b) / packedEvent
	if n == 0 || len(b)%packedEvent != 0 {
		return false
	}
	ids, lo, hi, track, importance := b[:16*n], b[16*n:24*n], b[24*n:32*n], b[32*n:34*n], b[34*n:]
	for i := range n {
		l, h := int64(binary.LittleEndian.Uint64(lo[8*i:])), int64(binary.LittleEndian.Uint64(hi[8*i:]))
		t, sorted := binary.LittleEndian.Uint16(track[2*i:]), len(c.Lo) == 0 || c.Lo[len(c.Lo)-1] <= l
		if l >= h || !sorted || int(t) >= tracks || importance[i] < data.MinImportance || importance[i] > data.MaxImportance {
			return false
		}
		c.IDs = append(c.IDs, data.ID(ids[16*i:16*i+16]))
		c.Lo, c.Hi, c.Track = append(c.Lo, l), append(c.Hi, h), append(c.Track, t)
	}
	c.Importance = append(c.Importance, importance...)
	return true
}

// readPacked returns the packed columns; false if there are none for a revision,
// or not all. What is wrong with them does not matter, as the index has them too.
func readPacked(ctx context.Context, tx *sql.Tx, revision int64, tracks int) (c data.Columns, ok bool) {
	var events int
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(events), 0) FROM packed WHERE revision = ?", revision).Scan(&events); err != nil || events <= 0 {
		return c, false
	}
	rows, err := tx.QueryContext(ctx, "SELECT columns FROM packed WHERE revision = ? AND events = ? ORDER BY n", revision, events)
	if err != nil {
		return c, false
	}
	defer rows.Close()
	var raw sql.RawBytes
	for rows.Next() {
		if rows.Scan(&raw) != nil {
			return data.Columns{}, false
		}
		if c.IDs == nil {
			c = makeColumns(min(events, maxPacked))
		}
		if !unpack(&c, raw, tracks) {
			return data.Columns{}, false
		}
	}
	if rows.Err() != nil || c.Len() != events {
		return data.Columns{}, false
	}
	return c, true
}

// maxPacked bounds the memory that is taken on a number's word.
const maxPacked = 20_000_000

// keepPacked packs columns that were read from the index, in the background; once
// for each opening, as edits make them out of date. Close waits for it.
func (s *Store) keepPacked(revision int64, c data.Columns) {
	if s.write == nil || c.Len() < packFrom || !s.packed.CompareAndSwap(false, true) || s.gate.enter() != nil {
		return
	}
	go func() {
		defer s.gate.leave()
		// It is a convenience: where it fails, there is the index.
		if s.editable(context.Background()) == nil {
			_ = s.writePacked(context.Background(), revision, c)
		}
	}()
}

// writePacked writes packed columns, unless the library has another revision by then.
func (s *Store) writePacked(ctx context.Context, revision int64, c data.Columns) error {
	for from := 0; from < c.Len(); from += packRow * packBatch {
		to := min(from+packRow*packBatch, c.Len())
		err := s.inTransaction(ctx, func(tx *sql.Tx) error {
			now, err := libraryRevision(ctx, tx)
			if err == nil && now != revision {
				err = errUnchanged
			}
			for i := from; i < to && err == nil; i += packRow {
				end := min(i+packRow, to)
				_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO packed (n, revision, events, columns) VALUES (?, ?, ?, ?)",
					i/packRow, revision, c.Len(), pack(data.Columns{
						IDs: c.IDs[i:end], Lo: c.Lo[i:end], Hi: c.Hi[i:end], Track: c.Track[i:end], Importance: c.Importance[i:end],
					}))
			}
			if err == nil && to == c.Len() {
				_, err = tx.ExecContext(ctx, "DELETE FROM packed WHERE revision <> ?", revision)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) inTransaction(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func libraryRevision(ctx context.Context, q engine.Querier) (revision int64, err error) {
	err = q.QueryRowContext(ctx, "SELECT revision FROM library").Scan(&revision)
	return revision, err
}

// checkPacked compares packed columns with the index.
func (s *Store) checkPacked(ctx context.Context) (problem string, err error) {
	err = s.atColumns(ctx, func(conn *sql.Conn, tx *sql.Tx, numbers map[data.ID]uint16, revision int64) error {
		packed, ok := readPacked(ctx, tx, revision, len(numbers))
		if !ok {
			return nil
		}
		c, err := readColumns(ctx, conn, tx, numbers)
		if err == nil && !(slices.Equal(c.IDs, packed.IDs) && slices.Equal(c.Lo, packed.Lo) && slices.Equal(c.Hi, packed.Hi) &&
			slices.Equal(c.Track, packed.Track) && slices.Equal(c.Importance, packed.Importance)) {
			problem = fmt.Sprintf("The timeline is kept in a faster form too, and that is not what the events say (%d and %d).", packed.Len(), c.Len())
		}
		return err
	})
	return problem, err
}
