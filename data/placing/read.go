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
	places := placesOf(entities)
	if len(places) == 0 {
		return nil
	}
	for row, err := range store.Rows(ctx, data.KindMention) {
		if err != nil {
			return err
		}
		if m, ok := row.(*data.Mention); ok {
			b.mention(places, *m)
		}
	}
	return nil
}

// Taken adds the places that some events mention.
func (b *Builder) Taken(entities []data.Entity, mentions []data.Mention) {
	places := placesOf(entities)
	for _, m := range mentions {
		b.mention(places, m)
	}
}

func placesOf(entities []data.Entity) map[data.ID]data.Entity {
	places := map[data.ID]data.Entity{}
	for _, e := range entities {
		if e.Type == data.Place {
			places[e.ID] = e
		}
	}
	return places
}

func (b *Builder) mention(places map[data.ID]data.Entity, m data.Mention) {
	if place, ok := places[m.Entity]; ok && m.Role == data.RolePlace {
		b.Mentioned(m.Event, place)
	}
}
