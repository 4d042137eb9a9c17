package search

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/data/text/report"
	"tarikh.org/tarikh/data/verify"
)

// States returns how well the events are verified, see [data.Searcher].
func (c *Catalogs) States(ctx context.Context, tx *sql.Tx, cols data.Columns) (out []uint8, err error) {
	err = c.with(ctx, tx, cols, func(c *catalog) error {
		out, err = c.standings(ctx, tx)
		return err
	})
	return out, err
}

// standings are the states of the events, by their place: the place of each in
// [data.States].
func (c *catalog) standings(ctx context.Context, tx *sql.Tx) ([]uint8, error) {
	if c.states != nil {
		return c.states, nil
	}
	v, err := c.verified.of(ctx, tx)
	if err != nil {
		return nil, err
	}
	states := make([]uint8, c.cols.Len())
	for n, p := range c.place {
		if p >= 0 && n < len(v.states) {
			states[p] = v.states[n]
		}
	}
	c.states = states
	return states, nil
}

// byState are the events by their state.
func (c *catalog) byState(ctx context.Context, tx *sql.Tx) ([]sift.Group, error) {
	states, err := c.standings(ctx, tx)
	if err != nil {
		return nil, err
	}
	var out []sift.Group
	for code, state := range data.States() {
		g := sift.Group{Value: string(state)}
		for p, s := range states {
			if int(s) == code {
				g.Places = append(g.Places, int32(p))
			}
		}
		out = append(out, g)
	}
	return out, nil
}

// standing is the condition of rows whose event, or of articles some event, has one of
// the states.
func (c *conditions) standing(t query.Term) string {
	wanted := make([]bool, len(data.States()))
	for i, state := range data.States() {
		wanted[i] = slices.Contains(t.Values, string(state))
	}
	listed := []int64{} // that are in it, or where most are, that are not
	in := " IN "
	if wanted[0] {
		in = " NOT IN "
	}
	if c.names.err == nil {
		var v *verified
		if v, c.names.err = c.names.verified.of(c.names.ctx, c.names.tx); c.names.err == nil {
			for n, state := range v.states {
				if wanted[state] != wanted[0] {
					listed = append(listed, int64(n))
				}
			}
		}
	}
	c.args = append(c.args, string(rows.Encode(listed)))
	list := fmt.Sprintf("%s(SELECT value FROM json_each(?%d))", in, len(c.args))
	if c.kind == data.KindArticle {
		return someRow(eventsIn, "r", " AND y.n"+list)
	}
	return c.event() + ".n" + list
}

// eachStanding calls f with the number of each event that has a source or a verdict, the
// place of its state in [data.States], and how many passages report it. Others are
// unverified. list is a JSON array of the n of the events that are looked at; "": all are.
func eachStanding(ctx context.Context, tx *sql.Tx, list string, f func(n int64, state uint8, sources int)) error {
	within, args := "", []any{}
	if list != "" {
		within, args = " WHERE e.n"+rows.InNumbers, append(args, list)
	}
	s := startJudging(f)
	defer s.end()
	decided := "SELECT n, verdict, NULL, NULL, NULL, NULL FROM event AS e" + within
	if list == "" {
		decided += " WHERE e.verdict <> '{}'"
		within = " WHERE true"
	}
	origins, err := origins(ctx, tx, within, args...)
	if err != nil {
		return err
	}
	for _, text := range []string{
		`SELECT e.n, e.verdict, x.article, x.verdict, x.doubt, x.exact FROM event AS e CROSS JOIN excerpt AS x ON x.event = e.id
			` + within + ` AND EXISTS (SELECT 1 FROM excerpt) ORDER BY e.n, x.id`,
		decided + " AND NOT EXISTS (SELECT 1 FROM excerpt AS x WHERE x.event = e.id)",
	} {
		if err := s.each(ctx, tx, origins, text, args...); err != nil {
			return err
		}
	}
	return nil
}

// each reads events with their sources, as a query gives them.
func (s *judging) each(ctx context.Context, tx *sql.Tx, origins map[data.ID]*report.Origin, text string, args ...any) error {
	found, err := tx.QueryContext(ctx, text, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var n int64
		var own, article, given, doubt, words sql.RawBytes
		if err := found.Scan(&n, &own, &article, &given, &doubt, &words); err != nil {
			return err
		}
		if err := s.event(n, own); err != nil {
			return err
		}
		if article == nil {
			continue
		}
		t := verify.Told{Doubt: data.DoubtState(doubt), From: report.From{Origin: origins[data.ID(article)], Words: string(words)}}
		if t.Verdict, err = verdict(given); err != nil {
			return err
		}
		s.told(t)
	}
	return found.Err()
}

// verdict reads a verdict, of which most events and passages have none.
func verdict(packed []byte) (data.Verdict, error) {
	if string(packed) == "{}" {
		return data.Verdict{}, nil
	}
	return rows.Verdict(string(packed))
}

// judging works out states, those of some events while the next ones are read.
type judging struct {
	batch []judged
	work  chan []judged
	done  chan struct{}
}

// judged is an event with its sources.
type judged struct {
	n    int64
	own  data.Verdict
	told []verify.Told
}

// batchEvents is how many events are worked out at once.
const batchEvents = 256

func startJudging(f func(n int64, state uint8, sources int)) *judging {
	s := &judging{work: make(chan []judged, 4), done: make(chan struct{})}
	go func() {
		defer close(s.done)
		var judge verify.Judge
		states := data.States()
		for batch := range s.work {
			for _, e := range batch {
				f(e.n, uint8(slices.Index(states, judge.State(e.own, e.told))), len(e.told))
			}
		}
	}()
	return s
}

// event begins an event, unless it is the one at hand.
func (s *judging) event(n int64, own []byte) error {
	if last := len(s.batch) - 1; last >= 0 && s.batch[last].n == n {
		return nil
	}
	if len(s.batch) == batchEvents {
		s.work <- s.batch
		s.batch = make([]judged, 0, batchEvents)
	}
	v, err := verdict(own)
	s.batch = append(s.batch, judged{n: n, own: v})
	return err
}

// told adds a source to the event at hand.
func (s *judging) told(t verify.Told) {
	e := &s.batch[len(s.batch)-1]
	e.told = append(e.told, t)
}

// end waits until all is worked out.
func (s *judging) end() {
	s.work <- s.batch
	close(s.work)
	<-s.done
}

// origins reads of the articles that report something, or events within a condition, what
// tells whom they are from.
func origins(ctx context.Context, tx *sql.Tx, within string, args ...any) (map[data.ID]*report.Origin, error) {
	reporting := "EXISTS (SELECT 1 FROM excerpt AS x WHERE x.article = a.id)"
	if len(args) > 0 {
		reporting = "id IN (SELECT x.article FROM event AS e JOIN excerpt AS x ON x.event = e.id" + within + ")"
	}
	text := fmt.Sprintf("SELECT id, publisher, byline, url, substr(text, 1, %d) FROM article AS a WHERE %s", verify.LeadRunes, reporting)
	found, err := tx.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	out := map[data.ID]*report.Origin{}
	for found.Next() {
		var a data.Article
		var lead string
		if err := found.Scan(&a.ID, &a.Publisher, &a.Byline, &a.URL, &lead); err != nil {
			return nil, err
		}
		out[a.ID] = verify.OriginOf(a, lead)
	}
	return out, found.Err()
}
