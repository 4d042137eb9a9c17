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

// missing is the meaning that a column must have and none has: Start, Title, or "".
func (m Mapping) missing() Meaning {
	switch {
	case !m.Has(Start) && !m.Has(Year) && !m.Has(Display):
		return Start
	case !m.Has(Title) && !m.Has(EventTitle) && !m.Has(Text):
		return Title
	}
	return ""
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

// With returns the mapping with another meaning of a column. A meaning that one column
// alone may have is taken from the one that had it, whose words are kept.
func (m Mapping) With(column int, means Meaning) Mapping {
	m.Columns = slices.Clone(m.Columns)
	if at := m.first(means); at >= 0 && !means.repeats() {
		m.Columns[at].Means = Keep
	}
	m.Columns[column].Means = means
	return m
}

// Has reports whether a column has a meaning.
func (m Mapping) Has(means Meaning) bool { return m.first(means) >= 0 }

// Ordered returns the mapping with the dates read in an order where their column does not
// tell it.
func (t *Table) Ordered(m Mapping, order form.Order) Mapping {
	m.Columns = slices.Clone(m.Columns)
	for i := range m.Columns {
		if t.Columns[i].Order == form.ByContents {
			m.Columns[i].Order = order
		}
	}
	return m
}

// Order is how the dates are read that can be read both ways: that of the first column of
// dates, and the date that decides it there. ok is false where no column has such dates.
func (t *Table) Order(m Mapping) (order form.Order, decides Sample, ok bool) {
	for i, c := range m.Columns {
		if col := &t.Columns[i]; c.Means.dated() && (len(col.Doubtful) > 0 || col.Order != form.ByContents) {
			return c.Order, col.Decides, true
		}
	}
	return form.ByContents, Sample{}, false
}

// Timed reports whether dates have times of day, which are on the clock of a zone.
func (t *Table) Timed(m Mapping) bool {
	return slices.ContainsFunc(m.Columns, func(c Meant) bool { return c.Means == Time || c.Means == EndTime }) ||
		slices.ContainsFunc(t.Columns, func(c Column) bool { return c.timed > c.midnight })
}

// LeftOut reports whether nothing comes of a column of this meaning.
func (m Meaning) LeftOut() bool { return m == Ignore || m == Redundant }
