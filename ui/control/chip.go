package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
)

// Facet is a chip that can be on or off, with a count: a value that can be filtered
// by.
type Facet struct {
	Text   string // as people wrote it, or in the interface's words
	Count  string // may be empty
	Colour string // of a dot before it; empty for none
	On     bool
	Not    bool // on, and left out by it
	Faint  bool // there is nothing of it
	// Pressed follows a press or Space, Menu the other button; Menu may be nil.
	Pressed func()
	Menu    func(at fyne.Position)
}

// ChipButton is a small rounded button with an icon after its text, which may be
// nil. The text is the interface's: names in it go through Given first.
func (k *Kit) ChipButton(words string, icon fyne.Resource, pressed func()) fyne.CanvasObject {
	parts := []fyne.CanvasObject{k.Text(words, text.LabelStyle{Size: SizeCaption, Lines: 1, LineHeight: 20})}
	if icon != nil {
		cross := widget.NewIcon(fynetheme.NewColoredResource(icon, fynetheme.ColorNamePlaceHolder))
		parts = append(parts, Stack(Gap(12, 12), cross))
	}
	return newChipFace(k, parts, Chips, None, pressed, nil)
}

// Facet makes a chip of a value.
func (k *Kit) Facet(f Facet) fyne.CanvasObject {
	fill, line, ink := Role(None), Role(Line), fyne.ThemeColorName("")
	if f.On {
		fill, line = Selected, Accent
	}
	if f.Faint {
		ink = fynetheme.ColorNameDisabled
	}
	var parts []fyne.CanvasObject
	if f.Colour != "" {
		parts = append(parts, NewBar(Mark(f.Colour), 9, 9, 4.5))
	}
	label := k.Text(f.Text, text.LabelStyle{Size: SizeCaption, Lines: 1, LineHeight: 20, Marks: true, Colour: ink, Bold: f.On})
	if f.Not {
		label.SetSpans([]text.Span{{End: len(f.Text), Line: text.Through}})
	}
	parts = append(parts, label)
	if f.Count != "" {
		parts = append(parts, k.Text(f.Count, text.LabelStyle{Size: SizeCaption - 1, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder}))
	}
	return newChipFace(k, parts, fill, line, f.Pressed, f.Menu)
}

// chipFace is a chip that can be pressed, by key too.
type chipFace struct {
	widget.BaseWidget
	kit              *Kit
	back             *Surface
	fill, line       Role
	content          *fyne.Container
	pressed          func()
	menu             func(at fyne.Position)
	hovered, focused bool
}

var (
	_ fyne.Tappable          = (*chipFace)(nil)
	_ fyne.SecondaryTappable = (*chipFace)(nil)
	_ fyne.Focusable         = (*chipFace)(nil)
	_ desktop.Hoverable      = (*chipFace)(nil)
	_ desktop.Cursorable     = (*chipFace)(nil)
)

func newChipFace(k *Kit, parts []fyne.CanvasObject, fill, line Role, pressed func(), menu func(at fyne.Position)) *chipFace {
	c := &chipFace{kit: k, back: NewSurface(fill, line, 12), fill: fill, line: line, pressed: pressed, menu: menu}
	c.ExtendBaseWidget(c)
	c.content = Stack(c.back, k.Pad(10, 2, 10, 2, k.Row(6, -1, parts...)))
	return c
}

func (c *chipFace) paint() {
	line := c.line
	if c.hovered {
		line = Accent
	}
	if c.focused {
		c.back.Ring(c.fill, Accent)
	} else {
		c.back.Set(c.fill, line)
	}
}

// Tapped, TappedSecondary and the others are Fyne's.
func (c *chipFace) Tapped(*fyne.PointEvent) { c.pressed() }

func (c *chipFace) TappedSecondary(ev *fyne.PointEvent) {
	if c.menu != nil {
		c.menu(ev.AbsolutePosition)
	}
}

func (c *chipFace) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.paint() }

func (c *chipFace) MouseMoved(*desktop.MouseEvent) {}

func (c *chipFace) MouseOut() { c.hovered = false; c.paint() }

func (c *chipFace) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (c *chipFace) MinSize() fyne.Size { return c.content.MinSize() }

func (c *chipFace) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.content) }

func (c *chipFace) FocusGained() { c.focused = true; c.paint(); c.kit.reach(c) }

func (c *chipFace) FocusLost() { c.focused = false; c.paint() }

func (c *chipFace) TypedRune(r rune) { input.PassRune(c, r) }

func (c *chipFace) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case opensMenu(ev) && c.menu != nil:
		c.menu(c.kit.Over(c))
	case ev.Name == fyne.KeySpace, ev.Name == fyne.KeyReturn, ev.Name == fyne.KeyEnter, ev.Name == fyne.KeyDelete:
		c.pressed()
	default:
		input.PassKey(c, ev)
	}
}

// KeyChip is the name of a key in a small rounded box.
func (k *Kit) KeyChip(key string) fyne.CanvasObject {
	return Stack(NewSurface(Chips, None, 11), k.Pad(9, 1, 9, 1, k.Keys(key, text.LabelStyle{Size: SizeCaption, Lines: 1, LineHeight: 20})))
}
