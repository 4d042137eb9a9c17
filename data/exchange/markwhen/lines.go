package markwhen

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

func comment(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " \t"), "//") }

// decoded is a text in UTF-8; wrong counts bytes that are none.
func decoded(raw []byte) (text string, wrong int) {
	text = strings.TrimPrefix(utf16Text(raw), "\ufeff")
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 {
			wrong++
		}
		i += size
	}
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\r\n", "\n"), wrong
}

func withoutComments(text string) string {
	if !strings.Contains(text, "//") {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if !comment(line) {
			b.WriteString(line)
		}
	}
	return b.String()
}

// utf16Text is a text that may be in UTF-16 with its mark.
func utf16Text(raw []byte) string {
	if len(raw) < 2 || raw[0]^raw[1] != 0x01 || raw[0] < 0xfe {
		return string(raw)
	}
	big := raw[0] == 0xfe
	units := make([]uint16, 0, len(raw)/2)
	for i := 2; i+1 < len(raw); i += 2 {
		lo, hi := raw[i], raw[i+1]
		if big {
			lo, hi = hi, lo
		}
		units = append(units, uint16(lo)|uint16(hi)<<8)
	}
	return string(utf16.Decode(units))
}
