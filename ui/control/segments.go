package control

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
)

// Segment is one of the choices of a switch.
type Segment struct {
	Key, Title string
	Icon       fyne.Resource
	Count      string // beside the title; may be empty
	Disabled   bool
}

// same compares what is shown, but for the icon, which goes with the key.
func (s Segment) same(o Segment) bool {
	return s.Key == o.Key && s.Title == o.Title && s.Count == o.Count && s.Disabled == o.Disabled
}

// Segments is a switch between a few things of which one is on.
type Segments struct {
	Root *fyne.Container

	kit    *Kit
	row    *fyne.Container
	faces  []*segment
	key    string
	bare   bool // without titles
	items  []Segment
	chosen func(key string)
}

// Segments makes a switch; chosen is told what the user chooses.
func (k *Kit) Segments(chosen func(key string)) *Segments {
	s := &Segments{kit: k, row: k.Row(2, -1), chosen: chosen}
	s.Root = Stack(NewSurface(Chips, None, 10), container.NewCenter(k.Pad(3, 3, 3, 3, s.row)))
	return s
}

// Set shows these choices with one of them on, without their titles where bare.
func (s *Segments) Set(items []Segment, on string, bare bool) {
	if on == s.key && bare == s.bare && slices.EqualFunc(items, s.items, Segment.same) {
		return
	}
	focused := slices.ContainsFunc(s.faces, func(f *segment) bool { return f.focused })
	s.items, s.key, s.bare, s.faces = slices.Clone(items), on, bare, nil
	s.row.Objects = nil
	for _, item := range items {
		f := newSegment(s, item)
		s.faces = append(s.faces, f)
		s.row.Add(f)
	}
	s.Root.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(s.row); focused && c != nil {
		for _, f := range s.faces {
			if f.item.Key == on {
				c.Focus(f)
			}
		}
	}
}

// segment is one choice in the switch.
type segment struct {
	widget.BaseWidget
	all              *Segments
	item             Segment
	hovered, focused bool
	back             *Surface
	icon             *canvas.Image
	title            *text.Label
	content          *fyne.Container
}

var (
	_ fyne.Tappable     = (*segment)(nil)
	_ fyne.Focusable    = (*segment)(nil)
	_ desktop.Hoverable = (*segment)(nil)
)

// segmentHeight is that of a choice, in units.
const segmentHeight = 28

func newSegment(s *Segments, item Segment) *segment {
	k := s.kit
	f := &segment{all: s, item: item, back: NewSurface(None, None, 8), icon: canvas.NewImageFromResource(item.Icon)}
	f.ExtendBaseWidget(f)
	f.icon.SetMinSize(fyne.NewSquareSize(16))
	f.title = k.Text(item.Title, text.LabelStyle{Lines: 1, LineHeight: 20})
	parts := []fyne.CanvasObject{f.icon}
	if !s.bare {
		parts = append(parts, f.title)
	}
	if item.Count != "" {
		parts = append(parts, k.Text(item.Count, text.LabelStyle{Size: SizeCaption, Lines: 1, LineHeight: 20}))
	}
	f.content = Stack(Gap(0, segmentHeight), f.back, k.Pad(12, 4, 12, 4, k.Row(8, -1, parts...)))
	f.paint()
	return f
}

func (f *segment) paint() {
	fill, ink, on := Role(None), fynetheme.ColorNameForeground, f.item.Key == f.all.key
	switch {
	case on:
		fill = Raised
	case f.item.Disabled:
		ink = fynetheme.ColorNameDisabled
	case f.hovered:
		fill = Hover
	}
	if f.focused {
		f.back.Ring(fill, Accent)
	} else {
		f.back.Set(fill, None)
	}
	f.icon.Resource = fynetheme.NewColoredResource(f.item.Icon, ink)
	f.icon.Refresh()
	f.title.SetStyle(text.LabelStyle{Size: SizeText, Lines: 1, LineHeight: 20, Bold: on, Colour: ink, Align: f.all.kit.Start(), Base: f.all.kit.Direction()})
}

func (f *segment) choose() {
	if f.item.Disabled || f.item.Key == f.all.key {
		return
	}
	f.all.chosen(f.item.Key)
}

// Refresh follows the theme.
func (f *segment) Refresh() {
	f.paint()
	f.content.Refresh()
}

// CreateRenderer is Fyne's.
func (f *segment) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.content) }

// Tapped, MouseIn, MouseMoved, MouseOut, FocusGained, FocusLost and TypedRune are Fyne's.
func (f *segment) Tapped(*fyne.PointEvent)        { f.choose() }
func (f *segment) MouseIn(*desktop.MouseEvent)    { f.hovered = true; f.paint() }
func (f *segment) MouseMoved(*desktop.MouseEvent) {}
func (f *segment) MouseOut()                      { f.hovered = false; f.paint() }
func (f *segment) FocusGained()                   { f.focused = true; f.paint() }
func (f *segment) FocusLost()                     { f.focused = false; f.paint() }
func (f *segment) TypedRune(r rune)               { input.PassRune(f, r) }

// TypedKey chooses with Space and Enter.
func (f *segment) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		f.choose()
	default:
		input.PassKey(f, ev)
	}
}
