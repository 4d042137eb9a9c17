package chronology

import (
	"tarikh.org/tarikh/ui/print/pdf"
)

// Distances of columns, in points.
const (
	columnAbove = 8
	columnBelow = 9
	// shareKept is the part of a page up to which a column is not parted.
	shareKept = 0.4
)

// row is a line of an item.
type row struct {
	*item
	line int
	free bool // a page may end after it
}

// rows are the lines of a column's items. At least two lines of a paragraph are together,
// and what introduces another item is with it.
func (c *column) rows() (rows []row) {
	for i, t := range c.items {
		n := t.lines()
		for line := range n {
			free := !t.alone && (line == n-1 || n > 3 && line >= 1 && line < n-2)
			rows = append(rows, row{t, line, free})
		}
		if i == 0 && n > 1 && !t.alone {
			rows[0].free = false
		}
	}
	return rows
}

// together is the height of items below each other.
func together(items []*item) (h float64) {
	for _, t := range items {
		h += t.whole()
	}
	return h
}

// flow puts a column on this page, and on as many more as it takes.
func (d *document) flow(c *column) {
	rows := c.rows()
	height, side := 0.0, together(c.side)
	for _, r := range rows {
		height += r.height(r.line)
	}
	above := float64(columnAbove)
	lead := 0.0
	if c.head != nil {
		lead = c.head.whole()
	}
	kept := max(height, side) <= d.page.depth()*shareKept
	s := d.current()
	// A page may begin with this column, if not enough of it is on the one before.
	first := d.fits(s, rows, lead+above)
	if !s.fresh && (first == 0 || kept && first < len(rows) || s.y+lead+above+side > s.limit(nil)) {
		s = d.nextSheet()
	}
	element := c.section
	if c.role != "" {
		element = c.section.Add(c.role, pdf.About{})
	}
	if c.head != nil {
		d.drawWhole(s, c.head, 0, c.section)
	}
	if c.began != nil {
		c.began(s, s.y)
	}
	d.parts(s, c, rows, element)
	if c.role != "" {
		element.Close()
	}
}

// parts draws the rows of a column, page after page.
func (d *document) parts(s *sheet, c *column, rows []row, element *pdf.Element) {
	side, body := c.side, element
	if c.body != "" {
		defer func() { body.Close() }()
	}
	for part := 0; ; part++ {
		n := d.fits(s, rows, columnAbove)
		if n == 0 { // even a page of its own is too low
			n = max(1, d.force(s, rows))
		}
		top := s.y + columnAbove
		s.takes(c)
		y := top
		if part == 0 && c.body != "" {
			d.aside(s, side, top, element)
			body = element.Add(c.body, pdf.About{})
		}
		// The first item is told before the date: it is the heading.
		for i, r := range rows[:n] {
			y += r.height(r.line) - r.lineHeight()
			d.draw(s, r.item, r.line, d.page.date+c.indent, y, body)
			y += r.lineHeight()
			s.cites(r.numbersOf(r.line))
			if last := i == n-1; part == 0 && c.body == "" && r.item == rows[0].item && (last || rows[i+1].item != r.item) {
				d.aside(s, side, top, element)
			}
		}
		if part > 0 {
			d.aside(s, side, top, element)
		}
		s.y = max(y, top+together(side)) + columnBelow
		s.fresh = false
		if rows = rows[n:]; len(rows) == 0 {
			break
		}
		s = d.nextSheet()
		side = d.goesOn(c)
	}
	if c.rule {
		s.page.Artifact()
		d.page.rule(s.page, s.y, 0.5, d.ink.line)
		s.page.End()
	}
}

// aside draws items in the column of dates.
func (d *document) aside(s *sheet, side []*item, y float64, element *pdf.Element) {
	for _, t := range side {
		y += t.before
		for line := range t.lines() {
			d.draw(s, t, line, 0, y, element)
			y += t.lineHeight()
		}
	}
}

// goesOn is what is in the column of dates where a column goes on.
func (d *document) goesOn(c *column) []*item {
	if c.again == "" || d.page.date == 0 {
		return nil
	}
	return []*item{{set: d.text.own(c.again, sideStyle, d.page.date-12), role: "P", ink: d.ink.muted}}
}

// drawWhole draws an item that has the whole width.
func (d *document) drawWhole(s *sheet, t *item, x float64, in *pdf.Element) {
	s.y += t.before
	for line := range t.lines() {
		d.draw(s, t, line, x, s.y, in)
		s.y += t.lineHeight()
	}
	s.fresh = false
}

// fits is how many of the rows have room on the page below what is there and above of it,
// with their sources at its foot: as many as end where a page may.
func (d *document) fits(s *sheet, rows []row, above float64) int {
	y, n := s.y+above, 0
	var numbers []int
	for i, r := range rows {
		y += r.height(r.line)
		numbers = append(numbers, r.numbersOf(r.line)...)
		if y > s.limit(numbers) {
			return n
		}
		if r.free || i == len(rows)-1 {
			n = i + 1
		}
	}
	return n
}

// force is how many of the rows there is room for, wherever the page ends then.
func (d *document) force(s *sheet, rows []row) int {
	y, n := s.y+columnAbove, 0
	for _, r := range rows {
		if y += r.height(r.line); y > s.limit(nil) {
			break
		}
		n++
	}
	return n
}

// heading is the name of a section, which is told first of it.
func (d *document) heading(name string, section *pdf.Element) *item {
	return &item{set: d.text.own(name, sectionStyle, d.page.measure()), ink: d.ink.text, alone: true, before: 6, element: section.Add("H2", pdf.About{})}
}

// opens puts the name of a section above its first entry, where links find it.
func (d *document) opens(c *column, head *item, name string, at func(page int)) {
	c.head = head
	began := c.began
	c.began = func(s *sheet, y float64) {
		at(s.place)
		d.Name(name, s.page, y)
		d.Bookmark(0, name, s.page, y)
		if began != nil {
			began(s, y)
		}
	}
}
