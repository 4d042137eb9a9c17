package scene

import "testing"

// The zone of the axis is beside the scale, at the reading-start side, and nothing is
// there without one.
func TestZoneIsBesideTheScale(t *testing.T) {
	b := testBuilder(t)
	for _, rtl := range []bool{false, true} {
		in := testInput(NewIndex(columnsOf(nil), 1), 1)
		in.View = NewViewport(1000, rtl)
		if texts := b.Build(in).Over[headLayer].Texts; len(texts) != 0 {
			t.Errorf("without a zone: %q", texts[0].P.Text)
		}
		in.Zone = "Kyiv time"
		l := b.Build(in)
		texts := l.Over[headLayer].Texts
		if len(texts) != 1 || texts[0].P.Text != in.Zone || texts[0].Y < l.Plot.H || texts[0].Y > l.H {
			t.Fatalf("with one: %+v", texts)
		}
		left, right := texts[0].X+texts[0].P.Lines[0].X, texts[0].X+texts[0].P.Lines[0].X+texts[0].P.Width
		if x0, x1 := in.View.Plot(); !rtl && (left < 0 || float64(right) > x0) || rtl && (float64(left) < x1 || right > l.W) {
			t.Errorf("right to left %v: it is at %v to %v", rtl, left, right)
		}
	}
}
