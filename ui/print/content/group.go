package content

import "tarikh.org/tarikh/data/dates"

// MostGroups is how many groups the contents have at most; of more, longer ones are made.
const MostGroups = 120

// grouped divides the events.
func (c *Content) grouped() []Group {
	for _, years := range []int64{1, 10, 100, 1000} {
		if all, ok := c.groupedBy(years); ok {
			return all
		}
	}
	for years := int64(10_000); ; years *= 10 {
		if all, ok := c.groupedBy(years); ok || years > 1e12 {
			return all
		}
	}
}

// groupedBy divides the events by a number of years; false where that makes too many groups.
func (c *Content) groupedBy(years int64) (all []Group, ok bool) {
	last := int64(0)
	for i, e := range c.Events {
		y := dates.CivilFromUnix(e.Moment()).Year
		y -= ((y % years) + years) % years
		if len(all) == 0 || y != last {
			if len(all) == MostGroups {
				return nil, false
			}
			last = y
			all = append(all, Group{Name: c.years(y, years), From: i})
		}
		all[len(all)-1].To = i + 1
	}
	return all, true
}

// years is what years are called that begin with y.
func (c *Content) years(y, years int64) string {
	switch {
	case years == 1:
		return c.Locale.Year(y)
	case years <= 1000:
		return c.Locale.Axis().Span(y, years)
	}
	return c.Locale.T("print.years", "from", c.Locale.Year(y), "to", c.Locale.Year(y+years-1))
}
