package scene

import "sort"

// census counts the events of an index that begin in each column of the overview, by
// track. It is made again when one of what it depends on changes.
type census struct {
	index   *Index
	lit     *Lit
	view    Viewport
	columns [][]counted // by column, then track
	most    int         // in one column
}

// counted is how many events of a track begin in a column, how many of them are
// important, and how many are lit.
type counted struct{ all, full, lit int }

// of returns the counts for columns of equal width from the reading edge on. Events
// before the first column and after the last one are not counted.
func (c *census) of(x *Index, lit *Lit, v *Viewport, columns int) *census {
	if c.index == x && c.lit == lit && c.view == *v && len(c.columns) == columns {
		return c
	}
	*c = census{index: x, lit: lit, view: *v, columns: make([][]counted, columns)}
	from := make([]int64, columns+1)
	for i := range from {
		from[i], _ = v.instant(float64(i) * blockStep)
	}
	for i := range c.columns {
		c.columns[i] = make([]counted, len(x.tracks))
	}
	for t, lanes := range x.tracks {
		for r := range lanes {
			c.lane(x, &lanes[r], t, from)
		}
	}
	if lit != nil {
		for t, events := range lit.tracks {
			i := 0
			for column := range c.columns {
				begin := i + sort.Search(len(events)-i, func(k int) bool { return x.cols.Lo[events[i+k]] >= from[column] })
				i = begin + sort.Search(len(events)-begin, func(k int) bool { return x.cols.Lo[events[begin+k]] >= from[column+1] })
				c.columns[column][t].lit = i - begin
			}
		}
	}
	for _, column := range c.columns {
		n := 0
		for _, k := range column {
			n += k.all
		}
		c.most = max(c.most, n)
	}
	return c
}

// importantSample is how many events of a column are looked at for their importance:
// of more, the share of those is taken for all.
const importantSample = 64

func (c *census) lane(x *Index, l *lane, track int, from []int64) {
	if len(l.events) == 0 {
		return
	}
	i := 0
	for i < len(l.events) && x.cols.Lo[l.events[i]] < from[0] {
		i = l.startsFrom(x, i, from[0])
	}
	for column := range c.columns {
		end := l.startsFrom(x, min(i, len(l.events)-1), from[column+1])
		n := max(end-i, 0)
		if n == 0 {
			continue
		}
		k := &c.columns[column][track]
		k.all += n
		step := max(n/importantSample, 1)
		looked, full := 0, 0
		for e := i; e < end; e += step {
			looked++
			if at := int(l.events[e]); at < len(x.cols.Importance) && x.cols.Importance[at] >= fullFrom {
				full++
			}
		}
		k.full += full * n / looked
		i = end
	}
}
