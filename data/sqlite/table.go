package sqlite

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
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
	// bodies gives, for rows that have them, the row's text with its length and
	// hash, and the hash of its page; nil for other kinds. See body.go.
	bodies func(*T) (text *string, length *int, of *hash, page hash)
	// apart: the text is no column of the table, but a body.
	apart bool
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

// columnSet are columns of a table, by their place: bit i is column i.
type columnSet uint64

// allColumns are all but the ID.
func (t *table[T]) allColumns() columnSet { return 1<<len(t.columns) - 2 }

// updateOf sets some columns; the first parameter is the row's ID.
func (t *table[T]) updateOf(columns columnSet) string {
	var set []string
	for i, column := range t.columns {
		if columns&(1<<i) != 0 {
			set = append(set, fmt.Sprintf("%s = ?%d", column, len(set)+2))
		}
	}
	return "UPDATE " + t.name + " SET " + strings.Join(set, ", ") + " WHERE id = ?1"
}

// sameValue compares what two rows have in a column.
func sameValue(a, b any) bool {
	x, ok1 := a.([]byte)
	y, ok2 := b.([]byte)
	if ok1 || ok2 {
		return ok1 == ok2 && bytes.Equal(x, y)
	}
	return a == b
}

func (t *table[T]) deleteFrom() string { return "DELETE FROM " + t.name + " WHERE id = ?" }

// one reads the row that a query finds; ErrNotFound if there is none.
func (t *table[T]) one(ctx context.Context, q engine.Querier, rest string, args ...any) (T, error) {
	var row T
	err := t.read(q.QueryRowContext(ctx, t.selectFrom(rest), args...), &row)
	return row, err
}

// read scans a row. What is not of the type of its column is damage: the tables
// are strict.
func (t *table[T]) read(from scanner, row *T) error {
	err := engine.Translate(t.scan(from, row))
	if err != nil && strings.HasPrefix(err.Error(), "sql: Scan error") { // it has no type of its own
		return fmt.Errorf("%w: a row of table %s (%v)", data.ErrCorrupt, t.name, err)
	}
	return err
}

// all reads the rows that a query finds.
func (t *table[T]) all(ctx context.Context, q engine.Querier, rest string, args ...any) ([]T, error) {
	var out []T
	err := t.each(ctx, q, rest, func(row T) bool {
		out = append(out, row)
		return true
	}, args...)
	return out, err
}

// isListed is the condition of rows whose IDs are in the list that is its argument.
const isListed = "id IN (SELECT unhex(value) FROM json_each(?))"

// listed makes one argument of a list of IDs.
func listed(ids []data.ID) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = hex.EncodeToString(id[:])
	}
	return string(encodeJSON(list))
}

// listed reads rows in the order of ids, in one query; zero where there is none.
func (t *table[T]) listed(ctx context.Context, q engine.Querier, ids []data.ID) ([]T, error) {
	found := make(map[data.ID]T, len(ids))
	err := t.each(ctx, q, "WHERE "+isListed, func(row T) bool {
		found[t.id(row)] = row
		return true
	}, listed(ids))
	if err != nil {
		return nil, err
	}
	return inOrderOf(ids, found), nil
}

// inOrderOf returns the rows that were found in the order of ids.
func inOrderOf[T any](ids []data.ID, found map[data.ID]T) []T {
	out := make([]T, len(ids))
	for i, id := range ids {
		out[i] = found[id]
	}
	return out
}

// each calls f for the rows that a query finds, until it returns false.
func (t *table[T]) each(ctx context.Context, q engine.Querier, rest string, f func(T) bool, args ...any) error {
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
