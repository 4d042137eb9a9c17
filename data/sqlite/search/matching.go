package search

import (
	"context"
	"database/sql"
	"slices"
	"sort"
	"strconv"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/words"
	"tarikh.org/tarikh/data/text/query"
)

// Matching returns which events match a query, see [data.Searcher].
func (c *Catalogs) Matching(ctx context.Context, tx *sql.Tx, q query.Query, cols data.Columns, tracks []data.Track) (out []int32, err error) {
	err = c.sifting(ctx, tx, q, cols, tracks, func(f *sieve) error {
		matched, err := f.matched("")
		if err == nil {
			out = matched.places()
		}
		return err
	})
	return out, err
}

func (c *Catalogs) sifting(ctx context.Context, tx *sql.Tx, q query.Query, cols data.Columns, tracks []data.Track, do func(*sieve) error) error {
	return c.with(ctx, tx, cols, func(c *catalog) error {
		f := &sieve{ctx: ctx, tx: tx, catalog: c, cols: cols, tracks: tracks}
		return do(f.of(q))
	})
}

// of returns a sieve for another query.
func (f *sieve) of(q query.Query) (out *sieve) {
	for _, q := range slices.Backward(q.Either()) {
		out = &sieve{ctx: f.ctx, tx: f.tx, catalog: f.catalog, q: q, cols: f.cols, tracks: f.tracks, then: out}
	}
	return out
}

// sieve finds the events that match a query.
type sieve struct {
	ctx     context.Context
	tx      *sql.Tx
	catalog *catalog
	q       query.Query
	cols    data.Columns
	tracks  []data.Track
	then    *sieve // of what happened on a date that the words name, nil for none

	words  bitset         // those that have the query's words, once known
	fields map[int]bitset // those of which a term with a field holds, by its place in the query
}

// matched returns the events of which all terms hold, but for those of a field
// ("": for none), or all of those of then.
func (f *sieve) matched(but query.Field) (bitset, error) {
	out, err := f.all(but)
	if err != nil || f.then == nil {
		return out, err
	}
	then, err := f.then.matched(but)
	if err == nil {
		out.join(then)
	}
	return out, err
}

func (f *sieve) all(but query.Field) (bitset, error) {
	out := allBits(f.cols.Len())
	asked := false
	for i, t := range f.q.Terms {
		if t.Field == query.Words {
			asked = true
			continue
		}
		if t.Field == but {
			continue
		}
		holds, err := f.term(i)
		if err != nil {
			return nil, err
		}
		if t.Not {
			out.drop(holds)
		} else {
			out.keep(holds)
		}
	}
	if !asked {
		return out, f.ctx.Err()
	}
	if f.words == nil {
		found, err := f.found()
		if err != nil {
			return nil, err
		}
		f.words = found
	}
	out.keep(f.words)
	return out, f.ctx.Err()
}

// term returns the events of which term i holds; "-" is not looked at.
func (f *sieve) term(i int) (bitset, error) {
	if have, ok := f.fields[i]; ok {
		return have, nil
	}
	out := newBits(f.cols.Len())
	t := f.q.Terms[i]
	var err error
	switch t.Field {
	case query.From, query.To, query.On:
		f.dated(out, t)
	case query.Within:
		err = f.within(out, t)
	case query.Known:
		err = f.known(out, t)
	case query.Track:
		f.onTracks(out, t)
	case query.Has, query.Is:
		for _, value := range t.Values {
			var places []int32
			if places, err = f.flag(t.Field, value); err != nil {
				return nil, err
			}
			out.add(places...)
		}
	case query.Place:
		err = f.asked(out, func(c *conditions) string { return c.placed(t) })
	case query.Actor:
		err = f.asked(out, func(c *conditions) string { return c.acts(t) })
	default:
		var groups []sift.Group
		if groups, err = f.catalog.field(f.ctx, f.tx, t.Field); err != nil {
			return nil, err
		}
		same := sift.SameName(t.Values)
		for _, g := range groups {
			if same(g.Value) {
				out.add(g.Places...)
			}
		}
	}
	if f.fields == nil {
		f.fields = map[int]bitset{}
	}
	f.fields[i] = out
	return out, err
}

func (f *sieve) dated(out bitset, t query.Term) {
	// The columns are sorted by Lo: what begins late enough stands at the end.
	end := f.cols.Len()
	lo, hi := f.catalog.axis.Bounds(t.Date)
	if t.Field != query.From {
		end = sort.Search(end, func(i int) bool { return f.cols.Lo[i] >= hi })
	}
	if t.Field == query.To {
		out.addRange(0, end)
		return
	}
	for i := range end {
		if f.cols.Hi[i] > lo {
			out.add(int32(i))
		}
	}
}

func (f *sieve) within(out bitset, t query.Term) error {
	spans, err := f.catalog.flagged(f.ctx, f.tx, lasting)
	if err != nil {
		return err
	}
	lo, hi := f.catalog.axis.Bounds(t.Date)
	first := func(at int64) int { return sort.Search(f.cols.Len(), func(i int) bool { return f.cols.Lo[i] >= at }) }
	for i := first(lo); i < first(hi); i++ {
		_, lasts := slices.BinarySearch(spans, int32(i))
		if lasts || f.cols.Hi[i] <= hi {
			out.add(int32(i))
		}
	}
	return nil
}

func (f *sieve) onTracks(out bitset, t query.Term) {
	same := sift.SameName(t.Values)
	on := make([]bool, len(f.tracks))
	for i, track := range f.tracks {
		on[i] = same(track.Name)
	}
	for i, track := range f.cols.Track {
		if int(track) < len(on) && on[track] {
			out.add(int32(i))
		}
	}
}

// flag returns the events of which a value of has: or is: holds.
func (f *sieve) flag(field query.Field, value string) ([]int32, error) {
	c := f.catalog
	switch field + ":" + query.Field(value) {
	case "is:uncertain":
		return c.flagged(f.ctx, f.tx, doubtful)
	case "is:certain":
		uncertain, err := c.flagged(f.ctx, f.tx, doubtful)
		if err != nil {
			return nil, err
		}
		all := allBits(f.cols.Len())
		for _, p := range uncertain {
			all[p/64] &^= 1 << (p % 64)
		}
		return all.places(), nil
	case "is:span":
		return c.flagged(f.ctx, f.tx, lasting)
	case "has:place":
		return f.somewhere()
	case "has:tag":
		return f.tagged()
	}
	l, err := c.links(f.ctx, f.tx)
	if err != nil {
		return nil, err
	}
	switch field + ":" + query.Field(value) {
	case "has:note":
		return l.noted["note"], nil
	case "has:article":
		return l.reported["article"], nil
	case "has:text":
		return l.reported["text"], nil
	case "is:reference":
		return l.reported["reference"], nil
	}
	return nil, nil // unread: events are not read
}

// somewhere are the events whose field names a place, and those that mention one.
func (f *sieve) somewhere() ([]int32, error) {
	said, err := f.catalog.flagged(f.ctx, f.tx, "place <> ''")
	if err != nil {
		return nil, err
	}
	all := newBits(f.cols.Len())
	all.add(said...)
	err = f.asked(all, func(*conditions) string { return "r.place = '' AND " + atPlace("r") })
	return all.places(), err
}

func (f *sieve) tagged() ([]int32, error) {
	groups, err := f.catalog.field(f.ctx, f.tx, query.Tag)
	if err != nil {
		return nil, err
	}
	out := newBits(f.cols.Len())
	for _, g := range groups {
		out.add(g.Places...)
	}
	return out.places(), nil
}

// found returns the events that have all words that must be there and none that
// must not, of their own, in their notes or in the passages that report them.
func (f *sieve) found() (bitset, error) {
	if err := words.NeedComplete(f.ctx, f.tx, []data.Kind{data.KindEvent, data.KindExcerpt, data.KindAnnotation}); err != nil {
		return nil, err
	}
	var must, not []query.Asked
	for _, a := range f.q.Patterns() {
		if a.Not {
			a.Not = false
			not = append(not, a)
		} else {
			must = append(must, a)
		}
	}
	out := allBits(f.cols.Len())
	if len(must) > 0 {
		var err error
		if out, err = f.having(must); err != nil {
			return nil, err
		}
	}
	for _, a := range not {
		its, err := f.having([]query.Asked{a})
		if err != nil {
			return nil, err
		}
		out.drop(its)
	}
	return out, nil
}

// having returns the events that have all of some words.
func (f *sieve) having(asked []query.Asked) (bitset, error) {
	asked = asked[:min(len(asked), maxWords)]
	out, err := f.lookUp("SELECT group_concat(rowid) FROM event_words WHERE event_words MATCH ?", asked...)
	if err != nil {
		return nil, err
	}
	linked := make([]bitset, len(asked))
	any := newBits(f.cols.Len())
	for i, a := range asked {
		linked[i] = newBits(f.cols.Len())
		for _, text := range []string{
			`SELECT group_concat(e.n) FROM excerpt_words JOIN excerpt AS x ON x.n = excerpt_words.rowid
				JOIN event AS e ON e.id = x.event WHERE excerpt_words MATCH ?`,
			`SELECT group_concat(e.n) FROM annotation_words JOIN annotation AS m ON m.n = annotation_words.rowid
				LEFT JOIN annotation AS p ON p.id = m.parent
				JOIN event AS e ON e.id = coalesce(m.event, p.event) WHERE annotation_words MATCH ?`,
		} {
			its, err := f.lookUp(text, a)
			if err != nil {
				return nil, err
			}
			linked[i].join(its)
		}
		if len(a.Near) > 0 { // the index finds the words of a date in any order
			own, err := f.lookUp("SELECT group_concat(rowid) FROM event_words WHERE event_words MATCH ?", a)
			if err != nil {
				return nil, err
			}
			linked[i].join(own)
		}
		any.join(linked[i])
	}
	if len(asked) == 1 {
		out.join(any)
		return out, nil
	}
	any.drop(out)
	return out, f.together(out, any.places(), asked, linked)
}

// together adds the candidates that have each of the words either in a linked row
// or of their own.
func (f *sieve) together(out bitset, candidates []int32, asked []query.Asked, linked []bitset) error {
	if len(candidates) == 0 {
		return nil
	}
	tester := query.NewTester(asked)
	byPlace := map[int32]bool{}
	for _, p := range candidates {
		byPlace[p] = true
	}
	var list []byte
	for n, p := range f.catalog.place {
		if p >= 0 && byPlace[p] {
			list = append(strconv.AppendInt(list, int64(n), 10), ',')
		}
	}
	list[len(list)-1] = ']'
	return words.EachTexts(f.ctx, f.tx, data.KindEvent, "WHERE n IN (SELECT value FROM json_each(?))", func(r words.RowTexts) bool {
		p, ok := f.catalog.at(r.N)
		if !ok {
			return true
		}
		for i, own := range tester.Found(r.Texts) {
			if !own && !linked[i].has(p) {
				return true
			}
		}
		out.add(p)
		return true
	}, "["+string(list))
}

// lookUp returns the events that a query finds for all of some words.
func (f *sieve) lookUp(text string, asked ...query.Asked) (bitset, error) {
	out := newBits(f.cols.Len())
	m := matchOf(asked)
	if m.text == "" {
		return out, nil
	}
	var list sql.NullString
	if err := f.tx.QueryRowContext(f.ctx, text, m.text).Scan(&list); err != nil {
		return nil, err
	}
	return out, eachNumber(list.String, func(n int64) {
		if p, ok := f.catalog.at(n); ok {
			out.add(p)
		}
	})
}
