package table

import (
	"slices"

	"tarikh.org/tarikh/data/exchange/form"
)

// Mapping is what the columns of a table mean. It fits all tables of one Shape and can be
// kept as JSON.
type Mapping struct {
	Columns []Meant `json:"columns"`
	Track   string  `json:"track,omitempty"` // of events whose row names none; "" for none
	Zone    string  `json:"zone,omitempty"`  // on whose clock times without an offset are; IANA name
}

// Meant is what one column means.
type Meant struct {
	Means Meaning `json:"means"`
	// Order is how its dates such as 4/2/2022 are read; ByContents where nothing tells: they
	// are skipped then.
	Order form.Order `json:"order,omitempty"`
}

// Fits reports whether a mapping is one for the columns of t.
func (m Mapping) Fits(t *Table) bool {
	return len(m.Columns) == len(t.Columns) && !slices.ContainsFunc(m.Columns, func(c Meant) bool { return c.Means == "" })
}

// first is the first column of a meaning, or -1.
func (m Mapping) first(meaning Meaning) int {
	return slices.IndexFunc(m.Columns, func(c Meant) bool { return c.Means == meaning })
}

// Ambiguous returns the columns whose dates can be read with the day or with the month
// first and nothing tells which: their Doubtful shows both.
func (t *Table) Ambiguous(m Mapping) []int {
	var columns []int
	for i, c := range m.Columns {
		if c.Means.dated() && c.Order == form.ByContents && len(t.Columns[i].Doubtful) > 0 {
			columns = append(columns, i)
		}
	}
	return columns
}
