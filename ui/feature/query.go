package feature

import (
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
)

// Query reads a query as people type it; dates in it count from today. typing says
// that its last word may go on.
func (h *Host) Query(words string, typing bool) query.Query {
	return query.Parse(words, query.Options{Today: dates.DayOf(h.Now()), Typing: typing})
}
