package imports

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/table"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/uax9"
)

// grid is the table with its rows, what each column means above it, and what becomes of
// each row beside it. Of many columns it shows as many as have room, from one on.
type grid struct {
	w    *wizard
	root *fyne.Container
	head *fyne.Container
	list *control.LongList
	rows []table.Row
	high float32 // of the rows, in units

	from    int                       // the first column that is shown
	buttons map[int]fyne.CanvasObject // of the columns in view
	width   float32                   // that the head is made for
}

// The measures of a grid, in units: a row, its number, the least of a column, what becomes
// of a row, and the head.
const (
	gridRow     = 30
	gridNumber  = 52
	gridColumn  = 120
	gridOutcome = 270
	gridNarrow  = 190 // of gridOutcome, in a narrow window
	gridHead    = 66
	gridGap     = 8
)

func newGrid(w *wizard) *grid {
	g := &grid{w: w, head: &fyne.Container{}}
	g.list = w.kit.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return text.NewCells(w.kit.Typesetter) }, Fill: func(i int, o fyne.CanvasObject) { g.fill(i, o.(*text.Cells)) }, Row: gridRow,
		Pressed: func(i int, _ control.Press) { w.about(i) }, Moved: func(i int, _ fyne.KeyModifier) { w.about(i) },
		Key: func(ev *fyne.KeyEvent) bool {
			if ev.Name == fyne.KeyEscape {
				w.window.TypedKey(ev)
			}
			return ev.Name == fyne.KeyEscape
		},
		Shortcut: func(s fyne.Shortcut) bool {
			_, copies := s.(*fyne.ShortcutCopy)
			if at := g.list.Current(); copies && at >= 0 {
				w.host.Clipboard.SetContent(bare(w.said(g.rows[at].Number)))
			}
			return copies
		},
	})
	g.root = &fyne.Container{Layout: g, Objects: []fyne.CanvasObject{g.head, control.HLine(), g.list}}
	return g
}

// show shows rows; top goes to the first.
func (g *grid) show(rows []table.Row, top bool) {
	g.rows = rows
	g.list.SetCount(len(rows), top)
}

// MinSize and Layout are Fyne's.
func (g *grid) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, gridHead+1+g.high) }

func (g *grid) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if size.Width != g.width {
		g.width = size.Width
		g.rehead()
	}
	o[0].Resize(fyne.NewSize(size.Width, gridHead))
	o[1].Move(fyne.NewPos(0, gridHead))
	o[1].Resize(fyne.NewSize(size.Width, 1))
	o[2].Move(fyne.NewPos(0, gridHead+1))
	o[2].Resize(fyne.NewSize(size.Width, size.Height-gridHead-1))
}

// outcome is the width of what becomes of a row.
func (g *grid) outcome() float32 {
	if g.width < 900 {
		return gridNarrow
	}
	return gridOutcome
}

// shown are the columns in view, [from, to).
func (g *grid) shown() (from, to int) {
	all := len(g.w.sheet.table.Columns)
	n := min(max(int(g.room()/gridColumn), 1), all)
	g.from = max(min(g.from, all-n), 0)
	return g.from, g.from + n
}

// room is the width that the columns have.
func (g *grid) room() float32 { return g.width - gridNumber - g.outcome() - gridGap }

// edges are where the columns in view begin, from where reading begins, and the end of the
// last one: titles and texts have more of the room.
func (g *grid) edges() []float32 {
	from, to := g.shown()
	least := min(gridColumn, g.room()/float32(to-from))
	wide := 0
	for _, c := range g.w.sheet.mapping.Columns[from:to] {
		if wordy(c.Means) {
			wide++
		}
	}
	left := g.room() - least*float32(to-from)
	xs := []float32{gridNumber}
	for i, c := range g.w.sheet.mapping.Columns[from:to] {
		w := least
		switch {
		case wide == 0:
			w += left / float32(to-from)
		case wordy(c.Means):
			w += left / float32(wide)
		}
		xs = append(xs, xs[i]+w)
	}
	return xs
}

// wordy reports whether cells of a meaning are long.
func wordy(m table.Meaning) bool {
	return m == table.Title || m == table.OtherTitle || m == table.Text || m == table.EventTitle
}

// place puts an object at a distance from where reading begins.
func (g *grid) place(o fyne.CanvasObject, x, y, w, h float32) {
	if g.w.kit.RTL() {
		x = g.width - x - w
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// rehead makes the head again: for each column its name and what it means.
func (g *grid) rehead() {
	if g.width < 1 {
		return
	}
	k, s := g.w.kit, g.w.sheet
	from, to := g.shown()
	xs := g.edges()
	g.head.Objects, g.buttons = nil, map[int]fyne.CanvasObject{}
	name := func(words string) *text.Label {
		return k.Name(words, text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 18, Shrink: true, Align: k.Start(), Colour: fynetheme.ColorNamePlaceHolder})
	}
	for i := from; i < to; i++ {
		means := s.mapping.Columns[i].Means
		caption, button := name(s.table.Columns[i].Name), pick(k, g.w.host.Canvas, meaning(k, means), means != table.Keep && !means.LeftOut(), func() []control.Item { return g.w.meanings(i) })
		x, width := xs[i-from], xs[i-from+1]-xs[i-from]
		g.buttons[i] = button
		g.head.Add(caption)
		g.head.Add(button)
		g.place(caption, x+2, 6, width-gridGap-2, 18)
		g.place(button, x-4, 27, width-gridGap, 32)
	}
	becomes := k.Text(k.T("import.becomes"), text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Shrink: true})
	g.head.Add(becomes)
	g.place(becomes, g.width-g.outcome(), 33, g.outcome()-gridGap, 20)
	g.head.Refresh()
	g.list.Update()
}

// turn shows the columns before or after those in view.
func (g *grid) turn(by int) {
	from, to := g.shown()
	g.from = max(from+by*max(to-from-1, 1), 0)
	g.rehead()
}

// fill shows a row: its number, its cells, and what becomes of it. A cell that cannot be
// read is marked.
func (g *grid) fill(i int, o *text.Cells) {
	k, r := g.w.kit, g.rows[i]
	from, to := g.shown()
	xs := g.edges()
	bad := map[string]bool{}
	at := g.w.result.rows[r.Number]
	if at != nil {
		for _, s := range at.skipped {
			bad[s.Where.Column] = true
		}
	}
	cells := make([]text.Cell, 0, to-from+2)
	add := func(c text.Cell, x, w float32) {
		c.X, c.Width, c.Size, c.Align, c.DotRTL = x, w, control.SizeSmall, k.Start(), k.RTL()
		if k.RTL() {
			c.X = g.width - x - w
		}
		cells = append(cells, c)
	}
	add(text.Cell{Text: k.Locale.Number(int64(r.Number)), Colour: fynetheme.ColorNamePlaceHolder}, 12, gridNumber-20)
	for c := from; c < to; c++ {
		cell := text.Cell{Colour: fynetheme.ColorNameForeground, Base: uax9.Auto}
		if c < len(r.Cells) {
			cell.Text = control.OneLine(r.Cells[c], 120)
		}
		switch means := g.w.sheet.mapping.Columns[c].Means; {
		case bad[g.w.sheet.table.Columns[c].Name]:
			cell.Colour, cell.Dot = fynetheme.ColorNameError, "red"
		case means == table.Track && cell.Text != "":
			cell.Dot = g.w.sample.colours[form.Line(cell.Text)]
		case means.LeftOut():
			cell.Colour = fynetheme.ColorNameDisabled
		case means == table.Keep:
			cell.Colour = fynetheme.ColorNamePlaceHolder
		}
		add(cell, xs[c-from]+2, xs[c-from+1]-xs[c-from]-gridGap-2)
	}
	add(g.becomes(at), g.width-g.outcome(), g.outcome()-gridGap)
	o.Set(cells)
}

// becomes says what becomes of a row: when it is, or why it is nothing.
func (g *grid) becomes(at *outcome) text.Cell {
	k := g.w.kit
	c := text.Cell{Base: k.Direction(), Dot: text.NoDot, Colour: fynetheme.ColorNamePlaceHolder}
	switch {
	case g.w.busy:
		c.Text = k.T("list.loading")
	case at == nil:
		c.Text = k.T("import.row.none")
	case at.events == 0 && len(g.w.sheet.table.Ambiguous(g.w.sheet.mapping)) > 0 && at.skipped[0].Why == form.BadDate:
		c.Text, c.Dot, c.Colour = k.T("import.row.order"), "amber", fynetheme.ColorNameForeground
	case at.events == 0:
		c.Text, c.Dot, c.Colour = why(k, brief(at.skipped[0])), "red", fynetheme.ColorNameError
	case len(at.skipped) > 0:
		c.Text, c.Dot, c.Colour = why(k, brief(at.skipped[0])), "amber", fynetheme.ColorNameForeground
	case at.events > 1:
		c.Text, c.Dot, c.Colour = k.Locale.TN("count.events", at.events), "green", fynetheme.ColorNameForeground
	default:
		c.Text, c.Dot, c.Colour = k.Locale.Date(at.date), "green", fynetheme.ColorNameForeground
	}
	c.Text = bare(c.Text)
	return c
}

// brief is what was skipped without what the row beside shows.
func brief(s form.Skipped) form.Skipped {
	s.Detail = ""
	return s
}
