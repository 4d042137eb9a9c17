package worldmap

import (
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"tarikh.org/tarikh/ui/map/scene"
)

// TestPlatesAreApart: whatever their sizes, no plate is over another or over the edge, the
// first is there where it can be, and mirrored they are the same, mirrored.
func TestPlatesAreApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := fyne.NewSize(rapid.Float32Range(100, 1500).Draw(t, "w"), rapid.Float32Range(100, 1000).Draw(t, "h"))
		all := make([]plated, 4)
		for i := range all {
			all[i] = plated{
				size: fyne.NewSize(rapid.Float32Range(20, 400).Draw(t, "pw"), rapid.Float32Range(20, 300).Draw(t, "ph")), start: rapid.Bool().Draw(t, "start"), top: rapid.Bool().Draw(t, "top"),
			}
		}
		boxes, mirrored := arranged(size, all, false), arranged(size, all, true)
		for i, b := range boxes {
			if b == (scene.Box{}) {
				if i == 0 && all[0].size.Width+2*corner < size.Width && all[0].size.Height+2*corner < size.Height && all[0].size.Width*all[0].size.Height < size.Width*size.Height/2 {
					t.Fatal("the first one is missing")
				}
				continue
			}
			if b.X0 < corner-1 || b.Y0 < corner-1 || b.X1 > size.Width-corner+1 || b.Y1 > size.Height-corner+1 || b.X1-b.X0 < all[i].size.Width-0.01 {
				t.Fatalf("%v on %v", b, size)
			}
			if m := mirrored[i]; m.Y0 != b.Y0 || m.X0 != size.Width-b.X1 {
				t.Fatalf("%v mirrored is %v", b, m)
			}
			for _, o := range boxes[:i] {
				if b.X0 < o.X1 && o.X0 < b.X1 && b.Y0 < o.Y1 && o.Y0 < b.Y1 {
					t.Fatalf("%v is over %v", b, o)
				}
			}
		}
	})
}

// TestPlatesOfASmallMap: on the map of a window of 720 by 540 the buttons are a row, the
// count goes below or beside them, and labels keep clear of both.
func TestPlatesOfASmallMap(t *testing.T) {
	d := newDesk(t)
	for _, tc := range []struct {
		w, h   float32
		column bool
	}{{900, 500, true}, {676, 196, false}, {330, 240, true}, {330, 200, false}} {
		d.f.View().Resize(fyne.NewSize(tc.w, tc.h))
		d.enter()
		p := d.f.pane
		if p.column.Visible() != tc.column || p.row.Visible() == tc.column || !p.count.Visible() {
			t.Errorf("%gx%g: column %t, row %t, count %t", tc.w, tc.h, p.column.Visible(), p.row.Visible(), p.count.Visible())
		}
		if at := p.count.Position(); p.row.Visible() && at.X < p.row.Position().X+p.row.Size().Width && at.X+p.count.Size().Width > p.row.Position().X && at.Y < p.row.Position().Y+p.row.Size().Height && at.Y+p.count.Size().Height > p.row.Position().Y {
			t.Errorf("%gx%g: the count is over the buttons", tc.w, tc.h)
		}
	}
}
