package worldmap

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/map/scene"
)

// Measures of the plates, in units.
const (
	corner, between = 12, 8
	rounding        = 0.01
	listWidth       = 250
	mostListed      = 5
)

// plated is something that lies over the map, in a corner.
type plated struct {
	size       fyne.Size
	start, top bool // the corner: at the start of lines, at the top
}

// arranged puts plates over a map, those named first before the others: each into its
// corner, else along that side or away from it as far as it must, so that none is over
// another; one that finds no room, or would be more than half of the map, is left out: its
// box is the zero Box. Boxes are mirrored where lines begin on the right.
func arranged(over fyne.Size, all []plated, rtl bool) []scene.Box {
	boxes := make([]scene.Box, len(all))
	free := func(b scene.Box) bool {
		if b.X0 < corner-rounding || b.Y0 < corner-rounding || b.X1 > over.Width-corner+rounding || b.Y1 > over.Height-corner+rounding {
			return false
		}
		for _, o := range boxes {
			if o != (scene.Box{}) && b.X0 < o.X1+between-rounding && b.X1 > o.X0-between+rounding && b.Y0 < o.Y1+between-rounding && b.Y1 > o.Y0-between+rounding {
				return false
			}
		}
		return true
	}
	for i, p := range all {
		if p.size.IsZero() || p.size.Width*p.size.Height > over.Width*over.Height/2 {
			continue
		}
		for _, at := range places(over, p, boxes) {
			if b := (scene.Box{X0: at.X, Y0: at.Y, X1: at.X + p.size.Width, Y1: at.Y + p.size.Height}); free(b) {
				boxes[i] = b
				break
			}
		}
	}
	if rtl {
		for i, b := range boxes {
			if b != (scene.Box{}) {
				boxes[i].X0, boxes[i].X1 = over.Width-b.X1, over.Width-b.X0
			}
		}
	}
	return boxes
}

// places are where a plate may be: in its corner, and beside and below or above what is
// there.
func places(over fyne.Size, p plated, there []scene.Box) []fyne.Position {
	at := fyne.NewPos(over.Width-corner-p.size.Width, over.Height-corner-p.size.Height)
	if p.start {
		at.X = corner
	}
	if p.top {
		at.Y = corner
	}
	all := []fyne.Position{at}
	for _, o := range there {
		if o == (scene.Box{}) {
			continue
		}
		beside, away := fyne.NewPos(o.X0-between-p.size.Width, at.Y), fyne.NewPos(at.X, o.Y0-between-p.size.Height)
		if p.start {
			beside.X = o.X1 + between
		}
		if p.top {
			away.Y = o.Y1 + between
		}
		all = append(all, beside, away)
	}
	return all
}

// layered is the layout of a pane: the map in full size, and the plates over it.
type layered struct{ *pane }

func (p layered) MinSize([]fyne.CanvasObject) fyne.Size { return p.view.MinSize() }

func (p layered) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	p.view.Resize(size)
	buttons := p.column
	if p.column.Hidden = p.column.MinSize().Height+2*corner > size.Height; p.column.Hidden {
		buttons = p.row
	}
	p.row.Hidden = !p.column.Hidden
	// The first ones are those that something is done with.
	plates := []*fyne.Container{p.playing, buttons, p.count, p.without}
	all := make([]plated, len(plates))
	for i, o := range plates {
		all[i] = plated{start: o == p.count || o == p.without, top: o == p.count || o == buttons}
		switch {
		case len(o.Objects) == 0:
		case o == p.without:
			all[i].size = fyne.NewSize(listWidth, control.HeightFor(o, listWidth))
		case o == p.count:
			width := max(min(p.natural, size.Width-2*corner-between-buttons.MinSize().Width), min(p.natural, listWidth/2))
			all[i].size = fyne.NewSize(width, control.HeightFor(o, width))
		default:
			all[i].size = o.MinSize()
		}
	}
	boxes := arranged(size, all, p.kit.RTL())
	var taken []scene.Box
	for i, o := range plates {
		b := boxes[i]
		o.Hidden = b == scene.Box{}
		if !o.Hidden {
			o.Resize(all[i].size)
			o.Move(fyne.NewPos(b.X0, b.Y0))
			taken = append(taken, b)
		}
	}
	p.view.Keep(taken)
}
