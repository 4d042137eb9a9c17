package chronology

import (
	"context"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/print/content"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/text/layout"
)

// column is an event as it is printed.
func (d *document) column(ctx context.Context, e content.Entry) (*column, error) {
	colour := d.colours.Mark(e.Track.Colour)
	c := &column{role: "Event", dated: true, rule: true}
	c.lo, c.hi = e.Moments()
	body := d.page.body()

	title := &item{set: d.text.set(e.Title, titleStyle, body), role: "H3", ink: d.ink.text, alone: true}
	d.tongue(title, "")
	c.items = append(c.items, title)
	for _, p := range e.Text {
		c.items = append(c.items, d.plain(p, textStyle, body, ""))
	}
	last := c.items[len(c.items)-1]
	d.cite(last, e.Sources())
	for _, p := range e.Pictures {
		if err := d.picture(ctx, c, p, body); err != nil {
			return nil, err
		}
	}
	for _, p := range e.Passages {
		d.quote(c, p, body, colour)
	}
	d.particulars(c, e, body)
	for _, n := range e.Notes {
		d.note(&c.items, n, body, 0)
	}
	c.side = d.beside(e)
	if d.page.date == 0 {
		for _, t := range c.side {
			t.alone = true
		}
		c.items, c.side = append(c.side, c.items...), nil
	}
	c.again = d.Locale.T("print.again", "date", e.Days)
	// The heading is followed by something, at least one line of it.
	title.alone = len(c.items) > 1
	return c, nil
}

// quote adds a passage with the number of its source.
func (d *document) quote(c *column, p content.Passage, width float64, colour colour) {
	for i, line := range p.Lines {
		t := d.barred(line, quoteStyle, width, p.Lang)
		t.role, t.bar, t.before = "BlockQuote", colour, 0
		if i == 0 {
			t.before = 3
		}
		if i == len(p.Lines)-1 {
			d.cite(t, []int{p.Number})
		}
		c.items = append(c.items, t)
	}
}

// particulars adds where an event is said to be recorded, its tags, and addresses.
func (d *document) particulars(c *column, e content.Entry, width float64) {
	for _, p := range e.Particulars {
		t := &item{set: d.text.own(p.Says, lineStyle, width), role: "P", ink: d.ink.muted, before: 1}
		if p.Address != "" {
			t.leads, t.says, t.ink = p.Address, p.Address, d.ink.link
		}
		c.items = append(c.items, t)
	}
}

// beside is what is in the column of dates: the date, what else is known of it, the track
// and the place.
func (d *document) beside(e content.Entry) (side []*item) {
	width := d.page.date - 12
	if d.page.date == 0 {
		width = d.page.body()
	}
	add := func(text string, st layout.Style, ink colour) *item {
		t := &item{set: d.text.own(text, st, width), role: "P", ink: ink}
		side = append(side, t)
		return t
	}
	add(e.Days, dateStyle, d.ink.date)
	if e.Rest != "" {
		add(e.Rest, sideStyle, d.ink.muted)
	}
	if e.Weekday != "" {
		add(e.Weekday, sideStyle, d.ink.muted)
	}
	if name := content.Foreign(e.Track.Name); name != "" {
		t := add(name, sideStyle, d.ink.text)
		t.before = 3
		t.set = d.text.own(name, sideStyle, width-signRoom)
		t.x = signRoom
		t.sign = d.sign(e.Event.Date, d.colours.Mark(e.Track.Colour))
	}
	if e.Place != "" {
		add(e.Place, sideStyle, d.ink.muted)
	}
	return side
}

// sign draws the sign of an event as the strip has it: a disc, or a ring where the date is
// uncertain.
func (d *document) sign(date dates.Date, c colour) func(p *pdf.Page, left, y float64) {
	_, _, doubts := date.Core()
	uncertain := doubts&dates.DoubtUncertain != 0
	return func(p *pdf.Page, left, y float64) {
		const radius = 2.6
		x := left - signRoom + 1
		if d.page.rtl {
			x = left + d.page.date - 12 - signRoom + signRoom - 1 - 2*radius
		}
		s := pdf.Shape{X: x, Y: y - radius, W: 2 * radius, H: 2 * radius, Radius: radius, Fill: c}
		if uncertain {
			s = pdf.Shape{X: x + 0.5, Y: y - radius + 0.5, W: 2*radius - 1, H: 2*radius - 1, Radius: radius, Fill: d.colours.Panel, Stroke: c, StrokeWidth: 1.1}
		}
		p.Draw(s)
	}
}
