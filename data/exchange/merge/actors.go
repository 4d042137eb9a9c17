package merge

import (
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
)

// compareActors finds the persons and organisations that the file names, by any name that
// one of the library has; others are made. What is said already is not said again.
func (c *comparison) compareActors(ctx context.Context) error {
	if len(c.doc.Actors) == 0 {
		return nil
	}
	entities, err := c.store.Entities(ctx)
	if err != nil {
		return err
	}
	called := map[string]data.ID{}
	for _, e := range slices.Backward(entities) { // of two that are called so, the first
		if e.Type != data.Place {
			for _, name := range e.Called() {
				called[fold.String(name)] = e.ID
			}
		}
	}
	said := map[data.ID]map[data.ID]bool{} // entities by event
	for _, a := range c.doc.Actors {
		event := c.id(a.Event)
		if c.gone[event] {
			continue
		}
		if said[event] == nil {
			said[event] = map[data.ID]bool{}
			all, err := c.store.EventMentions(ctx, event)
			if err != nil && !errors.Is(err, data.ErrNotFound) {
				return err
			}
			for _, m := range all {
				said[event][m.Entity] = m.Role == data.RoleActor || said[event][m.Entity]
			}
		}
		name := fold.String(a.Name)
		id, ok := called[name]
		if !ok {
			id = data.NewID()
			called[name] = id
			c.plain.Entities = append(c.plain.Entities, data.Insert(data.Entity{ID: id, Type: a.Type, Name: a.Name}))
		}
		if !said[event][id] {
			said[event][id] = true
			c.plain.Mentions = append(c.plain.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: id, Event: event, Role: data.RoleActor}))
		}
	}
	return nil
}
