package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"tarikh.org/tarikh/data"
)

// Vet looks at a library that may come from anyone, see [data.Rescuer].
//
// Opening for reading has refused, by then, what is no library: another
// application_id, and any schema but the one of its version to the letter, so that
// there are no triggers, views, virtual tables, generated columns, defaults or
// checks but ours. What remains is data that is too much.
func (o *Opener) Vet(ctx context.Context, path string, known data.ID) (data.ID, error) {
	s, err := o.readStore(ctx, path)
	if err != nil {
		return data.ID{}, fmt.Errorf("open library %q: %w", path, plain(err))
	}
	id, err := s.vet(ctx, known)
	return id, errors.Join(err, s.Close())
}

func (s *Store) vet(ctx context.Context, known data.ID) (data.ID, error) {
	library, err := s.Library(ctx)
	if err != nil || library.ID == known {
		return library.ID, err
	}
	if err := s.Health(ctx); err != nil {
		return library.ID, err
	}
	return library.ID, s.reading(ctx, fmt.Sprintf("library %q", filepath.Base(s.path)), func(tx *sql.Tx) error {
		tables, err := tablesOf(ctx, tx)
		if err != nil {
			return err
		}
		for _, t := range tables {
			if err := withinLimits(ctx, tx, t); err != nil {
				return err
			}
		}
		return nil
	})
}

// maxRows is how many rows of a kind a library may have; more would not fit into
// memory, where the timeline keeps its columns.
const maxRows = 50_000_000

// limits of columns whose values may be longer than a title, in bytes. A row of
// the journal holds any row as JSON, at worst six bytes for each.
func columnLimits() map[string]int64 {
	const list = 4 << 20 // tags, links, blocks
	return map[string]int64{
		"article.text": data.MaxArticle, "article.blocks": data.MaxArticle, "edition.blocks": data.MaxArticle,
		"excerpt.exact": data.MaxArticle, "excerpt.was": data.MaxArticle,
		"annotation.exact": data.MaxArticle, "annotation.was": data.MaxArticle, "dismissal.exact": data.MaxArticle,
		"event.description": data.MaxText, "annotation.text": data.MaxText, "view.query": data.MaxText,
		"event.tags": list, "annotation.tags": list, "annotation.links": list, "feed.changed": list,
		"journal_change.before": maxValue, "journal_change.after": maxValue,
		"body.packed": data.MaxArticle + data.MaxArticle/8, "packed.columns": packRow * packedEvent,
	}
}

// withinLimits looks at the sizes in a table without reading what is long.
func withinLimits(ctx context.Context, q querier, t saved) error {
	limits := columnLimits()
	query, asked := "SELECT count(*)", []column(nil)
	for _, c := range t.columns {
		if c.kind == "TEXT" || c.kind == "BLOB" {
			query += `, coalesce(max(octet_length("` + c.name + `")), 0)`
			asked = append(asked, c)
		}
	}
	sizes := make([]int64, 1+len(asked))
	into := make([]any, len(sizes))
	for i := range sizes {
		into[i] = &sizes[i]
	}
	if err := q.QueryRowContext(ctx, query+" FROM main."+t.name).Scan(into...); err != nil {
		return err
	}
	if sizes[0] > maxRows {
		return fmt.Errorf("%w: %d rows in its table %s", data.ErrUnsafe, sizes[0], t.name)
	}
	for i, c := range asked {
		limit, ok := limits[t.name+"."+c.name]
		if !ok {
			limit = data.MaxTitle
		}
		if size := sizes[i+1]; size > limit {
			return fmt.Errorf("%w: a value of %d bytes in column %s of its table %s, where %d is most", data.ErrUnsafe, size, c.name, t.name, limit)
		}
	}
	return nil
}

// tablesOf lists the tables of our own: not those of SQLite or of a search index.
func tablesOf(ctx context.Context, q querier) ([]saved, error) {
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
	var out []saved
	for _, name := range names {
		if t := (saved{name: name}); !t.shadows(virtual) {
			if t.columns, err = columnsOf(ctx, q, name); err != nil {
				return nil, err
			}
			t.keyed = t.columns[0].name == "n" && t.columns[0].kind == "INTEGER"
			out = append(out, t)
		}
	}
	return out, nil
}

// shadows reports whether a virtual table keeps its content in t.
func (t saved) shadows(virtual []string) bool {
	for _, v := range virtual {
		if strings.HasPrefix(t.name, v+"_") {
			return true
		}
	}
	return false
}

func columnsOf(ctx context.Context, q querier, table string) (out []column, err error) {
	rows, err := q.QueryContext(ctx, `SELECT name, type, "notnull" = 0 AND pk = 0, dflt_value IS NOT NULL FROM pragma_table_info(?, 'main')`, table)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c column
		if err := rows.Scan(&c.name, &c.kind, &c.optional, &c.given); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}
