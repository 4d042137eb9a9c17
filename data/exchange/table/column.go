package table

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// Column is a column of a table, with what its cells tell of it.
type Column struct {
	// Name is how the column is called: as in the table, with a number where another
	// column before it has the same name; the letters of a spreadsheet where it has none.
	Name   string
	Named  bool // in the table
	Filled int  // cells that are not blank

	// Order is what the dates of the column tell of their order: all of 4/2/2022 are read
	// by the first that has a number above 12, which is Decides. ByContents: nothing tells.
	Order   form.Order
	Decides Sample
	// Doubtful are up to three of the dates that can be read both ways.
	Doubtful []Sample

	facts
}

// Sample is a date of a column, read with the day first and with the month first; a zero
// date is one that cannot be read so.
type Sample struct {
	Row                  int
	Text                 string
	DayFirst, MonthFirst dates.Date
}

// facts counts what the cells of a column are.
type facts struct {
	dates, years, integers, clocks, addresses, pictures, human int
	dayFirst, monthFirst                                       int
	timed, midnight                                            int // dates with a time, and those of which it is 00:00
	shortNegative, padded                                      int // -44, -0044
	seasons                                                    int // 1914-18, which is no date of EDTF
	runes, longest                                             int
	looked                                                     int // cells that the human reading was tried on
	linked                                                     int // that lead to an address, see Row.Links
	brackets, bars, semicolons                                 int // in how many cells
	distinct                                                   map[string]bool
}

// The most that facts look at.
const (
	mostDistinct = 300
	mostLooked   = 40
	samples      = 3
)

// see counts a cell. today is for years of two digits.
func (c *Column) see(row int, cell string, today dates.Civil) {
	cell = tidyCell(cell)
	if cell == "" {
		return
	}
	c.Filled++
	c.seeText(cell)
	if strings.Contains(cell, "://") && form.WebAddress(cell) != "" {
		c.addresses++
		if isPicture(cell) {
			c.pictures++
		}
		return
	}
	folded := latinDigits(cell)
	if integer(folded) {
		c.seeInteger(folded)
	}
	if d, ok := (numbers{near: today.Year}).read(folded); ok {
		c.seeDate(row, cell, d)
		return
	}
	if s := (scanner{folded}); folded != "" && folded[0] >= '0' && folded[0] <= '9' {
		if _, _, ok := s.clock(); ok && s.rest == "" {
			c.clocks++
		}
	}
	c.seeHuman(folded, today)
}

// seeText counts what every cell has.
func (c *Column) seeText(cell string) {
	n := utf8.RuneCountInString(cell)
	c.runes += n
	c.longest = max(c.longest, n)
	if c.distinct == nil {
		c.distinct = map[string]bool{}
	}
	if len(c.distinct) < mostDistinct && len(cell) < 200 {
		c.distinct[cell] = true
	}
	switch {
	case cell[0] == '[':
		c.brackets++
	case strings.Contains(cell, "|"):
		c.bars++
	case strings.Contains(cell, ";"):
		c.semicolons++
	}
}

// seeHuman tries the first cells as dates as people write them.
func (c *Column) seeHuman(cell string, today dates.Civil) {
	if first, last, ok := yearSpan(cell); ok && last > first {
		if _, err := dates.Parse(cell); err != nil {
			c.seasons++
			c.human++
			c.looked++
			return
		}
	}
	if c.looked < mostLooked && len(cell) < 100 && strings.ContainsFunc(cell, unicode.IsDigit) && (strings.ContainsFunc(cell, unicode.IsLetter) || strings.ContainsAny(cell, "-/~?[{")) {
		c.looked++
		if _, err := people(cell, today); err == nil {
			c.human++
		}
	}
}

func (c *Column) seeInteger(cell string) {
	c.integers++
	digits, negative := strings.CutPrefix(cell, "-")
	switch {
	case negative && digits[0] == '0':
		c.padded++
	case negative && len(digits) != 4:
		c.shortNegative++
	}
	if len(digits) == 4 && !negative && digits >= "1000" && digits <= "2999" {
		c.years++
	}
}

func (c *Column) seeDate(row int, cell string, d numeric) {
	c.dates++
	if d.Clock.Said {
		c.timed++
		if d.Clock.Hour == 0 && d.Clock.Minute == 0 && d.Clock.Second == 0 && !d.fraction {
			c.midnight++
		}
	}
	switch {
	case d.order == form.DayFirst:
		c.dayFirst++
		if c.dayFirst == 1 && c.monthFirst == 0 {
			c.Decides = sampleOfDate(row, cell, d)
		}
	case d.order == form.MonthFirst:
		c.monthFirst++
		if c.monthFirst == 1 && c.dayFirst == 0 {
			c.Decides = sampleOfDate(row, cell, d)
		}
	case d.swap && len(c.Doubtful) < samples:
		c.Doubtful = append(c.Doubtful, sampleOfDate(row, cell, d))
	}
}

func sampleOfDate(row int, cell string, d numeric) Sample {
	s := Sample{Row: row, Text: form.Shorten(cell, 100)}
	if m, ok := d.inOrder(form.DayFirst); ok {
		s.DayFirst, _ = dates.Parse(m.EDTF())
	}
	if m, ok := d.inOrder(form.MonthFirst); ok {
		s.MonthFirst, _ = dates.Parse(m.EDTF())
	}
	return s
}

// settle decides what the whole column tells.
func (c *Column) settle() {
	switch {
	case c.dayFirst > c.monthFirst:
		c.Order = form.DayFirst
	case c.monthFirst > c.dayFirst:
		c.Order = form.MonthFirst
	case c.dayFirst > 0: // as many of each
		c.Decides = Sample{}
	}
}

// share is a count as a part of the cells that are filled.
func (c *Column) share(n int) float64 {
	if c.Filled == 0 {
		return 0
	}
	return float64(n) / float64(c.Filled)
}

// dated is the part of the cells that are dates.
func (c *Column) dated() float64 {
	human := 0.0
	if c.looked > 0 {
		human = float64(c.human) / float64(c.looked) * c.share(c.Filled-c.dates-c.integers-c.addresses)
	}
	return c.share(c.dates+c.years) + human
}

// words reports whether the column has words for people to read.
func (c *Column) words() bool {
	return c.Filled > 0 && c.share(c.dates+c.integers+c.clocks+c.addresses) < 0.3 && c.runes > 3*c.Filled
}

// average is the length of a cell in characters.
func (c *Column) average() float64 { return float64(c.runes) / float64(max(c.Filled, 1)) }
