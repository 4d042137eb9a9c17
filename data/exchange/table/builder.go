package table

import (
	"cmp"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// builder makes a document, row by row.
type builder struct {
	t       *Table
	m       Mapping
	d       dialect
	now     time.Time
	doc     form.Document
	at      map[Meaning]int // the column of each meaning that only one has
	several map[Meaning][]int
	dates   []dateReader // by column
	tracks  map[string]data.ID
	keys    map[string]bool
	split   []string // by column: what is between words in its cells
	clock   int      // the column with the zone of the row's times; -1 for none

	r Row // the one at hand
}

func newBuilder(t *Table, m Mapping, o form.Options) *builder {
	b := &builder{
		t: t, m: m, now: o.Now, at: map[Meaning]int{}, several: map[Meaning][]int{}, tracks: map[string]data.ID{}, keys: map[string]bool{},
		dates: make([]dateReader, len(t.Columns)), split: make([]string, len(t.Columns)), clock: -1,
	}
	if t.known != nil {
		b.d = *t.known
	}
	if b.now.IsZero() {
		b.now = time.Now()
	}
	today := dates.DayOf(b.now)
	for i, c := range m.Columns {
		if _, there := b.at[c.Means]; !there {
			b.at[c.Means] = i
		}
		b.several[c.Means] = append(b.several[c.Means], i)
		col := &t.Columns[i]
		b.dates[i] = dateReader{
			numbers: numbers{near: today.Year, yearFirst: b.d.year}, order: c.Order, spans: col.seasons > 0, days: col.timed > 0 && col.midnight == col.timed && !b.d.ends,
			bce: b.d.bce || col.shortNegative > 0 || col.padded == 0 && (c.Means == Year || c.Means == EndYear), unset: b.d.unset,
			book: t.book, epoch: t.epoch, today: today,
		}
		if b.d.clock != "" && foldName(plainName(col.Name)) == b.d.clock {
			b.clock = i
		}
		b.split[i] = cmp.Or(b.d.split, col.between())
	}
	return b
}

// between is what stands between the words of a column's cells.
func (c *Column) between() string {
	switch {
	case c.brackets*2 > c.Filled:
		return "["
	case c.bars > 0:
		return "|"
	case c.semicolons > 0:
		return ";"
	}
	return ","
}

// cell is the cell of the column of a meaning, "" for none.
func (b *builder) cell(meaning Meaning) string {
	i, ok := b.at[meaning]
	if !ok {
		return ""
	}
	return b.in(i)
}

// words is a cell that has something to say.
func (b *builder) words(meaning Meaning) string {
	if cell := b.cell(meaning); !none(cell) {
		return cell
	}
	return ""
}

func (b *builder) in(column int) string {
	if column >= len(b.r.Cells) {
		return ""
	}
	return tidyCell(b.r.Cells[column])
}

// place is a cell of the row at hand, or the row where column is below 0.
func (b *builder) place(column int) form.Place {
	p := form.Place{Sheet: b.t.Layout.Sheet, Line: line(b.r), Row: b.r.Number}
	if column >= 0 {
		p.Column = b.t.Columns[column].Name
	}
	return p
}

// skip notes that the cell of a meaning is left out.
func (b *builder) skip(meaning Meaning, why form.Why) {
	column, ok := b.at[meaning]
	if !ok {
		b.doc.Skip(b.place(-1), why, "")
		return
	}
	detail := b.in(column)
	if why == form.NoDate || why == form.NoTitle {
		detail = ""
	}
	b.doc.Skip(b.place(column), why, form.Line(detail))
}
