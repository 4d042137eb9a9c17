package form

import (
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// hues are those of the palette's colours in degrees, around the circle; rose is magenta
// and pink, too. Slate has none.
var hues = []struct {
	name string
	hue  int
}{{"red", 3}, {"amber", 36}, {"green", 146}, {"teal", 181}, {"blue", 212}, {"violet", 271}, {"rose", 310}, {"rose", 340}}

// greyBelow is the difference between the strongest and the weakest part of a colour under
// which people call it grey.
const greyBelow = 30

// Colour is the one of data.Colours that is nearest to a colour in the notation of CSS
// (#rgb, #rrggbb, rgb(…), a name) or as its three parts ("128,255,128"); "" for anything
// else. Nearest is by hue: a pale green is green, and white, grey and black are slate.
func Colour(text string) string {
	rgb, ok := parts(strings.ToLower(strings.TrimSpace(text)))
	if !ok {
		return ""
	}
	r, g, b := rgb[0], rgb[1], rgb[2]
	high, low := max(r, g, b), min(r, g, b)
	if high-low < greyBelow {
		return "slate"
	}
	var hue int
	switch span := high - low; high {
	case r:
		hue = 60 * (g - b) / span
	case g:
		hue = 120 + 60*(b-r)/span
	default:
		hue = 240 + 60*(r-g)/span
	}
	best, least := "", 360
	for _, h := range hues {
		away := ((hue-h.hue)%360 + 360) % 360
		if away = min(away, 360-away); away < least {
			best, least = h.name, away
		}
	}
	return best
}

// parts are red, green and blue, 0 to 255.
func parts(text string) (rgb [3]int, ok bool) {
	if c, named := colornames.Map[text]; named {
		return [3]int{int(c.R), int(c.G), int(c.B)}, true
	}
	if digits, hex := strings.CutPrefix(text, "#"); hex {
		width := 2
		if len(digits) == 3 || len(digits) == 4 {
			width = 1
		} else if len(digits) != 6 && len(digits) != 8 {
			return rgb, false
		}
		for i := range rgb {
			part := digits[i*width : (i+1)*width]
			n, err := strconv.ParseUint(strings.Repeat(part, 3-width), 16, 8)
			if err != nil {
				return rgb, false
			}
			rgb[i] = int(n)
		}
		return rgb, true
	}
	if open := strings.IndexByte(text, '('); open >= 0 && strings.HasPrefix(text, "rgb") {
		text = strings.TrimSuffix(text[open+1:], ")")
	}
	fields := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(fields) != 3 && len(fields) != 4 {
		return rgb, false
	}
	for i := range rgb {
		n, err := strconv.ParseUint(fields[i], 10, 8)
		if err != nil {
			return rgb, false
		}
		rgb[i] = int(n)
	}
	return rgb, true
}

// rgb are the colours of the palette as other programs are told them.
var rgb = map[string][3]int{
	"red": {200, 60, 54}, "amber": {201, 138, 27}, "green": {46, 139, 87}, "teal": {31, 138, 140}, "blue": {45, 108, 192},
	"violet": {124, 77, 190}, "rose": {201, 72, 125}, "slate": {96, 103, 112},
}

// RGB is one of data.Colours as red, green and blue, 0 to 255, which Colour reads as the
// same.
func RGB(colour string) (r, g, b int) {
	c, ok := rgb[colour]
	if !ok {
		c = rgb[eraColour]
	}
	return c[0], c[1], c[2]
}
