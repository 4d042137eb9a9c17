package scene

import "testing"

// The zone of the axis is on the scale, at its end, and no tick is over it.
func TestZoneIsOnTheScale(t *testing.T) {
	b := testBuilder(t)
	for _, rtl := range []bool{false, true} {
		in := testInput(NewIndex(columnsOf(nil), 1), 1)
		in.View = NewViewport(1000, rtl)
		named := func() int {
			n := 0
			for _, text := range b.Build(in).Over[axisLayer].Texts {
				if text.P.Text == "Kyiv time" {
					n++
				}
			}
			return n
		}
		if n := named(); n != 0 {
			t.Errorf("named %d times without a zone", n)
		}
		in.Zone = "Kyiv time"
		if n := named(); n != 1 {
			t.Fatalf("named %d times", n)
		}
		texts := b.Build(in).Over[axisLayer].Texts
		for i, a := range texts {
			for _, c := range texts[:i] {
				if ax, cx := a.X+a.P.Lines[0].X, c.X+c.P.Lines[0].X; ax < cx+c.P.Width && cx < ax+a.P.Width {
					t.Errorf("right to left %v: %q is over %q", rtl, a.P.Text, c.P.Text)
				}
			}
		}
	}
}
