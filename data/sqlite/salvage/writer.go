package salvage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/mattn/go-sqlite3"
	"github.com/spf13/afero"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/check"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// rowWriter writes the rows of a table that could be read.
type rowWriter struct {
	*salvage
	table    engine.Table
	longest  []int64 // by column: the bytes of a value
	mostRows int64   // more than the file has room for
	tx       *sql.Tx
	pending  int
}

func newWriter(s *salvage, t engine.Table) *rowWriter {
	const smallest = 4 // bytes of a row with its place on a page
	w := &rowWriter{salvage: s, table: t, mostRows: s.size / smallest}
	limits := check.Limits()
	for _, c := range t.Columns {
		longest, ok := limits[t.Name+"."+c.Name]
		if !ok {
			longest = data.MaxTitle
		}
		w.longest = append(w.longest, min(longest, engine.MaxRead))
	}
	return w
}

// selected are the columns of the table in SQL; a value that is too long is not read.
func (w *rowWriter) selected() string {
	parts := make([]string, len(w.table.Columns))
	for i, c := range w.table.Columns {
		parts[i] = fmt.Sprintf(`iif(octet_length("%[1]s") > %[2]d, NULL, "%[1]s")`, c.Name, w.longest[i])
	}
	return strings.Join(parts, ", ")
}

// write adds a row, unless one with its keys is there. One that violates a constraint
// of the table is repaired first: some of its bytes were damaged.
func (w *rowWriter) write(values []any) error {
	for i, value := range values { // of a page that was read without SQL
		text, _ := value.(string)
		bytes, _ := value.([]byte)
		if int64(max(len(text), len(bytes))) > w.longest[i] {
			values[i] = nil
		}
	}
	if w.tx == nil {
		tx, err := w.to.BeginTx(w.ctx, nil)
		if err != nil {
			return err
		}
		w.tx = tx
	}
	done, err := w.insert(values)
	if err != nil {
		return err
	}
	if !done && repairValues(w.table, values) {
		if done, err = w.insert(values); err != nil {
			return err
		}
		if done {
			w.found.Doubtful++
		}
	}
	if w.pending++; w.pending >= batch {
		return w.flush()
	}
	return nil
}

func (w *rowWriter) insert(values []any) (bool, error) {
	marks := strings.Repeat(", ?", len(values))[2:]
	result, err := w.tx.ExecContext(w.ctx, "INSERT OR IGNORE INTO "+w.table.Name+" ("+columnNames(w.table, len(values))+") VALUES ("+marks+")", values...)
	var e sqlite3.Error
	if errors.As(err, &e) && (e.Code == sqlite3.ErrConstraint || e.Code == sqlite3.ErrMismatch) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// repairValues changes values to ones that their columns accept, and reports whether it
// has changed any.
func repairValues(t engine.Table, values []any) (changed bool) {
	for i, c := range t.Columns[:len(values)] {
		if v, ok := repaired(t, c, i == 0, values[i]); ok {
			values[i], changed = v, true
		}
	}
	for i, c := range t.Columns[:len(values)] {
		lo, _ := values[max(i-1, 0)].(int64)
		if hi, ok := values[i].(int64); ok && c.Name == "hi" && hi <= lo && lo < math.MaxInt64 {
			values[i], changed = lo+1, true
		}
	}
	return changed
}

// repaired returns what a column accepts instead of a value; false if it accepts that.
func repaired(t engine.Table, c engine.Column, key bool, value any) (any, bool) {
	other := true // than the column's
	switch v := value.(type) {
	case nil:
		other = !key && !c.Optional
	case int64:
		other = c.Kind != "INTEGER" && c.Kind != "REAL"
	case float64:
		other = c.Kind != "REAL"
	case string:
		_, isList := lists()[t.Name+"."+c.Name]
		other = c.Kind != "TEXT" || isList && !json.Valid([]byte(v))
		if !other && (c.Name == "dir" || c.Name == "doubt") {
			return "", true
		}
	case []byte:
		if c.Kind == "TEXT" {
			return string(v), true
		}
		other = c.Kind != "BLOB" || c.Name == "id" && len(v) != 16 || c.Name == "hash" && len(v) != 32
	}
	if !other {
		return nil, false
	}
	return zero(t, c), true
}

// zero replaces a value that is lost.
func zero(t engine.Table, c engine.Column) any {
	empty, isList := lists()[t.Name+"."+c.Name]
	switch {
	case c.Optional:
		return nil
	case c.Name == "id":
		id := data.NewID()
		return id[:]
	case c.Name == "hash":
		return make([]byte, 32)
	case isList:
		return empty
	case c.Kind == "INTEGER":
		return int64(0)
	case c.Kind == "REAL":
		return 0.0
	case c.Kind == "BLOB":
		return []byte{}
	}
	return ""
}

// lists are the columns that hold JSON, with what is empty.
func lists() map[string]string {
	out := map[string]string{}
	for _, t := range rows.All() {
		for _, f := range t.Fields {
			for _, c := range engine.ColumnsOf(t.Shape, f) {
				if c.JSON {
					out[t.Name+"."+c.Name] = strings.Trim(c.Zero, "'")
				}
			}
		}
	}
	return out
}

func (w *rowWriter) flush() error {
	if w.tx == nil {
		return nil
	}
	err := w.tx.Commit()
	w.tx, w.pending = nil, 0
	return err
}

func (w *rowWriter) close() {
	if w.tx != nil {
		_ = w.tx.Rollback()
	}
}

// names returns the first n columns of a table.
func columnNames(t engine.Table, columns int) string {
	names := make([]string, columns)
	for i, c := range t.Columns[:columns] {
		names[i] = `"` + c.Name + `"`
	}
	return strings.Join(names, ", ")
}

type salvage struct {
	ctx      context.Context
	fs       afero.Fs
	progress func(done float64)

	logs  bool    // what lies beside the damaged file belongs to it
	size  int64   // bytes of the damaged file
	pages string  // the copy of the damaged file
	from  *sql.DB // it, opened
	to    *sql.DB // the new library
	found data.Salvaged
}

// batch is how many rows are written in one transaction.
const batch = 2000

// gap is a stretch of keys, ends excluded, that SQL could not read.
type gap struct{ after, before int64 }

func (g gap) has(n int64) bool { return n > g.after && n < g.before }
