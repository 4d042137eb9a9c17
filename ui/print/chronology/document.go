package chronology

import (
	"image/color"

	"tarikh.org/tarikh/ui/print/content"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
)

// document is a chronology that is being written.
type document struct {
	*content.Content
	*pdf.Document
	colours palette.Palette
	text    setter
	page    geometry
	ink     inks

	images  map[[32]byte]*pdf.Image // those that are in the document, by the hashes of their files
	strip   strip
	sheet   *sheet
	feet    []*foot // of all pages, for their numbers
	pages   []int   // on which the groups begin, from 0 on
	sources int     // the page on which the list of sources begins, from 0 on
	spans   int     // and that on which the notes on spans of time do
}

// inks are the colours of print.
type inks struct {
	text, muted, date, rule, line, link color.NRGBA
}

// sheet is the page that is being filled.
type sheet struct {
	page    *pdf.Page
	doc     *document
	place   int // from 0 on
	y       float64
	fresh   bool // nothing is on it
	numbers []int
	lo, hi  int64 // the time that it is about
	dated   bool
	foot    *foot
}

// foot is the last line of a page, which is written when the number of pages is known.
type foot struct {
	layer *pdf.Page
	place int
}

// strip is the line of all events at the head of each page, small: where in time the page
// is. It is drawn once.
type strip struct {
	doc    *document
	form   *pdf.Form
	lo, hi int64 // the time that it has
}

type colour = color.NRGBA

// column is an event, or another entry, on its way to pages: what is beside it in the
// column of dates, and its own items one below the other.
type column struct {
	section *pdf.Element
	role    string // of its own element
	body    string // of the element of its items within that, which what is beside it comes before
	head    *item  // above all of it
	side    []*item
	items   []*item
	indent  float64 // of its items, from the column of texts
	lo, hi  int64   // the time that it is about, for the pages' heads
	dated   bool    // it has such a time
	again   string  // what the column of dates says where it goes on
	rule    bool    // a line is below it
	began   func(s *sheet, y float64)
}

// item is a paragraph on its way to pages: a title, a text, a quotation.
type item struct {
	set      *layout.Paragraph
	x        float64 // from where its column begins to read
	role     string
	about    pdf.About
	ink      color.NRGBA
	before   float64     // space above it
	bar      color.NRGBA // beside it; none where it is clear
	barRight bool        // on its right
	sign     func(p *pdf.Page, left, y float64)
	alone    bool   // it does not end a page
	cites    []cite // after its end
	below    bool   // these need a line of their own
	leads    string // an address that all of it leads to
	says     string // where that is

	image *pdf.Image // in place of words
	w, h  float64    // of it

	element *pdf.Element // once it is begun
}

// cite is numbers of sources that are written together: "3", or "3–5".
type cite struct {
	first  int
	set    *layout.Paragraph
	before float64 // the comma before it
}
