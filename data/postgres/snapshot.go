package postgres

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
)

var _ data.Snapshotter = (*Store)(nil)

// rowsOfPage is how many rows of a snapshot are read by one call.
const rowsOfPage = 1000

// moment is a transaction that sees the library as it was when it began: all calls of a
// snapshot take turns in it.
type moment struct {
	mu sync.Mutex
	tx pgx.Tx
}

// Snapshot calls f with the library as it is now, see [data.Snapshotter]. It takes one
// connection for that and lists rows in pages, so that each call has its deadline however long
// f takes, and f may ask for others meanwhile.
func (s *Store) Snapshot(ctx context.Context, f func(data.Store) error) error {
	if s.moment != nil {
		return f(s)
	}
	if err := s.enter(); err != nil {
		return err
	}
	defer s.running.Done()
	const action = "read the library as it is now"
	begun, cancel := context.WithTimeoutCause(ctx, patience, errPatience)
	defer cancel()
	conn, err := s.spareConnection(begun)
	if err != nil {
		return fail(ctx, action, err)
	}
	defer closeNow(conn)
	// What f does between two calls may take longer than other transactions may idle. The
	// moment is that of the first query.
	tx, err := conn.BeginTx(begun, pgx.TxOptions{
		BeginQuery: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL idle_in_transaction_session_timeout = '30min'; SELECT 1",
	})
	if err != nil {
		return fail(ctx, action, err)
	}
	at := &Store{pool: s.pool, library: s.library, schema: s.schema, address: s.address, user: s.user, moment: &moment{tx: tx}, live: s.live}
	at.access.Store(&data.Access{ReadOnly: true, Reason: "it is the library as it was at one moment"})
	return f(at)
}

// within runs f in the transaction. After an error of the server it sees nothing any more.
func (m *moment) within(ctx context.Context, f func(ctx context.Context, tx pgx.Tx) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return f(ctx, m.tx)
}

// pages yields the rows of a kind by ID, without their texts.
func (s *Store) pages(ctx context.Context, kind data.Kind) iter.Seq2[data.Row, error] {
	shape := kind.Shape()
	return func(yield func(data.Row, error) bool) {
		var last data.ID
		for {
			rows := make([]data.Row, 0, rowsOfPage)
			err := s.asking(ctx, "list rows of "+kind.String(), func(ctx context.Context, tx pgx.Tx) error {
				return s.eachRow(ctx, tx, shape, fmt.Sprintf("WHERE id > $1 ORDER BY id LIMIT %d", rowsOfPage), func(row data.Row) bool {
					rows = append(rows, row)
					return true
				}, last)
			})
			if err != nil {
				yield(nil, err)
				return
			}
			for _, row := range rows {
				last = shape.ID(row)
				if !yield(row, nil) {
					return
				}
			}
			if len(rows) < rowsOfPage {
				return
			}
		}
	}
}
