package postgres

import (
	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/text/query"
)

// actors reads the persons and organisations of a library, by name.
func (c *conditions) actors() (out []sift.Actor) {
	if c.err == nil {
		c.err = c.store.eachRow(c.ctx, c.tx, data.KindEntity.Shape(), "WHERE type <> '"+data.Place+"' ORDER BY name, id", func(row data.Row) bool {
			out = append(out, sift.ActorOf(row.(*data.Entity)))
			return true
		})
	}
	return out
}

// acts is the condition of rows with whose event, or of articles with one that they
// report, somebody has to do who has one of some names.
func (c *conditions) acts(t query.Term) string {
	ids := c.arg(sift.CalledSo(c.actors(), t.Values))
	mentioned := "SELECT w.event FROM $.mention w WHERE w.role = '" + data.RoleActor + "' AND w.entity = ANY(" + ids + ")"
	if c.kind == data.KindArticle {
		return someRow(eventsIn, "r", " AND y.id IN ("+mentioned+")")
	}
	return c.event() + ".id IN (" + mentioned + ")"
}

// byActor are the events of each actor.
func (f *sieve) byActor() ([]sift.Group, error) {
	c := conditions{ctx: f.ctx, tx: f.tx, store: f.store, kind: data.KindEvent}
	all := c.actors()
	if c.err != nil || len(all) == 0 {
		return nil, c.err
	}
	events := map[data.ID][]int32{}
	err := f.store.each(f.ctx, f.tx, "SELECT w.entity, w.event FROM $.mention w WHERE w.role = '"+data.RoleActor+"'", func(r pgx.Rows) error {
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
	return sift.ByActor(all, events), nil
}
