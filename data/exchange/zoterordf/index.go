package zoterordf

import "tarikh.org/tarikh/data/exchange/form"

type reader struct {
	doc     form.Document
	options form.Options
	// named are the elements that can be referred to, parts those that something other than
	// a collection refers to; collections are those that an item or another one is in.
	named       map[string]*node
	parts       map[string]bool
	collections map[string][]*node
	looked      int             // elements that were looked up
	used        map[string]bool // notes that are on an article
}

// maxLooked is how many elements may be looked up in all: several items may name the same
// one, but a file whose items all name a large one is none of Zotero.
const maxLooked = 50_000_000

// index notes the names of an element and of all in it, and what they refer to.
func (r *reader) index(n *node) {
	if n.about != "" && n.name != "dcterms:isPartOf" && r.named[n.about] == nil {
		r.named[n.about] = n
	}
	collection := isCollection(n)
	for _, c := range n.children {
		switch {
		case c.resource == "":
		case collection && c.name == "dcterms:hasPart":
			r.collections[c.resource] = append(r.collections[c.resource], n)
		case c.name == "dcterms:isReferencedBy" || c.name == "link:link" || c.name == "dcterms:isPartOf":
			r.parts[c.resource] = true
		}
		r.index(c)
	}
}

func isCollection(n *node) bool { return n.name == "z:Collection" || n.name == "bib:Collection" }

// at is what a property names: an element in it or elsewhere, nil for none.
func (r *reader) at(property *node) *node {
	if len(property.children) > 0 {
		return property.children[0]
	}
	return r.look(property.resource)
}

// look is the element of that name, nil for none.
func (r *reader) look(name string) *node {
	n := r.named[name]
	if n == nil || name == "" {
		return nil
	}
	if r.looked += 1 + len(n.children); r.looked > maxLooked {
		r.doc.Drop("elements that too many items name")
		return nil
	}
	return n
}

// memo is the text of a note, and its tags.
func (r *reader) memo(item *node) (text string, tags []string) {
	text, _ = form.PlainHTML(item.get("rdf:value"))
	return text, r.tags(item)
}

// tags are the words that an item is about.
func (r *reader) tags(item *node) (tags []string) {
	for subject := range item.all("dc:subject") {
		switch at := r.at(subject); {
		case at == nil:
			tags = append(tags, subject.text)
		case at.name == "z:AutomaticTag":
			tags = append(tags, at.get("rdf:value"))
		}
	}
	return tags
}

// paths are the collections that an item is in: "Winters/Sources".
func (r *reader) paths(about string) (paths []string) {
	in := r.collections[about]
	for _, c := range in[:min(len(in), maxPaths)] {
		path := c.get("dc:title", "dcterms:title")
		for range maxIn {
			above := r.collections[c.about]
			if len(above) == 0 || c.about == "" {
				break
			}
			c = above[0] // a collection is in one other
			path = c.get("dc:title", "dcterms:title") + "/" + path
		}
		paths = append(paths, path)
	}
	return paths
}

const (
	maxIn    = 6   // how far what something is in, which may be in something else, is followed
	maxPaths = 100 // collections of an item
)
