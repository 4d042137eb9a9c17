// Package search answers queries over the rows of a library: which match, the best
// and the newest of them, how many there are, and by which values.
//
// The one idea behind it: the words of a query become one FTS5 expression, its fields
// one condition in SQL for each kind of rows. What filters and counts ask again and
// again comes from a catalog of places in the columns, which follows the edits.
package search

import (
	"context"
	"database/sql"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// Newest returns what Best finds, the newest first.
func Newest(ctx context.Context, tx *sql.Tx, recent *Recent, q query.Query, limit int, kinds []data.Kind) (data.Results, error) {
	return search(ctx, tx, recent, q, limit, kinds, (*find).newest)
}

// Best returns the best hits.
func Best(ctx context.Context, tx *sql.Tx, recent *Recent, q query.Query, limit int, kinds []data.Kind) (data.Results, error) {
	return search(ctx, tx, recent, q, limit, kinds, (*find).best)
}

func search(ctx context.Context, tx *sql.Tx, recent *Recent, q query.Query, limit int, kinds []data.Kind, look looker) (data.Results, error) {
	if len(kinds) == 0 {
		kinds = data.Searched()
	}
	finds, err := newFinds(ctx, tx, recent, q, kinds)
	if err != nil {
		return data.Results{}, err
	}
	all, err := lookAll(finds, limit, either(look))
	if err != nil {
		return data.Results{}, err
	}
	r, err := hits(ctx, tx, q, share(all, limit))
	for _, f := range all {
		r.Newest = r.Newest || f.newest
		r.Partial = r.Partial || f.partial
	}
	return r, err
}
