package feature

import (
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
)

// Today is the day on the timeline's axis.
func (h *Host) Today() dates.Civil { return h.Library.Axis().Day(h.Now()) }

// Clocks puts a date into words by its own clock, with the name of its zone, and by the
// clock of the timeline's axis, none where that shows the same; both for Kit.Join.
func (h *Host) Clocks(d dates.Date, zone string) (own, onAxis []string) {
	k, axis := h.Kit(), h.Library.Axis()
	own = []string{k.Locale.DateLong(d), k.Locale.Zone(zone)}
	if lo, hi := axis.Bounds(d); lo != d.Lo || hi != d.Hi {
		onAxis = []string{k.Locale.DateLong(axis.Shown(d)), k.Locale.Zone(axis.Zone())}
	}
	return own, onAxis
}

// Query reads a query as people type it; dates in it count from Today. typing means
// that its last word may be incomplete.
func (h *Host) Query(words string, typing bool) query.Query {
	return query.Parse(words, query.Options{Today: h.Today(), Typing: typing})
}
