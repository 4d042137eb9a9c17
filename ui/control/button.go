package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme/palette"
)

// Kind is a button's weight.
type Kind uint8

// The kinds of buttons.
const (
	Outline Kind = iota // a quiet button
	Primary             // the one main action
	Quiet               // no outline until the pointer is on it
	Link                // reads as a link
)

// Button is a push button with a label, an icon, or both.
type Button struct {
	widget.BaseWidget
	kind                       Kind
	label                      *text.Label
	style                      text.LabelStyle
	icon                       *canvas.Image
	source                     fyne.Resource
	back                       *Surface
	content                    *fyne.Container
	pressed                    func()
	tip                        func() string // shown while the pointer rests on it
	hovered, focused, disabled bool
	min                        fyne.Size
	kit                        *Kit
}

var (
	_ fyne.Tappable      = (*Button)(nil)
	_ fyne.Focusable     = (*Button)(nil)
	_ desktop.Hoverable  = (*Button)(nil)
	_ desktop.Cursorable = (*Button)(nil)
)

// Button makes a button; text or icon may be empty.
func (k *Kit) Button(kind Kind, words string, icon fyne.Resource, pressed func()) *Button {
	b := &Button{kind: kind, source: icon, pressed: pressed, kit: k, back: NewSurface(None, None, 8)}
	b.ExtendBaseWidget(b)
	var parts []fyne.CanvasObject
	height, side := float32(34), float32(14)
	if icon != nil {
		b.icon = canvas.NewImageFromResource(icon)
		b.icon.SetMinSize(fyne.NewSquareSize(17))
		parts = append(parts, b.icon)
		side = 10
	}
	if words != "" {
		size := float32(SizeText)
		if kind == Link {
			size, height, side = SizeSmall, 22, 0
		}
		b.style = text.LabelStyle{Size: size, Lines: 1, LineHeight: size * 1.5}
		b.label = text.NewLabel(k.Typesetter, words, b.style)
		parts = append(parts, b.label)
	}
	if words != "" && icon != nil {
		side = 12
	}
	content := k.Row(8, -1, parts...)
	b.min = content.MinSize().AddWidthHeight(2*side, 0)
	b.min.Height = height
	b.content = k.Pad(side, 0, side, 0, content)
	b.paint()
	return b
}

// SetText gives a button with words others.
func (b *Button) SetText(words string) {
	before := b.label.MinSize().Width
	b.label.SetText(words)
	b.min.Width += b.label.MinSize().Width - before
	b.Refresh()
}

// Enable and Disable switch the button.
func (b *Button) Enable() { b.set(&b.disabled, false) }

func (b *Button) Disable() { b.set(&b.disabled, true) }

func (b *Button) set(flag *bool, on bool) {
	if *flag != on {
		*flag = on
		b.Refresh()
	}
}

func (b *Button) paint() {
	fill, line, ink := Role(None), Role(None), fynetheme.ColorNameForeground
	switch b.kind {
	case Primary:
		fill, ink = Accent, fynetheme.ColorNameForegroundOnPrimary
	case Outline:
		line = Line
	case Link:
		ink = fynetheme.ColorNameHyperlink
	case Quiet:
	}
	switch {
	case b.disabled:
		ink = fynetheme.ColorNameDisabled
		if b.kind == Primary {
			fill = Chips
		}
	case b.hovered && b.kind == Primary:
		fill = func(p palette.Palette) color.NRGBA { return over(p.Pressed, p.Accent) }
	case b.hovered && b.kind != Link:
		fill = func(p palette.Palette) color.NRGBA { return p.Hover }
	}
	switch {
	case b.focused && b.kind == Primary:
		b.back.Ring(fill, Ink)
	case b.focused:
		b.back.Ring(fill, Accent)
	default:
		b.back.Set(fill, line)
	}
	if b.label != nil {
		b.style.Colour = ink
		b.label.SetStyle(b.style)
	}
	if b.icon != nil {
		b.icon.Resource = fynetheme.NewColoredResource(b.source, ink)
		b.icon.Refresh()
	}
}

// over blends a translucent colour over an opaque one.
func over(top, bottom color.NRGBA) color.NRGBA {
	a := int(top.A)
	mix := func(t, b uint8) uint8 { return uint8((int(t)*a + int(b)*(255-a)) / 255) }
	return color.NRGBA{mix(top.R, bottom.R), mix(top.G, bottom.G), mix(top.B, bottom.B), 255}
}

// Refresh follows the theme and the state.
func (b *Button) Refresh() { b.paint() }

// MinSize is the label's and icon's with some room.
func (b *Button) MinSize() fyne.Size { return b.min }

// CreateRenderer is Fyne's.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	if b.kind == Link { // its ring is outside of the words
		return widget.NewSimpleRenderer(container.New(outset{}, b.back, b.content))
	}
	return widget.NewSimpleRenderer(Stack(b.back, b.content))
}

// outset lets the first of two objects reach out at the sides of the other.
type outset struct{}

func (outset) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

func (outset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const side = 5
	place(objects[0], -side, 0, size.Width+2*side, size.Height)
	place(objects[1], 0, 0, size.Width, size.Height)
}

// Tapped is Fyne's.
func (b *Button) Tapped(*fyne.PointEvent) {
	b.away()
	if !b.disabled && b.pressed != nil {
		b.pressed()
	}
}

// MouseIn, MouseMoved and MouseOut are Fyne's.
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.set(&b.hovered, true)
	b.kit.Tips.wait(b)
}

func (b *Button) MouseMoved(*desktop.MouseEvent) {}

func (b *Button) MouseOut() {
	b.set(&b.hovered, false)
	b.away()
}

func (b *Button) away() { b.kit.Tips.hide(b) }

// Cursor is a hand over links.
func (b *Button) Cursor() desktop.Cursor {
	if b.kind == Link && !b.disabled {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained, FocusLost, TypedRune and TypedKey are Fyne's: Tab reaches the button,
// Space and Enter press it, Esc is that of what lies over the window or leaves the button,
// and what means nothing here is the window's.
func (b *Button) FocusGained() {
	b.set(&b.focused, true)
	b.kit.reach(b)
}

func (b *Button) FocusLost() { b.set(&b.focused, false) }

func (b *Button) TypedRune(r rune) { input.PassRune(b, r) }

func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeyEscape:
		if d := b.kit.Dialogs.Top(); d != nil {
			d.TypedKey(ev)
		} else if c := input.Canvas(b); c != nil && c.Overlays().Top() == nil {
			c.Unfocus()
		} else {
			input.PassKey(b, ev)
		}
	default:
		input.PassKey(b, ev)
	}
}

// Keyed is what lies over the window, and takes the keys that nothing in it has taken.
type Keyed interface{ TypedKey(ev *fyne.KeyEvent) }
