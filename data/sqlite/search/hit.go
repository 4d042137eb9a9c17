package search

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/query"
)

// hits reads what was found, best first.
func hits(ctx context.Context, tx *sql.Tx, q query.Query, all []found) (r data.Results, err error) {
	h := hitReader{tx: tx, snippets: sift.NewSnippets(q), prepared: map[string]*sql.Stmt{}, readers: map[*rows.Table]*rows.Reader{}}
	defer h.close()
	for _, f := range all {
		for _, row := range f.rows {
			if err := ctx.Err(); err != nil {
				return data.Results{}, err
			}
			hit, err := h.read(f.kind, row.n)
			if engine.IsNotFound(engine.Translate(err)) { // the index is wrong, which Check tells
				continue
			}
			if err != nil {
				return data.Results{}, err
			}
			hit.Kind, hit.Score = f.kind, row.score
			r.Hits = append(r.Hits, hit)
		}
	}
	slices.SortStableFunc(r.Hits, func(a, b data.Hit) int { return cmp.Compare(b.Score, a.Score) })
	return r, nil
}

// hitReader reads rows one by one, without the context: watching it would cost
// more than a row.
type hitReader struct {
	tx       *sql.Tx
	snippets *sift.Snippets
	prepared map[string]*sql.Stmt
	readers  map[*rows.Table]*rows.Reader
}

func (h *hitReader) close() {
	for _, stmt := range h.prepared {
		_ = stmt.Close()
	}
}

// failedRow is a row that could not be asked for.
type failedRow struct{ err error }

func (r failedRow) Scan(...any) error { return r.err }

func (h *hitReader) row(text string, arg any) rows.Scanner {
	stmt, ok := h.prepared[text]
	if !ok {
		var err error
		if stmt, err = h.tx.Prepare(text); err != nil {
			return failedRow{err}
		}
		h.prepared[text] = stmt
	}
	return stmt.QueryRow(arg)
}

func rowOf[T any](h *hitReader, where string, arg any) (row T, err error) {
	t := rows.For[T]()
	if h.readers[t] == nil {
		h.readers[t] = t.Reader()
	}
	found, err := h.readers[t].Read(h.row(t.Select(where), arg))
	if err != nil {
		return row, err
	}
	return *any(found).(*T), nil
}

func (h *hitReader) read(kind data.Kind, n int64) (hit data.Hit, err error) {
	switch kind {
	case data.KindEvent:
		e, err := rowOf[data.Event](h, "WHERE n = ?", n)
		hit = data.Hit{ID: e.ID, Event: e.ID, Title: e.Title, Date: e.Date}
		h.snippets.Fill(&hit, append([]string{e.Title, e.Description, e.Place, e.Source}, e.Tags...))
		hit.At = data.Range{}
		return hit, err
	case data.KindArticle:
		a, err := rowOf[data.Article](h, "WHERE n = ?", n)
		hit = data.Hit{ID: a.ID, Article: a.ID, Title: a.Title, Date: a.Published}
		if i := h.snippets.Fill(&hit, append([]string{a.Text, a.Title, a.Byline, a.Publisher}, a.Citation.Words()...)); i != 0 {
			hit.At = data.Range{}
		}
		return hit, err
	case data.KindExcerpt:
		x, err := rowOf[data.Excerpt](h, "WHERE n = ?", n)
		if err != nil {
			return hit, err
		}
		hit = data.Hit{ID: x.ID, Event: x.Event, Article: x.Article}
		h.snippets.Fill(&hit, []string{x.Anchor.Exact})
		hit.At = data.Range{Start: hit.At.Start + x.Anchor.Start, End: hit.At.End + x.Anchor.Start}
		hit.Part = x.Anchor.Part
		if x.Doubt.State == data.Orphan {
			hit.At = data.Range{}
		}
		return hit, h.title(&hit)
	case data.KindEntity:
		e, err := rowOf[data.Entity](h, "WHERE n = ?", n)
		return h.snippets.Entity(&e), err
	case data.KindPicture:
		p, err := rowOf[data.Picture](h, "WHERE n = ?", n)
		if err != nil {
			return hit, err
		}
		hit = h.snippets.Picture(&p)
		return hit, h.title(&hit)
	case data.KindStory:
		s, err := rowOf[data.Story](h, "WHERE n = ?", n)
		return h.snippets.Story(&s), err
	case data.KindStep:
		s, err := rowOf[data.StoryStep](h, "WHERE n = ?", n)
		if err != nil {
			return hit, err
		}
		hit = h.snippets.Step(&s)
		return hit, h.title(&hit)
	}
	return h.note(n)
}

// note is the hit of a note.
func (h *hitReader) note(n int64) (hit data.Hit, err error) {
	m, err := rowOf[data.Annotation](h, "WHERE n = ?", n)
	if err != nil {
		return hit, err
	}
	hit = data.Hit{ID: m.ID, Event: m.Event, Article: m.Article, Date: m.Span, Part: m.Anchor.Part}
	i := h.snippets.Fill(&hit, append([]string{m.Text, m.Anchor.Exact}, m.Tags...))
	switch {
	case !m.OnPassage() || m.Doubt.State == data.Orphan:
		hit.At = data.Range{}
	case i == 1:
		hit.At = data.Range{Start: hit.At.Start + m.Anchor.Start, End: hit.At.End + m.Anchor.Start}
	default:
		hit.At = data.Range{Start: m.Anchor.Start, End: m.Anchor.End}
	}
	if m.Parent != (data.ID{}) {
		p, err := rowOf[data.Annotation](h, "WHERE id = ?", m.Parent[:])
		if err != nil {
			return hit, err
		}
		hit.Event, hit.Article, hit.Date = p.Event, p.Article, p.Span
	}
	return hit, h.title(&hit)
}

// title gives a hit the title of its story, or else the title and date of its event, or
// else of its article.
func (h *hitReader) title(hit *data.Hit) error {
	if hit.Story != (data.ID{}) {
		s, err := rowOf[data.Story](h, "WHERE id = ?", hit.Story[:])
		hit.Title = sift.StoryTitle(&s)
		return err
	}
	table, id := "event", hit.Event
	if id == (data.ID{}) {
		table, id = "article", hit.Article
	}
	if id == (data.ID{}) {
		return nil
	}
	date := hit.Date
	err := h.row("SELECT title, edtf, lo, hi FROM "+table+" WHERE id = ?", id[:]).Scan(&hit.Title, &hit.Date.EDTF, &hit.Date.Lo, &hit.Date.Hi)
	switch {
	case !date.IsZero():
		hit.Date = date
	case hit.Date.EDTF == "": // an article without a date
		hit.Date = dates.Date{}
	}
	return err
}
