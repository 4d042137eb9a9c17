package postgres

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/text/query"
)

// hits reads what was found, best first: all rows at once, and then what they belong to.
func (s *Store) hits(ctx context.Context, tx pgx.Tx, q query.Query, all []found) (r data.Results, err error) {
	h := hitReader{snippets: sift.NewSnippets(q), hits: map[data.ID]data.Hit{}}
	b := s.newBatch()
	for _, f := range all {
		if len(f.rows) == 0 {
			continue
		}
		ids := make([]data.ID, len(f.rows))
		for i, row := range f.rows {
			ids[i] = row.id
		}
		h.read(b, f.kind, ids)
	}
	if err := b.run(ctx, tx); err != nil {
		return data.Results{}, err
	}
	if err := h.finish(); err != nil {
		return data.Results{}, err
	}
	for _, f := range all {
		for _, row := range f.rows {
			if hit, ok := h.hits[row.id]; ok {
				hit.Kind, hit.ID, hit.Score = f.kind, row.id, row.score
				r.Hits = append(r.Hits, hit)
			}
		}
	}
	if err := s.titles(ctx, tx, r.Hits); err != nil {
		return data.Results{}, err
	}
	slices.SortStableFunc(r.Hits, func(a, b data.Hit) int { return cmp.Compare(b.Score, a.Score) })
	return r, nil
}

// hitReader makes hits of rows.
type hitReader struct {
	snippets *sift.Snippets
	hits     map[data.ID]data.Hit
	articles []data.Article
	bodies   map[data.ID][]byte
	notes    []data.Annotation
	above    map[data.ID]data.Annotation // what notes answer
}

// rowsIn has add called with the rows of IDs, when a batch is run.
func rowsIn[T any](b *batch, ids []data.ID, add func(*T)) {
	b.rows(shapeOf[T](), "WHERE t.id = ANY($1)", func(row data.Row) { add(any(row).(*T)) }, ids)
}

// read puts in a batch that the rows of a kind are read.
func (h *hitReader) read(b *batch, kind data.Kind, ids []data.ID) {
	switch kind {
	case data.KindEvent:
		rowsIn(b, ids, func(e *data.Event) {
			hit := data.Hit{Event: e.ID, Title: e.Title, Date: e.Date}
			h.snippets.Fill(&hit, append([]string{e.Title, e.Description, e.Place, e.Source}, e.Tags...))
			hit.At = data.Range{}
			h.hits[e.ID] = hit
		})
	case data.KindArticle:
		h.bodies = map[data.ID][]byte{}
		rowsIn(b, ids, func(a *data.Article) { h.articles = append(h.articles, *a) })
		b.each("SELECT a.id, b.hash, b.length, b.packed FROM $.article a JOIN $.body b ON b.hash = a.hash WHERE a.id = ANY($1)", func(r pgx.Rows) error {
			id, body, err := scanBody(r)
			h.bodies[id] = body
			return err
		}, ids)
	case data.KindExcerpt:
		rowsIn(b, ids, func(x *data.Excerpt) {
			hit := data.Hit{Event: x.Event, Article: x.Article}
			h.snippets.Fill(&hit, []string{x.Anchor.Exact})
			hit.At = data.Range{Start: hit.At.Start + x.Anchor.Start, End: hit.At.End + x.Anchor.Start}
			if hit.Part = x.Anchor.Part; x.Doubt.State == data.Orphan {
				hit.At = data.Range{}
			}
			h.hits[x.ID] = hit
		})
	case data.KindAnnotation:
		h.above = map[data.ID]data.Annotation{}
		rowsIn(b, ids, func(m *data.Annotation) { h.notes = append(h.notes, *m) })
		b.rows(kind.Shape(), "WHERE t.id IN (SELECT parent FROM $.annotation WHERE id = ANY($1))", func(row data.Row) {
			m := row.(*data.Annotation)
			h.above[m.ID] = *m
		}, ids)
	case data.KindEntity:
		rowsIn(b, ids, func(e *data.Entity) { h.hits[e.ID] = h.snippets.Entity(e) })
	case data.KindPicture:
		rowsIn(b, ids, func(p *data.Picture) { h.hits[p.ID] = h.snippets.Picture(p) })
	case data.KindStory:
		rowsIn(b, ids, func(s *data.Story) { h.hits[s.ID] = h.snippets.Story(s) })
	default:
		rowsIn(b, ids, func(s *data.StoryStep) { h.hits[s.ID] = h.snippets.Step(s) })
	}
}

// finish makes the hits that need more than their row.
func (h *hitReader) finish() error {
	for _, a := range h.articles {
		body, ok := h.bodies[a.ID]
		if !ok {
			return fmt.Errorf("%w: the text of article %s is missing", data.ErrCorrupt, a.ID)
		}
		hit := data.Hit{Article: a.ID, Title: a.Title, Date: a.Published}
		if i := h.snippets.Fill(&hit, append([]string{string(body), a.Title, a.Byline, a.Publisher}, a.Citation.Words()...)); i != 0 {
			hit.At = data.Range{}
		}
		h.hits[a.ID] = hit
	}
	for _, m := range h.notes {
		hit := data.Hit{Event: m.Event, Article: m.Article, Date: m.Span, Part: m.Anchor.Part}
		i := h.snippets.Fill(&hit, append([]string{m.Text, m.Anchor.Exact}, m.Tags...))
		switch {
		case !m.OnPassage() || m.Doubt.State == data.Orphan:
			hit.At = data.Range{}
		case i == 1:
			hit.At = data.Range{Start: hit.At.Start + m.Anchor.Start, End: hit.At.End + m.Anchor.Start}
		default:
			hit.At = data.Range{Start: m.Anchor.Start, End: m.Anchor.End}
		}
		if p, ok := h.above[m.Parent]; ok {
			hit.Event, hit.Article, hit.Date = p.Event, p.Article, p.Span
		}
		h.hits[m.ID] = hit
	}
	return nil
}

// titled is the title of what a hit belongs to, and its date.
type titled struct {
	title string
	date  dates.Date
}

// titlesOf puts in a batch that the titles and dates of rows are read.
func titlesOf(b *batch, columns string, kind data.Kind, ids []data.ID) map[data.ID]titled {
	out := map[data.ID]titled{}
	if len(ids) == 0 {
		return out
	}
	b.each(fmt.Sprintf("SELECT id, %s FROM $.%q WHERE id = ANY($1)", columns, kind), func(r pgx.Rows) error {
		var id data.ID
		var t titled
		var edtf string
		err := r.Scan(&id, &t.title, &edtf)
		if err == nil && edtf != "" {
			if t.date, err = dates.Parse(edtf); err != nil {
				err = fmt.Errorf("%w: the date of %s %s: %v", data.ErrCorrupt, kind, id, err)
			}
		}
		out[id] = t
		return err
	}, ids)
	return out
}

// titles gives hits that have none the title of their story, or else the title and date of
// their event, or else of their article.
func (s *Store) titles(ctx context.Context, tx pgx.Tx, hits []data.Hit) error {
	var events, articles, stories []data.ID
	for _, hit := range hits {
		switch {
		case hit.Title != "":
		case hit.Story != (data.ID{}):
			stories = append(stories, hit.Story)
		case hit.Event != (data.ID{}):
			events = append(events, hit.Event)
		case hit.Article != (data.ID{}):
			articles = append(articles, hit.Article)
		}
	}
	b := s.newBatch()
	ofEvent := titlesOf(b, "title, date_edtf", data.KindEvent, events)
	ofArticle := titlesOf(b, "title, published_edtf", data.KindArticle, articles)
	ofStory := titlesOf(b, "coalesce(nullif(title, ''), name), ''", data.KindStory, stories)
	if err := b.run(ctx, tx); err != nil {
		return err
	}
	for i := range hits {
		hit := &hits[i]
		if hit.Title != "" {
			continue
		}
		if of, ok := ofStory[hit.Story]; ok {
			hit.Title = of.title
			continue
		}
		of, ok := ofEvent[hit.Event]
		if !ok {
			of, ok = ofArticle[hit.Article]
		}
		if hit.Title = of.title; ok && hit.Date.IsZero() {
			hit.Date = of.date
		}
	}
	return nil
}
