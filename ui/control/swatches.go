package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme/palette"
)

// Choice is a row of options of which one is chosen: coloured dots, or words.
type Choice struct {
	Root    *fyne.Container
	kit     *Kit
	options []*option
	Value   string
	changed func(string)
}

// Swatches lets one of the named colours be chosen.
func (k *Kit) Swatches(names []string, value string, changed func(string)) *Choice {
	c := &Choice{kit: k, Root: k.Wrap(3), Value: value, changed: changed}
	for _, name := range names {
		c.add(name, Stack(Gap(24, 24), k.Pad(5, 5, 5, 5, NewBar(Mark(name), 14, 14, 7))), 12)
	}
	for _, o := range c.options {
		o.bare = true
	}
	c.Choose(value)
	return c
}

// Words lets one of some words be chosen; texts are shown for the values.
func (k *Kit) Words(values, texts []string, value string, changed func(string)) *Choice {
	c := &Choice{kit: k, Root: k.Wrap(6), changed: changed}
	for i, v := range values {
		c.add(v, k.Pad(10, 4, 10, 4, k.Text(texts[i], text.LabelStyle{Size: SizeSmall, Lines: 1})), 8)
	}
	c.Choose(value)
	return c
}

func (c *Choice) add(value string, face fyne.CanvasObject, radius float32) {
	o := &option{choice: c, value: value, ring: NewSurface(None, Line, radius)}
	o.content = Stack(o.ring, face)
	o.ExtendBaseWidget(o)
	c.options = append(c.options, o)
	c.Root.Add(o)
}

// Choose marks a value without telling.
func (c *Choice) Choose(value string) {
	c.Value = value
	for _, o := range c.options {
		o.paint(false)
	}
}

// Dot is a small round button in a named colour.
func (k *Kit) Dot(colour string, pressed func()) fyne.CanvasObject {
	c := &Choice{kit: k, Root: k.Wrap(0), changed: func(string) { pressed() }}
	c.add(colour, Stack(Gap(28, 28), k.Pad(7, 7, 7, 7, NewBar(Mark(colour), 14, 14, 7))), 14)
	c.options[0].ring.Set(None, None)
	return c.options[0]
}

type option struct {
	widget.BaseWidget
	choice  *Choice
	value   string
	ring    *Surface
	content *fyne.Container
	focused bool
	bare    bool // no ring around what is not chosen
}

var (
	_ fyne.Tappable     = (*option)(nil)
	_ fyne.Focusable    = (*option)(nil)
	_ desktop.Hoverable = (*option)(nil)
)

func (o *option) paint(hovered bool) {
	fill, line := Role(None), Role(Line)
	if o.bare || len(o.choice.options) == 1 {
		line = None
	}
	if o.choice.Value == o.value {
		fill, line = func(p palette.Palette) color.NRGBA { return p.Hover }, Accent
	} else if hovered || o.focused {
		fill = func(p palette.Palette) color.NRGBA { return p.Hover }
	}
	switch {
	case o.focused && o.choice.Value == o.value:
		o.ring.Ring(fill, Ink)
	case o.focused:
		o.ring.Ring(fill, Accent)
	default:
		o.ring.Set(fill, line)
	}
}

func (o *option) Tapped(*fyne.PointEvent) {
	if len(o.choice.options) > 1 {
		o.choice.Choose(o.value)
	}
	if o.choice.changed != nil {
		o.choice.changed(o.value)
	}
}
func (o *option) MinSize() fyne.Size                  { return o.content.MinSize() }
func (o *option) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(o.content) }
func (o *option) MouseIn(*desktop.MouseEvent)         { o.paint(true) }
func (o *option) MouseMoved(*desktop.MouseEvent)      {}
func (o *option) MouseOut()                           { o.paint(false) }
func (o *option) FocusGained()                        { o.focused = true; o.paint(false); o.choice.kit.reach(o) }
func (o *option) FocusLost()                          { o.focused = false; o.paint(false) }
func (o *option) TypedRune(r rune)                    { input.PassRune(o, r) }

// TypedKey chooses with Space; Enter presses what is alone, and elsewhere is the
// window's, as are all other keys.
func (o *option) TypedKey(ev *fyne.KeyEvent) {
	enter := ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
	if ev.Name == fyne.KeySpace || enter && len(o.choice.options) == 1 {
		o.Tapped(nil)
		return
	}
	input.PassKey(o, ev)
}
