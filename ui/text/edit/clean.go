package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	lam     = '\u0644'
	noBreak = '\ufeff' // zero width no-break space, the byte order mark
)

// alefs are those of the ligatures U+FEF5 to U+FEFC, two forms of each.
var alefs = [...]rune{'\u0622', '\u0623', '\u0625', '\u0627'}

// Clean returns a text as a Document keeps it. Every line ending (CR LF, CR, LF and
// the other mandatory breaks of UAX #14) is "\n"; other control characters and
// U+FEFF are gone, the tab stays; the codes of lam-alef ligatures are the two letters
// that they stand for, as a font joins them by itself; bytes that are no UTF-8 are
// U+FFFD. In a single line, line endings and tabs are spaces.
func Clean(text string, single bool) string {
	clean := 0 // bytes that stay as they are
	for clean < len(text) {
		r, n := utf8.DecodeRuneInString(text[clean:])
		if r == utf8.RuneError && n == 1 || dirty(r, single) {
			break
		}
		clean += n
	}
	if clean == len(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	b.WriteString(text[:clean])
	afterCR := false
	for _, r := range text[clean:] {
		if r == '\n' && afterCR {
			afterCR = false
			continue
		}
		afterCR = r == '\r'
		switch {
		case !dirty(r, single):
			b.WriteRune(r)
		case endsLine(r) || r == '\t':
			if single {
				b.WriteByte(' ')
			} else {
				b.WriteByte('\n')
			}
		case ligature(r):
			b.WriteRune(lam)
			b.WriteRune(alefs[(r-'\ufef5')/2])
		}
	}
	return b.String()
}

// dirty reports whether Clean replaces or drops a character.
func dirty(r rune, single bool) bool {
	if r == '\n' || r == '\t' {
		return single
	}
	return r < ' ' || r >= '\u007f' && (unicode.Is(unicode.Cc, r) || endsLine(r) || r == noBreak || ligature(r))
}

// endsLine reports the classes BK, CR, LF and NL of UAX #14.
func endsLine(r rune) bool {
	switch r {
	case '\n', '\v', '\f', '\r', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

func ligature(r rune) bool { return r >= '\ufef5' && r <= '\ufefc' }
