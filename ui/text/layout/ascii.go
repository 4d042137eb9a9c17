package layout

import "strings"

// graphic reports the visible ASCII characters.
func graphic(r rune) bool { return r > ' ' && r < 0x7f }

// alphanumeric reports the ASCII letters and digits.
func alphanumeric(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// breaksASCII reports whether a line may break between two visible ASCII characters;
// afterWord says that before follows a letter or a digit. UAX #14 would break
// addresses after each slash; browsers have this table instead, so that they break
// after a hyphen or a question mark only, and before some opening brackets. Beyond
// theirs, no quotation mark is torn from what it may quote, and no hyphen from a hyphen.
func breaksASCII(before, after rune, afterWord bool) bool {
	switch {
	case strings.ContainsRune("!),./:;?]}\"'-", after):
		return false
	case before == '-':
		return afterWord || after < '0' || after > '9'
	case before == '?':
		return true
	case strings.ContainsRune("!#%&)*+,.:;=>\\]|}~", before):
		return strings.ContainsRune("(<[{", after)
	}
	return false
}
