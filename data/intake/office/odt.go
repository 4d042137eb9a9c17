package office

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// odt reads the text of content.xml.
func odt(raw []byte) (string, error) {
	o := &odtText{writer: writer{tag: "p"}, quotes: map[string]bool{}}
	err := tokens(raw, o.enter, o.leave, func(s string) {
		switch {
		case o.told != nil:
			if len(*o.told) < 1000 {
				*o.told += s
			}
		case o.paragraphs > 0 && o.skip == 0:
			o.text(s)
		}
	})
	o.end()
	return o.out.String(), err
}

// odtText is where in the document the reading is.
type odtText struct {
	writer
	quotes            map[string]bool // automatic styles whose parent is that of quotations
	paragraphs, lists int             // that are open
	skip              int             // elements around that are not text

	image, alt string  // of the frame at hand
	told       *string // what the text is for, where that is not the document's
}

// notODTText reports deleted words, notes, tables of contents and forms.
func notODTText(tag string) bool {
	switch tag {
	case "text:tracked-changes", "office:annotation", "text:note", "text:table-of-content", "office:forms":
		return true
	}
	return false
}

func (o *odtText) enter(e xml.StartElement) {
	tag := name(e.Name)
	if notODTText(tag) {
		o.skip++
	}
	if tag == "style:style" && strings.HasPrefix(attr(e, "style:parent-style-name"), "Quotation") {
		o.quotes[attr(e, "style:name")] = true
	}
	if o.skip > 0 {
		return
	}
	switch tag {
	case "draw:image":
		if o.image == "" { // the first of a frame is the best (OpenDocument 1.3, 10.4.2)
			o.image = strings.TrimPrefix(attr(e, "xlink:href"), "./")
		}
	case "svg:desc", "svg:title":
		if o.told = new(string); tag == "svg:desc" || o.alt == "" {
			o.alt, o.told = "", &o.alt
		}
	case "text:h":
		o.end()
		o.tag = header(attr(e, "text:outline-level"))
		o.paragraphs++
	case "text:p":
		o.end()
		o.tag = o.style(attr(e, "text:style-name"))
		o.paragraphs++
	case "text:list":
		o.lists++
	case "text:s":
		// Runs of spaces are one when the text is read as HTML.
		if n, err := strconv.Atoi(attr(e, "text:c")); err != nil || n > 0 {
			o.text(" ")
		}
	case "text:tab":
		o.text(" ")
	case "text:line-break":
		o.lineBreak()
	}
}

func (o *odtText) leave(tag string) {
	if notODTText(tag) {
		o.skip--
	}
	if o.skip > 0 {
		return
	}
	switch tag {
	case "svg:desc", "svg:title":
		o.told = nil
	case "draw:frame":
		if o.image != "" && o.paragraphs > 0 {
			o.picture(o.image, o.alt)
		}
		o.image, o.alt = "", ""
	case "text:h", "text:p":
		o.end()
		o.paragraphs--
	case "text:list":
		o.lists--
	}
}

// style is the tag for a paragraph by the name of its style.
func (o *odtText) style(style string) string {
	switch {
	case o.quotes[style] || strings.HasPrefix(style, "Quotation"):
		return "blockquote"
	case style == "Title":
		return "h1"
	case o.lists > 0:
		return "li"
	}
	return "p"
}
