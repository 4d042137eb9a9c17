package journal

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// mostNamed is how many rows an edit may have changed to be named by one of them.
const mostNamed = 64

// Title is what the one row is called that an edit of so many rows was about: the event
// that it changed or gave passages and notes to, else the article, the track or the
// view. It is "" for several of a kind, and where the rows cannot be read.
func Title(ctx context.Context, q engine.Querier, j Entry, changed int) string {
	if changed > mostNamed {
		return ""
	}
	e, err := j.Decode(ctx, q)
	if err != nil {
		return ""
	}
	var events, articles subject
	for _, c := range e.Events {
		events.add(now(c).ID, now(c).Title)
	}
	for _, c := range e.Articles {
		articles.add(now(c).ID, now(c).Title)
	}
	if events.none() {
		for _, c := range e.Excerpts {
			events.add(now(c).Event, "")
			articles.add(now(c).Article, "")
		}
		for _, c := range e.Annotations {
			events.add(now(c).Event, "")
			articles.add(now(c).Article, "")
		}
		for _, c := range e.Dismissals {
			articles.add(now(c).Article, "")
		}
		for _, c := range e.Mentions {
			events.add(now(c).Event, "")
		}
		for _, c := range e.Pictures {
			events.add(now(c).Event, "")
			articles.add(now(c).Article, "")
		}
	}
	switch {
	case !events.none():
		return events.titled(ctx, q, "SELECT title FROM event WHERE id = ?")
	case !articles.none():
		return articles.titled(ctx, q, "SELECT title FROM article WHERE id = ?")
	}
	others := listed(&e)
	return others.titled(ctx, q, "")
}

// listed is the row of an edit that is neither in time nor in a text, but in a list.
func listed(e *data.Edit) (others subject) {
	for _, c := range e.Tracks {
		others.add(now(c).ID, now(c).Name)
	}
	for _, c := range e.Views {
		others.add(now(c).ID, now(c).Name)
	}
	for _, c := range e.Entities {
		others.add(now(c).ID, now(c).Name)
	}
	for _, c := range e.Stories {
		others.add(now(c).ID, now(c).Name)
	}
	return others
}

// now is a row after a change, or the row that it deleted.
func now[T any](c data.Change[T]) *T {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

// subject is the row of a kind that an edit is about: none, one, or several.
type subject struct {
	id      data.ID
	title   string
	several bool
}

func (s *subject) add(id data.ID, title string) {
	switch {
	case id == (data.ID{}):
	case s.id == (data.ID{}):
		s.id, s.title = id, title
	case s.id != id:
		s.several = true
	}
}

func (s *subject) none() bool { return s.id == (data.ID{}) }

// titled is what the row is called, where it is one: as the edit says, or as it is
// called now.
func (s *subject) titled(ctx context.Context, q engine.Querier, read string) string {
	if s.several || s.none() {
		return ""
	}
	title := s.title
	if title == "" && q.QueryRowContext(ctx, read, rows.Key(s.id)).Scan(&title) != nil {
		return ""
	}
	return title
}
