package intake

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data/intake/office"
)

// drawing matches the beginning of a file whose first element is that of an SVG drawing.
var drawing = regexp.MustCompile(`^\x{FEFF}?(?s:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+svg[^>\[]*(?:\[.*?\]\s*)?>)*<svg[\s>]`)

// formatOf detects the format of a source. Its content decides; where that may be
// plain text as well, the media type that the server sent, then the ending of the
// file's name.
func formatOf(got received) (Format, error) {
	raw := got.raw
	head := raw[:min(len(raw), 1024)]
	switch {
	case len(raw) == 0:
		return "", refuse(Empty, -1, "it is empty")
	case bytes.Contains(head, []byte("%PDF-")) && !looksLikeMarkup(head):
		return PDF, nil
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		switch format, _ := office.Detect(raw); format {
		case office.DOCX:
			return DOCX, nil
		case office.ODT:
			return ODT, nil
		}
		return "", refuse(Unknown, -1, "it is a ZIP archive or another office document; only DOCX and ODT are read")
	case isMHTML(raw):
		return MHTML, nil
	}
	for _, s := range signatures {
		if bytes.HasPrefix(raw, []byte(s.magic)) {
			return "", refuse(Unknown, 0, "it is %s, which is not read", s.name)
		}
	}
	if drawing.Match(head) {
		return "", refuse(Unknown, 0, "it is an SVG drawing, which is not read")
	}
	media, _, _ := strings.Cut(strings.ToLower(got.media), ";")
	ending := strings.ToLower(filepath.Ext(got.name))
	switch {
	case media == "text/html" || media == "application/xhtml+xml" || looksLikeMarkup(head):
		return HTML, nil
	case ending == ".html" || ending == ".htm" || ending == ".xhtml":
		return HTML, nil
	case media == "text/markdown" || ending == ".md" || ending == ".markdown":
		return Markdown, nil
	}
	return PlainText, nil
}

// looksLikeMarkup reports that a source begins with a tag of HTML, in UTF-16
// too. The tags are those of the WHATWG's MIME Sniffing, and some that pieces of
// a page begin with.
func looksLikeMarkup(head []byte) bool {
	for _, mark := range [...]string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		head = bytes.TrimPrefix(head, []byte(mark))
	}
	text := strings.ToLower(string(bytes.ReplaceAll(head, []byte{0}, nil)))
	text = strings.TrimLeft(text, " \t\r\n\f")
	if rest, ok := strings.CutPrefix(text, "<?xml"); ok {
		_, rest, _ = strings.Cut(rest, "?>")
		text = strings.TrimSpace(rest)
	}
	if strings.HasPrefix(text, "<!--") {
		return true
	}
	rest, ok := strings.CutPrefix(text, "<")
	if !ok {
		return false
	}
	end := strings.IndexAny(rest, " \t\r\n\f/>")
	if end < 0 {
		return false
	}
	switch rest[:end] {
	case "!doctype":
		return strings.HasPrefix(strings.TrimSpace(rest[end:]), "html")
	case "html", "head", "body", "script", "iframe", "h1", "h2", "h3", "div", "font", "table", "a", "style", "title", "b", "br", "p",
		"meta", "link", "article", "section", "main", "header", "span", "ul", "ol", "blockquote", "center", "strong", "em", "i", "img":
		return true
	}
	return false
}

// wholePage reports markup that is a page, not a piece of one.
func wholePage(text string) bool {
	lower := strings.ToLower(text[:min(len(text), 4096)])
	return strings.Contains(lower, "<html") || strings.Contains(lower, "<head") || strings.Contains(lower, "<body") || strings.Contains(lower, "<!doctype")
}
