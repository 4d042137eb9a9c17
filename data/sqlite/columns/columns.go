// Package columns reads what the timeline needs of every event.
//
// The one idea behind it: no row of the events is read for it. An index has all of it
// in order, and a large library also stores it packed.
package columns

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/mattn/go-sqlite3"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

const (
	// maxTracks is how many tracks data.Columns can number.
	maxTracks = 1 << 16
	// columnsChunk is how many events are read at once.
	columnsChunk = 16_384
)

// View is a library as it is at one moment.
type View struct {
	Revision int64
	conn     *sql.Conn
	tx       *sql.Tx
	numbers  map[data.ID]uint16 // of the tracks
	earlier  bool               // the bounds in the file are not those of the view, see engine.Earlier
}

// At runs f with the present view of a library, on a separate connection.
func At(ctx context.Context, pool *sql.DB, f func(View) error) error {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	v := View{conn: conn, tx: tx}
	if v.numbers, err = trackNumbers(ctx, tx); err != nil {
		return err
	}
	if v.Revision, err = rows.Revision(ctx, tx); err != nil {
		return err
	}
	if v.earlier, err = engine.Earlier(ctx, tx); err != nil {
		return err
	}
	return f(v)
}

// Index reads the columns from the index event_columns alone. Of that SQLite writes
// many events into one text: crossing from C to Go and making Go values for each row
// takes longer than reading it.
func (v View) Index(ctx context.Context) (data.Columns, error) {
	var count int
	if err := v.tx.QueryRowContext(ctx, "SELECT count(*) FROM event").Scan(&count); err != nil {
		return data.Columns{}, err
	}
	r := columnsReader{numbers: v.numbers, columns: makeColumns(count)}
	err := v.conn.Raw(func(raw any) error {
		for r.columns.Len() < count {
			if err := r.chunk(ctx, raw.(*sqlite3.SQLiteConn)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || !v.earlier {
		return r.columns, err
	}
	return v.byOwnClock(ctx, r.columns)
}

// byOwnClock gives the events of an earlier library the bounds of their own clock,
// where they have times.
func (v View) byOwnClock(ctx context.Context, c data.Columns) (data.Columns, error) {
	found, err := v.tx.QueryContext(ctx, "SELECT id, lo, hi FROM event WHERE edtf GLOB '*T*'")
	if err != nil {
		return c, err
	}
	defer found.Close()
	moved := map[data.ID]data.Column{}
	for found.Next() {
		var m data.Column
		if err := found.Scan(&m.ID, &m.Lo, &m.Hi); err != nil {
			return c, err
		}
		moved[m.ID] = m
	}
	var gone []int32
	var added []data.Column
	for i, id := range c.IDs {
		if m, ok := moved[id]; ok {
			m.Track, m.Importance = c.Track[i], c.Importance[i]
			gone, added = append(gone, int32(i)), append(added, m)
		}
	}
	c, _ = c.Spliced(gone, added)
	return c, found.Err()
}

// makeColumns returns empty columns with room for n events.
func makeColumns(n int) data.Columns {
	return data.Columns{
		IDs: make([]data.ID, 0, n), Lo: make([]int64, 0, n), Hi: make([]int64, 0, n),
		Track: make([]uint16, 0, n), Importance: make([]uint8, 0, n),
	}
}

// columnsReader reads the events in the order of the columns.
type columnsReader struct {
	numbers map[data.ID]uint16
	columns data.Columns
}

// chunk reads some more events: those from the last beginning on, without the
// ones with that beginning that are there already.
func (r *columnsReader) chunk(ctx context.Context, conn *sqlite3.SQLiteConn) error {
	const query = `SELECT group_concat(id || track || lo || ',' || hi || ',' || importance || ';', '') FROM (
		SELECT id, track, lo, hi, importance FROM main.event INDEXED BY event_columns
		WHERE lo >= ? ORDER BY lo, hi DESC, id LIMIT ? OFFSET ?)`
	from, skip, had := int64(math.MinInt64), 0, r.columns.Len()
	if had > 0 {
		from = r.columns.Lo[had-1]
		for ; skip < had && r.columns.Lo[had-1-skip] == from; skip++ {
		}
	}
	found, err := conn.QueryContext(ctx, query, []driver.NamedValue{
		{Ordinal: 1, Value: from}, {Ordinal: 2, Value: int64(columnsChunk)}, {Ordinal: 3, Value: int64(skip)},
	})
	if err != nil {
		return err
	}
	defer found.Close()
	row := make([]driver.Value, 1)
	if err := found.Next(row); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	text, _ := row[0].(string)
	if err := r.add(text); err != nil {
		return err
	}
	if r.columns.Len() == had {
		return fmt.Errorf("%w: events are missing", data.ErrCorrupt)
	}
	return nil
}

// add takes events as chunk reads them: two IDs as they are, three numbers.
func (r *columnsReader) add(text string) error {
	const ids = 2 * len(data.ID{})
	for len(text) > ids {
		id, track := data.ID([]byte(text[:ids/2])), data.ID([]byte(text[ids/2:ids]))
		lo, rest, ok1 := leadingInt(text[ids:], ',')
		hi, rest, ok2 := leadingInt(rest, ',')
		importance, rest, ok3 := leadingInt(rest, ';')
		if !ok1 || !ok2 || !ok3 {
			break
		}
		text = rest
		number, ok := r.numbers[track]
		if !ok || lo >= hi || importance < data.MinImportance || importance > data.MaxImportance {
			return fmt.Errorf("%w: event %s is not sound", data.ErrCorrupt, id)
		}
		c := &r.columns
		c.IDs = append(c.IDs, id)
		c.Lo, c.Hi = append(c.Lo, lo), append(c.Hi, hi)
		c.Track, c.Importance = append(c.Track, number), append(c.Importance, uint8(importance))
	}
	if text != "" {
		return fmt.Errorf("%w: an event that cannot be read", data.ErrCorrupt)
	}
	return nil
}

// leadingInt reads the number that SQLite has written at the beginning of a
// text, up to end, and returns the rest after that.
func leadingInt(text string, end byte) (v int64, rest string, ok bool) {
	negative := text != "" && text[0] == '-'
	i := 0
	if negative {
		i = 1
	}
	// Negative, as there is one more of these.
	for first := i; i < len(text); i++ {
		digit := int64(text[i]) - '0'
		if digit < 0 || digit > 9 {
			if i == first || text[i] != end {
				return 0, "", false
			}
			if !negative {
				v = -v
			}
			return v, text[i+1:], true
		}
		v = 10*v - digit
	}
	return 0, "", false
}

// trackNumbers returns the place of each track in the result of Tracks.
func trackNumbers(ctx context.Context, tx *sql.Tx) (map[data.ID]uint16, error) {
	list, err := rows.List[data.Track](ctx, tx, "ORDER BY place, id")
	if err != nil {
		return nil, err
	}
	if len(list) > maxTracks {
		return nil, fmt.Errorf("%w: it has %d tracks", data.ErrCorrupt, len(list))
	}
	numbers := make(map[data.ID]uint16, len(list))
	for i, t := range list {
		numbers[t.ID] = uint16(i)
	}
	return numbers, nil
}
