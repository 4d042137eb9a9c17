package review

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme/palette"
)

// badgeSize is how wide and high the disc of a number is, in units.
const badgeSize = 24

// badge is the number of a candidate, as on the strip: in a dashed ring while it is to be
// decided on, on the colour of its track once it is accepted, bare once it is dismissed.
type badge struct {
	*fyne.Container
	kit   *control.Kit
	back  *control.Surface
	ring  *control.DashedRing
	label *text.Label
}

var badgeStyle = text.LabelStyle{Size: 12, Bold: true, Lines: 1, LineHeight: badgeSize}

func newBadge(k *control.Kit) *badge {
	b := &badge{kit: k, back: control.NewBar(control.None, badgeSize, badgeSize, badgeSize/2), ring: control.NewDashedRing(badgeSize), label: k.Text("", badgeStyle)}
	b.Container = control.Stack(b.back, b.ring, container.New(centred{}, b.label))
	return b
}

// show shows a candidate's number; colour is that of its track.
func (b *badge) show(c *candidate, colour string, shown bool) {
	fill, ring, style := control.Role(control.None), control.Role(control.None), badgeStyle
	switch {
	case shown:
		fill, style.Colour = control.Accent, fynetheme.ColorNameForegroundOnPrimary
	case c.decision == propose.Accepted:
		fill, style.Colour = deep(colour), fynetheme.ColorNameForegroundOnPrimary
	case c.decision == propose.Dismissed:
		style.Colour = fynetheme.ColorNamePlaceHolder
	default:
		ring = control.Mark(colour)
	}
	b.back.Set(fill, control.None)
	b.ring.Set(ring)
	b.label.SetStyle(style)
	b.label.SetText(b.kit.Locale.Count(c.number))
}

// deep is a track's colour that words are read on.
func deep(name string) control.Role {
	return func(p palette.Palette) color.NRGBA { return p.Deep(name) }
}

// centred sets its object in the middle, in its own size.
type centred struct{}

func (centred) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(badgeSize) }

func (centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		own := o.MinSize()
		o.Resize(own)
		o.Move(fyne.NewPos((size.Width-own.Width)/2, (size.Height-own.Height)/2))
	}
}

// levels are how many bars say how likely a candidate is.
const levels = 3

// bars say how likely a candidate is by one to three bars, with a word.
func bars(k *control.Kit, c *propose.Candidate) fyne.CanvasObject {
	row := k.Row(3, -1)
	for i := range levels {
		fill := control.Role(control.Line)
		if i <= int(c.Level()) {
			fill = control.Mark("green")
		}
		row.Add(control.NewBar(fill, 13, 5, 2.5))
	}
	return row
}
