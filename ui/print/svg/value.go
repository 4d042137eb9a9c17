package svg

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"strconv"
)

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// number writes a length to a thousandth of a unit; what is none is 0.
func number(v float32) string {
	if v != v || v-v != 0 {
		return "0"
	}
	s := strconv.AppendFloat(nil, float64(v), 'f', 3, 32)
	s = bytes.TrimRight(bytes.TrimRight(s, "0"), ".")
	if string(s) == "-0" {
		return "0"
	}
	return string(s)
}

// escaped is a text as XML has it: characters that XML has none for are replaced.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes all
	return b.String()
}
