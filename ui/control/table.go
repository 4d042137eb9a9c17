package control

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/uax9"
)

// TableColumn is a column of a Table. The first one takes the room that the others
// leave.
type TableColumn struct {
	Key    string // names it in the program
	Title  string // in the interface's language
	Width  float32
	Figure bool // figures: aligned at the end side
	// Own marks the interface's own words (dates, figures), which run in its
	// direction; other columns hold what people wrote.
	Own bool
	// Fixed: rows cannot be sorted by it.
	Fixed bool
	// Firm: what is cut off at its end says nothing, as a date without its year. Others
	// shrink before it does.
	Firm bool
}

// TableCell is what is in a row under a column.
type TableCell struct {
	Text   string
	Dot    string    // colour of a dot before it, empty for none
	Sign   text.Sign // its form
	Bold   bool
	Colour fyne.ThemeColorName
	// Picture is in place of the text; nil for none.
	Picture *image.RGBA
}

// TableRows say what a Table shows.
type TableRows struct {
	Columns []TableColumn
	// Widths are what the reader made of the columns' widths, by key; Widened is
	// told of a new one.
	Widths  map[string]float32
	Widened func(key string, width float32)
	// Sort is the column by which the rows are sorted; Sorted is told that the reader
	// wants another.
	Sort       string
	Descending bool
	Sorted     func(key string, descending bool)
	// Cells returns what is in row i, one for each column.
	Cells func(i int) []TableCell
	// List says how the rows answer; New, Fill, Row and Height are the table's own.
	List LongRows
}

// Table shows many rows in columns that can be sorted and widened. Rows are drawn
// as one picture each, see text.Cells.
type Table struct {
	Root *fyne.Container
	List *LongList
	kit  *Kit
	rows TableRows
	head *tableHead
	xs   []float32 // where each column begins from the reading-start side, and the end
	made float32   // the width that xs are for
}

// Measures of a table, in units.
const (
	tableRow    = 32
	tableHeadUp = 34
	tableSide   = 14   // free at both sides
	tableGap    = 14   // between a column's words and the next column
	columnLeast = 44   // width of a column
	firstLeast  = 150  // of the first one
	firstShare  = 0.32 // of the room, that the first one has at least
)

// Table makes a table without rows; List.SetCount says how many there are.
func (k *Kit) Table(rows TableRows) *Table {
	t := &Table{kit: k, rows: rows}
	list := rows.List
	list.Row, list.Height = tableRow, nil
	list.New = func() fyne.CanvasObject { return text.NewCells(k.Typesetter) }
	list.Fill = t.fill
	t.List = k.LongList(list)
	t.head = newTableHead(t)
	t.Root = container.NewBorder(Column(0, t.head, HLine()), nil, nil, nil, container.New(&tableBody{t}, t.List))
	return t
}

// SetSort shows by which column the rows are sorted.
func (t *Table) SetSort(key string, descending bool) {
	t.rows.Sort, t.rows.Descending = key, descending
	t.head.build()
}

// columnEdges returns where each column begins, from the reading-start side, and
// where the last one ends. The first takes what the others leave: at least a share of
// the room while the reader has chosen no widths, else firstLeast. Where there is less,
// the others shrink alike, firm ones after all others.
func columnEdges(columns []TableColumn, widths map[string]float32, total float32) []float32 {
	total -= 2 * tableSide
	sum, firm, least := float32(0), float32(0), float32(0) // least: of those that are not firm
	ws := make([]float32, len(columns))
	for i, c := range columns[1:] {
		w := c.Width
		if chosen := widths[c.Key]; chosen > 0 {
			w = chosen
		}
		ws[i+1] = max(w, columnLeast)
		if sum += ws[i+1]; c.Firm {
			firm += ws[i+1]
		} else {
			least += columnLeast
		}
	}
	first := float32(firstLeast)
	if len(widths) == 0 {
		first = max(first, total*firstShare)
	}
	if room := max(total-first, total/3); sum > room && sum > 0 {
		stays := firm > 0 && firm < sum && room-firm >= least
		for i := range ws {
			switch {
			case !stays:
				ws[i] *= room / sum
			case !columns[i].Firm:
				ws[i] *= (room - firm) / (sum - firm)
			}
		}
		sum = room
	}
	ws[0] = max(total-sum, 0)
	xs := make([]float32, len(columns)+1)
	xs[0] = tableSide
	for i, w := range ws {
		xs[i+1] = xs[i] + w
	}
	return xs
}

// edges are the columns' edges in the present width.
func (t *Table) edges() []float32 {
	if width := t.List.Size().Width; t.xs == nil || t.made != width {
		t.xs, t.made = columnEdges(t.rows.Columns, t.rows.Widths, width), width
	}
	return t.xs
}

// fill makes the picture of a row.
func (t *Table) fill(i int, o fyne.CanvasObject) {
	xs, width := t.edges(), t.List.Size().Width
	rtl := t.kit.RTL()
	cells := t.rows.Cells(i)
	out := make([]text.Cell, 0, len(cells))
	for n, c := range cells {
		col := t.rows.Columns[n]
		cell := text.Cell{X: xs[n], Width: xs[n+1] - xs[n] - tableGap, Text: c.Text, Bold: c.Bold, Colour: c.Colour, Dot: c.Dot, Sign: c.Sign, DotRTL: rtl, Picture: c.Picture}
		if n+1 == len(cells) {
			cell.Width += tableGap
		}
		if rtl {
			cell.X = width - cell.X - cell.Width
		}
		cell.Align, cell.Base = t.kit.Start(), uax9.Auto
		if col.Own {
			cell.Base = t.kit.Direction()
		}
		if col.Figure {
			cell.Align = t.kit.End()
		}
		if n > 0 {
			cell.Size = SizeSmall
		}
		out = append(out, cell)
	}
	o.(*text.Cells).Set(out)
}

// widen gives a column another width, and lets the rows follow.
func (t *Table) widen(column int, width float32) {
	if t.rows.Widths == nil {
		t.rows.Widths = map[string]float32{}
	}
	t.rows.Widths[t.rows.Columns[column].Key] = max(width, columnLeast)
	t.xs = nil
	t.head.place()
	t.List.Update()
}

// tableBody lays the list out, and the head with it when the width changes.
type tableBody struct{ t *Table }

// MinSize is Fyne's.
func (b *tableBody) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 80) }

// Layout is Fyne's.
func (b *tableBody) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[0].Move(fyne.Position{})
	b.t.head.place()
}
