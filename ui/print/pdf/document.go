package pdf

import (
	"fmt"
	"io"
	"strings"
	"time"

	"tarikh.org/tarikh/ui/text/layout"
)

// Info is what a document says of itself.
type Info struct {
	Title  string // of the window that shows it; must not be empty
	Author string
	Lang   string // BCP 47
	RTL    bool   // pages follow each other from right to left
	// Made is the time of the document, in UTC: the same document has the same bytes.
	Made time.Time
}

// Document is a document that is being written. It is for one goroutine. An error of
// writing shows at Close; until then nothing more is written.
type Document struct {
	file  *file
	info  Info
	fonts *fontSet

	resources Ref
	states    map[int]bool // opacities that are used, in 255ths
	forms     []Ref
	fades     []Ref // graphics states with soft masks

	pages    []pageEntry
	places   map[string]string // destinations by name
	marks    []bookmark
	root     *Element
	treeRoot Ref
	parents  []Ref             // the parent tree: by key
	ids      map[string]string // elements that have an ID
}

// pageEntry is a page of the page tree: written when ref is not 0.
type pageEntry struct{ ref, parent Ref }

// New begins a document on w.
func New(w io.Writer, fonts *layout.Fonts, info Info) *Document {
	d := &Document{file: newFile(w), info: info, states: map[int]bool{}, places: map[string]string{}, ids: map[string]string{}}
	d.fonts = newFontSet(d.file, fonts)
	d.resources, d.treeRoot = d.file.alloc(), d.file.alloc()
	d.root = &Element{doc: d, ref: d.file.alloc(), parent: d.treeRoot, role: "Document"}
	return d
}

// Err is the first error of writing, so that a long document can stop early.
func (d *Document) Err() error { return d.file.err }

// Pages is how many pages there are, or places for them.
func (d *Document) Pages() int { return len(d.pages) }

// Reserve keeps a number of places for pages, and returns the first: see PageAt.
func (d *Document) Reserve(n int) int {
	first := len(d.pages)
	for range n {
		d.pages = append(d.pages, pageEntry{ref: d.file.alloc()})
	}
	return first
}

// Name gives a place on a page a name that links lead to, y points from its top. The first
// of a name is kept.
func (d *Document) Name(name string, p *Page, y float64) {
	if _, there := d.places[name]; !there {
		d.places[name] = p.destination(y)
	}
}

// Close writes the rest of the document. All pages and elements must be closed.
func (d *Document) Close() error {
	d.root.Close()
	pages := d.pageTree()
	d.writeResources()
	outline := d.outline()
	d.structure()
	names := d.names()
	metadata := d.file.alloc()
	d.file.plain(metadata, "/Type /Metadata /Subtype /XML", []byte(d.info.xmp()))

	var catalog strings.Builder
	fmt.Fprintf(&catalog, "<< /Type /Catalog /Version /1.7 /Pages %s /Metadata %s /StructTreeRoot %s /MarkInfo << /Marked true >> /Lang %s", pages, metadata, d.treeRoot, text(d.info.Lang))
	catalog.WriteString(" /ViewerPreferences << /DisplayDocTitle true")
	if d.info.RTL {
		catalog.WriteString(" /Direction /R2L")
	}
	catalog.WriteString(" >>")
	if outline != 0 {
		fmt.Fprintf(&catalog, " /Outlines %s /PageMode /UseOutlines", outline)
	}
	if names != 0 {
		fmt.Fprintf(&catalog, " /Names << /Dests %s >>", names)
	}
	catalog.WriteString(" >>")
	return d.file.finish(d.file.add(catalog.String()), d.file.add(d.info.dictionary()))
}

// widest is how many children a node of a tree has.
const widest = 64

// pageTree writes the nodes above the pages and returns the topmost. Pages are under
// nodes of the lowest level, whose numbers they were told; see parentOf.
func (d *Document) pageTree() Ref {
	top := d.file.alloc()
	var kids []string
	for from := 0; from < len(d.pages); from += widest {
		group := d.pages[from:min(from+widest, len(d.pages))]
		refs := make([]string, len(group))
		for i, p := range group {
			refs[i] = p.ref.String()
		}
		node := group[0].parent
		d.file.pack(node, fmt.Sprintf("<< /Type /Pages /Parent %s /Count %d /Kids [%s] >>", top, len(group), strings.Join(refs, " ")))
		kids = append(kids, node.String())
	}
	d.file.pack(top, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(d.pages), strings.Join(kids, " ")))
	return top
}

// parentOf is the node above a page by its place.
func (d *Document) parentOf(place int) Ref {
	first := &d.pages[place/widest*widest]
	if first.parent == 0 {
		first.parent = d.file.alloc()
	}
	return first.parent
}

// writeResources writes what all pages draw with.
func (d *Document) writeResources() {
	var b strings.Builder
	b.WriteString("<< /Font <<")
	d.fonts.each(func(name string, r Ref) { fmt.Fprintf(&b, " /%s %s", name, r) })
	b.WriteString(" >> /ExtGState <<")
	for alpha := range 256 {
		if d.states[alpha] {
			share := number3(float64(alpha) / 255)
			fmt.Fprintf(&b, " /A%d << /ca %s /CA %s >>", alpha, share, share)
		}
	}
	for i, r := range d.fades {
		fmt.Fprintf(&b, " /M%d %s", i, r)
	}
	b.WriteString(" >> /XObject <<")
	for i, r := range d.forms {
		fmt.Fprintf(&b, " /X%d %s", i, r)
	}
	b.WriteString(" >> >>")
	d.file.pack(d.resources, b.String())
}

func number3(v float64) string { return string(appendNumber(nil, v, shade)) }
