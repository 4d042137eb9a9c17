package rows

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// Axis reads the clock of the timeline's axis.
func Axis(ctx context.Context, q engine.Querier) (dates.Axis, error) {
	var zone string
	err := q.QueryRowContext(ctx, "SELECT zone FROM library").Scan(&zone)
	return dates.AxisIn(zone), err
}

// ByTime is the order of events on an axis, as the columns have them. By own clocks the
// index event_columns holds it.
func ByTime(a dates.Axis) string {
	if a.Zone() == "" {
		return "ORDER BY lo, hi DESC, id"
	}
	lo, hi := OnAxis(a, "lo", "hi", "lo_utc", "hi_utc")
	return "ORDER BY " + lo + ", " + hi + " DESC, id"
}

// OnAxis are the bounds that an axis shows of a date, in SQL, of its bounds by its own
// clock and as instants.
func OnAxis(a dates.Axis, lo, hi, loUTC, hiUTC string) (axisLo, axisHi string) {
	if a.Zone() == "" {
		return lo, hi
	}
	bound := func(function, own string) string {
		return fmt.Sprintf("iif(%[3]s IS NULL AND %[4]s IS NULL, %[6]s, %[5]s('%[7]s', %[1]s, %[2]s, %[3]s, %[4]s))",
			lo, hi, loUTC, hiUTC, function, own, a.Zone())
	}
	return bound("axis_lo", lo), bound("axis_hi", hi)
}

// Timed is an event that the zone of an axis moves.
type Timed struct {
	N       int64
	ID      data.ID
	Own, On [2]int64 // Lo and Hi by its own clock and on the axis
}

// timedChunk is how many events are read at once.
const timedChunk = 65_536

// EachTimed calls f for the events that have an instant, in no order. SQLite writes
// many into one text, as that is faster than rows.
func EachTimed(ctx context.Context, q engine.Querier, a dates.Axis, f func(Timed)) error {
	const query = `SELECT group_concat(format('%s,%d,%d,%s,%s,%d;', hex(id), lo, hi, coalesce(lo_utc, ''), coalesce(hi_utc, ''), n), '') FROM (
		SELECT n, id, lo, hi, lo_utc, hi_utc FROM main.event INDEXED BY event_instants
		WHERE lo_utc IS NOT NULL OR hi_utc IS NOT NULL LIMIT ? OFFSET ?)`
	for had := 0; ; had += timedChunk {
		var list sql.NullString
		if err := q.QueryRowContext(ctx, query, timedChunk, had).Scan(&list); err != nil {
			return err
		}
		text, n := list.String, 0
		for ; text != ""; n++ {
			row, rest, _ := strings.Cut(text, ";")
			t, err := timedOf(row, a)
			if err != nil {
				return err
			}
			f(t)
			text = rest
		}
		if n < timedChunk {
			return nil
		}
	}
}

// timedOf reads a row as EachTimed asks for it.
func timedOf(row string, a dates.Axis) (t Timed, err error) {
	var bounds [4]int64 // by its own clock, then instants
	var known [4]bool
	id, rest, _ := strings.Cut(row, ",")
	err = t.ID.UnmarshalText([]byte(id))
	for i := range bounds {
		var text string
		if text, rest, _ = strings.Cut(rest, ","); text != "" && err == nil {
			bounds[i], err = strconv.ParseInt(text, 10, 64)
			known[i] = true
		}
	}
	if err == nil {
		t.N, err = strconv.ParseInt(rest, 10, 64)
	}
	if err != nil {
		return t, fmt.Errorf("%w: an event that cannot be read (%v)", data.ErrCorrupt, err)
	}
	t.Own = [2]int64(bounds[:2])
	t.On[0], t.On[1] = a.Place(engine.InstantOf(bounds[0], bounds[2], known[2]), engine.InstantOf(bounds[1], bounds[3], known[3]))
	return t, nil
}
