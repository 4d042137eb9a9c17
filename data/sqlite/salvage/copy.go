package salvage

import (
	"database/sql"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// batch is how many rows are written in one transaction.
const batch = 2000

// copyRows copies every table that is the library's own: not what SQLite or a
// search index keeps in tables, and not what is made anew.
func (s *salvage) copyRows() error {
	tables, err := engine.Tables(s.ctx, s.to)
	if err != nil {
		return err
	}
	// What is made of the other tables is made anew.
	tables = slices.DeleteFunc(tables, func(t engine.Table) bool { return slices.Contains([]string{"packed", "indexed", "feed"}, t.Name) })
	lost := map[string][]gap{}
	for i, t := range tables {
		if !t.Keyed {
			if err := s.copyUnkeyed(t); err != nil {
				return err
			}
			continue
		}
		if lost[t.Name], err = s.copyTable(t); err != nil {
			return err
		}
		s.found.Lost += len(lost[t.Name])
		s.progress(0.1 + 0.4*float64(i+1)/float64(len(tables)))
	}
	if s.found.Lost == 0 {
		return nil
	}
	return s.searchPages(tables, lost)
}

// names are the first so many columns of a table.
func columnNames(t engine.Table, columns int) string {
	names := make([]string, columns)
	for i, c := range t.Columns[:columns] {
		names[i] = `"` + c.Name + `"`
	}
	return strings.Join(names, ", ")
}

// gap is a stretch of keys, ends excluded, that SQL could not read.
type gap struct{ after, before int64 }

func (g gap) has(n int64) bool { return n > g.after && n < g.before }

// copyTable copies the rows of a table from both ends of every stretch that
// cannot be read, and returns these.
func (s *salvage) copyTable(t engine.Table) ([]gap, error) {
	w := &rowWriter{salvage: s, table: t}
	defer w.close()
	lost := gap{math.MinInt64, math.MaxInt64}
	var err error
	if lost.after, err = w.walk("WHERE n > ? ORDER BY n", lost.after); err == nil {
		return nil, w.flush()
	} else if !readable(err) {
		return nil, err
	}
	if before, err := w.walk("WHERE n > ? ORDER BY n DESC", lost.after); err == nil {
		return nil, w.flush()
	} else if !readable(err) {
		return nil, err
	} else if before > lost.after {
		lost.before = before
	}
	var gaps []gap
	for {
		next, found, err := w.beyond(lost)
		if err != nil {
			return gaps, err
		}
		if !found {
			return append(gaps, lost), w.flush()
		}
		back, err := w.walk("WHERE n <= ? AND n > ? ORDER BY n DESC", next, lost.after)
		if err != nil {
			if !readable(err) {
				return gaps, err
			}
			gaps = append(gaps, gap{lost.after, max(back, lost.after+1)})
		}
		last, err := w.walk("WHERE n > ? AND n < ? ORDER BY n", next, lost.before)
		lost.after = max(last, next)
		if err == nil {
			return gaps, w.flush()
		} else if !readable(err) {
			return gaps, err
		}
	}
}

// beyond jumps over what cannot be read at the beginning of a stretch, farther
// each time, to a row that can.
func (w *rowWriter) beyond(g gap) (n int64, found bool, err error) {
	const farthest = 1 << 53
	for step := int64(1); step < farthest; step *= 2 {
		from := max(g.after, 0) + step
		if from >= g.before {
			return 0, false, nil
		}
		err := w.from.QueryRowContext(w.ctx, "SELECT n FROM "+w.table.Name+" WHERE n >= ? AND n < ? ORDER BY n LIMIT 1", from, g.before).Scan(&n)
		switch {
		case err == nil:
			return n, true, nil
		case errors.Is(err, sql.ErrNoRows):
			return 0, false, nil
		case !readable(err):
			return 0, false, err
		}
	}
	return 0, false, nil
}

// copyUnkeyed copies a table without integer keys as far as it can be read from
// its beginning.
func (s *salvage) copyUnkeyed(t engine.Table) error {
	w := &rowWriter{salvage: s, table: t}
	defer w.close()
	if _, err := w.walk(""); err != nil {
		if !readable(err) {
			return err
		}
		s.found.Lost++
	}
	return w.flush()
}

// readable reports whether an error is one of the damage, so that reading can go
// on elsewhere.
func readable(err error) bool {
	if errors.Is(err, errDisorder) {
		return true
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code {
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrIoErr, sqlite3.ErrError, sqlite3.ErrFormat, sqlite3.ErrTooBig:
		return true
	}
	return false
}

// rowWriter writes rows of a table that have come through.
type rowWriter struct {
	*salvage
	table   engine.Table
	tx      *sql.Tx
	pending int
}

// errDisorder: keys do not follow each other, so the pages above them lead in a
// circle, or elsewhere.
var errDisorder = errors.New("keys out of order")

// walk copies the rows of a query and returns the key of the last; where there
// are none, its first argument.
func (w *rowWriter) walk(rest string, args ...any) (last int64, err error) {
	down, began := strings.HasSuffix(rest, "DESC"), false
	if len(args) > 0 {
		last = args[0].(int64)
	}
	found, err := w.from.QueryContext(w.ctx, "SELECT "+columnNames(w.table, len(w.table.Columns))+" FROM "+w.table.Name+" "+rest, args...)
	if err != nil {
		return last, err
	}
	defer found.Close()
	values, into := scanned(len(w.table.Columns))
	for found.Next() {
		if err := found.Scan(into...); err != nil {
			return last, err
		}
		n, ok := values[0].(int64)
		if ok && began && w.table.Keyed && (n < last) != down {
			return last, errDisorder
		}
		last, began = n, true
		if err := w.write(values); err != nil {
			return last, err
		}
	}
	return last, found.Err()
}

// scanned are places for so many values of any type.
func scanned(n int) (values, into []any) {
	values, into = make([]any, n), make([]any, n)
	for i := range values {
		into[i] = &values[i]
	}
	return values, into
}

// write adds a row, unless one with its keys is there. One that breaks what
// holds for the table is mended first: some of its letters were flipped.
func (w *rowWriter) write(values []any) error {
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
	if !done && mendValues(w.table, values) {
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

// mendValues makes values ones that their columns take, and reports whether it has
// changed any.
func mendValues(t engine.Table, values []any) (changed bool) {
	for i, c := range t.Columns[:len(values)] {
		if v, ok := mended(t, c, i == 0, values[i]); ok {
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

// mended returns what a column takes instead of a value; false where it takes that.
func mended(t engine.Table, c engine.Column, key bool, value any) (any, bool) {
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

// zero is what stands for a value that is lost.
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
