package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// superscript is how a raised text is written in a line, after what stands before it
// in the line. The number or mark of a note is set in brackets, so that "1931" with
// a note 2 is not 19312; an exponent gets raised digits; the ending of a number
// ("4th") and other letters stay as they are.
func superscript(n *html.Node, before string) (text string, changed bool) {
	text = strings.TrimSpace(textOf(n))
	if text == "" {
		return "", false
	}
	inner := strings.Trim(text, "[]() ")
	linked := false
	for c := range n.Descendants() {
		linked = linked || c.DataAtom == atom.A
	}
	named := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	linked = linked || n.Parent != nil && n.Parent.DataAtom == atom.A || strings.Contains(named, "ref") || strings.Contains(named, "note") || strings.Contains(named, "cit")
	digits := inner != "" && strings.IndexFunc(inner, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune(",;–-− ", r) }) < 0
	marker := inner != "" && strings.IndexFunc(inner, func(r rune) bool { return !strings.ContainsRune("*†‡§¶#", r) }) < 0
	switch {
	case utf8.RuneCountInString(inner) > 40:
		return "", false
	case inner != text, marker, linked && (digits || utf8.RuneCountInString(inner) <= 2):
		return "[" + inner + "]", true
	case !digits:
		return "", false
	case unit(before):
		return strings.Map(raised, inner), true
	}
	return "[" + inner + "]", true
}

// unit reports a text that ends in what has exponents: a unit of length or time, a
// variable, ten, a closing bracket.
func unit(before string) bool {
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })+1:]
	if word == "" {
		return strings.HasSuffix(before, ")")
	}
	if number := strings.TrimLeftFunc(word, unicode.IsDigit); number != "" && number != word {
		word = number // 40km
	}
	switch word {
	case "10", "m", "km", "cm", "mm", "dm", "nm", "ft", "in", "yd", "mi", "mile", "miles", "s", "h", "متر", "كم", "م", "سم", "км", "м", "см":
		return true
	}
	return utf8.RuneCountInString(word) == 1 && !unicode.IsDigit([]rune(word)[0])
}

// raised is a digit as a superscript.
func raised(r rune) rune {
	switch {
	case r >= '0' && r <= '9':
		return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0']
	case r == '-' || r == '−' || r == '–':
		return '⁻'
	}
	return r
}
