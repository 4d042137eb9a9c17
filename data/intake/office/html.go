package office

import (
	"fmt"
	"html"
	"strings"
)

// writer writes paragraphs as HTML.
type writer struct {
	out  strings.Builder
	tag  string // of the paragraph at hand
	line strings.Builder
}

func (w *writer) text(s string) { w.line.WriteString(html.EscapeString(s)) }

// picture writes a picture at its place, by its name in the archive.
func (w *writer) picture(name, alt string) {
	fmt.Fprintf(&w.line, `<img src="%s" alt="%s">`, html.EscapeString(name), html.EscapeString(alt))
}

func (w *writer) lineBreak() { w.line.WriteString("<br>") }

// end ends the paragraph.
func (w *writer) end() {
	if w.line.Len() > 0 {
		fmt.Fprintf(&w.out, "<%s>%s</%s>\n", w.tag, w.line.String(), w.tag)
	}
	w.line.Reset()
}

// header is the tag of a heading of a level of the document's own.
func header(level string) string {
	if len(level) == 1 && level >= "1" && level <= "6" {
		return "h" + level
	}
	return "h6"
}
