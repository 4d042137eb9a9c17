package chronology

import (
	"strconv"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/print/content"
	"tarikh.org/tarikh/ui/print/pdf"
)

// front is the title and the contents, on pages that are kept before the events and written
// after them.
type front struct {
	doc     *document
	section *pdf.Element
	items   []*item    // above the contents, from the top
	tracks  []*item    // the legend, in a row of columns
	blocks  [][]placed // by page: what is above the contents
	top     float64    // of the entries of the contents, on the last page of blocks
	place   int        // of the first page
	pages   int
	columns int
	entries int
}

// block is what is not parted between two pages.
type block struct {
	height float64
	after  float64 // how much room there must be below it
	headed bool    // further pages have it in their heads
	draw   func(s *sheet, y float64)
}

// placed is a block at its place on a page.
type placed struct {
	block
	y float64
}

// Measures of the front, in points.
const (
	frontTop     = 96
	contentsLine = 15
	columnSpace  = 24
	legendLine   = 13
	trackColumns = 4
	mostTracks   = 24 // in the legend
)

// newFront keeps as many pages as the title and the contents take.
func (d *document) newFront() *front {
	f := &front{doc: d, section: d.Root().Add("Sect", pdf.About{})}
	width := d.page.measure()
	title := &item{set: d.text.beside(d.Title, headlineStyle, width), role: "H1", ink: d.ink.text}
	d.tongue(title, "")
	f.items = append(f.items, title)
	for _, p := range d.About {
		about := d.plain(p, standfirst, width, "")
		about.set, about.before = d.text.beside(p, standfirst, width), 2
		f.items = append(f.items, about)
	}
	f.items = append(f.items, &item{set: d.text.own(d.Told(), toldStyle, width), role: "P", ink: d.ink.date, before: 4}, &item{set: d.text.own(d.Made(), lineStyle, width), role: "P", ink: d.ink.muted, before: 4})
	room := width/trackColumns - 8
	for _, t := range d.From.Tracks[:min(len(d.From.Tracks), mostTracks)] {
		f.tracks = append(f.tracks, d.legend(t, room))
	}
	f.entries = len(d.Sections())
	f.columns = 1
	if f.entries > 12 && width > 300 {
		f.columns = 2
	}
	f.lay()
	f.pages = len(f.blocks)
	for left := f.entries - f.room(f.top); left > 0; left -= f.room(d.page.top) {
		f.pages++
	}
	f.place = d.Reserve(f.pages)
	d.BookmarkPage(0, d.Locale.T("print.contents"), f.place)
	return f
}

// legend is the name of a track with its sign and the number of its events.
func (d *document) legend(t data.Track, width float64) *item {
	st := sideStyle
	st.MaxLines = 1
	i := &item{set: d.text.own(content.Foreign(t.Name)+" \u00b7 "+d.Locale.Count(d.OnTrack(t.ID)), st, width-signRoom), role: "P", ink: d.ink.text, x: signRoom}
	colour := d.colours.Mark(t.Colour)
	i.sign = func(p *pdf.Page, left, y float64) {
		x := left - signRoom + 1
		if d.page.rtl {
			x = left + float64(i.set.Box) + signRoom - 6.2
		}
		p.Draw(pdf.Shape{X: x, Y: y - 2.6, W: 5.2, H: 5.2, Radius: 2.6, Fill: colour})
	}
	return i
}

// lay puts what is above the contents on pages.
func (f *front) lay() {
	d := f.doc
	f.blocks, f.top = [][]placed{nil}, d.page.top
	for _, b := range f.above() {
		last := len(f.blocks) - 1
		if f.top+b.height+b.after > d.page.bottom && len(f.blocks[last]) > 0 {
			f.blocks, f.top = append(f.blocks, nil), d.page.top
			last++
		}
		if b.headed && last > 0 {
			continue
		}
		f.blocks[last] = append(f.blocks[last], placed{b, f.top})
		f.top += b.height
	}
}

// above is what is above the contents: lines, the strip, the legend and the heading.
func (f *front) above() (all []block) {
	d := f.doc
	for _, t := range f.items {
		for line := range t.lines() {
			h := t.height(line)
			all = append(all, block{height: h, draw: func(s *sheet, y float64) {
				d.draw(s, t, line, 0, y+h-float64(t.set.Style.LineHeight), f.section)
			}})
		}
	}
	strip := block{height: 16, headed: true, draw: f.strip}
	if d.strip.form != nil {
		strip.height += stripHeight + 12
	}
	all = append(all, strip)
	step := d.page.measure() / trackColumns
	for i := 0; i < len(f.tracks); i += trackColumns {
		all = append(all, block{height: legendLine, draw: func(s *sheet, y float64) {
			for column, t := range f.tracks[i:min(i+trackColumns, len(f.tracks))] {
				d.draw(s, t, 0, float64(column)*step, y, f.section)
			}
		}})
	}
	line := float64(sectionStyle.LineHeight)
	name := &item{set: d.text.own(d.Locale.T("print.contents"), sectionStyle, d.page.measure()), role: "H2", ink: d.ink.text}
	return append(all, block{height: 12 + line + 4, after: contentsLine, draw: func(s *sheet, y float64) {
		d.draw(s, name, 0, 0, y+12, f.section)
	}})
}

// strip draws the line of all events below a rule.
func (f *front) strip(s *sheet, y float64) {
	d := f.doc
	s.page.Artifact()
	d.page.rule(s.page, y+10, 1.2, d.ink.rule)
	if d.strip.form != nil {
		s.page.Show(d.strip.form, d.page.margin, y+16, d.page.measure())
	}
	s.page.End()
}

// room is how many entries a page has whose contents begin at y: at least one.
func (f *front) room(y float64) int {
	return max(int((f.doc.page.bottom-y)/contentsLine), 1) * f.columns
}

// write writes the pages.
func (f *front) write() {
	d := f.doc
	list := (*pdf.Element)(nil)
	entries := d.contents()
	for n := range f.pages {
		s := d.newSheet(f.place + n)
		if n > 0 {
			d.running(s)
		}
		if n < len(f.blocks) {
			for _, b := range f.blocks[n] {
				b.draw(s, b.y)
			}
		}
		if last := len(f.blocks) - 1; n >= last {
			top := d.page.top
			if n == last {
				top = f.top
				list = f.section.Add("TOC", pdf.About{})
			}
			here := entries[:min(len(entries), f.room(top))]
			entries = entries[len(here):]
			f.contents(s, here, top, list)
		}
		s.page.Close()
	}
	list.Close()
	f.section.Close()
}

// entry is a line of the contents.
type entry struct {
	name, count, place string
	page               int // from 0 on
}

// contents are the entries.
func (d *document) contents() (all []entry) {
	for i, s := range d.Sections() {
		e := entry{s.Name, s.Count, s.Name, d.sources}
		switch {
		case i < len(d.Groups):
			e.place, e.page = groupPlace(i), d.pages[i]
		case i == len(d.Groups) && len(d.Spans) > 0:
			e.page = d.spans
		}
		all = append(all, e)
	}
	return all
}

// contents draws entries in columns.
func (f *front) contents(s *sheet, all []entry, top float64, list *pdf.Element) {
	d := f.doc
	width := (d.page.measure() - float64(f.columns-1)*columnSpace) / float64(f.columns)
	rows := (len(all) + f.columns - 1) / f.columns
	for i, e := range all {
		x, y := float64(i/max(rows, 1))*(width+columnSpace), top+float64(i%max(rows, 1))*contentsLine
		item := list.Add("TOCI", pdf.About{})
		reference := item.Add("Reference", pdf.About{})
		link := reference.Add("Link", pdf.About{})
		// Spaces keep them apart where only the words are read.
		name := d.text.own(e.name+" ", contentsStyle, width*0.5)
		count := d.text.own(e.count+" ", sideStyle, 0)
		page := d.text.own(d.Locale.Number(int64(e.page+1)), numberStyle, 0)
		s.page.Begin(link)
		s.page.Text(name, 0, len(name.Lines), d.page.left(x, float64(name.Box)), y, 1, d.ink.text)
		s.page.Text(count, 0, 1, d.page.left(x+float64(name.Width)+8, float64(count.Box)), y+1, 1, d.ink.muted)
		s.page.Text(page, 0, 1, d.page.left(x+width-float64(page.Width), float64(page.Box)), y, 1, d.ink.text)
		s.page.End()
		from, to := float64(name.Width)+float64(count.Width)+14, width-float64(page.Width)-6
		if to > from {
			s.page.Artifact()
			a, b := d.page.left(x+from, 0), d.page.left(x+to, 0)
			s.page.Rule(min(a, b), y+9, max(a, b), y+9, 0.5, 1.2, d.ink.line)
			s.page.End()
		}
		s.page.LinkName(link, d.page.left(x, width), y, width, contentsLine, e.place, d.Locale.T("print.to.page", "n", strconv.Itoa(e.page+1)))
		link.Close()
		reference.Close()
		item.Close()
	}
}
