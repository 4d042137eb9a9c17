package query

import (
	"strconv"
	"strings"
)

// Box is a part of the globe in degrees. West may be east of East: then it goes over the
// date line.
type Box struct{ South, West, North, East float64 }

// BoxOf reads a value of Place that is a box: "south,west,north,east" in degrees.
func BoxOf(value string) (b Box, ok bool) {
	parts := strings.Split(value, ",")
	if len(parts) != 4 {
		return b, false
	}
	for i, into := range []*float64{&b.South, &b.West, &b.North, &b.East} {
		v, err := strconv.ParseFloat(strings.TrimSpace(parts[i]), 64)
		most := []float64{90, 180}[i%2]
		if err != nil || !(v >= -most && v <= most) {
			return b, false
		}
		*into = v
	}
	return b, b.South <= b.North
}

// String is the box as BoxOf reads it, to some hundred metres.
func (b Box) String() string {
	short := func(v float64) string {
		return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 3, 64), "0"), ".")
	}
	return short(b.South) + "," + short(b.West) + "," + short(b.North) + "," + short(b.East)
}

// Has reports whether a place is in the box.
func (b Box) Has(lat, lon float64) bool {
	if lat < b.South || lat > b.North {
		return false
	}
	if b.West <= b.East {
		return lon >= b.West && lon <= b.East
	}
	return lon >= b.West || lon <= b.East
}
