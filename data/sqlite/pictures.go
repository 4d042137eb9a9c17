package sqlite

import (
	"context"
	"database/sql"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// Picture returns one picture, or ErrNotFound.
func (s *Store) Picture(ctx context.Context, id data.ID) (data.Picture, error) {
	return one[data.Picture](ctx, s, "read picture "+id.String(), "WHERE id = ?", id[:])
}

// Pictures returns the pictures of an event, an article or a story.
func (s *Store) Pictures(ctx context.Context, of data.ID) ([]data.Picture, error) {
	return list[data.Picture](ctx, s, "list the pictures of "+of.String(),
		"WHERE event = ?1 OR article = ?1 OR story = ?1 ORDER BY position, place, id", of[:])
}

// LeadPictures returns the first image of each event that has any.
func (s *Store) LeadPictures(ctx context.Context) (map[data.ID]data.Picture, error) {
	return ask(ctx, s, "list the pictures of events", func(tx *sql.Tx) (map[data.ID]data.Picture, error) {
		all, err := rows.List[data.Picture](ctx, tx, "WHERE event IS NOT NULL AND width > 0 ORDER BY position DESC, place DESC, id DESC")
		out := make(map[data.ID]data.Picture, len(all))
		for _, p := range all {
			out[p.Event] = p
		}
		return out, err
	})
}

// Stories returns all stories by Order, then ID.
func (s *Store) Stories(ctx context.Context) ([]data.Story, error) {
	return list[data.Story](ctx, s, "list the stories", "ORDER BY place, id")
}

// StorySteps returns the steps of a story by Order, then ID.
func (s *Store) StorySteps(ctx context.Context, story data.ID) ([]data.StoryStep, error) {
	return list[data.StoryStep](ctx, s, "list the steps of story "+story.String(), "WHERE story = ? ORDER BY place, id", story[:])
}

// EventSteps returns the steps that show an event, by ID.
func (s *Store) EventSteps(ctx context.Context, event data.ID) ([]data.StoryStep, error) {
	return list[data.StoryStep](ctx, s, "list the steps of event "+event.String(), "WHERE event = ? ORDER BY id", event[:])
}
