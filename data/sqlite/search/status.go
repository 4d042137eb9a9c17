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
	states := make([]uint8, c.cols.Len()) // the first state is that of most
	err := eachStanding(ctx, tx, func(n int64, state uint8) {
		if p, ok := c.at(n); ok {
			states[p] = state
		}
	})
	if err == nil {
		c.states = states
	}
	return states, err
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
		c.names.err = eachStanding(c.names.ctx, c.names.tx, func(n int64, state uint8) {
			if wanted[state] != wanted[0] {
				listed = append(listed, n)
			}
		})
	}
	c.args = append(c.args, string(rows.Encode(listed)))
	list := fmt.Sprintf("%s(SELECT value FROM json_each(?%d))", in, len(c.args))
	if c.kind == data.KindArticle {
		return someRow(eventsIn, "r", " AND y.n"+list)
	}
	return c.event() + ".n" + list
}

// eachStanding calls f with the number of each event that has a source or a verdict, and
// the place of its state in [data.States]. Others are unverified.
func eachStanding(ctx context.Context, tx *sql.Tx, f func(n int64, state uint8)) error {
	articles, err := leads(ctx, tx)
	if err != nil {
		return err
	}
	found, err := tx.QueryContext(ctx, `SELECT e.n, e.verdict, x.article, x.verdict, x.doubt, x.exact
		FROM excerpt AS x JOIN event AS e ON e.id = x.event ORDER BY x.event, x.id`)
	if err != nil {
		return err
	}
	defer found.Close()
	s := standings{tell: f}
	for found.Next() {
		var n int64
		var own, given, words string
		var article data.ID
		var l verify.Link
		if err := found.Scan(&n, &own, &article, &given, &l.Doubt, &words); err != nil {
			return err
		}
		if l.Verdict, err = rows.Verdict(given); err != nil {
			return err
		}
		a := articles[article]
		l.Passage = verify.Passage(a.Article, a.lead, words)
		if n != s.n {
			if err := s.next(n, own); err != nil {
				return err
			}
		}
		s.links = append(s.links, l)
	}
	if err := found.Err(); err != nil {
		return err
	}
	if err := s.next(0, ""); err != nil {
		return err
	}
	decided, err := tx.QueryContext(ctx, `SELECT n, verdict FROM event AS e WHERE verdict <> '{}'
		AND NOT EXISTS (SELECT 1 FROM excerpt AS x WHERE x.event = e.id)`)
	if err != nil {
		return err
	}
	defer decided.Close()
	for decided.Next() {
		var n int64
		var own string
		if err := decided.Scan(&n, &own); err != nil {
			return err
		}
		if err := s.next(n, own); err != nil {
			return err
		}
	}
	if err := decided.Err(); err != nil {
		return err
	}
	return s.next(0, "")
}

// standings works out the states of one event after the other.
type standings struct {
	n     int64 // of the event; 0 for none
	own   data.Verdict
	links []verify.Link
	tell  func(n int64, state uint8)
}

// next tells the state of the event so far, and begins another.
func (s *standings) next(n int64, verdict string) (err error) {
	if s.n != 0 {
		s.tell(s.n, uint8(slices.Index(data.States(), verify.Of(s.own, s.links).State)))
	}
	s.n, s.links = n, s.links[:0]
	s.own, err = rows.Verdict(verdict)
	return err
}

// led is an article with the beginning of its text.
type led struct {
	data.Article
	lead string
}

// leads reads of the articles that report something what tells whom they are from.
func leads(ctx context.Context, tx *sql.Tx) (map[data.ID]led, error) {
	found, err := tx.QueryContext(ctx, `SELECT id, publisher, byline, url, substr(text, 1, ?) FROM article AS a
		WHERE EXISTS (SELECT 1 FROM excerpt AS x WHERE x.article = a.id)`, verify.LeadRunes)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	out := map[data.ID]led{}
	for found.Next() {
		var a led
		if err := found.Scan(&a.ID, &a.Publisher, &a.Byline, &a.URL, &a.lead); err != nil {
			return nil, err
		}
		out[a.ID] = a
	}
	return out, found.Err()
}
