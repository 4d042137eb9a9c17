package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
)

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
		`WHERE event = $1 OR parent IN (SELECT id FROM $.annotation WHERE event = $1) ORDER BY parent IS NOT NULL, created, id`, event)
}

// ArticleAnnotations returns those in one article by Anchor.Compare, then the replies to
// them.
func (s *Store) ArticleAnnotations(ctx context.Context, article data.ID) ([]data.Annotation, error) {
	return list[data.Annotation](ctx, s, "list annotations of article "+article.String(),
		`WHERE article = $1 OR parent IN (SELECT id FROM $.annotation WHERE article = $1)
		ORDER BY parent IS NOT NULL, CASE WHEN parent IS NULL THEN part END COLLATE "C" DESC, CASE WHEN parent IS NULL THEN anchor_start END,
			CASE WHEN parent IS NULL THEN anchor_end END, created, id`, article)
}

// Tags returns every tag in use with how many events and annotations carry it, by Tag.
func (s *Store) Tags(ctx context.Context) ([]data.TagCount, error) {
	return ask(ctx, s, "list tags", func(ctx context.Context, tx pgx.Tx) ([]data.TagCount, error) {
		out := []data.TagCount{}
		err := s.each(ctx, tx, `SELECT tag, count(*) FILTER (WHERE event), count(*) FILTER (WHERE NOT event) FROM (
			SELECT true AS event, unnest(tags) AS tag FROM $.event WHERE tags <> '{}' UNION ALL
			SELECT false, unnest(tags) FROM $.annotation WHERE tags <> '{}') x GROUP BY tag ORDER BY tag COLLATE "C"`, func(r pgx.Rows) error {
			var c data.TagCount
			err := r.Scan(&c.Tag, &c.Events, &c.Annotations)
			out = append(out, c)
			return err
		})
		return out, err
	})
}

// Tagged returns the events, in the order of Columns, and the annotations, by Created,
// that carry a tag.
func (s *Store) Tagged(ctx context.Context, tag string) (tagged []data.Event, notes []data.Annotation, err error) {
	err = s.asking(ctx, "list what carries a tag", func(ctx context.Context, tx pgx.Tx) error {
		axis, err := s.axis(ctx, tx)
		if err != nil {
			return err
		}
		const carries = "WHERE tags <> '{}' AND $1 = ANY(tags) "
		if tagged, err = s.onAxis(ctx, tx, axis, carries+byTime, tag); err != nil {
			return err
		}
		notes, err = listIn[data.Annotation](ctx, s, tx, carries+"ORDER BY created, id", tag)
		return err
	})
	return tagged, notes, err
}
