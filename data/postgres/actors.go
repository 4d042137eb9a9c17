package postgres

import (
	"slices"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/text/query"
)

// actor is a person or an organisation, with all that it is called, folded.
type actor struct {
	id     data.ID
	name   string
	called []string
}

// actors reads the persons and organisations of a library, by name.
func (c *conditions) actors() (out []actor) {
	if c.err == nil {
		c.err = c.store.eachRow(c.ctx, c.tx, data.KindEntity.Shape(), "WHERE type <> '"+data.Place+"' ORDER BY name, id", func(row data.Row) bool {
			e := row.(*data.Entity)
			a := actor{id: e.ID, name: e.Name, called: []string{sift.FoldName(e.Name)}}
			for _, n := range e.Names {
				a.called = append(a.called, sift.FoldName(n.Text))
			}
			for _, n := range e.Aliases {
				a.called = append(a.called, sift.FoldName(n))
			}
			out = append(out, a)
			return true
		})
	}
	return out
}

// acts is the condition of rows with whose event, or of articles with one that they
// report, somebody has to do who has one of some names.
func (c *conditions) acts(t query.Term) string {
	ids := []data.ID{}
	for _, a := range c.actors() {
		if slices.ContainsFunc(t.Values, func(v string) bool { return slices.Contains(a.called, sift.FoldName(v)) }) {
			ids = append(ids, a.id)
		}
	}
	mentioned := "SELECT w.event FROM $.mention w WHERE w.role = '" + data.RoleActor + "' AND w.entity = ANY(" + c.arg(ids) + ")"
	if c.kind == data.KindArticle {
		return someRow(eventsIn, "r", " AND y.id IN ("+mentioned+")")
	}
	return c.event() + ".id IN (" + mentioned + ")"
}

// byActor are the events of each actor. Those that a filter takes for the same are one
// group, under the first name.
func (f *sieve) byActor() (out []group, err error) {
	c := conditions{ctx: f.ctx, tx: f.tx, store: f.store, kind: data.KindEvent}
	all := c.actors()
	if c.err != nil || len(all) == 0 {
		return nil, c.err
	}
	events := map[data.ID][]int32{}
	err = f.store.each(f.ctx, f.tx, "SELECT w.entity, w.event FROM $.mention w WHERE w.role = '"+data.RoleActor+"'", func(r pgx.Rows) error {
		var entity, event data.ID
		if err := r.Scan(&entity, &event); err != nil {
			return err
		}
		if p, ok := f.cache.place(event); ok {
			events[entity] = append(events[entity], p)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	counted := map[string]bool{}
	for _, a := range all {
		name := a.called[0]
		if counted[name] {
			continue
		}
		counted[name] = true
		g := group{value: a.name}
		for _, other := range all {
			if slices.Contains(other.called, name) {
				g.places = append(g.places, events[other.id]...)
			}
		}
		slices.Sort(g.places)
		g.places = slices.Compact(g.places)
		out = append(out, g)
	}
	return out, nil
}
