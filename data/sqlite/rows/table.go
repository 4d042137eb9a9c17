// Package rows reads and writes the rows of a library: as columns of its tables, and
// as the JSON of its journal.
//
// The one idea behind it: what a kind's rows are made of is said once, in
// data.Shapes; a Table is what follows from that.
package rows

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/text/anchor"
)

// Table says how the rows of one kind are stored.
type Table struct {
	*data.Shape
	Name string
	// Apart: the text is no column of the table, but a body.
	Apart bool

	fields  []data.Field // those that are columns
	columns []string     // the first is id, the second rev
	body    *bodyFields  // nil for kinds without
}

// Of returns the table of a kind.
func Of(kind data.Kind) *Table { return byKind[kind] }

// All are the tables of all kinds, in the order of data.Shapes.
func All() []*Table { return all }

// For returns the table of rows of type T.
func For[T any]() *Table { return byType[reflect.TypeFor[*T]()] }

var all, byKind, byType = tables()

func tables() (all []*Table, byKind map[data.Kind]*Table, byType map[reflect.Type]*Table) {
	byKind, byType = map[data.Kind]*Table{}, map[reflect.Type]*Table{}
	for _, s := range data.Shapes() {
		t := &Table{Shape: s, Name: engine.RowTable(s), body: bodyOf(s)}
		for _, f := range s.Fields {
			if engine.Apart(s, f) {
				t.Apart = true
			} else {
				t.add(f)
			}
		}
		all = append(all, t)
		byKind[s.Kind], byType[reflect.TypeOf(s.New())] = t, t
	}
	return all, byKind, byType
}

func (t *Table) add(f data.Field) {
	t.fields = append(t.fields, f)
	for _, c := range engine.ColumnsOf(t.Shape, f) {
		t.columns = append(t.columns, c.Name)
	}
}

// Without returns the table without some fields: what is read of it leaves them out.
func (t *Table) Without(names ...string) *Table {
	part := *t
	part.fields, part.columns = nil, nil
	for _, f := range t.fields {
		if !slices.Contains(names, f.Name) {
			part.add(f)
		}
	}
	return &part
}

// Select begins a query; what follows comes after the table's name.
func (t *Table) Select(rest string) string {
	return "SELECT " + strings.Join(t.columns, ", ") + " FROM " + t.Name + " " + rest
}

// Insert is the statement that inserts Values.
func (t *Table) Insert() string {
	marks := strings.Repeat(", ?", len(t.columns))[2:]
	return "INSERT INTO " + t.Name + " (" + strings.Join(t.columns, ", ") + ") VALUES (" + marks + ")"
}

// Delete is the statement that deletes the row with an ID.
func (t *Table) Delete() string { return "DELETE FROM " + t.Name + " WHERE id = ?" }

// ColumnSet are columns of a table, by their place: bit i is column i.
type ColumnSet uint64

// AllColumns are all but the ID.
func (t *Table) AllColumns() ColumnSet { return 1<<len(t.columns) - 2 }

// Update is the statement that sets some columns; the first parameter is the row's ID.
func (t *Table) Update(columns ColumnSet) string {
	var set []string
	for i, column := range t.columns {
		if columns&(1<<i) != 0 {
			set = append(set, fmt.Sprintf("%s = ?%d", column, len(set)+2))
		}
	}
	return "UPDATE " + t.Name + " SET " + strings.Join(set, ", ") + " WHERE id = ?1"
}

// Values are what the columns hold of a row.
func (t *Table) Values(row data.Row) []any {
	out := make([]any, 0, len(t.columns))
	for _, f := range t.fields {
		switch v := f.At(row).(type) {
		case *string:
			out = append(out, *v)
		case *int:
			out = append(out, *v)
		case *int64:
			out = append(out, *v)
		case *data.ID:
			out = append(out, Key(*v))
		case *hash:
			if f.Use == data.PageRef && *v == (hash{}) {
				out = append(out, nil)
			} else {
				out = append(out, v[:])
			}
		case *dates.Date:
			out = append(out, v.EDTF, v.Lo, v.Hi)
		case *anchor.Selector:
			out = append(out, v.Start, v.End, v.Exact, v.Prefix, v.Suffix)
		case *data.Doubt:
			out = append(out, string(v.State), v.Was, v.Score, v.Method)
		default:
			out = append(out, listText(v, f.IsZero(row)))
		}
	}
	return out
}

// Differing returns the columns in which two rows have something else, and what the
// second has in them, behind its ID.
func (t *Table) Differing(before, after data.Row) (set ColumnSet, args []any) {
	was, now := t.Values(before), t.Values(after)
	args = now[:1:1]
	for i := 1; i < len(now); i++ {
		if !sameValue(was[i], now[i]) {
			set |= 1 << i
			args = append(args, now[i])
		}
	}
	return set, args
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

// Key is an ID as it is stored: 16 bytes, NULL for none.
func Key(id data.ID) any {
	if id == (data.ID{}) {
		return nil
	}
	return id[:]
}

// Scanner is a *sql.Row or *sql.Rows.
type Scanner interface{ Scan(dest ...any) error }

// scan reads rows into one place, again and again.
type scan struct {
	table *Table
	into  []any
	after []func() error // for what is not stored as it is
}

func (t *Table) scan(row data.Row) *scan {
	s := &scan{table: t, into: make([]any, 0, len(t.columns))}
	for _, f := range t.fields {
		switch v := f.At(row).(type) {
		case *string, *int, *int64, *data.ID:
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

// read scans a row. What is not of the type of its column is damage: the tables are
// strict.
func (s *scan) read(from Scanner) error {
	err := engine.Translate(from.Scan(s.into...))
	if err != nil && strings.HasPrefix(err.Error(), "sql: Scan error") { // it has no type of its own
		return fmt.Errorf("%w: a row of table %s (%v)", data.ErrCorrupt, s.table.Name, err)
	}
	if err != nil {
		return err
	}
	for _, f := range s.after {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// Read scans a row that a query of Select has found.
func (t *Table) Read(from Scanner, row data.Row) error { return t.scan(row).read(from) }

// One reads the row that a query finds; ErrNotFound if there is none.
func One[T any](ctx context.Context, q engine.Querier, rest string, args ...any) (T, error) {
	var row T
	t := For[T]()
	err := t.Read(q.QueryRowContext(ctx, t.Select(rest), args...), any(&row).(data.Row))
	return row, err
}

// List reads the rows that a query finds.
func List[T any](ctx context.Context, q engine.Querier, rest string, args ...any) ([]T, error) {
	return ListOf[T](ctx, q, For[T](), rest, args...)
}

// ListOf is List for a part of the fields.
func ListOf[T any](ctx context.Context, q engine.Querier, t *Table, rest string, args ...any) (out []T, err error) {
	err = each(ctx, q, t, rest, func(row T) bool {
		out = append(out, row)
		return true
	}, args...)
	return out, err
}

// Each calls f for the rows that a query finds, until it returns false.
func Each[T any](ctx context.Context, q engine.Querier, rest string, f func(T) bool, args ...any) error {
	return each(ctx, q, For[T](), rest, f, args...)
}

func each[T any](ctx context.Context, q engine.Querier, t *Table, rest string, f func(T) bool, args ...any) error {
	found, err := q.QueryContext(ctx, t.Select(rest), args...)
	if err != nil {
		return err
	}
	defer found.Close()
	var row, none T
	s := t.scan(any(&row).(data.Row))
	for found.Next() {
		row = none
		if err := s.read(found); err != nil {
			return err
		}
		if !f(row) {
			return nil
		}
	}
	return found.Err()
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
// which Listed makes.
const IsListed = "id IN (SELECT unhex(value) FROM json_each(?))"

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
func (t *Table) Each(ctx context.Context, q engine.Querier, rest string, f func(data.Row) bool, args ...any) error {
	found, err := q.QueryContext(ctx, t.Select(rest), args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		row := t.New()
		if err := t.Read(found, row); err != nil {
			return err
		}
		if !f(row) {
			return nil
		}
	}
	return found.Err()
}
