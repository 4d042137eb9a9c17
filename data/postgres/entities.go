package postgres

import (
	"context"

	"tarikh.org/tarikh/data"
)

// Entities returns all persons, organisations and places by Name, then ID.
func (s *Store) Entities(ctx context.Context) ([]data.Entity, error) {
	return list[data.Entity](ctx, s, "list persons, organisations and places", `ORDER BY name COLLATE "C", id`)
}

// EventMentions returns the mentions of entities in an event, by ID.
func (s *Store) EventMentions(ctx context.Context, event data.ID) ([]data.Mention, error) {
	return list[data.Mention](ctx, s, "list who event "+event.String()+" has to do with", "WHERE event = $1 ORDER BY id", event)
}

// EntityMentions returns the mentions of an entity, by ID.
func (s *Store) EntityMentions(ctx context.Context, entity data.ID) ([]data.Mention, error) {
	return list[data.Mention](ctx, s, "list the events of "+entity.String(), "WHERE entity = $1 ORDER BY id", entity)
}

// EventRelations returns what an event has to do with others, by ID.
func (s *Store) EventRelations(ctx context.Context, event data.ID) ([]data.Relation, error) {
	return list[data.Relation](ctx, s, "list what event "+event.String()+" has to do with others", "WHERE from_event = $1 OR to_event = $1 ORDER BY id", event)
}

// Relations returns what all events have to do with others, by ID.
func (s *Store) Relations(ctx context.Context) ([]data.Relation, error) {
	return list[data.Relation](ctx, s, "list what events have to do with others", "ORDER BY id")
}

// Picture returns one picture, or ErrNotFound.
func (s *Store) Picture(ctx context.Context, id data.ID) (data.Picture, error) {
	return one[data.Picture](ctx, s, "read picture "+id.String(), "WHERE id = $1", id)
}

// Pictures returns the pictures of an event, an article or a story.
func (s *Store) Pictures(ctx context.Context, of data.ID) ([]data.Picture, error) {
	return list[data.Picture](ctx, s, "list the pictures of "+of.String(), `WHERE event = $1 OR article = $1 OR story = $1 ORDER BY "position", "order", id`, of)
}

// LeadPictures returns the first image of each event that has any.
func (s *Store) LeadPictures(ctx context.Context) (map[data.ID]data.Picture, error) {
	all, err := list[data.Picture](ctx, s, "list the pictures of events", `WHERE event IS NOT NULL AND width > 0 ORDER BY "position" DESC, "order" DESC, id DESC`)
	if err != nil {
		return nil, err
	}
	out := make(map[data.ID]data.Picture, len(all))
	for _, p := range all {
		out[p.Event] = p
	}
	return out, nil
}

// Stories returns all stories by Order, then ID.
func (s *Store) Stories(ctx context.Context) ([]data.Story, error) {
	return list[data.Story](ctx, s, "list the stories", `ORDER BY "order", id`)
}

// StorySteps returns the steps of a story by Order, then ID.
func (s *Store) StorySteps(ctx context.Context, story data.ID) ([]data.StoryStep, error) {
	return list[data.StoryStep](ctx, s, "list the steps of story "+story.String(), `WHERE story = $1 ORDER BY "order", id`, story)
}

// EventSteps returns the steps that show an event, by ID.
func (s *Store) EventSteps(ctx context.Context, event data.ID) ([]data.StoryStep, error) {
	return list[data.StoryStep](ctx, s, "list the steps of event "+event.String(), "WHERE event = $1 ORDER BY id", event)
}
