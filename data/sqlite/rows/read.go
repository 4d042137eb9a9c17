package rows

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/text/anchor"
)

// Scanner is a *sql.Row or *sql.Rows.
type Scanner interface{ Scan(dest ...any) error }

// Reader reads rows of a table into one place, again and again.
type Reader struct {
	table *Table
	row   data.Row
	into  []any
	after []func() error // for what is not stored as it is
}

// Reader returns a Reader of the table.
func (t *Table) Reader() *Reader {
	row := t.New()
	s := &Reader{table: t, row: row, into: make([]any, 0, len(t.columns))}
	for _, f := range t.fields {
		switch v := f.At(row).(type) {
		case *string, *int, *int64, *bool, *data.ID:
			s.into = append(s.into, v)
		case *hash:
			var raw []byte
			s.into = append(s.into, &raw)
			s.after = append(s.after, func() error {
				copy(v[:], raw)
				return nil
			})
		case *dates.Date:
			s.into = append(s.into, &v.EDTF, &v.Lo, &v.Hi)
			s.after = append(s.after, func() error {
				if v.EDTF == "" {
					*v = dates.Date{}
				}
				return nil
			})
			if engine.TwoClocks(t.Shape) {
				s.into = append(s.into, new(any), new(any)) // they follow from the text
			}
		case *anchor.Selector:
			s.into = append(s.into, &v.Start, &v.End, &v.Exact, &v.Prefix, &v.Suffix)
		case *data.Doubt:
			s.into = append(s.into, &v.State, &v.Was, &v.Score, &v.Method)
		default:
			var text string
			s.into = append(s.into, &text)
			s.after = append(s.after, func() error {
				if err := parseList(text, v); err != nil {
					return fmt.Errorf("%w: the %s of %s %s: %v", data.ErrCorrupt, f.Name, t.Name, t.ID(row), err)
				}
				return nil
			})
		}
	}
	return s
}

// Read scans a row that a query of Select has found; it is the caller's until the next.
// What is not of the type of its column is damage: the tables are strict.
func (s *Reader) Read(from Scanner) (data.Row, error) {
	reflect.ValueOf(s.row).Elem().SetZero()
	err := engine.Translate(from.Scan(s.into...))
	if err != nil && strings.HasPrefix(err.Error(), "sql: Scan error") { // it has no type of its own
		return nil, fmt.Errorf("%w: a row of table %s (%v)", data.ErrCorrupt, s.table.Name, err)
	}
	if err != nil {
		return nil, err
	}
	for _, f := range s.after {
		if err := f(); err != nil {
			return nil, err
		}
	}
	return s.row, nil
}

// One reads the row that a query finds; ErrNotFound if there is none.
func One[T any](ctx context.Context, q engine.Querier, rest string, args ...any) (T, error) {
	t := For[T]()
	row, err := t.Reader().Read(q.QueryRowContext(ctx, t.Select(rest), args...))
	if err != nil {
		var none T
		return none, err
	}
	return *any(row).(*T), nil
}

// List reads the rows that a query finds.
func List[T any](ctx context.Context, q engine.Querier, rest string, args ...any) ([]T, error) {
	return ListOf[T](ctx, q, For[T](), rest, args...)
}

// ListOf is List for a part of the fields.
func ListOf[T any](ctx context.Context, q engine.Querier, t *Table, rest string, args ...any) (out []T, err error) {
	err = t.Each(ctx, q, rest, func(row data.Row) bool {
		out = append(out, *any(row).(*T))
		return true
	}, args...)
	return out, err
}

// Each calls f for the rows that a query finds, until it returns false.
func Each[T any](ctx context.Context, q engine.Querier, rest string, f func(T) bool, args ...any) error {
	return For[T]().Each(ctx, q, rest, func(row data.Row) bool { return f(*any(row).(*T)) }, args...)
}

// ByID reads rows in the order of ids, in one query; zero where there is none.
func ByID[T any](ctx context.Context, q engine.Querier, ids []data.ID) ([]T, error) {
	found := make(map[data.ID]T, len(ids))
	t := For[T]()
	err := Each(ctx, q, "WHERE "+IsListed, func(row T) bool {
		found[t.ID(any(&row).(data.Row))] = row
		return true
	}, Listed(ids))
	if err != nil {
		return nil, err
	}
	return InOrder(ids, found), nil
}

// IsListed is the condition of rows whose IDs are in the list that is its argument,
// which Listed makes; InList is that of another column, which precedes it, InNumbers that
// of one with numbers in a JSON array.
const (
	IsListed  = "id" + InList
	InList    = " IN (SELECT unhex(value) FROM json_each(?))"
	InNumbers = " IN (SELECT value FROM json_each(?))"
)

// Listed makes one argument of a list of IDs.
func Listed(ids []data.ID) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = fmt.Sprintf("%x", id[:])
	}
	return string(Encode(list))
}

// InOrder returns the rows that were found in the order of ids.
func InOrder[T any](ids []data.ID, found map[data.ID]T) []T {
	out := make([]T, len(ids))
	for i, id := range ids {
		out[i] = found[id]
	}
	return out
}

// Revision reads the library's revision.
func Revision(ctx context.Context, q engine.Querier) (revision int64, err error) {
	err = q.QueryRowContext(ctx, "SELECT revision FROM library").Scan(&revision)
	return revision, err
}

// Each calls f for the rows of the table that a query finds, until it returns false.
// The row is f's until it returns.
func (t *Table) Each(ctx context.Context, q engine.Querier, rest string, f func(data.Row) bool, args ...any) error {
	return t.EachNumbered(ctx, q, rest, func(_ int64, row data.Row) bool { return f(row) }, args...)
}

// EachNumbered is Each with the key n of each row.
func (t *Table) EachNumbered(ctx context.Context, q engine.Querier, rest string, f func(n int64, row data.Row) bool, args ...any) error {
	found, err := q.QueryContext(ctx, "SELECT n, "+strings.TrimPrefix(t.Select(rest), "SELECT "), args...)
	if err != nil {
		return err
	}
	defer found.Close()
	r, n := t.Reader(), int64(0)
	for found.Next() {
		row, err := r.Read(numbered{found, &n})
		if err != nil {
			return err
		}
		if !f(n, row) {
			return nil
		}
	}
	return found.Err()
}

// numbered scans the key n before the columns of a table.
type numbered struct {
	found Scanner
	n     *int64
}

func (s numbered) Scan(dest ...any) error { return s.found.Scan(append([]any{s.n}, dest...)...) }
