package dates

// Season is a part of a year by its code in EDTF, 21 to 41. The standard gives
// the codes names and leaves their bounds open; libraries disagree on them. Ours:
//
//	21 to 24  spring, summer, autumn, winter: the meteorological seasons of
//	          the north, of three whole months from 1 March on
//	25 to 28  the same, of the northern hemisphere by name
//	29 to 32  of the southern hemisphere: spring from 1 September on
//	33 to 36  quarters of the calendar year
//	37 to 39  thirds of four months (quadrimesters)
//	40, 41    halves of six months (semesters)
//
// A season belongs to the year in which it begins, so that the codes of a year
// are in the order of time: winter 2020 is from December 2020 to February 2021,
// and so is summer 2020 in the south.
//
// Meteorological seasons rather than quarters of the year (which some readers of
// EDTF take 21 to 24 for) because that is what people mean who write "spring
// 2020", and because quarters have codes of their own; whole months rather than
// equinoxes because a source that knows no more than the season knows no hour.
type Season int

// The first code of each kind, and the last of all.
const (
	FirstSeason   Season = 21
	FirstNorthern Season = 25
	FirstSouthern Season = 29
	FirstQuarter  Season = 33
	FirstThird    Season = 37
	FirstHalf     Season = 40
	LastHalf      Season = 41
)

func (s Season) valid() bool { return s >= FirstSeason && s <= LastHalf }

// Months returns the first month of the part and the number of its months. It
// reaches into the next year where first+n is beyond 13.
func (s Season) Months() (first, n int) {
	switch {
	case s >= FirstHalf:
		return 1 + 6*int(s-FirstHalf), 6
	case s >= FirstThird:
		return 1 + 4*int(s-FirstThird), 4
	case s >= FirstQuarter:
		return 1 + 3*int(s-FirstQuarter), 3
	case s >= FirstSouthern:
		return 1 + (8+3*int(s-FirstSouthern))%12, 3
	}
	return 3 + 3*(int(s-FirstSeason)%4), 3
}
