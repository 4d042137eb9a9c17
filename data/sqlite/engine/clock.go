package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// clocksSince is the version of a library from which on the bounds of dates are by
// their own clock, and events have them as instants beside; before, bounds were
// instants.
const clocksSince = 6

// Earlier reports whether a library is of a version before that; its rows are seen
// through views that give the bounds of later versions.
func Earlier(ctx context.Context, q Querier) (bool, error) {
	version, err := Pragma[int](ctx, q, "user_version")
	return version < clocksSince, err
}

// TwoClocks reports whether rows of a kind have the bounds of their first date as
// instants, too.
func TwoClocks(s *data.Shape) bool { return s.Kind == data.KindEvent }

// addClocks gives a connection the functions that make bounds of the text of a date:
// clock_lo and clock_hi those of its own clock, and their second argument where the
// text is no date; instant_lo and instant_hi those in UTC, NULL where it has none.
func addClocks(conn *sqlite3.SQLiteConn) error {
	clock := func(bound func(dates.Date) int64) func(string, int64) int64 {
		return func(text string, otherwise int64) int64 {
			if d, err := dates.Parse(text); err == nil {
				return bound(d)
			}
			return otherwise
		}
	}
	instant := func(bound func(dates.Date) dates.Instant) func(string) any {
		return func(text string) any {
			if d, err := dates.Parse(text); err == nil {
				return InstantValue(bound(d))
			}
			return nil
		}
	}
	lo := func(d dates.Date) dates.Instant { lo, _ := d.Instants(); return lo }
	hi := func(d dates.Date) dates.Instant { _, hi := d.Instants(); return hi }
	return errors.Join(
		conn.RegisterFunc("clock_lo", clock(func(d dates.Date) int64 { return d.Lo }), true),
		conn.RegisterFunc("clock_hi", clock(func(d dates.Date) int64 { return d.Hi }), true),
		conn.RegisterFunc("instant_lo", instant(lo), true),
		conn.RegisterFunc("instant_hi", instant(hi), true),
		addAxis(conn),
	)
}

// addAxis gives a connection the functions axis_lo and axis_hi: the bounds that the
// axis of a zone shows of a date, of its bounds by its own clock and its instants.
func addAxis(conn *sqlite3.SQLiteConn) error {
	var axis dates.Axis // the last one: a query has one
	place := func(zone string, lo, hi int64, loUTC, hiUTC any) (int64, int64) {
		if axis.Zone() != zone {
			axis = dates.AxisIn(zone)
		}
		start, startKnown := loUTC.(int64)
		end, endKnown := hiUTC.(int64)
		return axis.Place(InstantOf(lo, start, startKnown), InstantOf(hi, end, endKnown))
	}
	return errors.Join(
		conn.RegisterFunc("axis_lo", func(zone string, lo, hi int64, loUTC, hiUTC any) int64 {
			lo, _ = place(zone, lo, hi, loUTC, hiUTC)
			return lo
		}, true),
		conn.RegisterFunc("axis_hi", func(zone string, lo, hi int64, loUTC, hiUTC any) int64 {
			_, hi = place(zone, lo, hi, loUTC, hiUTC)
			return hi
		}, true),
	)
}

// InstantOf is a bound of which the own clock shows clock, and whose instant is at, if
// known.
func InstantOf(clock, at int64, known bool) dates.Instant {
	if !known {
		return dates.Instant{Unix: clock}
	}
	return dates.Instant{Unix: at, Known: true}
}

// InstantValue is an instant as it is stored, NULL where it is not known.
func InstantValue(at dates.Instant) any {
	if !at.Known {
		return nil
	}
	return at.Unix
}

// dateColumns are those of a date; the names begin with prefix. In an earlier library
// they are made of its text, if that has a time.
func dateColumns(prefix string, twoClocks bool) []RowColumn {
	timed := func(function, arguments, otherwise string) string {
		return fmt.Sprintf("iif(%[1]sedtf GLOB '*T*', %[2]s(%[1]sedtf%[3]s), %[4]s)", prefix, function, arguments, otherwise)
	}
	lo, hi := prefix+"lo", prefix+"hi"
	columns := []RowColumn{
		{Name: prefix + "edtf", Zero: "''", Max: data.MaxTitle},
		{Name: lo, Zero: "0", Earlier: timed("clock_lo", ", "+lo, lo)},
		{Name: hi, Zero: "0", Earlier: timed("clock_hi", ", "+hi, hi)},
	}
	if twoClocks {
		columns = append(columns, RowColumn{Name: lo + "_utc", Zero: "NULL", Earlier: timed("instant_lo", "", "NULL")},
			RowColumn{Name: hi + "_utc", Zero: "NULL", Earlier: timed("instant_hi", "", "NULL")})
	}
	return columns
}

// StoredHi is the upper bound of a date as it is stored. An article without a date has 0
// and 1 for its bounds, since its table wants a span.
func StoredHi(s *data.Shape, f data.Field, d dates.Date) int64 {
	if d.IsZero() && s.Kind == data.KindArticle && f.Name == firstDate(s) {
		return 1
	}
	return d.Hi
}

// WrongInstants is the condition of events whose instants are not those of their date.
const WrongInstants = `lo_utc IS NOT iif(edtf GLOB '*T*', instant_lo(edtf), NULL)
	OR hi_utc IS NOT iif(edtf GLOB '*T*', instant_hi(edtf), NULL)`
