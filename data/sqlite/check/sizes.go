package check

import (
	"context"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/columns"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// most are how many rows of a kind a library may have; more would not fit into memory,
// where the timeline keeps its columns. Tracks are all in it, with their rows of lanes.
const (
	mostRows   = 50_000_000
	mostTracks = columns.MaxTracks
)

// Limits are those of columns whose values may be longer than a title, in bytes, by
// table and column. A row of the journal holds any row as JSON, at worst six bytes for
// each.
func Limits() map[string]int64 {
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

// Sizes returns which tables have more rows, and which columns longer values, than a
// library may have, or than most bytes; no long value is read for that.
func Sizes(ctx context.Context, q engine.Querier, most int64, progress func(done float64)) (over []string, err error) {
	tables, err := engine.Tables(ctx, q)
	if err != nil {
		return nil, err
	}
	limits := Limits()
	for i, t := range tables {
		found, err := sizes(ctx, q, t, limits, most)
		if err != nil {
			return nil, err
		}
		over = append(over, found...)
		progress(float64(i+1) / float64(len(tables)))
	}
	return over, nil
}

func sizes(ctx context.Context, q engine.Querier, t engine.Table, limits map[string]int64, most int64) (over []string, err error) {
	query, asked := "SELECT count(*)", []engine.Column(nil)
	for _, c := range t.Columns {
		if c.Kind == "TEXT" || c.Kind == "BLOB" {
			query += `, coalesce(max(octet_length("` + c.Name + `")), 0)`
			asked = append(asked, c)
		}
	}
	found := make([]int64, 1+len(asked))
	into := make([]any, len(found))
	for i := range found {
		into[i] = &found[i]
	}
	if err := q.QueryRowContext(ctx, query+" FROM main."+t.Name).Scan(into...); err != nil {
		return nil, err
	}
	rowLimit := int64(mostRows)
	if t.Name == data.KindTrack.String() {
		rowLimit = mostTracks
	}
	if found[0] > rowLimit {
		over = append(over, fmt.Sprintf("%d rows in its table %s, where %d are most", found[0], t.Name, rowLimit))
	}
	for i, c := range asked {
		limit, ok := limits[t.Name+"."+c.Name]
		if !ok {
			limit = data.MaxTitle
		}
		if limit = min(limit, most); found[i+1] > limit {
			over = append(over, fmt.Sprintf("a value of %d bytes in column %s of its table %s, where %d is most", found[i+1], c.Name, t.Name, limit))
		}
	}
	return over, nil
}
