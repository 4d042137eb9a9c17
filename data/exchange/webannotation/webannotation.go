// Package webannotation reads and writes annotations in the JSON of the W3C's Web
// Annotation Data Model: one, a page or a collection of them.
//
//	{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection",
//	 "first": {"type": "AnnotationPage", "items": [
//	   {"id", "type": "Annotation", "motivation", "creator", "created", "modified",
//	    "body": [{"type": "TextualBody", "value", "format", "purpose"}],
//	    "target": {"source", "selector": {"type": "TextQuoteSelector", "exact", "prefix", "suffix"}}}]}}
//
// The one idea behind it: it is read as plain JSON, in which every value may be one or a
// list of them and every resource its address or an object. Of the selectors only a quotation
// finds words in a text that may have changed; where others stand beside it or refine it,
// it alone counts, and with none the note is on the whole of its source. Each other
// selector, and what no note has a field for, is counted by its name.
//
// What is written is more than notes: a passage that reports an event is an annotation
// that describes it, a note on an event is one on a resource with a title and a date in the
// terms of Dublin Core, which the context knows; these are read as what they were.
package webannotation

import (
	"bytes"

	"tarikh.org/tarikh/data/exchange/form"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "w3c", Title: "Web Annotation (W3C)", Endings: []string{".jsonld", ".json"}, Group: form.GroupCitations,
		Likeness: likeness, Read: readFile, Write: write, Loses: loses(),
	}
}

func likeness(p *form.Probe) int {
	typed := func() bool {
		for _, t := range []string{"Annotation", "AnnotationPage", "AnnotationCollection"} {
			for _, before := range []string{"", "oa:"} {
				if bytes.Contains(p.Head, []byte(`"`+before+t+`"`)) {
					return true
				}
			}
		}
		return false
	}
	switch {
	case len(p.Keys) == 0:
		return 0
	case bytes.Contains(p.Head, []byte("/ns/anno.jsonld")):
		return 90
	case p.Has("target") && typed(), p.Has("items") && typed(), p.Has("first") && typed(), p.Has("@graph") && typed():
		return 80
	}
	return 0
}
