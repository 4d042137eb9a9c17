package salvage

import (
	"database/sql"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"

	"tarikh.org/tarikh/data/sqlite/engine"
)

// copyRows copies every table of the library itself: not those of SQLite or of a search
// index, and not those that are rebuilt.
func (s *salvage) copyRows() error {
	tables, err := engine.Tables(s.ctx, s.to)
	if err != nil {
		return err
	}
	// What is derived from other tables is rebuilt.
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

// copyTable copies the rows of a table from both ends of every stretch that
// cannot be read, and returns these.
func (s *salvage) copyTable(t engine.Table) ([]gap, error) {
	w := newWriter(s, t)
	defer w.close()
	lost := gap{math.MinInt64, math.MaxInt64}
	ordinary, err := s.ordinary(t)
	if err != nil || !ordinary {
		return []gap{lost}, err
	}
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

// beyond skips what cannot be read at the beginning of a stretch, more each time, to a
// row that can be read.
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
	w := newWriter(s, t)
	defer w.close()
	ordinary, err := s.ordinary(t)
	if err == nil && !ordinary {
		err = errDisorder
	}
	if err == nil {
		_, err = w.walk("")
	}
	if err != nil {
		if !readable(err) {
			return err
		}
		s.found.Lost++
	}
	return w.flush()
}

// ordinary reports whether a name of ours is that of an ordinary table in the damaged
// file: a view, a virtual table or a computed column can do anything, without end.
func (s *salvage) ordinary(t engine.Table) (bool, error) {
	var tables, computed int
	err := s.from.QueryRowContext(s.ctx, `SELECT
		(SELECT count(*) FILTER (WHERE type = 'table' AND sql LIKE 'CREATE TABLE%') - count(*) FILTER (WHERE type = 'view' OR sql NOT LIKE 'CREATE TABLE%')
			FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE),
		(SELECT count(*) FROM pragma_table_xinfo(?1, 'main') WHERE hidden <> 0)`, t.Name).Scan(&tables, &computed)
	if err != nil && readable(err) {
		return true, nil // reading it will fail, too
	}
	return tables == 1 && computed == 0, err
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

// errDisorder: keys are not ascending, so the pages above them form a circle, or lead
// to other tables.
var errDisorder = errors.New("keys out of order")

// walk copies the rows of a query and returns the key of the last; where there
// are none, its first argument.
func (w *rowWriter) walk(rest string, args ...any) (last int64, err error) {
	down, began := strings.HasSuffix(rest, "DESC"), false
	if len(args) > 0 {
		last = args[0].(int64)
	}
	found, err := w.from.QueryContext(w.ctx, "SELECT "+w.selected()+" FROM main."+w.table.Name+" "+rest, args...)
	if err != nil {
		return last, err
	}
	defer found.Close()
	values, into := scanned(len(w.table.Columns))
	for rows := int64(0); found.Next(); rows++ {
		if rows > w.mostRows { // the pages above them form a circle
			return last, errDisorder
		}
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

// scanned returns destinations for n values of any type.
func scanned(n int) (values, into []any) {
	values, into = make([]any, n), make([]any, n)
	for i := range values {
		into[i] = &values[i]
	}
	return values, into
}
