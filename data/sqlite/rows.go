package sqlite

import (
	"context"
	"database/sql"
	"iter"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// one reads one row, list all that a query finds.
func one[T any](ctx context.Context, s *Store, action, rest string, args ...any) (T, error) {
	return ask(ctx, s, action, func(tx *sql.Tx) (T, error) { return rows.One[T](ctx, tx, rest, args...) })
}

func list[T any](ctx context.Context, s *Store, action, rest string, args ...any) ([]T, error) {
	return ask(ctx, s, action, func(tx *sql.Tx) ([]T, error) { return rows.List[T](ctx, tx, rest, args...) })
}

func byID[T any](ctx context.Context, s *Store, action string, ids []data.ID) ([]T, error) {
	return ask(ctx, s, action, func(tx *sql.Tx) ([]T, error) { return rows.ByID[T](ctx, tx, ids) })
}

// Library returns what the library says of itself.
func (s *Store) Library(ctx context.Context) (data.Library, error) {
	return one[data.Library](ctx, s, "read the library", "")
}

// Counts returns the numbers of rows.
func (s *Store) Counts(ctx context.Context) (c data.Counts, err error) {
	err = s.reading(ctx, "count rows", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM track), (SELECT count(*) FROM event),
			(SELECT count(*) FROM article), (SELECT count(*) FROM excerpt), (SELECT count(*) FROM annotation)`).
			Scan(&c.Tracks, &c.Events, &c.Articles, &c.Excerpts, &c.Annotations)
	})
	return c, err
}

// Tracks returns all tracks by Order, then ID.
func (s *Store) Tracks(ctx context.Context) ([]data.Track, error) {
	return list[data.Track](ctx, s, "list tracks", "ORDER BY place, id")
}

// Event returns one event, or ErrNotFound.
func (s *Store) Event(ctx context.Context, id data.ID) (data.Event, error) {
	return one[data.Event](ctx, s, "read event "+id.String(), "WHERE id = ?", id[:])
}

// Events yields all events in the order of Columns; it stops at the first error.
func (s *Store) Events(ctx context.Context) iter.Seq2[data.Event, error] {
	return func(yield func(data.Event, error) bool) {
		stopped := false
		err := s.reading(ctx, "list events", func(tx *sql.Tx) error {
			axis, err := rows.Axis(ctx, tx)
			if err != nil {
				return err
			}
			return rows.Each(ctx, tx, rows.ByTime(axis), func(e data.Event) bool {
				stopped = !yield(e, nil)
				return !stopped
			})
		})
		if err != nil && !stopped {
			yield(data.Event{}, err)
		}
	}
}

// Rows yields all rows of a kind by ID, without their texts; it stops at the first error.
func (s *Store) Rows(ctx context.Context, kind data.Kind) iter.Seq2[data.Row, error] {
	return func(yield func(data.Row, error) bool) {
		stopped := false
		err := s.reading(ctx, "list rows of "+kind.String(), func(tx *sql.Tx) error {
			t := rows.Of(kind).WithoutText()
			return t.Each(ctx, tx, "ORDER BY id", func(row data.Row) bool {
				stopped = !yield(t.Copy(row), nil)
				return !stopped
			})
		})
		if err != nil && !stopped {
			yield(nil, err)
		}
	}
}

// RowsByID returns rows of a kind with their texts, in the order of ids, nil where there is
// no such row.
func (s *Store) RowsByID(ctx context.Context, kind data.Kind, ids []data.ID) ([]data.Row, error) {
	found := make(map[data.ID]data.Row, len(ids))
	t := rows.Of(kind)
	err := s.reading(ctx, "read rows of "+kind.String(), func(tx *sql.Tx) error {
		err := t.Each(ctx, tx, "WHERE "+rows.IsListed, func(row data.Row) bool {
			found[t.ID(row)] = t.Copy(row)
			return true
		}, rows.Listed(ids))
		for _, row := range found { // the texts of editions are not among their columns
			if body := t.Body(row); err == nil && body != nil && *body.Text == "" && *body.Length > 0 {
				*body.Text, err = rows.ReadText(ctx, tx, *body.Hash)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return rows.InOrder(ids, found), nil
}

// Captions returns the captions of events in the order of ids, zero where there
// is no such event.
func (s *Store) Captions(ctx context.Context, ids []data.ID) ([]data.Caption, error) {
	found := make(map[data.ID]data.Caption, len(ids))
	err := s.reading(ctx, "read captions", func(tx *sql.Tx) error {
		list, err := tx.QueryContext(ctx, "SELECT id, title, edtf, lo, hi, (SELECT count(DISTINCT article) FROM excerpt WHERE event = event.id) FROM event WHERE "+rows.IsListed, rows.Listed(ids))
		if err != nil {
			return err
		}
		defer list.Close()
		for list.Next() {
			var id data.ID
			var c data.Caption
			if err := list.Scan(&id, &c.Title, &c.Date.EDTF, &c.Date.Lo, &c.Date.Hi, &c.Sources); err != nil {
				return err
			}
			found[id] = c
		}
		if err := list.Err(); err != nil {
			return err
		}
		return givenDates(ctx, tx, ids, found)
	})
	if err != nil {
		return nil, err
	}
	return rows.InOrder(ids, found), nil
}

// givenDates adds the dates that passages give to the captions of events.
func givenDates(ctx context.Context, tx *sql.Tx, ids []data.ID, found map[data.ID]data.Caption) error {
	list, err := tx.QueryContext(ctx, "SELECT event, article, edtf, lo, hi FROM excerpt WHERE event"+rows.InList+" AND edtf <> '' ORDER BY lo, hi, id", rows.Listed(ids))
	if err != nil {
		return err
	}
	defer list.Close()
	for list.Next() {
		var event data.ID
		var g data.GivenDate
		if err := list.Scan(&event, &g.Article, &g.Date.EDTF, &g.Date.Lo, &g.Date.Hi); err != nil {
			return err
		}
		c := found[event]
		c.Given = append(c.Given, g)
		found[event] = c
	}
	return list.Err()
}

// EventRows returns events in the order of ids, zero where there is no such event.
func (s *Store) EventRows(ctx context.Context, ids []data.ID) ([]data.Event, error) {
	return byID[data.Event](ctx, s, "read events", ids)
}

// Excerpt returns one excerpt, or ErrNotFound.
func (s *Store) Excerpt(ctx context.Context, id data.ID) (data.Excerpt, error) {
	return one[data.Excerpt](ctx, s, "read excerpt "+id.String(), "WHERE id = ?", id[:])
}

// EventExcerpts returns the excerpts that report an event, by the article's
// date, then place in the article.
func (s *Store) EventExcerpts(ctx context.Context, event data.ID) ([]data.Excerpt, error) {
	return list[data.Excerpt](ctx, s, "list excerpts of event "+event.String(), `AS x WHERE event = ? ORDER BY
		(SELECT lo FROM article AS a WHERE a.id = x.article), article, part DESC, anchor_start, anchor_end, id`, event[:])
}

// ArticleExcerpts returns the excerpts of an article by Anchor.Compare.
func (s *Store) ArticleExcerpts(ctx context.Context, article data.ID) ([]data.Excerpt, error) {
	return list[data.Excerpt](ctx, s, "list excerpts of article "+article.String(),
		"WHERE article = ? ORDER BY part DESC, anchor_start, anchor_end, id", article[:])
}

// ExcerptCounts returns the number of excerpts of each event that has any.
func (s *Store) ExcerptCounts(ctx context.Context) (map[data.ID]int, error) {
	return s.countExcerpts(ctx, "SELECT event, count(*) FROM excerpt GROUP BY event")
}

// ArticleExcerptCounts returns the number of excerpts of each article that has any.
func (s *Store) ArticleExcerptCounts(ctx context.Context) (map[data.ID]int, error) {
	return s.countExcerpts(ctx, "SELECT article, count(*) FROM excerpt GROUP BY article")
}

func (s *Store) countExcerpts(ctx context.Context, query string) (map[data.ID]int, error) {
	out := map[data.ID]int{}
	err := s.reading(ctx, "count excerpts", func(tx *sql.Tx) error {
		found, err := tx.QueryContext(ctx, query)
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			var of data.ID
			var count int
			if err := found.Scan(&of, &count); err != nil {
				return err
			}
			out[of] = count
		}
		return found.Err()
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// DoubtedEvents returns the events that an excerpt to check reports, by ID.
func (s *Store) DoubtedEvents(ctx context.Context) ([]data.ID, error) {
	return ask(ctx, s, "list events in doubt", func(tx *sql.Tx) (out []data.ID, err error) {
		found, err := tx.QueryContext(ctx, "SELECT DISTINCT event FROM excerpt WHERE doubt = 'check' ORDER BY event")
		if err != nil {
			return nil, err
		}
		defer found.Close()
		for found.Next() {
			var event data.ID
			if err := found.Scan(&event); err != nil {
				return nil, err
			}
			out = append(out, event)
		}
		return out, found.Err()
	})
}

// Annotations returns all annotations by Created, then ID.
func (s *Store) Annotations(ctx context.Context) ([]data.Annotation, error) {
	return list[data.Annotation](ctx, s, "list annotations", "ORDER BY created, id")
}

// AnnotationRows returns annotations in the order of ids, zero where there is none.
func (s *Store) AnnotationRows(ctx context.Context, ids []data.ID) ([]data.Annotation, error) {
	return byID[data.Annotation](ctx, s, "read annotations", ids)
}

// EventAnnotations returns those on one event by Created, then the replies to them.
func (s *Store) EventAnnotations(ctx context.Context, event data.ID) ([]data.Annotation, error) {
	return list[data.Annotation](ctx, s, "list annotations of event "+event.String(),
		`WHERE event = ?1 OR parent IN (SELECT id FROM annotation WHERE event = ?1)
		ORDER BY parent IS NOT NULL, created, id`, event[:])
}

// ArticleAnnotations returns those in one article by Anchor.Compare, then the
// replies to them.
func (s *Store) ArticleAnnotations(ctx context.Context, article data.ID) ([]data.Annotation, error) {
	return list[data.Annotation](ctx, s, "list annotations of article "+article.String(),
		`WHERE article = ?1 OR parent IN (SELECT id FROM annotation WHERE article = ?1)
		ORDER BY parent IS NOT NULL, CASE WHEN parent IS NULL THEN part END DESC, CASE WHEN parent IS NULL THEN anchor_start END,
			CASE WHEN parent IS NULL THEN anchor_end END, created, id`, article[:])
}

// Dismissals returns what was dismissed in an article, by Anchor.Start.
func (s *Store) Dismissals(ctx context.Context, article data.ID) ([]data.Dismissal, error) {
	return list[data.Dismissal](ctx, s, "list what was dismissed in article "+article.String(),
		"WHERE article = ? ORDER BY anchor_start, anchor_end, id", article[:])
}

// Views returns the saved views by Order, then ID.
func (s *Store) Views(ctx context.Context) ([]data.View, error) {
	return list[data.View](ctx, s, "list the saved views", "ORDER BY place, id")
}

// Entities returns all persons, organisations and places by Name, then ID.
func (s *Store) Entities(ctx context.Context) ([]data.Entity, error) {
	return list[data.Entity](ctx, s, "list persons, organisations and places", "ORDER BY name, id")
}

// EventMentions returns the mentions of entities in an event, by ID.
func (s *Store) EventMentions(ctx context.Context, event data.ID) ([]data.Mention, error) {
	return list[data.Mention](ctx, s, "list who event "+event.String()+" has to do with", "WHERE event = ? ORDER BY id", event[:])
}

// EntityMentions returns the mentions of an entity, by ID.
func (s *Store) EntityMentions(ctx context.Context, entity data.ID) ([]data.Mention, error) {
	return list[data.Mention](ctx, s, "list the events of "+entity.String(), "WHERE entity = ? ORDER BY id", entity[:])
}

// EventRelations returns what an event has to do with others, by ID.
func (s *Store) EventRelations(ctx context.Context, event data.ID) ([]data.Relation, error) {
	return list[data.Relation](ctx, s, "list what event "+event.String()+" has to do with others",
		"WHERE from_event = ?1 OR to_event = ?1 ORDER BY id", event[:])
}

// Relations returns what all events have to do with others, by ID.
func (s *Store) Relations(ctx context.Context) ([]data.Relation, error) {
	return list[data.Relation](ctx, s, "list what events have to do with others", "ORDER BY id")
}

// Origins returns where rows came from: of one source, or of all, by Foreign. Sources,
// kinds and names of fields are stored once in memory, as there are few.
func (s *Store) Origins(ctx context.Context, source string) ([]data.Origin, error) {
	return ask(ctx, s, "list origins", func(tx *sql.Tx) (out []data.Origin, err error) {
		rest, args := "WHERE source = ? ORDER BY foreign_id, id", []any{source}
		if source == "" {
			rest, args = "ORDER BY source, foreign_id, id", nil
		}
		shared := map[string]string{}
		share := func(s string) string {
			if _, ok := shared[s]; !ok {
				shared[s] = s
			}
			return shared[s]
		}
		err = rows.Each(ctx, tx, rest, func(o data.Origin) bool {
			o.Source, o.Of = share(o.Source), share(o.Of)
			base := make(map[string]string, len(o.Base))
			for field, hash := range o.Base {
				base[share(field)] = hash
			}
			if o.Base = base; len(base) == 0 {
				o.Base = nil
			}
			out = append(out, o)
			return true
		}, args...)
		return out, err
	})
}

// OriginSources returns the sources of all origins, in order.
func (s *Store) OriginSources(ctx context.Context) ([]string, error) {
	return ask(ctx, s, "list sources", func(tx *sql.Tx) (out []string, err error) {
		found, err := tx.QueryContext(ctx, "SELECT DISTINCT source FROM origin ORDER BY source")
		if err != nil {
			return nil, err
		}
		defer found.Close()
		for found.Next() {
			var source string
			if err := found.Scan(&source); err != nil {
				return nil, err
			}
			out = append(out, source)
		}
		return out, found.Err()
	})
}
