package placing

import (
	"context"

	"tarikh.org/tarikh/data"
)

// Mentions adds the places that the events of a library mention. Errors: those of the store.
func (b *Builder) Mentions(ctx context.Context, store data.Store) error {
	entities, err := store.Entities(ctx)
	if err != nil {
		return err
	}
	places := map[data.ID]data.Entity{}
	for _, e := range entities {
		if e.Type == data.Place {
			places[e.ID] = e
		}
	}
	if len(places) == 0 {
		return nil
	}
	for row, err := range store.Rows(ctx, data.KindMention) {
		if err != nil {
			return err
		}
		m, ok := row.(*data.Mention)
		if !ok || m.Role != data.RolePlace {
			continue
		}
		if place, ok := places[m.Entity]; ok {
			b.Mentioned(m.Event, place)
		}
	}
	return nil
}
