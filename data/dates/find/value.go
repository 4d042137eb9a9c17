package find

import (
	"slices"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/zones"
)

// calendar is the calendar of a value's year, month and day.
type calendar uint8

const (
	gregorian calendar = iota
	islamic
	solar // Jalali
)

// civil is a day of the Gregorian calendar.
type civil struct {
	year       int64
	month, day int // 0 where they are not known
}

func civilOf(n int64) civil {
	y, m, d := dates.CivilFromDays(n)
	return civil{y, m, d}
}

func (c civil) days() int64 { return dates.DaysFromCivil(c.year, max(c.month, 1), max(c.day, 1)) }

// clock is a time of day.
type clock struct {
	hour, minute, second int
	precision            dates.Precision // PrecisionNone without a time
	offset               int             // seconds east of UTC
	zoned                bool
	place                zones.Named // the zone that is named, instead of an offset
}

func (c *clock) timed() bool { return c.precision != dates.PrecisionNone }

// value is what an expression names, as far as it says it.
type value struct {
	clock
	kind      Kind
	note      Note
	cal       calendar
	year      int64 // as written, in its era; of a span, the first
	hasYear   bool
	bce       bool
	ce        bool // the era was named
	round     bool // "66 million": counted from year 0
	pivot     bool // a year of two digits, completed
	month     int
	day       int
	season    dates.Season
	span      int64 // 10, 100 or 1000 years from year on
	week      bool  // the seven days from the day on
	weekend   bool  // of a week, the two days from the day on
	feast     int   // a day of which the year tells month and day
	weekday   int   // from 1, Sunday; 0 for none
	stage     int   // 1 to 3: early, mid, late
	half      int   // 1 or 2: of a span or month
	approx    bool
	unsure    bool
	direction class // past, future, current: where a year or day is to be looked for
	swap      bool  // month and day may be meant the other way round
	wide      bool  // 1900s: a decade or a century
	bare      bool  // a lone number: day is set, or year
	void      bool  // names no day that is known; to be passed over
	from      int   // the first token
	until     *value
	set       bool   // of a pair: two days, not the days between them
	weak      bool   // likely but no more
	also      *value // the same day in another calendar
	when      tense  // on which side of the text's day a verb tells that it lies
	margin    int64  // days by which the year that was taken is nearer than another
	trust     int    // confidence in hundredths, where the words of a counted day tell it
	vague     bool   // no more exact than the text's own date
}

// full reports a value with year, month and day.
func (v *value) full() bool { return v.day != 0 && v.month != 0 && v.hasYear }

// plainDay reports a day of our era by day, month and year, and no more.
func (v *value) plainDay() bool {
	return v.full() && v.kind == KindAbsolute && v.cal == gregorian && v.weekday == 0 && !v.timed() && !v.week && !v.bce
}

// astronomical returns the year as EDTF counts it: 0 is 1 BC.
func (v *value) astronomical() int64 {
	switch {
	case v.bce && v.round:
		return -v.year
	case v.bce:
		return 1 - v.year
	}
	return v.year
}

func (v *value) asCivil() civil {
	m := v.month
	if m == 0 && v.season != 0 {
		m, _ = v.season.Months()
	}
	return civil{v.astronomical(), max(m, 1), max(v.day, 1)}
}

// other returns the value with month and day changed over, in both of its ends.
func (v value) other() value {
	v.month, v.day, v.swap = v.day, v.month, false
	if v.until != nil {
		u := v.until.other()
		v.until = &u
	}
	return v
}

// tense is what the words of a sentence say of a day in it.
type tense int

const (
	unsaid tense = iota
	behindUs
	aheadOfUs
)

// toward reports whether a value is to be looked for in one of some directions.
func (v *value) toward(directions ...class) bool { return slices.Contains(directions, v.direction) }

// namesDay reports whether a value is a day with its month, of our calendar, that was not
// counted from another.
func (v *value) namesDay() bool {
	return v.day != 0 && v.month != 0 && v.kind != KindRelative && v.cal == gregorian && !v.void
}
