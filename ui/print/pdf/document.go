package pdf

import (
	"image/color"
	"io"

	"tarikh.org/tarikh/ui/text/layout"
)

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
	if info.Unit == 0 {
		info.Unit = 1
	}
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

// widest is how many children a node of a tree has.
const widest = 64

// parentOf is the node above a page by its place.
func (d *Document) parentOf(place int) Ref {
	first := &d.pages[place/widest*widest]
	if first.parent == 0 {
		first.parent = d.file.alloc()
	}
	return first.parent
}

// Page is a page that is being drawn, or a layer of one, or a form. Its coordinates are
// units from the top left corner, y down.
type Page struct {
	W, H float64

	doc      *Document
	ref      Ref // 0 for a form
	content  Ref // the stream that is drawn into
	out      []byte
	contents []Ref // of the page, from below
	links    []Ref
	tagged   []Ref // elements of marked content, by MCID
	place    int   // in the document
	layer    bool

	ink   inks // as they are set
	saved []inks
}

// inks are what fills and lines are drawn with.
type inks struct {
	fill, stroke color.NRGBA
	alpha        int // of both
	width        float64
}

// Form is a picture of a document.
type Form struct {
	W, H float64
	name string
}

// Image is a picture of a document that is made of pixels.
type Image struct {
	W, H int
	name string
}

// Element is a part of the structure of a document: a heading, a paragraph, a list (14.7,
// 14.8). What is drawn between Page.Begin and Page.End belongs to one. It is written when
// it is closed; elements below it are to be closed before.
type Element struct {
	doc    *Document
	ref    Ref
	parent Ref
	role   string
	about  About
	kids   []byte
	count  int
	page   Ref // that its own contents are on first
	closed bool
}

// About is what else is said of an element.
type About struct {
	Lang string     // BCP 47, where it is not that of what it is in
	Alt  string     // words that stand for a picture
	ID   string     // unique in the document; a note must have one
	Box  [4]float64 // of a figure on its page: left, top, right, bottom in points
	List string     // how a list is numbered: "Decimal", "None"
}

// bookmark is an entry of the outline (12.3.3).
type bookmark struct {
	level int
	title string
	place string // a destination
}
