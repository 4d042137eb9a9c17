package sqlite

import (
	"context"
	"database/sql"

	"tarikh.org/tarikh/data/sqlite/check"
	"tarikh.org/tarikh/data/sqlite/columns"
	"tarikh.org/tarikh/data/sqlite/words"
)

// Check examines the whole library, see [data.Store].
func (s *Store) Check(ctx context.Context) (problems []string, err error) {
	readable := false
	err = s.reading(ctx, "check the library", func(tx *sql.Tx) error {
		problems, readable, err = check.Library(ctx, tx, s.path)
		return err
	})
	if err != nil || !readable {
		return problems, err
	}
	// Structural damage is found already; the rest compares tables with each other.
	_ = columns.At(ctx, s.read, func(v columns.View) error {
		problem, err := v.Check(ctx)
		if err == nil && problem != "" {
			problems = append(problems, problem)
		}
		return err
	})
	if wrong, err := s.checkWords(ctx); err == nil {
		problems = append(problems, wrong...)
	}
	return problems, ctx.Err()
}

func (s *Store) checkWords(ctx context.Context) ([]string, error) {
	conn, err := s.read.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	return words.Check(ctx, conn, tx)
}
