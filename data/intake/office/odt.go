package office

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// odt reads the text of content.xml.
func odt(raw []byte) (string, error) {
	w := &writer{tag: "p"}
	quotes := map[string]bool{} // automatic styles whose parent is that of quotations
	open, lists, skip := 0, 0, 0
	err := tokens(raw, func(e xml.StartElement) {
		tag := name(e.Name)
		switch tag {
		case "text:tracked-changes", "office:annotation", "text:note", "text:table-of-content", "office:forms":
			skip++
		case "style:style":
			if strings.HasPrefix(attr(e, "style:parent-style-name"), "Quotation") {
				quotes[attr(e, "style:name")] = true
			}
		}
		if skip > 0 {
			return
		}
		switch tag {
		case "text:h":
			w.end()
			w.tag = header(attr(e, "text:outline-level"))
			open++
		case "text:p":
			w.end()
			style := attr(e, "text:style-name")
			switch {
			case quotes[style] || strings.HasPrefix(style, "Quotation"):
				w.tag = "blockquote"
			case style == "Title":
				w.tag = "h1"
			case lists > 0:
				w.tag = "li"
			default:
				w.tag = "p"
			}
			open++
		case "text:list":
			lists++
		case "text:s":
			// Runs of spaces are one when the text is read as HTML.
			if n, err := strconv.Atoi(attr(e, "text:c")); err != nil || n > 0 {
				w.text(" ")
			}
		case "text:tab":
			w.text(" ")
		case "text:line-break":
			w.lineBreak()
		}
	}, func(tag string) {
		switch tag {
		case "text:tracked-changes", "office:annotation", "text:note", "text:table-of-content", "office:forms":
			skip--
		}
		if skip > 0 {
			return
		}
		switch tag {
		case "text:h", "text:p":
			w.end()
			open--
		case "text:list":
			lists--
		}
	}, func(s string) {
		if open > 0 && skip == 0 {
			w.text(s)
		}
	})
	w.end()
	return w.out.String(), err
}
