package chronology

import (
	"context"
	"fmt"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/print/pdf"
)

// place is what links and bookmarks call the group.
func (g *group) place() string { return "from " + fmt.Sprint(g.from) }

// mostGroups is how many groups the contents have at most; of more, longer ones are made.
const mostGroups = 120

// grouped divides the events.
func (d *document) grouped() []group {
	for _, years := range []int64{1, 10, 100, 1000} {
		if all, ok := d.groupedBy(years); ok {
			return all
		}
	}
	for years := int64(10_000); ; years *= 10 {
		if all, ok := d.groupedBy(years); ok || years > 1e12 {
			return all
		}
	}
}

// groupedBy divides the events by a number of years; false where that makes too many groups.
func (d *document) groupedBy(years int64) (all []group, ok bool) {
	last := int64(0)
	for i, e := range d.events {
		y := yearOf(e)
		y -= ((y % years) + years) % years
		if len(all) == 0 || y != last {
			if len(all) == mostGroups {
				return nil, false
			}
			last = y
			all = append(all, group{name: d.span(y, years), from: i})
		}
		all[len(all)-1].to = i + 1
	}
	return all, true
}

// span is what years are called that begin with y.
func (d *document) span(y, years int64) string {
	switch {
	case years == 1:
		return d.locale.Year(y)
	case years <= 1000:
		return d.locale.Axis().Span(y, years)
	}
	return d.locale.T("print.years", "from", d.locale.Year(y), "to", d.locale.Year(y+years-1))
}

// yearOf is the year in which an event begins, or ends where it has no beginning.
func yearOf(e event) int64 { return dates.CivilFromUnix(moment(e)).Year }

// moment is when an event begins, or ends where it has no beginning.
func moment(e event) int64 {
	if e.lo != dates.OpenLo {
		return e.lo
	}
	return e.hi - 1
}

// group writes the events of a group below its name.
func (d *document) group(ctx context.Context, g *group) error {
	section := d.Root().Add("Sect", pdf.About{})
	head := d.heading(g.name, section)
	first := true
	for i := g.from; i < g.to; i++ {
		if i%100 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := d.Err(); err != nil {
				return err
			}
		}
		c := d.column(d.events[i])
		if first {
			c.head, first = head, false
			c.began = func(s *sheet, y float64) {
				g.page = s.place
				d.Name(g.place(), s.page, y)
				d.Bookmark(0, g.name, s.page, y)
			}
		}
		c.section = section
		d.flow(c)
	}
	section.Close()
	return nil
}
