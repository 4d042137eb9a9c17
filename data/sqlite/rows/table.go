// Package rows reads and writes the rows of a library: as columns of its tables, and
// as the JSON of its journal.
//
// The one idea behind it: the fields of a kind are described once, in data.Shapes; a
// Table is what follows from that.
package rows

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// Table says how the rows of one kind are stored.
type Table struct {
	*data.Shape
	Name string
	// Apart: the text is no column of the table, but a body.
	Apart bool

	fields   []data.Field // those that are columns
	columns  []string     // the first is id, the second rev
	selected string       // see Select
	body     *bodyFields  // nil for kinds without
	record   reflect.Type // see recordOf
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
		t := &Table{Shape: s, Name: engine.RowTable(s), body: bodyOf(s), record: recordOf(s)}
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
	t.selected = "SELECT " + strings.Join(t.columns, ", ") + " FROM " + t.Name + " "
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

// WithoutText returns the table without the text that a hash names.
func (t *Table) WithoutText() *Table {
	if t.body == nil {
		return t
	}
	return t.Without(t.body.text.Name)
}

// Select begins a query; the rest follows the table's name.
func (t *Table) Select(rest string) string { return t.selected + rest }

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

// Body returns what a row has of its text; nil for kinds that have none.
func (t *Table) Body(row data.Row) *Text {
	if t.body == nil {
		return nil
	}
	return &Text{t.body.text.At(row).(*string), t.body.length.At(row).(*int), t.body.hash.At(row).(*hash)}
}
