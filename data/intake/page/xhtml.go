package page

import (
	"regexp"
	"strings"
)

// selfClosed finds elements that end where they begin, as XML writes them.
var selfClosed = regexp.MustCompile(`<([A-Za-z][\w:-]*)((?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*)?)/>`)

// FromXHTML is a page that was written as XML in a form that reads the same as HTML: there,
// an element that ends where it begins has no end, and a title would take in all that
// follows.
func FromXHTML(markup string) string {
	if !strings.Contains(markup, "/>") {
		return markup
	}
	return selfClosed.ReplaceAllStringFunc(markup, func(tag string) string {
		name := tag[1 : len(tag)-2]
		if end := strings.IndexAny(name, " \t\r\n"); end >= 0 {
			name = name[:end]
		}
		if void[strings.ToLower(name)] {
			return tag
		}
		return tag[:len(tag)-2] + "></" + name + ">"
	})
}

// void are the elements that have no content and no end tag in HTML.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true, "meta": true,
	"source": true, "track": true, "wbr": true,
}
