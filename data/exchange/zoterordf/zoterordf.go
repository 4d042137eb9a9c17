// Package zoterordf reads the libraries that Zotero writes as RDF.
//
//	<rdf:RDF>
//	  <bib:Article rdf:about="http://…"> <z:itemType>newspaperArticle</z:itemType>
//	    <dcterms:isPartOf> <bib:Newspaper> <dc:title/> </bib:Newspaper> </dcterms:isPartOf>
//	    <bib:authors> <rdf:Seq> <rdf:li> <foaf:Person> <foaf:surname/> <foaf:givenName/> …
//	    <dc:date>April 13, 2018</dc:date> <dcterms:isReferencedBy rdf:resource="#item_7"/> </bib:Article>
//	  <bib:Memo rdf:about="#item_7"> <rdf:value>&lt;p&gt;…&lt;/p&gt;</rdf:value> </bib:Memo>
//
// The one idea behind it: it is not RDF in general that is read, but a tree of elements, in which
// what is elsewhere in the file is looked up by its name: notes and attachments are items of
// their own, and several articles may be in one journal. A note belongs to the article that
// names it; one that none names is an article itself. Dates are as they were typed.
package zoterordf

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{Name: "zoterordf", Title: "Zotero RDF", Endings: []string{".rdf"}, Likeness: likeness, Read: read}
}

func likeness(p *form.Probe) int {
	switch {
	case p.Root != "RDF":
		return 0
	case bytes.Contains(p.Head, []byte("http://www.zotero.org/namespaces/export#")):
		return 100
	case bytes.Contains(p.Head, []byte("http://purl.org/net/biblio#")):
		return 60
	}
	return 0
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return form.Document{}, err
	}
	text := raw
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		text, _ = form.UTF8(raw)
	}
	top, err := parse(ctx, file, bytes.TrimPrefix(text, []byte("\ufeff")))
	if err != nil {
		return form.Document{}, err
	}
	r := &reader{options: o, named: map[string]*node{}, parts: map[string]bool{}, collections: map[string][]*node{}, used: map[string]bool{}}
	var items []*node
	for root := range top.all("rdf:RDF") {
		items = append(items, root.children...)
	}
	for _, item := range items {
		r.index(item)
	}
	for n, item := range items {
		if n%1000 == 0 {
			if err := ctx.Err(); err != nil {
				return form.Document{}, fmt.Errorf("import %s: %w", file.Name, err)
			}
			if o.Progress != nil {
				o.Progress(0.5 + 0.5*float64(n)/float64(len(items)))
			}
		}
		if n == works.MaxWorks {
			return form.Document{}, file.Fail(form.Place{Line: item.line}, "it has more than %d items", works.MaxWorks)
		}
		r.item(item)
	}
	if len(r.doc.Articles)+len(r.doc.Skipped) == 0 {
		return form.Document{}, file.Fail(form.Place{}, "it has no items of Zotero")
	}
	return r.doc, nil
}

// item reads an element below the root.
func (r *reader) item(item *node) {
	kind := item.get("z:itemType")
	switch {
	case isCollection(item):
	case item.name == "z:Attachment" || kind == "attachment":
		r.doc.Drop("attachments")
	case item.name == "bib:Memo" || kind == "note":
		if !r.parts[item.about] {
			r.alone(item)
		}
	case kind == "" && r.parts[item.about]: // a journal, of several articles
	default:
		r.work(item, kind)
	}
}

// alone makes an article of a note that is on nothing.
func (r *reader) alone(item *node) {
	text, tags := r.memo(item)
	place := form.Place{Line: item.line}
	if text == "" {
		r.doc.Skip(place, form.NoTitle, item.about)
		return
	}
	title, _ := form.Headline(text, "")
	w := works.Work{Source: form.Source{Key: item.about, Place: place}}
	w.Title, w.Citation.Type, w.Citation.Keywords = title, "document", tags
	w.Notes = []works.Note{{Text: text}}
	works.Add(&r.doc, w, r.options)
}

// lineOfExtra is what the reader writes into the field "Extra" for lack of another one.
var lineOfExtra = regexp.MustCompile(`(?mi)^(citation key|doi|isbn|issn)\s*:\s*(\S+)[ \t]*$`)

// work reads an item.
func (r *reader) work(item *node, kind string) {
	w := works.Work{Source: form.Source{Key: item.about, Place: form.Place{Line: item.line}}}
	c := &w.Citation
	known := false
	if c.Type, known = types[kind]; !known {
		c.Type = r.typeOf(item)
		if kind != "" {
			w.Say("zotero:itemType", kind)
		}
	}
	p := parts{&w, r}
	for _, property := range item.children {
		p.property(property)
	}
	if w.URL == "" { // an item is named by its address
		w.Address(form.WebAddress(notOfZotero(item.about)))
	}
	for link := range item.all("link:link") {
		p.attached(r.at(link))
	}
	for _, m := range lineOfExtra.FindAllStringSubmatch(c.Extra["note"], -1) {
		switch name := strings.ToLower(m[1]); {
		case name == "citation key":
			w.Say(works.ExtraKey, m[2])
		case name == "doi" && c.DOI == "":
			c.DOI = m[2]
		}
	}
	w.Say("collections", strings.Join(r.paths(item.about), "; "))
	works.Add(&r.doc, w, r.options)
}

// typeOf is the type of an item that does not say it, by its element.
func (r *reader) typeOf(item *node) string {
	if item.name == "bib:Article" {
		for part := range item.all("dcterms:isPartOf") {
			if at := r.at(part); at != nil && containers[at.name] != "" {
				return containers[at.name]
			}
		}
	}
	return elements[item.name]
}

// notOfZotero is the name of an item, "" if it is the address of its entry at Zotero's.
func notOfZotero(about string) string {
	if strings.Contains(about, "//zotero.org/") || strings.Contains(about, "//www.zotero.org/") {
		return ""
	}
	return about
}
