package journal

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// mostNamed is how many rows an edit may have changed to be named by one of them.
const mostNamed = 64

// Title is what the one row is called that an edit of so many rows was about: the event
// that it changed or gave passages and notes to, else the article, the track or the
// view. It is "" for several of a kind, and where the rows cannot be read.
func Title(ctx context.Context, q engine.Querier, j Entry, changed int) string {
	if changed > mostNamed {
		return ""
	}
	e, err := j.Decode(ctx, q)
	if err != nil {
		return ""
	}
	kind, id, title := e.Subject()
	if title != "" || id == (data.ID{}) || kind != data.KindEvent && kind != data.KindArticle {
		return title
	}
	// As it is called now.
	if q.QueryRowContext(ctx, "SELECT title FROM "+rows.Of(kind).Name+" WHERE id = ?", rows.Key(id)).Scan(&title) != nil {
		return ""
	}
	return title
}
