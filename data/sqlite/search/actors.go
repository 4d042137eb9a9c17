package search

import (
	"context"
	"database/sql"
	"encoding/hex"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/query"
)

// actor is a person or an organisation, with all that it is called, folded.
type actor struct {
	id     data.ID
	name   string
	called []string
}

// eachActor reads the persons and organisations of a library, by name.
func eachActor(ctx context.Context, tx *sql.Tx) ([]actor, error) {
	all, err := rows.List[data.Entity](ctx, tx, "WHERE type <> '"+data.Place+"' ORDER BY name, id")
	if err != nil {
		return nil, err
	}
	out := make([]actor, 0, len(all))
	for _, e := range all {
		a := actor{id: e.ID, name: e.Name, called: []string{sift.FoldName(e.Name)}}
		for _, n := range e.Names {
			a.called = append(a.called, sift.FoldName(n.Text))
		}
		for _, n := range e.Aliases {
			a.called = append(a.called, sift.FoldName(n))
		}
		out = append(out, a)
	}
	return out, nil
}

// acts is the condition of rows with whose event, or of articles with one that they
// report, somebody has to do who has one of some names.
func (c *conditions) acts(t query.Term) string {
	var all []actor
	if c.names.err == nil {
		all, c.names.err = eachActor(c.names.ctx, c.names.tx)
	}
	var ids []string
	for _, value := range t.Values {
		name := sift.FoldName(value)
		for _, a := range all {
			if slices.Contains(a.called, name) {
				ids = append(ids, "x'"+hex.EncodeToString(a.id[:])+"'")
			}
		}
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
	n := &names{ctx: f.ctx, tx: f.tx}
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

// actorCounts counts the events of each actor. Those that a filter takes for the same
// count together, under the first name.
func (f *sieve) actorCounts(matched bitset, add func(value string, n int)) error {
	all, err := eachActor(f.ctx, f.tx)
	if err != nil || len(all) == 0 {
		return err
	}
	events := map[data.ID][]int32{}
	found, err := f.tx.QueryContext(f.ctx, "SELECT w.entity, e.n FROM mention AS w JOIN event AS e ON e.id = w.event WHERE w.role = '"+data.RoleActor+"'")
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var id data.ID
		var n int64
		if err := found.Scan(&id, &n); err != nil {
			return err
		}
		if p, ok := f.catalog.at(n); ok {
			events[id] = append(events[id], p)
		}
	}
	if err := found.Err(); err != nil {
		return err
	}
	called := map[string][]data.ID{}
	for _, a := range all {
		for _, name := range a.called {
			called[name] = append(called[name], a.id)
		}
	}
	counted := map[string]bool{}
	for _, a := range all {
		if counted[a.called[0]] {
			continue
		}
		counted[a.called[0]] = true
		its := newBits(f.cols.Len())
		for _, id := range called[a.called[0]] {
			its.add(events[id]...)
		}
		add(a.name, matched.countOf(its.places()))
	}
	return nil
}
