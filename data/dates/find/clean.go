package find

import "unicode"

// cleanRune puts digits of any script, hyphens, dashes and the marks of Arabic
// into ASCII (dashes into "–"), and drops what is not seen.
func cleanRune(r rune) string {
	switch {
	case r < 0x80:
		return string(r)
	case unicode.Is(unicode.Nd, r):
		return string('0' + digitValue(r))
	case unicode.Is(unicode.Cf, r), r == '\u00ad':
		return ""
	case unicode.IsSpace(r):
		return " "
	}
	switch r {
	case '\u2010', '\u2011', '\u2212', '\ufe63', '\uff0d':
		return "-"
	case '\u2012', '\u2014', '\u2015':
		return "\u2013"
	case '\u061f':
		return "?"
	case '\u066a':
		return "%"
	case '\u066b':
		return "."
	case '\u066c', '\u060c', '\u061b':
		return ","
	case '\u2044', '\u2215':
		return "/"
	}
	return string(r)
}

// digitValue returns the value of a decimal digit: they stand in runs of ten.
func digitValue(r rune) rune {
	for _, run := range unicode.Nd.R16 {
		if r >= rune(run.Lo) && r <= rune(run.Hi) {
			return (r - rune(run.Lo)) % 10
		}
	}
	for _, run := range unicode.Nd.R32 {
		if r >= rune(run.Lo) && r <= rune(run.Hi) {
			return (r - rune(run.Lo)) % 10
		}
	}
	return 0
}
