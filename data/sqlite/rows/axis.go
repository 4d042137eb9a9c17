package rows

import (
	"context"
	"database/sql"
	"fmt"

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

// MaxEvent bounds the memory that is taken on the word of an event's number.
const MaxEvent = 100_000_000

// Timed is an event that the zone of an axis moves.
type Timed struct {
	N      int64
	ID     data.ID
	Lo, Hi int64 // on the axis
}

// timedChunk is how many events are read at once.
const timedChunk = 65_536

// EachTimed calls f for the events that have an instant, in no order. SQLite writes
// many into one text, as that is faster than rows.
func EachTimed(ctx context.Context, q engine.Querier, a dates.Axis, f func(Timed)) error {
	const query = `SELECT group_concat(id || n || ',' || lo || ',' || hi || ',' || coalesce(lo_utc || '', '') || ',' || coalesce(hi_utc || '', '') || ';', '')
		FROM (SELECT n, id, lo, hi, lo_utc, hi_utc FROM main.event INDEXED BY event_instants
		WHERE lo_utc IS NOT NULL OR hi_utc IS NOT NULL LIMIT ? OFFSET ?)`
	for had := 0; ; had += timedChunk {
		var list sql.NullString
		if err := q.QueryRowContext(ctx, query, timedChunk, had).Scan(&list); err != nil {
			return err
		}
		text, n := list.String, 0
		for ; text != ""; n++ {
			t, rest, ok := timedOf(text, a)
			if !ok {
				return fmt.Errorf("%w: an event that cannot be read", data.ErrCorrupt)
			}
			f(t)
			text = rest
		}
		if n < timedChunk {
			return nil
		}
	}
}

// timedOf reads an event as EachTimed asks for it: its ID as it is, its number, its
// bounds by its own clock, and its instants, which may be empty.
func timedOf(text string, a dates.Axis) (t Timed, rest string, ok bool) {
	const id = len(data.ID{})
	if len(text) <= id {
		return t, text, false
	}
	t.ID = data.ID([]byte(text[:id]))
	var lo, hi int64
	if t.N, rest, ok = LeadingInt(text[id:], ','); !ok {
		return t, text, false
	}
	if lo, rest, ok = LeadingInt(rest, ','); !ok {
		return t, text, false
	}
	if hi, rest, ok = LeadingInt(rest, ','); !ok {
		return t, text, false
	}
	instant := func(clock int64, end byte) (at dates.Instant) {
		if rest != "" && rest[0] == end {
			rest = rest[1:]
			return engine.InstantOf(clock, 0, false)
		}
		var unix int64
		if ok {
			unix, rest, ok = LeadingInt(rest, end)
		}
		return engine.InstantOf(clock, unix, true)
	}
	start := instant(lo, ',')
	t.Lo, t.Hi = a.Place(start, instant(hi, ';'))
	return t, rest, ok
}

// LeadingInt reads the number that SQLite has written at the beginning of a
// text, up to end, and returns the rest after that.
func LeadingInt(text string, end byte) (v int64, rest string, ok bool) {
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
