package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/columns"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// Vet checks a library from an untrusted source, see [data.Rescuer].
//
// Opening for reading has already refused files that are no library: those with another
// application_id, or with a schema that differs from that of their version, so that
// there are no triggers, views, virtual tables, generated columns, defaults or checks
// but ours. What remains to be checked is the amount of data.
func (o *Opener) Vet(ctx context.Context, path string, known data.ID) (data.ID, error) {
	s, err := o.readStore(ctx, path)
	if err != nil {
		return data.ID{}, fmt.Errorf("open library %q: %w", path, engine.Plain(err))
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
		tables, err := engine.Tables(ctx, tx)
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

// columnLimits are those of columns whose values may be longer than a title, in bytes.
// A row of the journal holds any row as JSON, at worst six bytes for each.
func columnLimits() map[string]int64 {
	limits := map[string]int64{
		"journal_change.before": engine.MaxValue, "journal_change.after": engine.MaxValue, "feed.changed": 4 << 20,
		"body.packed": data.MaxArticle + data.MaxArticle/8, "packed.columns": columns.MaxRow,
	}
	for _, t := range rows.All() {
		for _, f := range t.Fields {
			for _, c := range engine.ColumnsOf(t.Shape, f) {
				limits[t.Name+"."+c.Name] = int64(max(c.Max, data.MaxTitle))
			}
		}
	}
	return limits
}

// withinLimits checks the sizes in a table without reading long values.
func withinLimits(ctx context.Context, q engine.Querier, t engine.Table) error {
	limits := columnLimits()
	query, asked := "SELECT count(*)", []engine.Column(nil)
	for _, c := range t.Columns {
		if c.Kind == "TEXT" || c.Kind == "BLOB" {
			query += `, coalesce(max(octet_length("` + c.Name + `")), 0)`
			asked = append(asked, c)
		}
	}
	sizes := make([]int64, 1+len(asked))
	into := make([]any, len(sizes))
	for i := range sizes {
		into[i] = &sizes[i]
	}
	if err := q.QueryRowContext(ctx, query+" FROM main."+t.Name).Scan(into...); err != nil {
		return err
	}
	if sizes[0] > maxRows {
		return fmt.Errorf("%w: %d rows in its table %s", data.ErrUnsafe, sizes[0], t.Name)
	}
	for i, c := range asked {
		limit, ok := limits[t.Name+"."+c.Name]
		if !ok {
			limit = data.MaxTitle
		}
		if size := sizes[i+1]; size > limit {
			return fmt.Errorf("%w: a value of %d bytes in column %s of its table %s, where %d is most", data.ErrUnsafe, size, c.Name, t.Name, limit)
		}
	}
	return nil
}
