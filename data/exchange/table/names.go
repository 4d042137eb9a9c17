package table

import (
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// namesAmong finds the row with the names of the columns: the first with two names that
// are known, or the first row at all where it has words above dates or numbers.
func namesAmong(rows []Row) int {
	for _, r := range rows[:min(len(rows), searched/2)] {
		known, filled := 0, 0
		folded := make([]string, len(r.Cells))
		for i, cell := range r.Cells {
			if cell = form.Line(cell); cell == "" || len(cell) > 80 {
				continue
			}
			filled++
			folded[i] = foldName(cell)
			called, _ := cutLanguage(folded[i])
			if len(lexicon()[called]) > 0 {
				known++
			}
		}
		if known >= 2 || known == 1 && filled >= 2 && r.Number == rows[0].Number || recogniseNames(folded) != nil {
			return r.Number
		}
	}
	if len(rows) > 1 && wordsAbove(rows[0], rows[1:]) {
		return rows[0].Number
	}
	return NoNames
}

// searched is how many rows names are searched in.
const searched = 20

// wordsAbove reports whether a row has nothing but short words, each once, and a column
// below it mostly dates or numbers.
func wordsAbove(first Row, below []Row) bool {
	seen := map[string]bool{}
	for _, cell := range first.Cells {
		cell = tidyCell(cell)
		if cell == "" {
			continue
		}
		var c Column
		c.see(1, cell, dates.Civil{})
		if c.dates+c.integers+c.clocks+c.addresses > 0 || len(cell) > 100 || seen[cell] {
			return false
		}
		seen[cell] = true
	}
	for i := range first.Cells {
		var c Column
		for _, r := range below {
			if i < len(r.Cells) {
				c.see(r.Number, r.Cells[i], dates.Civil{})
			}
		}
		if c.share(c.dates+c.integers+c.clocks) >= 0.5 && tidyCell(first.Cells[i]) != "" {
			return true
		}
	}
	return false
}
