package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	// sweepAfter is how long after it was opened a program sweeps, and sweepEvery how often
	// after that.
	sweepAfter, sweepEvery = 10 * time.Minute, 24 * time.Hour
	// sweptAtOnce is how many bodies go in one call.
	sweptAtOnce = 100
)

// keepSwept removes, while the library is open, texts, pages and pictures that nothing
// names any more, see package schema. Of several programs each does its part.
func (s *Store) keepSwept() {
	wait := time.NewTimer(sweepAfter)
	defer wait.Stop()
	for {
		select {
		case <-s.live.ended:
			return
		case <-wait.C:
			wait.Reset(sweepEvery)
		}
		if s.enter() != nil {
			return
		}
		_, _ = s.sweep(context.Background()) // what is left goes the next time
		s.running.Done()
	}
}

// sweep removes what nothing names, some at a time, until the library is closed, and
// returns how many that were.
func (s *Store) sweep(ctx context.Context) (removed int, err error) {
	ctx, cancel := s.whileOpen(ctx)
	defer cancel()
	call := func(text string, into any, args ...any) error {
		limited, cancel := context.WithTimeoutCause(ctx, patience, errPatience)
		defer cancel()
		return pgx.BeginFunc(limited, s.pool, func(tx pgx.Tx) error { return tx.QueryRow(limited, s.sql(text), args...).Scan(into) })
	}
	var none *string
	if err := call("SELECT $.unname()::text", &none); err != nil {
		return 0, fail(ctx, "look for what nothing names", err)
	}
	for n := sweptAtOnce; n == sweptAtOnce; removed += n {
		select {
		case <-s.live.ended:
			return removed, nil
		default:
		}
		if err := call("SELECT $.sweep($1)", &n, sweptAtOnce); err != nil {
			return removed, fail(ctx, "remove what nothing names", err)
		}
	}
	return removed, nil
}
