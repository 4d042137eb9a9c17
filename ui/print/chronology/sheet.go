package chronology

import (
	"slices"

	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/text/layout"
)

// footRows is how many sources the foot of a page has at most: all are in the list at the
// end.
const footRows, footAbove = 9, 12

// depth is the height of what is between head and foot.
func (g geometry) depth() float64 { return g.bottom - g.top }

// limit is where the page ends for what is on it, if it cites these sources, too.
func (s *sheet) limit(more []int) float64 {
	n := len(s.numbers)
	var seen []int
	for _, m := range more {
		if !slices.Contains(s.numbers, m) && !slices.Contains(seen, m) {
			seen = append(seen, m)
			n++
		}
	}
	if n == 0 {
		return s.doc.page.bottom
	}
	return s.doc.page.bottom - footAbove - float64(min(n, s.doc.footMost()))*float64(footStyle.LineHeight)
}

// footMost is how many sources are at the foot of a page: few on a small one.
func (d *document) footMost() int {
	return max(0, min(footRows, int(d.page.depth()/4/float64(footStyle.LineHeight))))
}

// cites notes which sources the page cites.
func (s *sheet) cites(numbers []int) {
	for _, n := range numbers {
		if !slices.Contains(s.numbers, n) {
			s.numbers = append(s.numbers, n)
		}
	}
}

// takes notes the time that the page is about.
func (s *sheet) takes(c *column) {
	if !c.dated {
		return
	}
	if !s.dated {
		s.lo, s.hi, s.dated = c.lo, c.hi, true
	}
	s.lo, s.hi = min(s.lo, c.lo), max(s.hi, c.hi)
}

// current is the page at hand, begun where there is none.
func (d *document) current() *sheet {
	if d.sheet == nil {
		place := d.Reserve(1)
		d.sheet = d.newSheet(place)
	}
	return d.sheet
}

// newSheet begins the page of a place.
func (d *document) newSheet(place int) *sheet {
	p := d.PageAt(place, d.page.w, d.page.h)
	return &sheet{page: p, doc: d, place: place, y: d.page.top, fresh: true, foot: d.newFoot(p, place)}
}

func (d *document) nextSheet() *sheet {
	d.endSheet()
	return d.current()
}

// endSheet draws what goes with the page's contents, and ends it.
func (d *document) endSheet() {
	s := d.sheet
	if s == nil {
		return
	}
	d.running(s)
	d.sourcesBelow(s)
	s.page.Close()
	d.sheet = nil
}

// running draws the head of a page: the title, the time that it is about, and where that
// is among all.
func (d *document) running(s *sheet) {
	s.page.Pagination("Header")
	room := d.page.measure()
	if s.dated {
		when := d.text.own(d.Between(s.lo, s.hi), runningStyle, d.page.measure()*0.5)
		s.page.Text(when, 0, len(when.Lines), d.page.left(d.page.measure()-float64(when.Width)-d.edge(when), float64(when.Box)), headText, 1, d.ink.muted)
		room -= float64(when.Width) + 12
	}
	title := d.text.beside(d.Title, runningStyle, room)
	s.page.Text(title, 0, len(title.Lines), d.page.left(0, float64(title.Box)), headText, 1, d.ink.muted)
	d.page.rule(s.page, headRule, 1.2, d.ink.rule)
	d.strip.show(s)
	s.page.End()
}

// edge is how far the words of a line are from where its box begins to read.
func (d *document) edge(p *layout.Paragraph) float64 {
	if len(p.Lines) == 0 {
		return 0
	}
	if l := p.Lines[0]; d.page.rtl {
		return float64(p.Box - l.X - l.Width)
	}
	return float64(p.Lines[0].X)
}

// sourcesBelow draws the sources that the page cites at its foot. A screen reader is told
// them in the list at the end.
func (d *document) sourcesBelow(s *sheet) {
	n := min(len(s.numbers), d.footMost())
	if n == 0 {
		return
	}
	slices.Sort(s.numbers)
	y := d.page.bottom - float64(n)*float64(footStyle.LineHeight)
	s.page.Pagination("Footer")
	d.page.rule(s.page, y-5, 1.2, d.ink.rule)
	bold := footStyle
	bold.Bold = true
	for _, number := range s.numbers[:n] {
		figure := d.text.own(d.Locale.Number(int64(number)), bold, 0)
		s.page.Text(figure, 0, 1, d.page.left(0, float64(figure.Box)), y, 1, d.ink.text)
		line := d.text.own(d.Cited(number), footStyle, d.page.measure()-18)
		s.page.Text(line, 0, len(line.Lines), d.page.left(18, float64(line.Box)), y, 1, d.ink.text)
		y += float64(footStyle.LineHeight)
	}
	s.page.End()
}

func (d *document) newFoot(p *pdf.Page, place int) *foot {
	f := &foot{p.Layer(), place}
	d.feet = append(d.feet, f)
	return f
}

// write writes who made the document and when, and the number of the page.
func (f *foot) write(d *document) {
	p, y := f.layer, d.page.h-footText
	p.Pagination("Footer")
	bold := runningStyle
	bold.Bold = true
	number := d.text.own(d.Locale.T("print.page", "n", f.place+1, "all", d.Pages()), bold, d.page.measure()/3)
	p.Text(number, 0, len(number.Lines), d.page.left(d.page.measure()-float64(number.Width)-d.edge(number), float64(number.Box)), y, 1, d.ink.text)
	made := d.text.own(d.Made(), runningStyle, d.page.measure()-float64(number.Width)-12)
	p.Text(made, 0, len(made.Lines), d.page.left(0, float64(made.Box)), y, 1, d.ink.muted)
	p.End()
	p.Close()
}
