package palette

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// list is the open palette: the line of typing over the rows.
type list struct {
	model *model
	popup *widget.PopUp
	entry *control.Entry
	rows  *control.LongList
	none  *text.Label
	room  *fyne.Container // of the rows: its first object makes it as high as they are
	width float32
}

// Measures of the palette, in units.
const (
	listWidth     = 640
	rowsInView    = 12
	rowHeight     = 34
	headingHeight = 30
	listTop       = 64
	listMargin    = 24
)

func showList(h *feature.Host, m *model) *list {
	k := h.Kit()
	l := &list{model: m, entry: k.Entry(1, "", k.T("palette.placeholder")), none: k.Muted(k.T("palette.none"))}
	l.rows = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newFace(k) }, Fill: func(i int, o fyne.CanvasObject) { o.(*face).show(m.rows[i]) },
		Height: func(i int) float32 {
			if m.rows[i].run == nil {
				return headingHeight
			}
			return rowHeight
		},
		Fixed:   func(i int) bool { return m.rows[i].run == nil },
		Pressed: func(i int, _ control.Press) { l.choose(i) }, Chosen: l.choose,
	})
	l.entry.OnChanged = l.typed
	l.entry.OnKey = l.step
	l.entry.OnCancel = l.close
	l.entry.OnSubmit = func(string) { l.rows.Choose() }
	room := h.Canvas.Size()
	width := min(listWidth, room.Width-2*listMargin)
	l.width = width
	l.room = control.Stack(control.Gap(width, 0), k.Pad(6, 0, 6, 8, l.rows), k.Pad(20, 10, 20, 10, l.none))
	body := container.NewBorder(k.Pad(10, 10, 10, 8, l.entry), nil, nil, nil,
		l.room)
	l.popup = widget.NewPopUp(body, h.Canvas)
	l.popup.ShowAtPosition(fyne.NewPos((room.Width-l.popup.MinSize().Width)/2, listTop))
	l.typed("")
	h.Canvas.Focus(l.entry)
	return l
}

// fit makes the palette as high as its rows, up to some of them and to the window.
func (l *list) fit() {
	height := float32(8)
	for _, r := range l.model.rows {
		if r.run == nil {
			height += headingHeight
		} else {
			height += rowHeight
		}
	}
	if len(l.model.rows) == 0 {
		height += rowHeight // what says so
	}
	room := l.popup.Canvas.Size().Height - 2*listTop - 60
	l.room.Objects[0] = control.Gap(l.width, min(height, rowsInView*rowHeight, room))
	l.room.Refresh()
	l.popup.Resize(l.popup.MinSize())
}

func (l *list) close() { l.popup.Hide() }

// step moves in the list while the keyboard stays in the line.
func (l *list) step(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		l.rows.TypedKey(ev)
		return true
	}
	return false
}

// choose runs a row after the palette is gone; one that cannot run does nothing.
func (l *list) choose(i int) {
	if r := l.model.rows[i]; r.run != nil && !r.off {
		l.close()
		r.run()
	}
}

// typed shows what fits.
func (l *list) typed(words string) {
	l.model.lookUp(words, l.fill)
	l.fill()
}

// fill shows the rows. The current one stays while more is found for the same words.
func (l *list) fill() {
	m, at := l.model, l.rows.Current()
	if at < 0 || at >= len(m.rows) || l.rows.Count() == 0 || m.words != "" && !m.found() {
		at = 0
	}
	l.rows.SetCount(len(m.rows), at == 0)
	l.fit()
	l.rows.SetCurrent(m.first(at))
	if len(m.rows) == 0 {
		l.none.Show()
	} else {
		l.none.Hide()
	}
}
