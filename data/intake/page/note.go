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

// noteMark is the mark of a note that is no <sup>: a link to a place of this page, or an
// element that is called so or raised, with a number or a sign in it.
func noteMark(n *html.Node) (text string, is bool) {
	class := strings.ToLower(attr(n, "class") + " " + attr(n, "role") + " " + attr(n, "epub:type"))
	href := attr(n, "href")
	named := strings.Contains(class, "footnote") || strings.Contains(class, "endnote") || strings.Contains(class, "noteref") || strings.Contains(class, "fnref") || strings.Contains(class, "doc-noteref")
	raisedUp := strings.Contains(strings.ReplaceAll(attr(n, "style"), " ", ""), "vertical-align:super")
	if !named && !raisedUp && !(len(href) > 1 && href[0] == '#') {
		return "", false
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.Sup {
			return "", false // see superscript
		}
	}
	text = strings.Trim(textOf(n), "[]() ")
	number := text != "" && len(text) <= 3 && strings.Trim(text, "0123456789") == ""
	sign := text != "" && strings.Trim(text, "*†‡§") == ""
	if !number && !sign {
		return "", false
	}
	return "[" + text + "]", true
}
