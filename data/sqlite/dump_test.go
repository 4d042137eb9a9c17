package sqlite_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

// dumped are the tables that hold what people wrote.
var dumped = []string{
	"library", "track", "event", "article", "excerpt", "annotation", "edition", "dismissal", "view", "origin",
}

// dump returns the rows of a library without what undo does not restore: numbers
// of rows and revisions.
func dump(t testing.TB, s data.File) []string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(s.Path())+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out []string
	for _, table := range dumped {
		rows, err := db.QueryContext(t.Context(), "SELECT * FROM "+table)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values, places := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				places[i] = &values[i]
			}
			if err := rows.Scan(places...); err != nil {
				t.Fatal(err)
			}
			row := []string{table}
			for i, column := range columns {
				if column != "n" && column != "rev" && column != "revision" {
					row = append(row, fmt.Sprintf("%s=%#v", column, values[i]))
				}
			}
			out = append(out, strings.Join(row, " "))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		rows.Close()
	}
	slices.Sort(out)
	return out
}
