package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// always are the characters that may be marks wherever they are: those of CommonMark, and of
// tables, footnotes, formulas, deletions, raised text and attributes.
const always = "\\`*_[]<>~|$^{}"

// escape makes a line of text one of Markdown, which begins a block, and counts the control
// characters that it leaves out.
func escape(line string) (text string, dropped int) {
	var b strings.Builder
	line = strings.TrimSpace(strings.ToValidUTF8(line, "\ufffd"))
	starts := start(line)
	before := ' '
	for i, r := range line {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			r = ' '
			b.WriteByte(' ')
		case unicode.IsControl(r):
			dropped++
			continue
		case i == starts || strings.ContainsRune(always, r) || escaped(before, r, line[i+utf8.RuneLen(r):]):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String(), dropped
}

// start is where a line has a character that would make it a heading, an entry of a list, a
// rule or the like; -1 for none.
func start(line string) int {
	if line == "" {
		return -1
	}
	if strings.ContainsRune("#+-=:%!>", rune(line[0])) {
		return 0
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits < len(line) && strings.ContainsRune(".)", rune(line[digits])) {
		return digits
	}
	return -1
}

// escaped reports a character that is a mark between those beside it: of an entity, of
// somebody's name, of an address that would become a link, or of a picture.
func escaped(before, r rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	word := unicode.IsLetter(before) || unicode.IsDigit(before)
	switch r {
	case '&':
		return after == '#' || unicode.IsLetter(after)
	case '@':
		return true
	case '#':
		return !word
	case ':':
		return strings.HasPrefix(rest, "//") || unicode.IsLetter(after)
	case '.':
		return before == 'w' || before == 'W'
	case '!':
		return after == '['
	}
	return false
}
