package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"tarikh.org/tarikh/data"
)

func annotations() *table[data.Annotation] {
	return &table[data.Annotation]{
		name: "annotation",
		columns: []string{
			"id", "rev", "event", "article", "anchor_start", "anchor_end", "exact", "prefix", "suffix",
			"edtf", "lo", "hi", "text", "dir", "colour", "tags", "author", "created", "changed",
		},
		values: func(n data.Annotation) []any {
			return []any{
				key(n.ID), n.Rev, key(n.Event), key(n.Article),
				n.Anchor.Start, n.Anchor.End, n.Anchor.Exact, n.Anchor.Prefix, n.Anchor.Suffix,
				n.Span.EDTF, n.Span.Lo, n.Span.Hi, n.Text, n.Dir, n.Colour, tagsText(n.Tags), n.Author, n.Created, n.Changed,
			}
		},
		scan:  scanAnnotation,
		id:    func(n data.Annotation) data.ID { return n.ID },
		rev:   func(n *data.Annotation) *int64 { return &n.Rev },
		title: func(n data.Annotation) string { return n.Text },
		same: func(a, b data.Annotation) bool {
			same := slices.Equal(a.Tags, b.Tags)
			a.Tags, b.Tags = nil, nil
			return same && reflect.DeepEqual(a, b)
		},
		encode: func(n data.Annotation) any { return annotationJSON(n) },
		decode: decoder(func(n annotationJSON) data.Annotation { return data.Annotation(n) }),
	}
}

func scanAnnotation(row scanner, n *data.Annotation) error {
	var tags string
	err := row.Scan(&n.ID, &n.Rev, &n.Event, &n.Article,
		&n.Anchor.Start, &n.Anchor.End, &n.Anchor.Exact, &n.Anchor.Prefix, &n.Anchor.Suffix,
		&n.Span.EDTF, &n.Span.Lo, &n.Span.Hi, &n.Text, &n.Dir, &n.Colour, &tags, &n.Author, &n.Created, &n.Changed)
	if err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(tags), &n.Tags); err != nil {
		return fmt.Errorf("%w: the tags of annotation %s: %v", data.ErrCorrupt, n.ID, err)
	}
	if len(n.Tags) == 0 {
		n.Tags = nil
	}
	return nil
}

func tagsText(tags []string) string {
	if len(tags) == 0 {
		return "[]"
	}
	return string(encodeJSON(tags))
}

// Annotations returns all annotations by Created, then ID.
func (s *Store) Annotations(ctx context.Context) ([]data.Annotation, error) {
	return s.listAnnotations(ctx, "list annotations", "ORDER BY created, id")
}

// EventAnnotations returns those on one event by Created, then ID.
func (s *Store) EventAnnotations(ctx context.Context, event data.ID) ([]data.Annotation, error) {
	return s.listAnnotations(ctx, "list annotations of event "+event.String(),
		"WHERE event = ? ORDER BY created, id", event[:])
}

// ArticleAnnotations returns those in one article by Anchor.Start.
func (s *Store) ArticleAnnotations(ctx context.Context, article data.ID) ([]data.Annotation, error) {
	return s.listAnnotations(ctx, "list annotations of article "+article.String(),
		"WHERE article = ? ORDER BY anchor_start, anchor_end, id", article[:])
}

func (s *Store) listAnnotations(ctx context.Context, action, rest string, args ...any) (out []data.Annotation, err error) {
	err = s.reading(ctx, action, func(tx *sql.Tx) error {
		out, err = annotations().all(ctx, tx, rest, args...)
		return err
	})
	return out, err
}
