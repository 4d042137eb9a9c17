package columns

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

const (
	// PackFrom is from how many events on the columns are packed: fewer are read from
	// their index quickly enough.
	PackFrom = 200_000
	// packRow is how many events a row of the table holds, and packBatch how many rows
	// are written in one transaction, so that other edits can run in between.
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

// MaxRow is the size of a packed row, in bytes.
const MaxRow = packRow * packedEvent

// unpack appends packed columns to c. It trusts only that the events are those of the
// library, and reports false for bytes that pack does not produce.
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

// Packed returns the packed columns; false if there are none for a revision, or not
// all. Damage in them does not matter, as the index has the same.
func (v View) Packed(ctx context.Context) (c data.Columns, ok bool) {
	if v.earlier {
		return c, false
	}
	return v.packedAt(ctx, v.Revision)
}

// mostPatched is how many events may have changed since columns were packed for these to
// be used still.
const mostPatched = 1000

// Patched returns the columns that were packed for an earlier revision with what has
// changed since, which changes tells; false if there are none, or if too much has changed.
// It is for libraries without a zone: elsewhere an event's bounds are not in its row.
func (v View) Patched(ctx context.Context, changes func(ctx context.Context, tx *sql.Tx, since int64) (data.Changes, error)) (c data.Columns, ok bool) {
	if v.earlier || v.zone != "" {
		return c, false
	}
	var since int64
	if err := v.tx.QueryRowContext(ctx, "SELECT revision FROM packed WHERE n = 0 AND zone = '' AND revision < ?", v.Revision).Scan(&since); err != nil {
		return c, false
	}
	changed, err := changes(ctx, v.tx, since)
	if err != nil || changed.All || changed.Revision != v.Revision {
		return c, false
	}
	var ids []data.ID
	listed := map[data.ID]bool{}
	for _, row := range changed.Rows {
		if row.Kind == data.KindTrack || len(ids) > mostPatched {
			return c, false // the tracks may have other numbers
		}
		if row.Kind == data.KindEvent && !listed[row.ID] {
			listed[row.ID] = true
			ids = append(ids, row.ID)
		}
	}
	var added []data.Column
	for _, id := range ids {
		e, track := data.Column{ID: id}, []byte(nil)
		switch err := v.tx.QueryRowContext(ctx, "SELECT lo, hi, track, importance FROM event WHERE id = ?", id[:]).Scan(&e.Lo, &e.Hi, &track, &e.Importance); {
		case errors.Is(err, sql.ErrNoRows):
			continue // it was deleted
		case err != nil || len(track) != len(data.ID{}):
			return c, false
		}
		number, known := v.numbers[data.ID(track)]
		if e.Track = number; !known {
			return c, false
		}
		added = append(added, e)
	}
	if c, ok = v.packedAt(ctx, since); ok {
		c, _ = c.Spliced(c.Places(ids), added)
	}
	return c, ok
}

// packedAt returns the columns that are packed for a revision.
func (v View) packedAt(ctx context.Context, revision int64) (c data.Columns, ok bool) {
	var events int
	if err := v.tx.QueryRowContext(ctx, "SELECT coalesce(max(events), 0) FROM packed WHERE revision = ? AND zone = ?", revision, v.zone).Scan(&events); err != nil || events <= 0 {
		return c, false
	}
	found, err := v.tx.QueryContext(ctx, "SELECT columns FROM packed WHERE revision = ? AND zone = ? AND events = ? ORDER BY n", revision, v.zone, events)
	if err != nil {
		return c, false
	}
	defer found.Close()
	var raw sql.RawBytes
	for found.Next() {
		if found.Scan(&raw) != nil {
			return data.Columns{}, false
		}
		if c.IDs == nil {
			c = makeColumns(min(events, maxPacked))
		}
		if !unpack(&c, raw, len(v.numbers)) {
			return data.Columns{}, false
		}
	}
	if found.Err() != nil || c.Len() != events {
		return data.Columns{}, false
	}
	return c, true
}

// maxPacked bounds the memory that is allocated for a stored length.
const maxPacked = 20_000_000

// errOutdated ends a transaction that no longer has anything to write.
var errOutdated = errors.New("outdated")

// Write writes packed columns, a part in each transaction, unless the library has another revision by then; its zone is part of that.
func Write(ctx context.Context, inTransaction func(context.Context, func(*sql.Tx) error) error, of Stamp, c data.Columns) error {
	for from := 0; from < c.Len(); from += packRow * packBatch {
		to := min(from+packRow*packBatch, c.Len())
		err := inTransaction(ctx, func(tx *sql.Tx) error {
			now, err := rows.Revision(ctx, tx)
			if err == nil && now != of.Revision {
				err = errOutdated
			}
			for i := from; i < to && err == nil; i += packRow {
				end := min(i+packRow, to)
				_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO packed (n, revision, zone, events, columns) VALUES (?, ?, ?, ?, ?)",
					i/packRow, of.Revision, of.zone, c.Len(), pack(data.Columns{
						IDs: c.IDs[i:end], Lo: c.Lo[i:end], Hi: c.Hi[i:end], Track: c.Track[i:end], Importance: c.Importance[i:end],
					}))
			}
			if err == nil && to == c.Len() {
				_, err = tx.ExecContext(ctx, "DELETE FROM packed WHERE revision <> ? OR zone <> ?", of.Revision, of.zone)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Check compares packed columns with the index, and says what is wrong.
func (v View) Check(ctx context.Context) (problem string, err error) {
	packed, ok := v.Packed(ctx)
	if !ok {
		return "", nil
	}
	c, err := v.Index(ctx)
	if err == nil && !(slices.Equal(c.IDs, packed.IDs) && slices.Equal(c.Lo, packed.Lo) && slices.Equal(c.Hi, packed.Hi) &&
		slices.Equal(c.Track, packed.Track) && slices.Equal(c.Importance, packed.Importance)) {
		problem = fmt.Sprintf("The timeline is kept in a faster form too, and that is not what the events say (%d and %d).", packed.Len(), c.Len())
	}
	return problem, err
}
