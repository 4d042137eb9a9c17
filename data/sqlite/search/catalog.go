package search

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/sqlite/words"
	"tarikh.org/tarikh/data/text/query"
)

// catalog is what filters and their counts, and tables of events in some order,
// are made of: which events have which values, as places in the columns. It is
// made when it is asked for and kept until rows of the kinds that it is of change.
type catalog struct {
	changed  [ofEvents]int64 // see table indexed
	revision int64           // of the library
	axis     dates.Axis      // of the columns
	cols     data.Columns    // that its places are of
	// place is the place in the columns of the event with each n, -1 for none.
	place []int32
	own   map[grouping][]sift.Group // from events alone
	notes *linked
	// reported is when the events were first reported, nil while that is not known.
	reported *data.Reported
	// states are how well the events are verified, nil while that is not known.
	states   []uint8
	verified *Verified
	ranks    map[data.EventKey][]int32
	// groups are own and notes together, by field.
	groups map[query.Field][]sift.Group
}

// ofEvents are the kinds that a catalog is made of, the first ones.
const ofEvents = data.KindAnnotation + 1

// grouping is by a column of the events of which a condition holds; "": those are one
// group.
type grouping struct{ column, where string }

// linked is what notes and articles say of events.
type linked struct{ tags, colours, authors, publishers, bylines, noted, reported map[string][]int32 }

// Catalogs keeps the catalog of a library.
type Catalogs struct {
	catalog  *catalog      // touched only by the goroutine that has put a value into room
	room     chan struct{} // for one
	verified *Verified
}

// NewCatalogs returns one that is empty.
func NewCatalogs(v *Verified) *Catalogs { return &Catalogs{room: make(chan struct{}, 1), verified: v} }

// with runs f with the catalog of the library's present state. Only one may use it at a
// time: the second one finds the result of the first.
func (s *Catalogs) with(ctx context.Context, tx *sql.Tx, cols data.Columns, f func(*catalog) error) error {
	select {
	case s.room <- struct{}{}:
		defer func() { <-s.room }()
	case <-ctx.Done():
		return ctx.Err()
	}
	state, err := words.State(ctx, tx)
	if err != nil {
		return err
	}
	c, err := s.catalog.current(ctx, tx, state, cols)
	if err != nil {
		return err
	}
	c.verified = s.verified
	if c.place == nil || c.cols.Len() != cols.Len() {
		if err := c.number(ctx, tx, cols); err != nil {
			return err
		}
	}
	if s.catalog = c; state == ([data.SearchedKinds]words.Indexed{}) {
		s.catalog = nil // an older library has no feed of changes
	}
	return f(c)
}

// current returns what of a catalog is still true, or made true again.
func (c *catalog) current(ctx context.Context, tx *sql.Tx, state [data.SearchedKinds]words.Indexed, cols data.Columns) (*catalog, error) {
	next := &catalog{own: map[grouping][]sift.Group{}, ranks: map[data.EventKey][]int32{}, groups: map[query.Field][]sift.Group{}}
	for kind := range next.changed {
		next.changed[kind] = state[kind].Changed
	}
	var err error
	if next.revision, err = rows.Revision(ctx, tx); err != nil {
		return next, err
	}
	if next.axis, err = rows.Axis(ctx, tx); err != nil || c == nil || c.axis.Zone() != next.axis.Zone() {
		return next, err
	}
	if c.changed == next.changed {
		return c, nil
	}
	if c.changed[data.KindEvent] == next.changed[data.KindEvent] {
		next.cols, next.place, next.own, next.ranks = c.cols, c.place, c.own, c.ranks
		if c.changed[data.KindExcerpt] == next.changed[data.KindExcerpt] && c.changed[data.KindArticle] == next.changed[data.KindArticle] {
			next.states = c.states
		}
		return next, nil
	}
	err = next.patch(ctx, tx, c, cols)
	return next, err
}

// number finds the places of events in the columns.
func (c *catalog) number(ctx context.Context, tx *sql.Tx, cols data.Columns) error {
	var list sql.NullString
	text := "SELECT group_concat(n) FROM (SELECT n FROM event " + rows.ByTime(dates.Axis{}) + ")"
	if err := tx.QueryRowContext(ctx, text).Scan(&list); err != nil {
		return err
	}
	var order []int32
	most := int64(0)
	err := eachNumber(list.String, func(n int64) {
		most = max(most, n)
		order = append(order, int32(n))
	})
	if err != nil {
		return err
	}
	if most > rows.MaxEvent {
		return fmt.Errorf("%w: an event with the number %d", data.ErrCorrupt, most)
	}
	if len(order) != cols.Len() {
		return engine.Conflict("the events were changed meanwhile")
	}
	c.cols, c.place = cols, make([]int32, most+1)
	for i := range c.place {
		c.place[i] = -1
	}
	if c.axis.Zone() != "" {
		if order, err = c.onAxis(ctx, tx, order, int(most)+1); err != nil {
			return err
		}
	}
	for i, n := range order {
		c.place[n] = int32(i)
	}
	return nil
}

// onAxis sorts the numbers of the events, which are in the order of own clocks, as the
// columns are.
func (c *catalog) onAxis(ctx context.Context, tx *sql.Tx, order []int32, numbers int) ([]int32, error) {
	isTimed, timed := make([]bool, numbers), map[data.ID]int32{}
	err := rows.EachTimed(ctx, tx, c.axis, func(t rows.Timed) {
		if t.N >= 0 && t.N < int64(numbers) {
			isTimed[t.N], timed[t.ID] = true, int32(t.N)
		}
	})
	if err != nil {
		return nil, err
	}
	order = slices.DeleteFunc(order, func(n int32) bool { return isTimed[n] })
	if len(order)+len(timed) != c.cols.Len() {
		return nil, engine.Conflict("the events were changed meanwhile")
	}
	out := make([]int32, c.cols.Len())
	for i, id := range c.cols.IDs {
		n, ok := timed[id]
		if !ok {
			if len(order) == 0 {
				return nil, engine.Conflict("the events were changed meanwhile")
			}
			n, order = order[0], order[1:]
		}
		out[i] = n
	}
	return out, nil
}

// eachNumber calls f for the row numbers that SQLite has written one after the
// other, with commas between.
func eachNumber(list string, f func(int64)) error {
	for list != "" {
		text, rest, _ := strings.Cut(list, ",")
		n, err := strconv.ParseInt(text, 10, 32)
		if err != nil || n < 0 {
			return fmt.Errorf("%w: a row with the number %.20s", data.ErrCorrupt, text)
		}
		f(n)
		list = rest
	}
	return nil
}

// at returns the place of event n; false if it has none.
func (c *catalog) at(n int64) (int32, bool) {
	if n < 0 || n >= int64(len(c.place)) || c.place[n] < 0 {
		return 0, false
	}
	return c.place[n], true
}

// places are the places of the events in a list of SQLite's, ascending.
func (c *catalog) places(list string) (out []int32, err error) {
	err = eachNumber(list, func(n int64) {
		if p, ok := c.at(n); ok {
			out = append(out, p)
		}
	})
	slices.Sort(out)
	return out, err
}

// ownGroups are the events by a column of theirs; where is the condition of the
// index that has them side by side.
func (c *catalog) ownGroups(ctx context.Context, tx *sql.Tx, column, where string) ([]sift.Group, error) {
	key := grouping{column, where}
	if have, ok := c.own[key]; ok {
		return have, nil
	}
	found, err := tx.QueryContext(ctx, fmt.Sprintf("SELECT %[1]s, group_concat(n) FROM event WHERE %[2]s GROUP BY %[1]s", column, where))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	out := []sift.Group{}
	for found.Next() {
		var g sift.Group
		var list string
		if err := found.Scan(&g.Value, &list); err != nil {
			return nil, err
		}
		if g.Places, err = c.places(list); err != nil {
			return nil, err
		}
		out = append(out, g)
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	c.own[key] = out
	return out, nil
}

// flagged are the events of which a condition holds, in one group.
func (c *catalog) flagged(ctx context.Context, tx *sql.Tx, where string) ([]int32, error) {
	key := grouping{"", where}
	if have, ok := c.own[key]; ok {
		return have[0].Places, nil
	}
	var list sql.NullString
	if err := tx.QueryRowContext(ctx, "SELECT group_concat(n) FROM event WHERE "+where).Scan(&list); err != nil {
		return nil, err
	}
	places, err := c.places(list.String)
	if err == nil {
		c.own[key] = []sift.Group{{Places: places}}
	}
	return places, err
}

// links reads what notes and articles say of events.
func (c *catalog) links(ctx context.Context, tx *sql.Tx) (*linked, error) {
	if c.notes != nil {
		return c.notes, nil
	}
	l := &linked{
		map[string][]int32{},
		map[string][]int32{},
		map[string][]int32{},
		map[string][]int32{},
		map[string][]int32{},
		map[string][]int32{},
		map[string][]int32{},
	}
	err := c.eachLink(ctx, tx, `SELECT e.n, m.tags, m.colour, m.author FROM annotation AS m LEFT JOIN annotation AS p ON p.id = m.parent
		JOIN event AS e ON e.id = coalesce(m.event, p.event)`, 3, func(p int32, values []string) error {
		tags, err := rows.Tags(values[0], "the tags of an annotation")
		for _, tag := range tags {
			l.tags[tag] = append(l.tags[tag], p)
		}
		put(l.colours, values[1], p)
		put(l.authors, values[2], p)
		put(l.noted, "note", p)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := c.reports(ctx, tx, l); err != nil {
		return nil, err
	}
	for _, m := range []map[string][]int32{l.tags, l.colours, l.authors, l.publishers, l.bylines, l.noted, l.reported} {
		for value, places := range m {
			slices.Sort(places)
			m[value] = slices.Compact(places)
		}
	}
	c.notes = l
	return l, nil
}

// reports reads what articles say of the events that they report: of each article once, as
// it may report many.
func (c *catalog) reports(ctx context.Context, tx *sql.Tx, l *linked) error {
	found, err := tx.QueryContext(ctx, `SELECT a.publisher, a.byline, a.citation, iif(a.length = 0, 'reference', 'text'), x.events
		FROM (SELECT x.article, group_concat(e.n) AS events FROM excerpt AS x JOIN event AS e ON e.id = x.event GROUP BY x.article) AS x
		JOIN article AS a ON a.id = x.article`)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var publisher, byline, citation, kind, list string
		if err := found.Scan(&publisher, &byline, &citation, &kind, &list); err != nil {
			return err
		}
		places, err := c.places(list)
		if err != nil {
			return err
		}
		cited, err := rows.Citation(citation, "the citation of an article")
		if err != nil {
			return err
		}
		put(l.publishers, publisher, places...)
		put(l.reported, "article", places...)
		put(l.reported, kind, places...)
		for _, name := range append([]string{byline}, cited.Called()...) {
			put(l.bylines, name, places...)
		}
	}
	return found.Err()
}

func put(m map[string][]int32, value string, places ...int32) {
	if value != "" {
		m[value] = append(m[value], places...)
	}
}

func (c *catalog) eachLink(ctx context.Context, tx *sql.Tx, text string, columns int, f func(int32, []string) error) error {
	found, err := tx.QueryContext(ctx, text)
	if err != nil {
		return err
	}
	defer found.Close()
	var n int64
	values := make([]string, columns)
	dest := []any{&n}
	for i := range values {
		dest = append(dest, &values[i])
	}
	for found.Next() {
		if err := found.Scan(dest...); err != nil {
			return err
		}
		if p, ok := c.at(n); ok {
			if err := f(p, values); err != nil {
				return err
			}
		}
	}
	return found.Err()
}

// field returns the events by the values of a field of names.
func (c *catalog) field(ctx context.Context, tx *sql.Tx, f query.Field) ([]sift.Group, error) {
	if have, ok := c.groups[f]; ok {
		return have, nil
	}
	if f == query.Status {
		groups, err := c.byState(ctx, tx)
		if err == nil {
			c.groups[f] = groups
		}
		return groups, err
	}
	l, err := c.links(ctx, tx)
	if err != nil {
		return nil, err
	}
	all := map[string][]int32{}
	merge := func(m map[string][]int32) {
		for value, places := range m {
			all[value] = append(all[value], places...)
		}
	}
	switch f {
	case query.Tag:
		own, err := c.ownGroups(ctx, tx, "tags", "tags <> '[]'")
		if err != nil {
			return nil, err
		}
		for _, g := range own {
			tags, err := rows.Tags(g.Value, "the tags of an event")
			if err != nil {
				return nil, err
			}
			for _, tag := range tags {
				all[tag] = append(all[tag], g.Places...)
			}
		}
		merge(l.tags)
	case query.Source:
		own, err := c.ownGroups(ctx, tx, "source", "source <> ''")
		if err != nil {
			return nil, err
		}
		for _, g := range own {
			all[g.Value] = append(all[g.Value], g.Places...)
		}
		merge(l.publishers)
	case query.Colour:
		merge(l.colours)
	case query.Author:
		merge(l.authors)
		merge(l.bylines)
	}
	c.groups[f] = sift.Alike(all)
	return c.groups[f], nil
}
