package gazetteer

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// ErrNoCoordinates says that a text is something else than coordinates.
var ErrNoCoordinates = errors.New("no coordinates")

// RangeError says which coordinate is beyond the poles, or beyond the whole circle.
type RangeError struct {
	Longitude bool
	Degrees   float64
}

func (e *RangeError) Error() string {
	if e.Longitude {
		return fmt.Sprintf("a longitude is from -180 to 180 degrees, not %g", e.Degrees)
	}
	return fmt.Sprintf("a latitude is from -90 to 90 degrees, not %g", e.Degrees)
}

// Degrees with minutes and seconds, each divided or not, and the sign of a direction: N S
// E W, or the first letters of the Arabic words.
const oneCoordinate = `([+-]?\d{1,4}(?:\.\d{1,12})?) *(?:° *(?:(\d{1,2}(?:\.\d{1,9})?) *['′] *(?:(\d{1,2}(?:\.\d{1,9})?) *["″] *)?)?)?([nsewشجقغ]?)`

var twoCoordinates = regexp.MustCompile(`^` + oneCoordinate + `(?: *, *| +)` + oneCoordinate + `$`)

// Coordinates reads a latitude and a longitude, in this order: "31.2,29.9",
// "31.2 N 29.9 E", "31°12′N, 29°54′E", with the digits and commas of Arabic too. The place's
// name is what is said, and its radius what the last digit leaves open. Other texts give
// ErrNoCoordinates, what is beyond the poles a RangeError.
func Coordinates(text string) (Place, error) {
	m := twoCoordinates.FindStringSubmatch(plain(text))
	if m == nil {
		return Place{}, ErrNoCoordinates
	}
	lat, latStep, err := coordinate(m[1:5], "ns", "شج")
	if err != nil {
		return Place{}, err
	}
	lon, lonStep, err := coordinate(m[5:9], "ew", "قغ")
	if err != nil {
		return Place{}, err
	}
	switch {
	case math.Abs(lat) > 90:
		return Place{}, &RangeError{Degrees: lat}
	case math.Abs(lon) > 180:
		return Place{}, &RangeError{Longitude: true, Degrees: lon}
	}
	doubt := max(latStep, lonStep) / 2 * 111_195 // metres to a degree on the sphere
	name := Position(lat, lon)
	return Place{Kind: City, English: name, Arabic: name, Lat: lat, Lon: lon, Radius: max(1, math.Round(doubt))}, nil
}

// Position writes coordinates as [Coordinates] reads them.
func Position(lat, lon float64) string {
	short := func(v float64) string {
		return strconv.FormatFloat(math.Round(v*1e5)/1e5+0, 'f', -1, 64) // + 0: no negative zero
	}
	return short(lat) + "," + short(lon)
}

// Degrees writes a number of degrees, 0 to 180, as exact as a place is with so many metres
// of doubt.
func Degrees(v, radius float64) string {
	decimals := 4
	for _, least := range []float64{50, 500, 5000, 50_000} {
		if radius >= least {
			decimals--
		}
	}
	return strconv.FormatFloat(v, 'f', decimals, 64)
}

// coordinate is the value of degrees, minutes, seconds and a direction, which is one of
// two in either language, and the worth of the last digit that is said.
func coordinate(part []string, english, arabic string) (degrees, step float64, err error) {
	unit := 1.0
	for _, text := range part[:3] {
		if text == "" {
			break
		}
		v, err := strconv.ParseFloat(strings.TrimLeft(text, "+-"), 64)
		if err != nil || unit < 1 && v >= 60 {
			return 0, 0, ErrNoCoordinates
		}
		degrees += v * unit
		step = unit
		if i := strings.IndexByte(text, '.'); i >= 0 {
			step *= math.Pow(10, -float64(len(text)-i-1))
		}
		unit /= 60
	}
	back := strings.HasPrefix(part[0], "-")
	if sign := part[3]; sign != "" {
		runes := []rune(arabic)
		switch {
		case strings.HasPrefix(part[0], "-"), !strings.Contains(english+arabic, sign):
			return 0, 0, ErrNoCoordinates
		default:
			back = sign == english[1:] || sign == string(runes[1])
		}
	}
	if back {
		degrees = -degrees
	}
	return degrees, step, nil
}

// directions are the words for which the signs of directions are short.
var directions = strings.NewReplacer(
	"north", "n", "south", "s", "east", "e", "west", "w", "شمالًا", "ش", "شمالا", "ش", "شمال", "ش", "جنوبًا", "ج", "جنوبا", "ج", "جنوب", "ج",
	"شرقًا", "ق", "شرقا", "ق", "شرق", "ق", "غربًا", "غ", "غربا", "غ", "غرب", "غ",
)

// plain brings digits, commas, signs and letters into one form.
func plain(text string) string {
	return directions.Replace(strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case r >= '۰' && r <= '۹':
			return r - '۰' + '0'
		case r == '٫':
			return '.'
		case r == '،' || r == '؛' || r == ';':
			return ','
		case r == '−' || r == '–':
			return '-'
		case r == '’' || r == '‘' || r == 'ʹ':
			return '\''
		case r == '“' || r == '”':
			return '"'
		case r == 'º' || r == '˚':
			return '°'
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return unicode.ToLower(r)
	}, text)))
}
