package office

import (
	"encoding/xml"
	"strings"
)

// docx reads the text of word/document.xml.
func docx(raw []byte) (string, error) {
	w := &writer{tag: "p"}
	within := 0 // paragraphs: a text box holds paragraphs within a run of one
	words := false
	skip := 0 // inside of what is not text: deleted words, codes of fields, the fallback of a drawing
	err := tokens(raw, func(e xml.StartElement) {
		tag := name(e.Name)
		switch tag {
		case "w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText":
			skip++
		}
		if skip > 0 {
			return
		}
		switch tag {
		case "w:p":
			w.end()
			w.tag = "p"
			within++
		case "w:pStyle":
			w.tag = docxStyle(attr(e, "w:val"))
		case "w:outlineLvl":
			if level := attr(e, "w:val"); len(level) == 1 && level >= "0" && level <= "5" {
				w.tag = header(string(level[0] + 1))
			}
		case "w:numPr":
			if w.tag == "p" {
				w.tag = "li"
			}
		case "w:t":
			words = within > 0
		case "w:tab", "w:ptab":
			w.text(" ")
		case "w:br", "w:cr":
			w.lineBreak()
		case "w:noBreakHyphen":
			w.text("-")
		}
	}, func(tag string) {
		switch tag {
		case "w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText":
			skip--
		case "w:p":
			if skip == 0 {
				w.end()
				within--
			}
		case "w:t":
			words = false
		}
	}, func(s string) {
		if words && skip == 0 {
			w.text(s)
		}
	})
	w.end()
	return w.out.String(), err
}

// docxStyle is the tag for a style by its id, which is English in documents of
// all languages but for headings in some.
func docxStyle(id string) string {
	lower := strings.ToLower(id)
	switch {
	case lower == "title":
		return "h1"
	case strings.HasPrefix(lower, "heading"):
		return header(strings.TrimPrefix(lower, "heading"))
	case strings.Contains(lower, "quote"):
		return "blockquote"
	case strings.HasPrefix(lower, "list"):
		return "li"
	}
	return "p"
}
