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
			"parent", "doubt", "was", "score", "method", "links",
		},
		values: func(n data.Annotation) []any {
			return []any{
				key(n.ID), n.Rev, key(n.Event), key(n.Article),
				n.Anchor.Start, n.Anchor.End, n.Anchor.Exact, n.Anchor.Prefix, n.Anchor.Suffix,
				n.Span.EDTF, n.Span.Lo, n.Span.Hi, n.Text, n.Dir, n.Colour, listText(n.Tags), n.Author, n.Created, n.Changed,
				key(n.Parent), n.Doubt.State, n.Doubt.Was, n.Doubt.Score, n.Doubt.Method, listText(n.Links),
			}
		},
		scan:  scanAnnotation,
		id:    func(n data.Annotation) data.ID { return n.ID },
		rev:   func(n *data.Annotation) *int64 { return &n.Rev },
		title: func(n data.Annotation) string { return n.Text },
		same: func(a, b data.Annotation) bool {
			same := slices.Equal(a.Tags, b.Tags) && slices.Equal(a.Links, b.Links)
			a.Tags, b.Tags, a.Links, b.Links = nil, nil, nil, nil
			return same && reflect.DeepEqual(a, b)
		},
		encode: func(n data.Annotation) any { return annotationJSON(n) },
		decode: decoder(func(n annotationJSON) data.Annotation { return data.Annotation(n) }),
	}
}

func scanAnnotation(row scanner, n *data.Annotation) error {
	var tags, links string
	err := row.Scan(&n.ID, &n.Rev, &n.Event, &n.Article,
		&n.Anchor.Start, &n.Anchor.End, &n.Anchor.Exact, &n.Anchor.Prefix, &n.Anchor.Suffix,
		&n.Span.EDTF, &n.Span.Lo, &n.Span.Hi, &n.Text, &n.Dir, &n.Colour, &tags, &n.Author, &n.Created, &n.Changed,
		&n.Parent, &n.Doubt.State, &n.Doubt.Was, &n.Doubt.Score, &n.Doubt.Method, &links)
	if err != nil {
		return err
	}
	if n.Tags, err = textList[string](tags, "the tags of annotation", n.ID); err != nil {
		return err
	}
	n.Links, err = textList[data.Link](links, "the links of annotation", n.ID)
	return err
}

// listText and textList write and read a column that holds a JSON array; none is
// nil in Go. what begins the message about one that cannot be read.
func listText[T any](list []T) string {
	if len(list) == 0 {
		return "[]"
	}
	return string(encodeJSON(list))
}

func textList[T any](text, what string, of data.ID) (list []T, err error) {
	if text == "[]" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, fmt.Errorf("%w: %s %s: %v", data.ErrCorrupt, what, of, err)
	}
	if len(list) == 0 {
		return nil, nil
	}
	return list, nil
}

// Annotations returns all annotations by Created, then ID.
func (s *Store) Annotations(ctx context.Context) ([]data.Annotation, error) {
	return s.listAnnotations(ctx, "list annotations", "ORDER BY created, id")
}

// AnnotationRows returns annotations in the order of ids, zero where there is none.
func (s *Store) AnnotationRows(ctx context.Context, ids []data.ID) (out []data.Annotation, err error) {
	err = s.reading(ctx, "read annotations", func(tx *sql.Tx) error {
		out, err = annotations().listed(ctx, tx, ids)
		return err
	})
	return out, err
}

// EventAnnotations returns those on one event by Created, then the replies to them.
func (s *Store) EventAnnotations(ctx context.Context, event data.ID) ([]data.Annotation, error) {
	return s.listAnnotations(ctx, "list annotations of event "+event.String(),
		`WHERE event = ?1 OR parent IN (SELECT id FROM annotation WHERE event = ?1)
		ORDER BY parent IS NOT NULL, created, id`, event[:])
}

// ArticleAnnotations returns those in one article by Anchor.Start, then the
// replies to them.
func (s *Store) ArticleAnnotations(ctx context.Context, article data.ID) ([]data.Annotation, error) {
	return s.listAnnotations(ctx, "list annotations of article "+article.String(),
		`WHERE article = ?1 OR parent IN (SELECT id FROM annotation WHERE article = ?1)
		ORDER BY parent IS NOT NULL, CASE WHEN parent IS NULL THEN anchor_start END,
			CASE WHEN parent IS NULL THEN anchor_end END, created, id`, article[:])
}

func (s *Store) listAnnotations(ctx context.Context, action, rest string, args ...any) (out []data.Annotation, err error) {
	err = s.reading(ctx, action, func(tx *sql.Tx) error {
		out, err = annotations().all(ctx, tx, rest, args...)
		return err
	})
	return out, err
}
