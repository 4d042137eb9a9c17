// Package zoteronote reads notes of Zotero that were made of annotations, as they are
// exported: as HTML and as Markdown.
//
//	<p><span class="highlight" data-annotation="{JSON}">“words”</span>
//	   <span class="citation" data-citation="{JSON}">(Author, 2020, p. 1)</span> comment</p>
//	“words” ([Author, 2020, p. 1](zotero://select/library/items/KEY))
//	   ([pdf](zotero://open-pdf/library/items/KEY?page=1&annotation=KEY)) comment
//
// The one idea behind it: an annotation is its quoted words with a mark behind or around
// them that says in which file, on which page and under which key it is. What follows up to
// the next one in the same paragraph is the comment; paragraphs without any are a note on
// the source. What the source is, a note in HTML says whole, one in Markdown only as it is
// cited.
package zoteronote

import (
	"bytes"

	"tarikh.org/tarikh/data/exchange/form"
)

// Formats are the lines of the table of formats.
func Formats() []form.Format {
	return []form.Format{
		{Name: "zotero-note", Title: "Zotero, note", Endings: []string{".html", ".htm"}, Likeness: likeHTML, Read: readHTML},
		{Name: "zotero-markdown", Title: "Zotero, note in Markdown", Endings: []string{".md", ".markdown"}, Likeness: likeMarkdown, Read: readMarkdown},
	}
}

func likeHTML(p *form.Probe) int {
	if p.Root != "" && !markdown(p) && (bytes.Contains(p.Head, []byte(`data-annotation="%7B`)) || bytes.Contains(p.Head, []byte(`data-citation-items="%5B`))) {
		return 95
	}
	return 0
}

func likeMarkdown(p *form.Probe) int {
	if (p.Root == "" || markdown(p)) && len(p.Keys) == 0 && (link.Match(p.Head) || bytes.Contains(p.Head, []byte(`data-annotation="%7B`))) {
		return 80
	}
	return 0
}

// markdown reports whether a file is called Markdown, which may begin with HTML.
func markdown(p *form.Probe) bool { return p.Is(".md", ".markdown") }
