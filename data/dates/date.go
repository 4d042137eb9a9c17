package dates

import "math"

// Bounds of dates that have no end on one side.
const (
	// OpenLo is the Lo of a date without a beginning ("../2020").
	OpenLo int64 = math.MinInt64
	// OpenHi is the Hi of a date without an end ("2020/..").
	OpenHi int64 = math.MaxInt64
)

// Date is an EDTF date and its bounds. The zero Date means "no date".
// It is comparable: two Dates are equal when their text is.
type Date struct {
	// Lo and Hi bound the date by its own clock: the half-open range [Lo, Hi) of
	// seconds since 1970-01-01T00:00 on the calendar and clock of the place where
	// it is, proleptic Gregorian calendar, no leap seconds. 2022-02-04T00:30+03:00
	// lies on 4 February. Where the offsets of two ends differ and the later end's
	// clock shows no later time, Hi is that of the earlier end's clock. Lo < Hi
	// always, except in the zero Date. See Instants for the bounds in UTC.
	Lo, Hi int64
	// EDTF is the text the date was parsed from, unchanged.
	EDTF string
}

// String returns the date's EDTF text.
func (d Date) String() string { return d.EDTF }

// IsZero reports whether d is "no date".
func (d Date) IsZero() bool { return d == Date{} }

// MarshalText returns the EDTF text; the zero Date gives an empty text.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.EDTF), nil }

// UnmarshalText parses EDTF text; an empty text gives the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	p, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = p
	return nil
}
