package postgres

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/data/text/report"
	"tarikh.org/tarikh/data/verify"
)

// States returns how well the events are verified, see [data.Searcher].
func (s *Store) States(ctx context.Context, cols data.Columns) (out []uint8, err error) {
	err = s.sifting(ctx, "find how well events are verified", cols, nil, func(f *sieve) error {
		out, err = f.states()
		return err
	})
	return out, err
}

// states are those of the events, by their place: the place of each in [data.States].
func (f *sieve) states() ([]uint8, error) {
	if f.cache.states != nil {
		return f.cache.states, nil
	}
	known, err := f.store.standings(f.ctx, f.tx)
	if err != nil {
		return nil, err
	}
	out := make([]uint8, f.cache.cols.Len()) // the first state is that of most
	for id, state := range known {
		if p, ok := f.cache.place(id); ok {
			out[p] = state
		}
	}
	f.cache.states = out
	return out, nil
}

// byState are the events by their state.
func (f *sieve) byState() ([]sift.Group, error) {
	states, err := f.states()
	out := make([]sift.Group, len(data.States()))
	for code, state := range data.States() {
		out[code].Value = string(state)
	}
	for p, code := range states {
		out[code].Places = append(out[code].Places, int32(p))
	}
	return out, err
}

// standings are the states of the events that have a source or a verdict. Others are
// unverified.
func (s *Store) standings(ctx context.Context, tx pgx.Tx) (map[data.ID]uint8, error) {
	articles, err := listIn[data.Article](ctx, s, tx, "WHERE EXISTS (SELECT 1 FROM $.excerpt x WHERE x.article = t.id)")
	if err != nil {
		return nil, err
	}
	origins := make(map[data.ID]*report.Origin, len(articles))
	for _, a := range articles {
		body, err := s.body(ctx, tx, a.Hash)
		if err != nil {
			return nil, err
		}
		origins[a.ID] = verify.OriginOf(a, verify.Lead(string(body)))
	}
	told := map[data.ID][]verify.Told{}
	err = s.eachRow(ctx, tx, data.KindExcerpt.Shape(), "ORDER BY event, id", func(row data.Row) bool {
		x := row.(*data.Excerpt)
		told[x.Event] = append(told[x.Event], verify.Told{Verdict: x.Verdict, Doubt: x.Doubt.State, From: report.From{Origin: origins[x.Article], Words: x.Anchor.Exact}})
		return true
	})
	if err != nil {
		return nil, err
	}
	own := map[data.ID]data.Verdict{}
	err = s.eachRow(ctx, tx, data.KindEvent.Shape(), "WHERE verdict IS NOT NULL", func(row data.Row) bool {
		e := row.(*data.Event)
		own[e.ID] = e.Verdict
		return true
	})
	out := map[data.ID]uint8{}
	for id := range own {
		out[id] = 0
	}
	for id := range told {
		out[id] = 0
	}
	var judge verify.Judge
	for id := range out {
		out[id] = uint8(slices.Index(data.States(), judge.State(own[id], told[id])))
	}
	return out, err
}

// standing is the condition of rows whose event, or of articles some event, has one of
// the states.
func (c *conditions) standing(t query.Term) string {
	wanted := make([]bool, len(data.States()))
	for i, state := range data.States() {
		wanted[i] = slices.Contains(t.Values, string(state))
	}
	listed := []data.ID{} // that are in it, or where most are, that are not
	if c.err == nil {
		var known map[data.ID]uint8
		known, c.err = c.store.standings(c.ctx, c.tx)
		for id, state := range known {
			if wanted[state] != wanted[0] {
				listed = append(listed, id)
			}
		}
	}
	in := fmt.Sprintf("id = ANY(%s)", c.arg(listed))
	not := ""
	if wanted[0] {
		not = "NOT "
	}
	if c.kind == data.KindArticle {
		return someRow(eventsIn, "r", " AND "+not+"y."+in)
	}
	return not + c.event() + "." + in
}

// known is the condition of what had been reported by the end of a date. A note is known
// by its event or article; one on a span of time is nobody's report, and stays.
func (c *conditions) known(d dates.Date) string {
	_, end := c.axis.Bounds(d)
	dated := func(article string) string {
		late := c.compare(dateOf{article, "published", data.KindArticle}, "hi", ">", end)
		return fmt.Sprintf("%s.published_edtf <> '' AND NOT %s", article, late)
	}
	switch c.kind {
	case data.KindArticle:
		return dated("r")
	case data.KindExcerpt:
		return dated("a")
	case data.KindAnnotation:
		return "CASE WHEN e.id IS NOT NULL THEN " + someRow(sourcesOf, "e", " AND "+dated("y")) +
			" WHEN a.id IS NOT NULL THEN (" + dated("a") + ") ELSE true END"
	}
	return someRow(sourcesOf, "r", " AND "+dated("y"))
}

// Reported returns when events were first reported, see [data.Searcher].
func (s *Store) Reported(ctx context.Context, cols data.Columns) (out data.Reported, err error) {
	err = s.sifting(ctx, "find when events were first reported", cols, nil, func(f *sieve) error {
		out = data.Reported{Lo: make([]int64, cols.Len()), Hi: make([]int64, cols.Len())}
		for i := range out.Lo {
			out.Lo[i], out.Hi[i] = dates.OpenHi, dates.OpenHi
		}
		return s.each(f.ctx, f.tx, "SELECT x.event, a.published_edtf FROM $.excerpt x JOIN $.article a ON a.id = x.article WHERE a.published_edtf <> ''", func(r pgx.Rows) error {
			var event data.ID
			var edtf string
			if err := r.Scan(&event, &edtf); err != nil {
				return err
			}
			d, err := dates.Parse(edtf)
			if err != nil {
				return fmt.Errorf("%w: the date of an article: %v", data.ErrCorrupt, err)
			}
			lo, hi := f.axis.Bounds(d)
			if p, ok := f.cache.place(event); ok && (hi < out.Hi[p] || hi == out.Hi[p] && lo < out.Lo[p]) {
				out.Lo[p], out.Hi[p] = lo, hi
			}
			return nil
		})
	})
	return out, err
}

// placed is the condition of rows whose event, or of articles one that they report, is at
// a place of one of some names, or in a box: as its field says, or by a place that it
// mentions. Names in other languages count.
func (c *conditions) placed(t query.Term) string {
	var names []string
	var boxes []query.Box
	for _, value := range t.Values {
		if b, ok := query.BoxOf(value); ok {
			boxes = append(boxes, b)
		} else {
			names = append(names, value)
		}
	}
	same := sift.SameName(names)
	places := []data.ID{}
	if c.err == nil {
		c.err = c.store.eachRow(c.ctx, c.tx, data.KindEntity.Shape(), "WHERE type = '"+data.Place+"'", func(row data.Row) bool {
			n := row.(*data.Entity)
			called := same(n.Name) || slices.ContainsFunc(n.Aliases, same) ||
				slices.ContainsFunc(n.Names, func(other data.EntityName) bool { return same(other.Text) })
			in := slices.ContainsFunc(boxes, func(b query.Box) bool { return !n.Position.IsZero() && b.Has(n.Position.Lat, n.Position.Lon) })
			if called || in {
				places = append(places, n.ID)
			}
			return true
		})
	}
	of := "= ANY(" + c.stored(query.Term{Field: query.Place, Values: names}) + ")"
	mentioned := "SELECT w.event FROM $.mention w WHERE w.role = '" + data.RolePlace + "' AND w.entity = ANY(" + c.arg(places) + ")"
	if c.kind == data.KindArticle {
		return someRow(eventsIn, "r", " AND (y.place "+of+" OR y.id IN ("+mentioned+"))")
	}
	e := c.event()
	return e + ".place " + of + " OR " + e + ".id IN (" + mentioned + ")"
}
