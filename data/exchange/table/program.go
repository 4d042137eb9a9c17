package table

import (
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// mapping is what the columns of t mean in the dialect.
func (d *dialect) mapping(t *Table) Mapping {
	m := Mapping{Columns: make([]Meant, len(t.Columns))}
	for i := range t.Columns {
		meaning := d.rest
		if i < len(d.places) {
			meaning = d.places[i]
		} else if known, ok := d.means[foldName(plainName(t.Columns[i].Name))]; ok && t.Columns[i].Named {
			meaning = known
		}
		if !meaning.repeats() && m.first(meaning) >= 0 {
			meaning = Keep // Aeon has several columns "Parent"
		}
		m.Columns[i].Means = meaning
	}
	switch d.format {
	case "timesketch":
		d.instants(t, m)
	case "aeon2":
		d.roles(t, m)
	}
	return m
}

// roles finds the columns of Aeon Timeline 2 that a timeline has of its own: what has
// several words in a cell are people and things. Its colours have names that may be words.
func (d *dialect) roles(t *Table, m Mapping) {
	for i := range t.Columns {
		c := &t.Columns[i]
		switch {
		case m.Columns[i].Means == Keep && c.bars > 0:
			m.Columns[i].Means = Entity
		case strings.HasPrefix(foldName(c.Name), "colo"):
			for word := range c.distinct {
				if form.Colour(word) == "" {
					m.Columns[i].Means = Keep
				}
			}
		}
	}
}

// instants leaves one column of dates to a table of Timesketch: the one as people read it.
func (d *dialect) instants(t *Table, m Mapping) {
	text, number := -1, -1
	for i, c := range t.Columns {
		switch foldName(c.Name) {
		case "datetime":
			text = i
		case "timestamp":
			number = i
		}
	}
	if text >= 0 && number >= 0 {
		m.Columns[text].Means, m.Columns[number].Means = Start, Redundant
	}
}
