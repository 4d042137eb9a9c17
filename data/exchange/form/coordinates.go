package form

import (
	"math"
	"strconv"
)

// Coordinates are a latitude and a longitude in degrees as a place in words: "30.04° N,
// 31.24° E"; "" for what is not on Earth.
func Coordinates(lat, lon float64) string {
	if !(math.Abs(lat) <= 90) || !(math.Abs(lon) <= 360) {
		return ""
	}
	degrees := func(v float64, plus, minus string) string {
		side := plus
		if v < 0 {
			v, side = -v, minus
		}
		const parts = 1e5 // about a metre
		return strconv.FormatFloat(math.Round(v*parts)/parts, 'f', -1, 64) + "° " + side
	}
	return degrees(lat, "N", "S") + ", " + degrees(lon, "E", "W")
}
