package feature

import (
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
)

// Query reads a query as people type it; dates in it count from today. typing means
// that its last word may be incomplete.
func (h *Host) Query(words string, typing bool) query.Query {
	return query.Parse(words, query.Options{Today: dates.DayOf(h.Now()), Typing: typing})
}
