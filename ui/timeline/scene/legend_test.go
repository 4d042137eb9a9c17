package scene

import "testing"

// Every sign is drawn within its picture, in both directions, and no other sign with it:
// what stands for others only in the pictures of those.
func TestSigns(t *testing.T) {
	chips := map[Sign]int{SignMore: 1, SignBeyond: 1}
	bare := map[Sign]bool{SignReading: true, SignBeyond: true, SignOwn: true, SignMany: true, SignMore: true}
	for _, rtl := range []bool{false, true} {
		for s := range signCount {
			l, x, y := testBuilder(t).Sign(s, testTheme(), english{}, rtl)
			if len(l.Chips) != chips[s] {
				t.Errorf("sign %d has %d chips", s, len(l.Chips))
			}
			if x < 0 || x+SignWidth > l.W || y < 0 || y+SignHeight > l.H {
				t.Errorf("the picture of sign %d is at %v, %v of %v x %v", s, x, y, l.W, l.H)
			}
			for _, c := range l.Chips {
				if c.X0 < x || c.X1 > x+SignWidth || c.Y0 < y || c.Y1 > y+SignHeight {
					t.Errorf("the chip of sign %d is at %v, %v, its picture at %v, %v", s, c.X0, c.Y0, x, y)
				}
			}
			if !bare[s] && len(l.Hits) == 0 {
				t.Errorf("sign %d has no mark", s)
			}
			for _, h := range l.Hits {
				if !bare[s] && (h.M0 < x || h.M1 > x+SignWidth || h.Y0 < y || h.Y1 > y+SignHeight) {
					t.Errorf("the mark of sign %d is at %v, %v, its picture at %v, %v", s, h.M0, h.Y0, x, y)
				}
			}
		}
	}
}
