package search

import (
	"context"
	"database/sql"
	"encoding/hex"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/query"
)

// actors reads the persons and organisations of a library, by name.
func actors(ctx context.Context, tx *sql.Tx) (out []sift.Actor, err error) {
	all, err := rows.List[data.Entity](ctx, tx, "WHERE type <> '"+data.Place+"' ORDER BY name, id")
	for i := range all {
		out = append(out, sift.ActorOf(&all[i]))
	}
	return out, err
}

// acts is the condition of rows with whose event, or of articles with one that they
// report, somebody has to do who has one of some names.
func (c *conditions) acts(t query.Term) string {
	var all []sift.Actor
	if c.names.err == nil {
		all, c.names.err = actors(c.names.ctx, c.names.tx)
	}
	var ids []string
	for _, id := range sift.CalledSo(all, t.Values) {
		ids = append(ids, "x'"+hex.EncodeToString(id[:])+"'")
	}
	mentioned := "SELECT w.event FROM mention AS w WHERE w.role = '" + data.RoleActor + "' AND w.entity IN (" + strings.Join(ids, ", ") + ")"
	if c.kind == data.KindArticle {
		return someRow(eventsIn, "r", " AND y.id IN ("+mentioned+")")
	}
	return c.event() + ".id IN (" + mentioned + ")"
}

// asked adds the events of which a condition holds. What it looks at changes with rows
// that the catalog does not know, so the rows are asked.
func (f *sieve) asked(out bitset, condition func(*conditions) string) error {
	n := &names{ctx: f.ctx, tx: f.tx, verified: f.catalog.verified}
	c := &conditions{kind: data.KindEvent, names: n, axis: f.catalog.axis}
	where := condition(c)
	if n.err != nil {
		return n.err
	}
	var list sql.NullString
	if err := f.tx.QueryRowContext(f.ctx, "SELECT group_concat(r.n) FROM event AS r WHERE "+where, c.args...).Scan(&list); err != nil {
		return err
	}
	places, err := f.catalog.places(list.String)
	out.add(places...)
	return err
}

// byActor are the events of each actor.
func (f *sieve) byActor() ([]sift.Group, error) {
	all, err := actors(f.ctx, f.tx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	events := map[data.ID][]int32{}
	found, err := f.tx.QueryContext(f.ctx, "SELECT w.entity, e.n FROM mention AS w JOIN event AS e ON e.id = w.event WHERE w.role = '"+data.RoleActor+"'")
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var id data.ID
		var n int64
		if err := found.Scan(&id, &n); err != nil {
			return nil, err
		}
		if p, ok := f.catalog.at(n); ok {
			events[id] = append(events[id], p)
		}
	}
	return sift.ByActor(all, events), found.Err()
}
