package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/theme"
	"tarikh.org/tarikh/ui/theme/palette"
)

// Role picks a colour of the palette in use.
type Role func(palette.Palette) color.NRGBA

// Roles that surfaces are made of.
func Ground(p palette.Palette) color.NRGBA   { return p.Ground }
func Raised(p palette.Palette) color.NRGBA   { return p.Raised }
func Panel(p palette.Palette) color.NRGBA    { return p.Panel }
func Line(p palette.Palette) color.NRGBA     { return p.Line }
func Chips(p palette.Palette) color.NRGBA    { return p.Chip }
func Accent(p palette.Palette) color.NRGBA   { return p.Accent }
func Hover(p palette.Palette) color.NRGBA    { return p.Hover }
func Warn(p palette.Palette) color.NRGBA     { return p.Warning }
func MutedInk(p palette.Palette) color.NRGBA { return p.Muted }
func Ink(p palette.Palette) color.NRGBA      { return p.Ink }
func None(palette.Palette) color.NRGBA       { return color.NRGBA{} }

// Mark is a track's or note's colour.
func Mark(name string) Role {
	return func(p palette.Palette) color.NRGBA { return p.Mark(name) }
}

// Surface is a filled, perhaps outlined, rounded rectangle in colours of the
// palette; it follows a change of theme.
type Surface struct {
	widget.BaseWidget
	fill, line Role
	radius     float32
	ring       bool // the line is that around what has the keyboard
	min        fyne.Size
	rect       *canvas.Rectangle
}

// NewSurface makes a surface; line may be None.
func NewSurface(fill, line Role, radius float32) *Surface {
	s := &Surface{fill: fill, line: line, radius: radius, rect: canvas.NewRectangle(color.Transparent)}
	s.ExtendBaseWidget(s)
	s.paint()
	return s
}

// NewBar makes a surface of a fixed least size: dots, bars, dividers.
func NewBar(fill Role, w, h, radius float32) *Surface {
	s := NewSurface(fill, None, radius)
	s.min = fyne.NewSize(w, h)
	return s
}

// Set changes the colours.
func (s *Surface) Set(fill, line Role) {
	s.fill, s.line, s.ring = fill, line, false
	s.Refresh()
}

// Ring is Set with the line around what has the keyboard, which differs from all others
// by its width. It is Accent, or Ink around what has that already.
func (s *Surface) Ring(fill, line Role) {
	s.fill, s.line, s.ring = fill, line, true
	s.Refresh()
}

func (s *Surface) paint() {
	p := theme.Current()
	line := s.line(p)
	// Only this very value is left out by Fyne; any other colour costs a draw call.
	s.rect.FillColor = color.Transparent
	if fill := s.fill(p); fill.A > 0 {
		s.rect.FillColor = fill
	}
	s.rect.StrokeColor, s.rect.StrokeWidth = line, 0
	if line.A > 0 {
		s.rect.StrokeWidth = 1
	}
	if s.ring {
		s.rect.StrokeWidth = 2
	}
	s.rect.CornerRadius = s.radius
}

// Refresh follows the theme.
func (s *Surface) Refresh() {
	s.paint()
	s.rect.Refresh()
}

// MinSize is the least size, zero for plain surfaces.
func (s *Surface) MinSize() fyne.Size { return s.min }

// CreateRenderer is Fyne's.
func (s *Surface) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.rect) }

// Card sets an object on an outlined surface.
func Card(k *Kit, o fyne.CanvasObject) *fyne.Container {
	return Stack(NewSurface(Panel, Line, 10), k.Pad(12, 10, 12, 10, o))
}

// Quote sets an object beside a thin bar at the reading-start side.
func (k *Kit) Quote(bar Role, o fyne.CanvasObject) *fyne.Container {
	return container.New(quoted{k.RTL()}, NewSurface(bar, None, 1.5), o)
}

// quoted is a bar and what is beside it.
type quoted struct{ rtl bool }

const barWidth, barGap = 3, 11

func (quoted) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[1], width-barWidth-barGap)
}

func (l quoted) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bar, body := float32(0), float32(barWidth+barGap)
	if l.rtl {
		bar, body = size.Width-barWidth, 0
	}
	objects[0].Move(fyne.NewPos(bar, 0))
	objects[0].Resize(fyne.NewSize(barWidth, size.Height))
	objects[1].Move(fyne.NewPos(body, 0))
	objects[1].Resize(fyne.NewSize(max(0, size.Width-barWidth-barGap), size.Height))
}

func (quoted) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[1].MinSize().AddWidthHeight(barWidth+barGap, 0)
}

// HLine is a hairline across.
func HLine() *Surface { return NewBar(Line, 1, 1, 0) }
