package pdf

import (
	"math"
	"strconv"
	"unicode/utf16"
)

// Ref is the number of an object; 0 is none.
type Ref int

// appendRef appends a reference to an object.
func appendRef(dst []byte, r Ref) []byte {
	dst = strconv.AppendInt(dst, int64(r), 10)
	return append(dst, " 0 R"...)
}

func (r Ref) String() string { return string(appendRef(nil, r)) }

// appendNumber appends a number of up to some decimals; what is no number is 0.
func appendNumber(dst []byte, v float64, decimals int) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, v, 'f', decimals, 64)
	if decimals > 0 {
		for dst[len(dst)-1] == '0' {
			dst = dst[:len(dst)-1]
		}
		if dst[len(dst)-1] == '.' {
			dst = dst[:len(dst)-1]
		}
	}
	if string(dst[start:]) == "-0" {
		dst = append(dst[:start], '0')
	}
	return dst
}

// coordinate is how many decimals places on a page have, in points; shade those of colours.
const coordinate, shade = 2, 3

func number(v float64) string { return string(appendNumber(nil, v, coordinate)) }

// text returns a text string: in ASCII where it is, else in UTF-16.
func text(s string) string {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == '(' || s[i] == ')' || s[i] == '\\' {
			return hexText(s)
		}
	}
	return "(" + s + ")"
}

// hexText returns a text string in UTF-16 with its mark.
func hexText(s string) string {
	dst := append(make([]byte, 0, 4*len(s)+6), "<FEFF"...)
	dst = appendUTF16(dst, []rune(s))
	return string(append(dst, '>'))
}

// appendUTF16 appends characters as hexadecimal digits of UTF-16.
func appendUTF16(dst []byte, runes []rune) []byte {
	for _, unit := range utf16.Encode(runes) {
		dst = appendHex(dst, unit)
	}
	return dst
}

func appendHex(dst []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(dst, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}

// bytesText returns a string of bytes, for addresses and names of places.
func bytesText(s string) string {
	const digits = "0123456789ABCDEF"
	dst := make([]byte, 0, 2*len(s)+2)
	dst = append(dst, '<')
	for i := range len(s) {
		dst = append(dst, digits[s[i]>>4], digits[s[i]&15])
	}
	return string(append(dst, '>'))
}

func number3(v float64) string { return string(appendNumber(nil, v, shade)) }

func number6(v float64) string { return string(appendNumber(nil, v, 6)) }
