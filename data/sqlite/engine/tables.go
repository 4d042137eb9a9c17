package engine

import (
	"context"
	"errors"
	"strings"
)

// Table is a table of the library itself, as its schema has it.
type Table struct {
	Name    string
	Columns []Column
	Keyed   bool // by the integer column n, the first
}

// Column is a column of a Table.
type Column struct {
	Name, Kind string // as STRICT tables have them: INTEGER, TEXT, BLOB, REAL
	Optional   bool   // may be NULL
	Given      bool   // has a value where none is given
}

// Tables lists our own tables: not those of SQLite or of a search index.
func Tables(ctx context.Context, q Querier) ([]Table, error) {
	rows, err := q.QueryContext(ctx, `SELECT name, sql FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY rowid`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names, virtual []string
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, err
		}
		if strings.HasPrefix(text, "CREATE VIRTUAL") {
			virtual = append(virtual, name)
			continue
		}
		names = append(names, name)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	var out []Table
	for _, name := range names {
		if t := (Table{Name: name}); !t.shadows(virtual) {
			if t.Columns, err = columnsOf(ctx, q, name); err != nil {
				return nil, err
			}
			t.Keyed = t.Columns[0].Name == "n" && t.Columns[0].Kind == "INTEGER"
			out = append(out, t)
		}
	}
	return out, nil
}

// shadows reports whether a virtual table keeps its content in t.
func (t Table) shadows(virtual []string) bool {
	for _, v := range virtual {
		if strings.HasPrefix(t.Name, v+"_") {
			return true
		}
	}
	return false
}

func columnsOf(ctx context.Context, q Querier, table string) (out []Column, err error) {
	rows, err := q.QueryContext(ctx, `SELECT name, type, "notnull" = 0 AND pk = 0, dflt_value IS NOT NULL FROM pragma_table_info(?, 'main')`, table)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c Column
		if err := rows.Scan(&c.Name, &c.Kind, &c.Optional, &c.Given); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}
