package table

import (
	"html"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// plain is a cell as text, with the addresses that its HTML names. A cell without markup
// keeps its lines.
func plain(cell string) (string, []form.Link) {
	if !strings.ContainsAny(cell, "<&") {
		return form.Clean(cell), nil
	}
	tags, blocks := markup(cell)
	if !tags {
		return form.Clean(html.UnescapeString(cell)), nil
	}
	if !blocks {
		cell = strings.ReplaceAll(cell, "\n", "<br>")
	}
	return form.PlainHTML(cell)
}

// markup reports whether a text has tags of HTML, and whether these divide it into lines.
func markup(s string) (tags, blocks bool) {
	for {
		at := strings.IndexByte(s, '<')
		if at < 0 {
			return tags, blocks
		}
		s = strings.TrimPrefix(s[at+1:], "/")
		end := 0
		for end < len(s) && (s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z' || end > 0 && s[end] >= '0' && s[end] <= '9') {
			end++
		}
		if end == 0 || end > 10 || end == len(s) || strings.IndexByte(" >/\n\t", s[end]) < 0 || !strings.Contains(s, ">") {
			continue
		}
		tags = true
		switch strings.ToLower(s[:end]) {
		case "p", "br", "div", "li", "ul", "ol", "table", "tr", "blockquote", "h1", "h2", "h3", "h4":
			return true, true
		}
	}
}
