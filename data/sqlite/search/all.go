package search

import (
	"context"
	"database/sql"
	"math"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/query"
)

// IDs returns all rows of one kind that Best could find.
func IDs(ctx context.Context, tx *sql.Tx, recent *Recent, q query.Query, kind data.Kind) (out []data.ID, err error) {
	finds, err := newFinds(ctx, tx, recent, q, []data.Kind{kind})
	if err != nil {
		return nil, err
	}
	numbers, err := finds[0].numbers(math.MaxInt32)
	if err != nil {
		return nil, err
	}
	found, err := tx.QueryContext(ctx, "SELECT id FROM "+finds[0].table+" WHERE n IN (SELECT value FROM json_each(?))", string(rows.Encode(numbers)))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var id data.ID
		if err := found.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, found.Err()
}

// Counts returns how many rows of each kind Best could find.
func Counts(ctx context.Context, tx *sql.Tx, recent *Recent, q query.Query) (counts [data.SearchedKinds]data.Count, err error) {
	finds, err := newFinds(ctx, tx, recent, q, data.Searched())
	if err != nil {
		return counts, err
	}
	for i, f := range finds {
		many, err := f.surely(data.CountCap)
		if err != nil {
			return counts, err
		}
		n := data.CountCap + 1
		if !many {
			if n, err = f.countEither(n); err != nil {
				return counts, err
			}
		}
		counts[i] = data.Count{N: min(n, data.CountCap), More: n > data.CountCap}
	}
	return counts, nil
}
