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
	"slices"

	"github.com/mattn/go-sqlite3"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

const (
	// MaxTracks is how many tracks data.Columns can number.
	MaxTracks = 1 << 16
	// columnsChunk is how many events are read at once.
	columnsChunk = 16_384
)

// Stamp says of what the columns are: of a revision of the library, on its axis.
type Stamp struct {
	Revision int64
	zone     string // with its rules, see dates.Axis.Rules; "" for own clocks
}

// View is a library as it is at one moment.
type View struct {
	Stamp
	conn    *sql.Conn
	tx      *sql.Tx
	numbers map[data.ID]uint16 // of the tracks
	earlier bool               // the bounds in the file are not those of the view, see engine.Earlier
	axis    dates.Axis
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
	if v.axis, err = rows.Axis(ctx, tx); err != nil {
		return err
	}
	v.zone = v.axis.Rules()
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
	if v.axis.Zone() != "" {
		r.rowids = make([]int64, 0, count)
	}
	err := v.conn.Raw(func(raw any) error {
		for r.columns.Len() < count {
			if err := r.chunk(ctx, raw.(*sqlite3.SQLiteConn)); err != nil {
				return err
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return r.columns, err
	case v.earlier:
		return v.byOwnClock(ctx, r.columns)
	case v.axis.Zone() != "":
		return v.byAxis(ctx, r)
	}
	return r.columns, nil
}

// byAxis gives the events that have an instant the bounds that the axis shows.
func (v View) byAxis(ctx context.Context, r columnsReader) (data.Columns, error) {
	c, most := r.columns, int64(0)
	for _, n := range r.rowids {
		most = max(most, n)
	}
	if most > rows.MaxEvent {
		return c, fmt.Errorf("%w: an event with the number %d", data.ErrCorrupt, most)
	}
	var timed []rows.Timed
	place := make([]int32, most+1) // in timed, from 1, by the number of the event
	err := rows.EachTimed(ctx, v.tx, v.axis, func(t rows.Timed) {
		if timed = append(timed, t); t.N >= 0 && t.N <= most {
			place[t.N] = int32(len(timed))
		}
	})
	if err != nil {
		return c, err
	}
	moved, stay := make([]data.Column, 0, len(timed)), make([]int32, 0, c.Len()-min(len(timed), c.Len()))
	for i, n := range r.rowids {
		if at := place[max(n, 0)]; at > 0 {
			t := timed[at-1]
			moved = append(moved, data.Column{ID: c.IDs[i], Lo: t.Lo, Hi: t.Hi, Track: c.Track[i], Importance: c.Importance[i]})
		} else {
			stay = append(stay, int32(i))
		}
	}
	if len(moved) < len(timed) {
		return c, fmt.Errorf("%w: an event is missing in an index", data.ErrCorrupt)
	}
	slices.SortFunc(moved, data.Column.Compare)
	out := makeColumns(c.Len())
	for len(stay)+len(moved) > 0 {
		if len(moved) == 0 || len(stay) > 0 && c.At(int(stay[0])).Compare(moved[0]) < 0 {
			out.Append(c.At(int(stay[0])))
			stay = stay[1:]
		} else {
			out.Append(moved[0])
			moved = moved[1:]
		}
	}
	return out, nil
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
	rowids  []int64 // of the events; nil where they are not asked for
}

// chunk reads some more events: those from the last beginning on, without the
// ones with that beginning that are there already.
func (r *columnsReader) chunk(ctx context.Context, conn *sqlite3.SQLiteConn) error {
	more := ""
	if r.rowids != nil {
		more = " || n || ';'"
	}
	query := `SELECT group_concat(id || track || lo || ',' || hi || ',' || importance || ';'` + more + `, '') FROM (
		SELECT n, id, track, lo, hi, importance FROM main.event INDEXED BY event_columns
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

// add takes events as chunk reads them: two IDs as they are, three or four numbers.
func (r *columnsReader) add(text string) error {
	const ids = 2 * len(data.ID{})
	for len(text) > ids {
		id, track := data.ID([]byte(text[:ids/2])), data.ID([]byte(text[ids/2:ids]))
		lo, rest, ok1 := rows.LeadingInt(text[ids:], ',')
		hi, rest, ok2 := rows.LeadingInt(rest, ',')
		importance, rest, ok3 := rows.LeadingInt(rest, ';')
		if !ok1 || !ok2 || !ok3 {
			break
		}
		if r.rowids != nil {
			var n int64
			if n, rest, ok1 = rows.LeadingInt(rest, ';'); !ok1 {
				break
			}
			r.rowids = append(r.rowids, n)
		}
		text = rest
		number, ok := r.numbers[track]
		if !ok || lo >= hi || importance < data.MinImportance || importance > data.MaxImportance {
			return fmt.Errorf("%w: event %s is not sound", data.ErrCorrupt, id)
		}
		r.columns.Append(data.Column{ID: id, Lo: lo, Hi: hi, Track: number, Importance: uint8(importance)})
	}
	if text != "" {
		return fmt.Errorf("%w: an event that cannot be read", data.ErrCorrupt)
	}
	return nil
}

// trackNumbers returns the place of each track in the result of Tracks.
func trackNumbers(ctx context.Context, tx *sql.Tx) (map[data.ID]uint16, error) {
	list, err := rows.List[data.Track](ctx, tx, "ORDER BY place, id")
	if err != nil {
		return nil, err
	}
	if len(list) > MaxTracks {
		return nil, fmt.Errorf("%w: it has %d tracks", data.ErrCorrupt, len(list))
	}
	numbers := make(map[data.ID]uint16, len(list))
	for i, t := range list {
		numbers[t.ID] = uint16(i)
	}
	return numbers, nil
}
