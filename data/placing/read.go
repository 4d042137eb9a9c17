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

// fewEvents is up to how many events their mentions are read one by one.
const fewEvents = 40

// Events adds where some events are: what they mention, and what their fields say. Errors:
// those of the store.
func (b *Builder) Events(ctx context.Context, store data.Store, events []data.Event) error {
	var mentions []data.Mention
	if len(events) > fewEvents {
		if err := b.Mentions(ctx, store); err != nil {
			return err
		}
	} else {
		for i := range events {
			of, err := store.EventMentions(ctx, events[i].ID)
			if err != nil {
				return err
			}
			mentions = append(mentions, of...)
		}
	}
	ids := make([]data.ID, len(mentions))
	for i := range mentions {
		ids[i] = mentions[i].Entity
	}
	rows, err := store.RowsByID(ctx, data.KindEntity, ids)
	if err != nil {
		return err
	}
	var entities []data.Entity
	for _, row := range rows {
		if e, ok := row.(*data.Entity); ok && e != nil {
			entities = append(entities, *e)
		}
	}
	b.Taken(entities, mentions)
	for i := range events {
		b.Said(events[i].ID, events[i].Place)
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
