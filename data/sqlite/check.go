package sqlite

import (
	"context"
	"database/sql"

	"tarikh.org/tarikh/data/sqlite/check"
	"tarikh.org/tarikh/data/sqlite/columns"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/words"
)

// Check examines the whole library, see [data.Store].
func (s *Store) Check(ctx context.Context, progress func(done float64)) (problems []string, err error) {
	const rows, packed = 0.45, 0.5 // the parts that are done after each of them
	readable := false
	err = s.reading(ctx, "check the library", func(tx *sql.Tx) error {
		problems, readable, err = check.Library(ctx, tx, s.path, engine.Part(progress, 0, rows))
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
	tell := engine.Part(progress, packed, 1)
	tell(0)
	if wrong, err := s.checkWords(ctx, tell); err == nil {
		problems = append(problems, wrong...)
	}
	return problems, ctx.Err()
}

func (s *Store) checkWords(ctx context.Context, progress func(done float64)) ([]string, error) {
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
	return words.Check(ctx, conn, tx, progress)
}
