package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme/palette"
)

// Item is a line of a menu. An item without a Run is a divider where Text is
// empty, else a muted heading.
type Item struct {
	Text     string
	Key      string // shown at the end side
	Colour   string // of data.Colours: a dot before the text
	Checked  bool
	Disabled bool
	Run      func()
}

// Tip is what the item says beside a button that does the same: the words and the key.
func (i Item) Tip() string {
	if i.Key == "" {
		return i.Text
	}
	return i.Text + "  (" + leftToRight + i.Key + popIsolate + ")"
}

// Menu is an open pop-up menu: pointer, arrows, Enter and Esc.
type Menu struct {
	widget.BaseWidget
	popup *widget.PopUp
	rows  []*menuRow
	at    int
	box   *fyne.Container
	// scroll shows a part of the box, as high as most, where that is higher; else nil.
	scroll *container.Scroll
	most   float32
}

var _ fyne.Focusable = (*Menu)(nil)

// ShowMenu opens a menu at a point of the canvas, kept inside it; one that is higher scrolls.
func (k *Kit) ShowMenu(c fyne.Canvas, at fyne.Position, items []Item) *Menu {
	m := &Menu{at: -1}
	m.ExtendBaseWidget(m)
	var objects []fyne.CanvasObject
	for _, item := range items {
		switch {
		case item.Run == nil && item.Text == "":
			objects = append(objects, k.Pad(0, 4, 0, 4, HLine()))
		case item.Run == nil:
			objects = append(objects, k.Pad(14, 4, 14, 2, k.Muted(item.Text)))
		default:
			r := newMenuRow(k, m, item)
			m.rows = append(m.rows, r)
			objects = append(objects, r)
		}
	}
	m.box = k.Pad(0, 6, 0, 6, Column(0, objects...))
	limit := c.Size()
	if m.most = limit.Height - 24; m.MinSize().Height == m.most {
		m.scroll = container.NewVScroll(m.box)
	}
	m.popup = widget.NewPopUp(m, c)
	size := m.MinSize()
	if k.RTL() {
		at.X -= size.Width
	}
	at.X = max(4, min(at.X, limit.Width-size.Width-20))
	at.Y = max(4, min(at.Y, limit.Height-size.Height-20))
	m.popup.ShowAtPosition(at)
	c.Focus(m)
	return m
}

// MinSize is that of the widest row.
func (m *Menu) MinSize() fyne.Size {
	s := m.box.MinSize()
	s.Width = max(s.Width, 200)
	s.Height = min(HeightFor(m.box, s.Width), m.most)
	return s
}

// CreateRenderer is Fyne's.
func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	if m.scroll != nil {
		return widget.NewSimpleRenderer(m.scroll)
	}
	return widget.NewSimpleRenderer(m.box)
}

// FocusGained, FocusLost and TypedRune are Fyne's.
func (m *Menu) FocusGained()   {}
func (m *Menu) FocusLost()     {}
func (m *Menu) TypedRune(rune) {}

// TypedKey moves in the menu.
func (m *Menu) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape:
		m.popup.Hide()
	case fyne.KeyDown:
		m.step(1)
	case fyne.KeyUp:
		m.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if m.at >= 0 {
			m.rows[m.at].Tapped(nil)
		}
	}
}

func (m *Menu) step(direction int) {
	for range m.rows {
		if m.at < 0 && direction < 0 {
			m.at = 0
		}
		m.mark((m.at + direction + len(m.rows)) % len(m.rows))
		if !m.rows[m.at].item.Disabled {
			m.see(m.rows[m.at])
			return
		}
	}
}

// see scrolls to a row.
func (m *Menu) see(r *menuRow) {
	if m.scroll == nil {
		return
	}
	top, view := r.Position().Y, m.scroll.Size().Height
	m.scroll.ScrollToOffset(fyne.NewPos(0, max(min(m.scroll.Offset.Y, top), top+r.Size().Height+12-view)))
}

func (m *Menu) mark(at int) {
	m.at = at
	for i, r := range m.rows {
		r.lit(i == at)
	}
}

type menuRow struct {
	widget.BaseWidget
	menu    *Menu
	item    Item
	back    *Surface
	content *fyne.Container
}

var (
	_ fyne.Tappable     = (*menuRow)(nil)
	_ desktop.Hoverable = (*menuRow)(nil)
)

func newMenuRow(k *Kit, m *Menu, item Item) *menuRow {
	r := &menuRow{menu: m, item: item, back: NewSurface(None, None, 6)}
	r.ExtendBaseWidget(r)
	ink := fynetheme.ColorNameForeground
	if item.Disabled {
		ink = fynetheme.ColorNameDisabled
	}
	mark := Gap(10, 1)
	switch {
	case item.Colour != "":
		mark = NewBar(Mark(item.Colour), 10, 10, 5)
	case item.Checked:
		mark = NewBar(Accent, 8, 8, 4)
	}
	words := k.Text(item.Text, text.LabelStyle{Lines: 1, LineHeight: 22, Colour: ink})
	key := k.Keys(item.Key, text.LabelStyle{Size: SizeCaption, Lines: 1, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder})
	r.content = Stack(k.Pad(6, 0, 6, 0, r.back), k.Pad(14, 5, 16, 5, k.Row(10, 2, mark, words, Gap(16, 1), key)))
	return r
}

func (r *menuRow) lit(on bool) {
	if on && !r.item.Disabled {
		r.back.Set(func(p palette.Palette) color.NRGBA { return p.Hover }, None)
	} else {
		r.back.Set(None, None)
	}
}

// Tapped runs the item after the menu is gone.
func (r *menuRow) Tapped(*fyne.PointEvent) {
	if r.item.Disabled {
		return
	}
	r.menu.popup.Hide()
	r.item.Run()
}

// MouseIn, MouseMoved and MouseOut are Fyne's.
func (r *menuRow) MouseIn(*desktop.MouseEvent) {
	for i, other := range r.menu.rows {
		if other == r {
			r.menu.mark(i)
		}
	}
}
func (r *menuRow) MouseMoved(*desktop.MouseEvent) {}
func (r *menuRow) MouseOut()                      {}

// CreateRenderer is Fyne's.
func (r *menuRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
