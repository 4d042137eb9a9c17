package postgres

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// maxTracks is how many tracks data.Columns can number.
const maxTracks = 1 << 16

// axis reads the clock of the timeline's axis.
func (s *Store) axis(ctx context.Context, tx pgx.Tx) (dates.Axis, error) {
	var zone string
	err := tx.QueryRow(ctx, s.sql("SELECT zone FROM $.library")).Scan(&zone)
	return dates.AxisIn(zone), err
}

// onAxis are the events that rest of a query finds in the order of own clocks, in that of
// an axis.
func (s *Store) onAxis(ctx context.Context, tx pgx.Tx, axis dates.Axis, rest string, args ...any) ([]data.Event, error) {
	all, err := listIn[data.Event](ctx, s, tx, rest, args...)
	if axis.Zone() != "" {
		slices.SortFunc(all, func(a, b data.Event) int { return columnOf(axis, a).Compare(columnOf(axis, b)) })
	}
	return all, err
}

func columnOf(axis dates.Axis, e data.Event) data.Column {
	lo, hi := axis.Bounds(e.Date)
	return data.Column{ID: e.ID, Lo: lo, Hi: hi}
}

// Columns returns what the timeline needs of every event, from the index event_columns
// alone, as the server has it in its messages.
func (s *Store) Columns(ctx context.Context) (data.Columns, error) {
	return ask(ctx, s, "read the timeline", s.columns)
}

func (s *Store) columns(ctx context.Context, tx pgx.Tx) (c data.Columns, err error) {
	axis, err := s.axis(ctx, tx)
	if err != nil {
		return c, err
	}
	tracks, err := valuesIn[data.ID](ctx, s, tx, `SELECT id FROM $.track ORDER BY "order", id`)
	if err != nil {
		return c, err
	}
	if len(tracks) > maxTracks {
		return c, fmt.Errorf("%w: more than %d tracks", data.ErrUnsafe, maxTracks)
	}
	numbers := make(map[data.ID]uint16, len(tracks))
	for i, id := range tracks {
		numbers[id] = uint16(i)
	}
	// All are of fixed sizes, so that a hostile answer is found out by its lengths.
	err = s.each(ctx, tx, "SELECT id, date_lo, date_hi, track, importance FROM $.event "+byTime, func(r pgx.Rows) error {
		raw, err := rawValues(r, 5)
		if err != nil {
			return err
		}
		if len(raw[0]) != 16 || len(raw[1]) != 8 || len(raw[2]) != 8 || len(raw[3]) != 16 || len(raw[4]) != 8 {
			return fmt.Errorf("%w: an event that cannot be read", data.ErrCorrupt)
		}
		e := data.Column{ID: data.ID(raw[0]), Lo: int64(binary.BigEndian.Uint64(raw[1])), Hi: int64(binary.BigEndian.Uint64(raw[2]))}
		track, ok := numbers[data.ID(raw[3])]
		importance := int64(binary.BigEndian.Uint64(raw[4]))
		if !ok || e.Lo >= e.Hi || importance < data.MinImportance || importance > data.MaxImportance || c.Len() > 0 && c.At(c.Len()-1).Compare(e) >= 0 {
			return fmt.Errorf("%w: event %s", data.ErrCorrupt, e.ID)
		}
		e.Track, e.Importance = track, uint8(importance)
		c.Append(e)
		return nil
	})
	if err != nil || axis.Zone() == "" {
		return c, err
	}
	return s.moved(ctx, tx, axis, c)
}

// moved gives the events that have an instant the bounds that the axis shows.
func (s *Store) moved(ctx context.Context, tx pgx.Tx, axis dates.Axis, c data.Columns) (data.Columns, error) {
	timed := map[data.ID][2]int64{}
	err := s.each(ctx, tx, "SELECT id, date_edtf FROM $.event WHERE date_lo_utc IS NOT NULL OR date_hi_utc IS NOT NULL", func(r pgx.Rows) error {
		var id data.ID
		var edtf string
		if err := r.Scan(&id, &edtf); err != nil {
			return err
		}
		d, err := dates.Parse(edtf)
		if err != nil {
			return fmt.Errorf("%w: the date of event %s: %v", data.ErrCorrupt, id, err)
		}
		lo, hi := axis.Bounds(d)
		timed[id] = [2]int64{lo, hi}
		return nil
	})
	if err != nil {
		return c, err
	}
	var gone []int32
	var added []data.Column
	for i, id := range c.IDs {
		if bounds, ok := timed[id]; ok {
			e := c.At(i)
			e.Lo, e.Hi = bounds[0], bounds[1]
			gone, added = append(gone, int32(i)), append(added, e)
		}
	}
	out, _ := c.Spliced(gone, added)
	return out, nil
}
