package office

import (
	"cmp"
	"encoding/xml"
	"path"
	"strings"
)

// docx reads the text of word/document.xml.
func docx(raw []byte, names map[string]string) (string, error) {
	d := &docxText{writer: writer{tag: "p"}, names: names}
	err := tokens(raw, d.enter, d.leave, func(s string) {
		if d.words && d.skip == 0 {
			d.text(s)
		}
	})
	d.end()
	return d.out.String(), err
}

// docxText is where in the document the reading is.
type docxText struct {
	writer
	paragraphs int  // that are open: a text box holds paragraphs within a run of one
	words      bool // within w:t
	skip       int  // elements around that are not text

	names map[string]string // of files in the archive, by the ids of relations
	alt   string            // what can be seen on the picture that follows
}

// relations are the files inside the archive that a part of it refers to (ECMA-376, part 2,
// 9.3), by their ids.
func relations(raw []byte) map[string]string {
	names := map[string]string{}
	// What comes before the damage in a damaged file counts.
	_ = tokens(raw, func(e xml.StartElement) {
		if e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			return
		}
		target := attr(e, "Target")
		if rooted, ok := strings.CutPrefix(target, "/"); ok {
			target = rooted
		} else {
			target = path.Join("word", target)
		}
		names[attr(e, "Id")] = target
	}, func(string) {}, func(string) {})
	return names
}

// notDOCXText reports deleted words, codes of fields and the fallback of a drawing.
func notDOCXText(tag string) bool {
	switch tag {
	case "w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText":
		return true
	}
	return false
}

func (d *docxText) enter(e xml.StartElement) {
	tag := name(e.Name)
	if notDOCXText(tag) {
		d.skip++
	}
	if d.skip > 0 {
		return
	}
	switch tag {
	case "w:p":
		d.end()
		d.tag = "p"
		d.paragraphs++
	case "w:pStyle":
		d.tag = docxStyle(attr(e, "w:val"))
	case "w:outlineLvl":
		if level := attr(e, "w:val"); len(level) == 1 && level >= "0" && level <= "5" {
			d.tag = header(string(level[0] + 1))
		}
	case "w:numPr":
		if d.tag == "p" {
			d.tag = "li"
		}
	case "w:t":
		d.words = d.paragraphs > 0
	case "w:tab", "w:ptab":
		d.text(" ")
	case "w:br", "w:cr":
		d.lineBreak()
	case "wp:docPr":
		d.alt = attr(e, "descr")
	case "a:blip", "v:imagedata":
		if name := d.names[cmp.Or(attr(e, "r:embed"), attr(e, "r:id"))]; name != "" && d.paragraphs > 0 {
			d.picture(name, d.alt)
		}
		d.alt = ""
	case "w:noBreakHyphen":
		d.text("-")
	}
}

func (d *docxText) leave(tag string) {
	switch {
	case notDOCXText(tag):
		d.skip--
	case tag == "w:p" && d.skip == 0:
		d.end()
		d.paragraphs--
	case tag == "w:t":
		d.words = false
	}
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
