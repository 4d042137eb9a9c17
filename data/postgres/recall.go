package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
)

// RowsByID returns rows of a kind with their texts, in the order of ids, nil where there is
// no such row.
func (s *Store) RowsByID(ctx context.Context, kind data.Kind, ids []data.ID) ([]data.Row, error) {
	found := make(map[data.ID]data.Row, len(ids))
	shape := kind.Shape()
	err := s.asking(ctx, "read rows of "+kind.String(), func(ctx context.Context, tx pgx.Tx) error {
		err := s.eachRow(ctx, tx, shape, "WHERE t.id = ANY($1)", func(row data.Row) bool {
			found[shape.ID(row)] = row
			return true
		}, ids)
		for _, row := range found {
			if err == nil {
				err = s.withText(ctx, tx, shape, row)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return inOrder(ids, found), nil
}

// Deleted returns a row, which is not there any more, as it was at last, see [data.Recaller].
func (s *Store) Deleted(ctx context.Context, kind data.Kind, id data.ID) (data.Row, error) {
	return ask(ctx, s, "recall a row", func(ctx context.Context, tx pgx.Tx) (data.Row, error) {
		var text json.RawMessage
		err := tx.QueryRow(ctx, s.sql(`SELECT CASE WHEN after IS NULL THEN before ELSE after END
			FROM $.change WHERE id = $1 AND kind = $2 ORDER BY n DESC, i DESC LIMIT 1`), id, kind.String()).Scan(&text)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil, fmt.Errorf("%w: what was %s %s", data.ErrNotFound, kind, id)
		}
		if err != nil {
			return nil, err
		}
		row, err := schema.Decode(kind.Shape(), text)
		if err != nil {
			return nil, err
		}
		return row, s.withText(ctx, tx, kind.Shape(), row)
	})
}

// withText gives a row the text that its hash names.
func (s *Store) withText(ctx context.Context, tx pgx.Tx, shape *data.Shape, row data.Row) error {
	text, of := textOf(shape, row)
	if text == nil || *of == (hashOf{}) {
		return nil
	}
	body, err := s.body(ctx, tx, *of)
	if err != nil {
		return err
	}
	*text = string(body)
	return nil
}
