package sqlite

import (
	"context"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
)

// table says how the rows of one kind are stored: the one place that knows the
// order of their columns.
type table[T any] struct {
	name    string
	columns []string // the first is id, the second rev
	values  func(T) []any
	scan    func(scanner, *T) error // in the order of columns

	id     func(T) data.ID
	rev    func(*T) *int64
	title  func(T) string // what a message calls the row
	same   func(a, b T) bool
	encode func(T) any // what the journal holds of it, see journal.go
	decode func([]byte) (T, error)
}

// scanner is a *sql.Row or *sql.Rows.
type scanner interface{ Scan(dest ...any) error }

// selectFrom begins a query; what follows comes after the table's name.
func (t *table[T]) selectFrom(rest string) string {
	return "SELECT " + strings.Join(t.columns, ", ") + " FROM " + t.name + " " + rest
}

func (t *table[T]) insertInto() string {
	marks := strings.Repeat(", ?", len(t.columns))[2:]
	return "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES (" + marks + ")"
}

func (t *table[T]) updateAll() string {
	set := make([]string, 0, len(t.columns))
	for i, column := range t.columns[1:] {
		set = append(set, fmt.Sprintf("%s = ?%d", column, i+2))
	}
	return "UPDATE " + t.name + " SET " + strings.Join(set, ", ") + " WHERE id = ?1"
}

func (t *table[T]) deleteFrom() string { return "DELETE FROM " + t.name + " WHERE id = ?" }

// one reads the row that a query finds; ErrNotFound if there is none.
func (t *table[T]) one(ctx context.Context, q querier, rest string, args ...any) (T, error) {
	var row T
	err := t.read(q.QueryRowContext(ctx, t.selectFrom(rest), args...), &row)
	return row, err
}

// read scans a row. What is not of the type of its column is damage: the tables
// are strict.
func (t *table[T]) read(from scanner, row *T) error {
	err := translate(t.scan(from, row))
	if err != nil && strings.HasPrefix(err.Error(), "sql: Scan error") { // it has no type of its own
		return fmt.Errorf("%w: a row of table %s (%v)", data.ErrCorrupt, t.name, err)
	}
	return err
}

// all reads the rows that a query finds.
func (t *table[T]) all(ctx context.Context, q querier, rest string, args ...any) ([]T, error) {
	var out []T
	err := t.each(ctx, q, rest, func(row T) bool {
		out = append(out, row)
		return true
	}, args...)
	return out, err
}

// each calls f for the rows that a query finds, until it returns false.
func (t *table[T]) each(ctx context.Context, q querier, rest string, f func(T) bool, args ...any) error {
	rows, err := q.QueryContext(ctx, t.selectFrom(rest), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var row T
		if err := t.read(rows, &row); err != nil {
			return err
		}
		if !f(row) {
			return nil
		}
	}
	return rows.Err()
}

// key is an ID as it is stored: 16 bytes, NULL for none.
func key(id data.ID) any {
	if id == (data.ID{}) {
		return nil
	}
	return id[:]
}
