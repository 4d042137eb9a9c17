package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// Tags returns every tag in use with how many events and annotations carry it,
// by Tag. Rows that have the same tags are counted together: the indexes
// event_tagged and annotation_tagged have them side by side.
func (s *Store) Tags(ctx context.Context) ([]data.TagCount, error) {
	counts := map[string]*data.TagCount{}
	err := s.reading(ctx, "list tags", func(tx *sql.Tx) error {
		for _, t := range []struct {
			kind  data.Kind
			count func(*data.TagCount) *int
		}{
			{data.KindEvent, func(c *data.TagCount) *int { return &c.Events }},
			{data.KindAnnotation, func(c *data.TagCount) *int { return &c.Annotations }},
		} {
			err := eachTags(ctx, tx, rows.Of(t.kind).Name, func(tags []string, rows int) {
				for _, tag := range tags {
					if counts[tag] == nil {
						counts[tag] = &data.TagCount{Tag: tag}
					}
					*t.count(counts[tag]) += rows
				}
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]data.TagCount, 0, len(counts))
	for _, c := range counts {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b data.TagCount) int { return strings.Compare(a.Tag, b.Tag) })
	return out, nil
}

// eachTags calls f for every different list of tags in a table, with how many
// rows have it.
func eachTags(ctx context.Context, tx *sql.Tx, table string, f func(tags []string, rows int)) error {
	found, err := tx.QueryContext(ctx, "SELECT tags, count(*) FROM "+table+" WHERE tags <> '[]' GROUP BY tags")
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var text string
		var n int
		if err := found.Scan(&text, &n); err != nil {
			return err
		}
		tags, err := rows.Tags(text, fmt.Sprintf("the tags of %ss", table))
		if err != nil {
			return err
		}
		f(tags, n)
	}
	return found.Err()
}

// Tagged returns the events, in the order of Columns, and the annotations, by
// Created, that carry a tag.
func (s *Store) Tagged(ctx context.Context, tag string) (tagged []data.Event, notes []data.Annotation, err error) {
	err = s.reading(ctx, "list what carries a tag", func(tx *sql.Tx) error {
		const carries = "WHERE tags <> '[]' AND EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?) "
		axis, err := rows.Axis(ctx, tx)
		if err != nil {
			return err
		}
		if tagged, err = rows.List[data.Event](ctx, tx, carries+rows.ByTime(axis), tag); err != nil {
			return err
		}
		notes, err = rows.List[data.Annotation](ctx, tx, carries+"ORDER BY created, id", tag)
		return err
	})
	return tagged, notes, err
}
