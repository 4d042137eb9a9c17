package scene

import (
	"tarikh.org/tarikh/data/dates"
)

// Certainty says how sure the date of an event is, in the terms of EDTF. The
// zero Certainty is that of a sure date.
type Certainty struct {
	Approximate bool // "~": the ends of its mark are soft
	Uncertain   bool // "?": its mark is hollow
	// OpenLo and OpenHi say that the beginning or the end is open or not known: it
	// fades out. Infinite bounds are open without saying so.
	OpenLo, OpenHi bool
	// HasCore: the date begins at the earliest at its Lo and at the latest at
	// CoreLo; it ends at the earliest at CoreHi and at the latest at its Hi. What
	// lies between is solid, the rest fades; with CoreLo >= CoreHi nothing is solid.
	HasCore        bool
	CoreLo, CoreHi int64
}

// CertaintyOf returns how sure a date is.
func CertaintyOf(d dates.Date) Certainty {
	lo, hi, doubts := d.Core()
	if doubts == 0 {
		return Certainty{}
	}
	const opened, ended = dates.DoubtOpenStart | dates.DoubtUnknownStart, dates.DoubtOpenEnd | dates.DoubtUnknownEnd
	return Certainty{
		Approximate: doubts&dates.DoubtApproximate != 0, Uncertain: doubts&dates.DoubtUncertain != 0,
		OpenLo: doubts&opened != 0, OpenHi: doubts&ended != 0,
		HasCore: doubts&(dates.DoubtApproximate|dates.DoubtUnspecified|dates.DoubtOneOf) != 0, CoreLo: lo, CoreHi: hi,
	}
}
