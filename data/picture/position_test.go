package picture

import (
	"bytes"
	"strings"
	"testing"
)

// What XMP says of a place is found and emptied, as attribute and as element, and also where
// very many elements do not end.
func TestPositionsInXMP(t *testing.T) {
	const many = 40_000
	for _, c := range []struct{ xmp, left string }{
		{`<a exif:GPSLatitude="39,54N" b="1"/>`, `<a  b="1"/>`},
		{`<exif:GPSLatitude>39,54N</exif:GPSLatitude><c/>`, `<c/>`},
		{`<exif:GPSa exif:GPSb='1'>2</exif:GPSa>`, ``},
		{strings.Repeat(`<exif:GPSa>exif:GPSa="" `, many), strings.Repeat(`<exif:GPSa> `, many)},
	} {
		xmp := []byte(c.xmp)
		if !saysPosition(xmp) {
			t.Errorf("%.60q says no place", c.xmp)
		}
		blankPosition(xmp)
		if len(xmp) != len(c.xmp) || saysPosition(xmp) {
			t.Errorf("%.60q still says one: %.60q", c.xmp, xmp)
		}
		if got := strings.Join(strings.Fields(string(xmp)), ""); got != strings.Join(strings.Fields(c.left), "") {
			t.Errorf("%.60q is %.60q, want %.60q", c.xmp, bytes.TrimSpace(xmp), c.left)
		}
	}
}
