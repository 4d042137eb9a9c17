package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// always are the characters that may be marks wherever they are: those of CommonMark, and of
// tables, footnotes, formulas, deletions, raised text and attributes.
const always = "\\`*_[]<>~|$^{}"

// escape makes a line of text, which may begin a block, one of Markdown, and counts the control
// characters that it leaves out.
func escape(line string) (text string, dropped int) {
	line = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r):
			dropped++
			return -1
		}
		return r
	}, strings.ToValidUTF8(line, "\ufffd"))
	var b strings.Builder
	starts := start(line)
	before := ' '
	for i, r := range line {
		if i == starts || strings.ContainsRune(always, r) || escaped(before, r, line[i+utf8.RuneLen(r):]) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String(), dropped
}

// start is where a line has a character that would make it a heading, an entry of a list, a
// rule or the like; -1 for none.
func start(line string) int {
	words := strings.TrimLeftFunc(line, unicode.IsSpace)
	at := len(line) - len(words)
	if words == "" {
		return -1
	}
	if strings.ContainsRune("#+-=:%!>", rune(words[0])) {
		return at
	}
	digits := len(words) - len(strings.TrimLeft(words, "0123456789"))
	if digits > 0 && digits < len(words) && strings.ContainsRune(".)", rune(words[digits])) {
		return at + digits
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
