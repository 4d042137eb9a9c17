package search

import (
	"context"
	"database/sql"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/query"
)

// published are the bounds on an axis of the date of an article, in SQL.
func published(axis dates.Axis, article string) (lo, hi string) {
	instant := func(bound string) string {
		return fmt.Sprintf("iif(%[1]s.edtf GLOB '*T*', instant_%[2]s(%[1]s.edtf), NULL)", article, bound)
	}
	return rows.OnAxis(axis, article+".lo", article+".hi", instant("lo"), instant("hi"))
}

// known is the condition of what had been reported by the end of a date. A note is known
// by its event or article; one on a span of time is nobody's report, and stays.
func (c *conditions) known(d dates.Date) string {
	_, end := c.axis.Bounds(d)
	dated := func(article string) string {
		_, hi := published(c.axis, article)
		return fmt.Sprintf("%s.edtf <> '' AND %s <= %d", article, hi, end)
	}
	switch c.kind {
	case data.KindArticle:
		return dated("r")
	case data.KindExcerpt:
		return dated("a")
	case data.KindAnnotation:
		return "CASE WHEN e.id IS NOT NULL THEN " + someRow(sourcesOf, "e", " AND "+dated("y")) +
			" WHEN a.id IS NOT NULL THEN (" + dated("a") + ") ELSE 1 END"
	}
	return someRow(sourcesOf, "r", " AND "+dated("y"))
}

// known adds the events that had been reported by the end of a date.
func (f *sieve) known(out bitset, t query.Term) error {
	r, err := f.catalog.firstReports(f.ctx, f.tx)
	if err != nil {
		return err
	}
	_, end := f.catalog.axis.Bounds(t.Date)
	for i := range f.cols.Len() {
		if _, hi, ok := r.At(i); ok && hi <= end {
			out.add(int32(i))
		}
	}
	return nil
}

// Reported returns when events were first reported, see [data.Searcher]. The caller does
// not change it.
func (c *Catalogs) Reported(ctx context.Context, tx *sql.Tx, cols data.Columns) (out data.Reported, err error) {
	err = c.with(ctx, tx, cols, func(c *catalog) error {
		r, err := c.firstReports(ctx, tx)
		if err == nil {
			out = *r
		}
		return err
	})
	return out, err
}

// firstReports reads when the events were first reported.
func (c *catalog) firstReports(ctx context.Context, tx *sql.Tx) (*data.Reported, error) {
	if c.reported != nil {
		return c.reported, nil
	}
	r := &data.Reported{Lo: make([]int64, c.cols.Len()), Hi: make([]int64, c.cols.Len())}
	for i := range r.Lo {
		r.Lo[i], r.Hi[i] = dates.OpenHi, dates.OpenHi
	}
	lo, hi := published(c.axis, "a")
	found, err := tx.QueryContext(ctx, fmt.Sprintf(`SELECT e.n, %s, %s FROM excerpt AS x JOIN event AS e ON e.id = x.event
		JOIN article AS a ON a.id = x.article WHERE a.edtf <> ''`, lo, hi))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var n, lo, hi int64
		if err := found.Scan(&n, &lo, &hi); err != nil {
			return nil, err
		}
		p, ok := c.at(n)
		if ok && (hi < r.Hi[p] || hi == r.Hi[p] && lo < r.Lo[p]) {
			r.Lo[p], r.Hi[p] = lo, hi
		}
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	c.reported = r
	return r, nil
}
