package chronology

import (
	"context"

	"tarikh.org/tarikh/ui/print/pdf"
)

// group writes the events of group n below its name.
func (d *document) group(ctx context.Context, n int) error {
	g := d.Groups[n]
	section := d.Root().Add("Sect", pdf.About{})
	head := d.heading(g.Name, section)
	for i := g.From; i < g.To; i++ {
		if i%100 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := d.Err(); err != nil {
				return err
			}
		}
		c, err := d.column(ctx, d.Entry(i))
		if err != nil {
			return err
		}
		if i == g.From {
			c.head = head
			c.began = func(s *sheet, y float64) {
				d.pages[n] = s.place
				d.Name(groupPlace(n), s.page, y)
				d.Bookmark(0, g.Name, s.page, y)
			}
		}
		c.section = section
		d.flow(c)
	}
	section.Close()
	return nil
}
