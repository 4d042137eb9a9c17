package chronology

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/pdf"
)

// back writes what follows the events: notes on spans of time, and the list of sources.
func (d *document) back(ctx context.Context) error {
	if len(d.notes.spans) > 0 {
		section := d.Root().Add("Sect", pdf.About{})
		for i, n := range d.notes.spans {
			c := d.spanned(n)
			c.section = section
			if i == 0 {
				name := d.locale.T("page.spans")
				d.opens(c, d.heading(name, section), name, func(page int) { d.spans = page })
			}
			d.flow(c)
		}
		section.Close()
	}
	if len(d.from.Articles) == 0 {
		return nil
	}
	d.endSheet()
	section := d.Root().Add("Sect", pdf.About{})
	head := d.heading(d.locale.T("page.sources.title"), section)
	list := section.Add("L", pdf.About{List: "Decimal"})
	for i, a := range d.from.Articles {
		if i%100 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		c := d.source(a, i+1)
		c.section = list
		if i == 0 {
			d.opens(c, head, d.locale.T("page.sources.title"), func(page int) { d.sources = page })
		}
		d.flow(c)
	}
	list.Close()
	section.Close()
	return nil
}

// numberRoom is the room for the number of a source.
const numberRoom = 24

// source is an entry of the list of sources.
func (d *document) source(a data.Article, n int) *column {
	width := d.page.measure() - numberRoom
	c := &column{role: "LI", body: "LBody", indent: numberRoom - d.page.date}
	c.began = func(s *sheet, y float64) { d.Name(sourcePlace(n), s.page, y) }
	c.side = []*item{{set: d.text.own(d.locale.Number(int64(n)), numberStyle, numberRoom), role: "Lbl", ink: d.ink.text, before: 2}}
	title := d.plain(form.Line(a.Title), textStyle, width, a.Lang)
	title.set = d.text.beside(form.Line(a.Title), textStyle, width)
	c.items = append(c.items, title)
	if about := d.about(a); about != "" {
		c.items = append(c.items, &item{set: d.text.own(about, lineStyle, width), role: "P", ink: d.ink.muted})
	}
	if a.URL != "" {
		c.items = append(c.items, &item{set: d.text.beside(a.URL, lineStyle, width), role: "P", ink: d.ink.link, leads: a.URL, says: a.URL})
	}
	for _, note := range d.notes.of[a.ID] {
		d.note(&c.items, note, width, 0)
	}
	return c
}
