package pdf

import (
	"fmt"
	"image"
	"image/color"
	"strconv"
	"strings"
)

// black is how a page begins.
func black() inks {
	return inks{fill: color.NRGBA{A: 255}, stroke: color.NRGBA{A: 255}, alpha: 255, width: 1}
}

// Page begins a page after the last one, of a size in units.
func (d *Document) Page(w, h float64) *Page { return d.PageAt(d.Reserve(1), w, h) }

// PageAt begins the page that has a place; see Reserve. Each place needs its page.
func (d *Document) PageAt(place int, w, h float64) *Page {
	p := &Page{W: w, H: h, doc: d, ref: d.pages[place].ref, content: d.file.alloc(), place: place, ink: black()}
	p.contents = []Ref{p.content}
	p.open()
	return p
}

// open begins the stream of a page or layer: they follow each other in one.
func (p *Page) open() {
	p.op("q")
	if unit := p.doc.info.Unit; unit != 1 {
		p.op(number6(unit) + " 0 0 " + number6(unit) + " 0 0 cm")
	}
}

// Layer returns a layer over the page, which may be closed long after it, for what is known
// then. It has neither links nor elements.
func (p *Page) Layer() *Page {
	over := &Page{W: p.W, H: p.H, doc: p.doc, content: p.doc.file.alloc(), ink: black(), layer: true}
	p.contents = append(p.contents, over.content)
	over.open()
	return over
}

// Close writes the page.
func (p *Page) Close() {
	d, unit := p.doc, p.doc.info.Unit
	p.op("Q")
	d.file.stream(p.content, "", p.out)
	p.out = nil
	if p.layer {
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<< /Type /Page /Parent %s /MediaBox [0 0 %s %s] /Resources %s /Contents [", d.parentOf(p.place), number(p.W*unit), number(p.H*unit), d.resources)
	for _, c := range p.contents {
		b.WriteString(c.String() + " ")
	}
	b.WriteString("]")
	if len(p.tagged) > 0 {
		refs := make([]string, len(p.tagged))
		for i, r := range p.tagged {
			refs[i] = r.String()
		}
		fmt.Fprintf(&b, " /StructParents %d", d.parentKey(d.file.add("["+strings.Join(refs, " ")+"]")))
	}
	if len(p.links) > 0 {
		b.WriteString(" /Tabs /S /Annots [")
		for _, l := range p.links {
			b.WriteString(l.String() + " ")
		}
		b.WriteString("]")
	}
	b.WriteString(" /Group << /Type /Group /S /Transparency /CS /DeviceRGB >> >>")
	d.file.pack(p.ref, b.String())
}

// destination is a place on the page, y points from its top.
func (p *Page) destination(y float64) string {
	return fmt.Sprintf("[%s /XYZ 0 %s null]", p.ref, number((p.H-y)*p.doc.info.Unit))
}

// Begin begins what belongs to an element; a page is tagged without gaps: everything is
// between Begin or Artifact and End.
func (p *Page) Begin(e *Element) {
	id := len(p.tagged)
	p.tagged = append(p.tagged, e.ref)
	e.content(p.ref, id)
	p.op("/" + e.role + " << /MCID " + strconv.Itoa(id) + " >> BDC")
}

// Artifact begins what belongs to no element: running heads, rules, grounds.
func (p *Page) Artifact() {
	p.op("/Artifact BMC")
}

// Pagination begins an artifact that is at the head or the foot of each page: "Header",
// "Footer".
func (p *Page) Pagination(where string) {
	p.op("/Artifact << /Type /Pagination /Subtype /" + where + " >> BDC")
}

// End ends what Begin or Artifact began.
func (p *Page) End() {
	p.op("EMC")
}

// LinkURI makes a rectangle of the page a link to an address, which belongs to an element
// of the role Link; says tells where it leads.
func (p *Page) LinkURI(e *Element, x, y, w, h float64, address, says string) {
	p.link(e, x, y, w, h, "/A << /S /URI /URI "+bytesText(ascii(address))+" >>", says)
}

// ascii is an address with its bytes that are not of 7 bits, or that no address has, in
// hexadecimal, as links have them (ISO 32000, 12.6.4.8; RFC 3986, 2.1).
func ascii(address string) string {
	var b strings.Builder
	for i := range len(address) {
		if c := address[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// LinkName makes a rectangle a link to the place of a name; see Document.Name.
func (p *Page) LinkName(e *Element, x, y, w, h float64, name, says string) {
	p.link(e, x, y, w, h, "/Dest "+bytesText(name), says)
}

func (p *Page) link(e *Element, x, y, w, h float64, leads, says string) {
	f, unit := p.doc.file, p.doc.info.Unit
	r := f.alloc()
	f.pack(r, fmt.Sprintf("<< /Type /Annot /Subtype /Link /Rect [%s %s %s %s] /Border [0 0 0] /F 4 %s /Contents %s /StructParent %d >>",
		number(x*unit), number((p.H-y-h)*unit), number((x+w)*unit), number((p.H-y)*unit), leads, text(says), p.doc.parentKey(e.ref)))
	p.links = append(p.links, r)
	e.kid(fmt.Sprintf("<< /Type /OBJR /Obj %s /Pg %s >>", r, p.ref))
}

// Form draws a picture once that pages show as often as they like, of a size in points. It
// is an artifact wherever it is shown.
func (d *Document) Form(w, h float64, draw func(*Page)) *Form {
	p := &Page{W: w, H: h, doc: d, ink: black()}
	draw(p)
	r := d.file.alloc()
	d.file.stream(r, fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 %s %s] /Resources %s", number(w), number(h), d.resources), p.out)
	d.forms = append(d.forms, r)
	return &Form{W: w, H: h, name: "X" + strconv.Itoa(len(d.forms)-1)}
}

// Show shows a form with its top left corner at a place, w points wide.
func (p *Page) Show(f *Form, x, y, w float64) {
	scale := w / f.W
	p.op("q " + number6(scale) + " 0 0 " + number6(scale) + " " + number(x) + " " + number(p.H-y-f.H*scale) + " cm /" + f.name + " Do Q")
}

// Image takes a JPEG file of w times h pixels, in RGB and eight bits, into the document.
func (d *Document) Image(jpeg []byte, w, h int) *Image {
	r := d.file.alloc()
	d.file.plain(r, fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", w, h), jpeg)
	d.forms = append(d.forms, r)
	return &Image{W: w, H: h, name: "X" + strconv.Itoa(len(d.forms)-1)}
}

// Drawn takes a picture of pixels into the document as it is, with its alpha.
func (d *Document) Drawn(picture image.Image) *Image {
	d.forms = append(d.forms, writeImage(d.file, picture))
	size := picture.Bounds().Size()
	return &Image{W: size.X, H: size.Y, name: "X" + strconv.Itoa(len(d.forms)-1)}
}

// ShowImage shows an image with its top left corner at a place, w times h points large.
func (p *Page) ShowImage(i *Image, x, y, w, h float64) {
	p.op("q " + number6(w) + " 0 0 " + number6(h) + " " + number(x) + " " + number(p.H-y-h) + " cm /" + i.name + " Do Q")
}

func (p *Page) op(s string) {
	p.out = append(append(p.out, s...), '\n')
}

// Save keeps how the page is drawn on, until Restore.
func (p *Page) Save() {
	p.op("q")
	p.saved = append(p.saved, p.ink)
}

// Restore takes back what was changed since Save: clips and moves.
func (p *Page) Restore() {
	p.op("Q")
	p.ink = p.saved[len(p.saved)-1]
	p.saved = p.saved[:len(p.saved)-1]
}

// Move draws everything that follows scaled, and from (x, y) on, so that (0, 0) of it is
// there; y still points down.
func (p *Page) Move(x, y, scale float64) {
	// Coordinates are turned around in the height of the page: see flip.
	p.op(number6(scale) + " 0 0 " + number6(scale) + " " + number(x) + " " + number(p.H-y-p.H*scale) + " cm")
}
