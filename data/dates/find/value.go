package find

import "tarikh.org/tarikh/data/dates"

// calendar is the calendar of a value's year, month and day.
type calendar uint8

const (
	gregorian calendar = iota
	islamic
	solar // Jalali
)

// value is what an expression names, as far as it says it.
type value struct {
	kind      Kind
	note      dates.Note
	cal       calendar
	year      int64 // as written; of a span, the first
	hasYear   bool
	bce       bool
	month     int
	day       int
	season    dates.Season
	span      int64 // 10 or 100 years from year on
	week      bool  // the seven days from the day on
	weekday   int   // from 1, Sunday; 0 for none
	stage     int   // 1 to 3: early, mid, late
	approx    bool
	direction class // past, future, current: where a year or day is to be looked for
	swap      bool  // month and day may be meant the other way round
	timed     bool
	hour      int
	minute    int
	utc       bool
	bare      bool // a lone number: day is set, or year
	void      bool // names no day that is known; to be passed over
	from      int  // the first token
	until     *value
	set       bool // of a pair: two days, not the days between them
	weak      bool // likely but no more
}

// full reports a value with year, month and day, or a weekday or day counted.
func (v *value) full() bool { return v.day != 0 && v.month != 0 && v.hasYear }
