package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
)

// batch is queries that are sent together: their answers cost one way to the server and
// back.
type batch struct {
	store *Store
	sent  pgx.Batch
	most  int // bytes that all answers together may still have
}

func (s *Store) newBatch() *batch { return &batch{store: s, most: mostKept} }

// each has f called for each row of a query, when the batch is run.
func (b *batch) each(text string, f func(pgx.Rows) error, args ...any) {
	b.sent.Queue(b.store.sql(text), args...).Query(func(found pgx.Rows) error {
		for found.Next() {
			for _, value := range found.RawValues() {
				b.most -= len(value)
			}
			if b.most < 0 {
				return data.ErrUnsafe
			}
			if err := f(found); err != nil {
				return err
			}
		}
		return found.Err()
	})
}

// rows has f called for each row of a kind that rest of a query finds, as eachRow does.
func (b *batch) rows(shape *data.Shape, rest string, f func(data.Row), args ...any) {
	b.each(selected(shape, rest), func(r pgx.Rows) error {
		said, err := rawValues(r, 1)
		if err != nil {
			return err
		}
		row, err := schema.Decode(shape, said[0])
		if err == nil {
			f(row)
		}
		return err
	}, args...)
}

// run asks all that was put in.
func (b *batch) run(ctx context.Context, tx pgx.Tx) error {
	if b.sent.Len() == 0 {
		return nil
	}
	return tx.SendBatch(ctx, &b.sent).Close()
}
