package glyph

import (
	"image"
	"testing"

	"tarikh.org/tarikh/ui/text/layout"
)

// TestMarksAreDrawnInTheirFrames: a control, and a character that no face has, are
// between their neighbours as boxes with a free inside.
func TestMarksAreDrawnInTheirFrames(t *testing.T) {
	f := testFonts(t)
	s, c := layout.NewShaper(f), NewCache(f)
	for _, tc := range []struct{ name, text string }{
		{"a control", "\u200f"},
		{"a character that no face has", "\u4e2d"},
	} {
		for _, scale := range []float32{1, 1.5, 2} {
			p := s.Paragraph(tc.text, layout.Style{Size: 20, ShowControls: true}, 0)
			m := f.Mark([]rune(tc.text)[0])
			img := filled(120, 80, white)
			c.Draw(img, p, 10, 0, scale, black)
			got := inked(img)
			ppem, baseline := 20*scale, p.Lines[0].Baseline*scale
			want := image.Rect(
				int(10+m.Frame.X*ppem+0.5), int(baseline+m.Frame.Y*ppem+0.5),
				int(10+(m.Frame.X+m.Frame.W)*ppem+0.5), int(baseline+(m.Frame.Y+m.Frame.H)*ppem+0.5),
			)
			if d := got.Min.Sub(want.Min); d.X < -1 || d.X > 1 || d.Y < -1 || d.Y > 1 || got.Dx() < want.Dx()-1 || got.Dx() > want.Dx()+1 {
				t.Errorf("%s at scale %g covers %v, its frame is %v", tc.name, scale, got, want)
			}
			if img.RGBAAt(got.Min.X, got.Min.Y).R > 40 || img.RGBAAt(got.Min.X+got.Dx()/2, got.Max.Y-1).R > 40 {
				t.Errorf("%s at scale %g has no line around it", tc.name, scale)
			}
			if inside := got.Min.Add(image.Pt(3, 3)); img.RGBAAt(inside.X, inside.Y).R < 215 {
				t.Errorf("%s at scale %g is not free inside", tc.name, scale)
			}
		}
	}
}
