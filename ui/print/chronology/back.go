package chronology

import (
	"context"

	"tarikh.org/tarikh/ui/print/content"
	"tarikh.org/tarikh/ui/print/pdf"
)

// back writes what follows the events: notes on spans of time, and the list of sources.
func (d *document) back(ctx context.Context) error {
	if len(d.Spans) > 0 {
		section := d.Root().Add("Sect", pdf.About{})
		for i, n := range d.Spans {
			c := d.spanned(n)
			c.section = section
			if i == 0 {
				name := d.SpansTitle()
				d.opens(c, d.heading(name, section), name, func(page int) { d.spans = page })
			}
			d.flow(c)
		}
		section.Close()
	}
	if len(d.From.Articles) == 0 {
		return nil
	}
	d.endSheet()
	section := d.Root().Add("Sect", pdf.About{})
	head := d.heading(d.SourcesTitle(), section)
	list := section.Add("L", pdf.About{List: "Decimal"})
	for i := range d.From.Articles {
		if i%100 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		c, err := d.source(ctx, d.Source(i))
		if err != nil {
			return err
		}
		c.section = list
		if i == 0 {
			d.opens(c, head, d.SourcesTitle(), func(page int) { d.sources = page })
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
func (d *document) source(ctx context.Context, a content.Source) (*column, error) {
	width := d.page.measure() - numberRoom
	c := &column{role: "LI", body: "LBody", indent: numberRoom - d.page.date}
	c.began = func(s *sheet, y float64) { d.Name(sourcePlace(a.Number), s.page, y) }
	c.side = []*item{{set: d.text.own(d.Locale.Number(int64(a.Number)), numberStyle, numberRoom), role: "Lbl", ink: d.ink.text, before: 2}}
	title := d.plain(a.Title, textStyle, width, a.Lang)
	title.set = d.text.beside(a.Title, textStyle, width)
	c.items = append(c.items, title)
	if a.About != "" {
		c.items = append(c.items, &item{set: d.text.own(a.About, lineStyle, width), role: "P", ink: d.ink.muted})
	}
	if a.Address != "" {
		c.items = append(c.items, &item{set: d.text.beside(a.Address, lineStyle, width), role: "P", ink: d.ink.link, leads: a.Address, says: a.Address})
	}
	for _, p := range a.Pictures {
		if err := d.picture(ctx, c, p, width); err != nil {
			return nil, err
		}
	}
	for _, note := range a.Notes {
		d.note(&c.items, note, width, 0)
	}
	return c, nil
}
