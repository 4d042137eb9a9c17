package postgres

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/text/query"
)

// hits reads what was found, best first: the rows of a kind at once.
func (s *Store) hits(ctx context.Context, tx pgx.Tx, q query.Query, all []found) (r data.Results, err error) {
	h := hitReader{ctx: ctx, tx: tx, store: s, snippets: sift.NewSnippets(q)}
	for _, f := range all {
		ids := make([]data.ID, len(f.rows))
		for i, row := range f.rows {
			ids[i] = row.id
		}
		its, err := h.read(f.kind, ids)
		if err != nil {
			return data.Results{}, err
		}
		for _, row := range f.rows {
			hit, ok := its[row.id]
			if !ok {
				continue
			}
			hit.Kind, hit.ID, hit.Score = f.kind, row.id, row.score
			r.Hits = append(r.Hits, *hit)
		}
	}
	if err := h.titles(r.Hits); err != nil {
		return data.Results{}, err
	}
	slices.SortStableFunc(r.Hits, func(a, b data.Hit) int { return cmp.Compare(b.Score, a.Score) })
	return r, nil
}

type hitReader struct {
	ctx      context.Context
	tx       pgx.Tx
	store    *Store
	snippets *sift.Snippets
}

// rowsOf reads rows by their IDs.
func rowsOf[T any](h *hitReader, ids []data.ID) (map[data.ID]T, error) {
	list, err := listIn[T](h.ctx, h.store, h.tx, "WHERE t.id = ANY($1)", ids)
	shape := shapeOf[T]()
	out := make(map[data.ID]T, len(list))
	for _, row := range list {
		out[shape.ID(any(&row).(data.Row))] = row
	}
	return out, err
}

func (h *hitReader) read(kind data.Kind, ids []data.ID) (map[data.ID]*data.Hit, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	switch kind {
	case data.KindEvent:
		return h.events(ids)
	case data.KindArticle:
		return h.articles(ids)
	case data.KindExcerpt:
		return h.excerpts(ids)
	case data.KindEntity:
		return shortHits(h, ids, h.snippets.Entity)
	case data.KindPicture:
		return shortHits(h, ids, h.snippets.Picture)
	case data.KindStory:
		return shortHits(h, ids, h.snippets.Story)
	case data.KindStep:
		return shortHits(h, ids, h.snippets.Step)
	}
	return h.notes(ids)
}

// shortHits are the hits of rows that need no others for their snippets.
func shortHits[T any](h *hitReader, ids []data.ID, hitOf func(*T) data.Hit) (map[data.ID]*data.Hit, error) {
	rows, err := rowsOf[T](h, ids)
	out := map[data.ID]*data.Hit{}
	for id, row := range rows {
		hit := hitOf(&row)
		out[id] = &hit
	}
	return out, err
}

func (h *hitReader) events(ids []data.ID) (map[data.ID]*data.Hit, error) {
	rows, err := rowsOf[data.Event](h, ids)
	out := map[data.ID]*data.Hit{}
	for id, e := range rows {
		hit := &data.Hit{Event: id, Title: e.Title, Date: e.Date}
		h.snippets.Fill(hit, append([]string{e.Title, e.Description, e.Place, e.Source}, e.Tags...))
		hit.At = data.Range{}
		out[id] = hit
	}
	return out, err
}

func (h *hitReader) articles(ids []data.ID) (map[data.ID]*data.Hit, error) {
	rows, err := rowsOf[data.Article](h, ids)
	if err != nil {
		return nil, err
	}
	out := map[data.ID]*data.Hit{}
	for id, a := range rows {
		body, err := h.store.body(h.ctx, h.tx, a.Hash)
		if err != nil {
			return nil, err
		}
		hit := &data.Hit{Article: id, Title: a.Title, Date: a.Published}
		if i := h.snippets.Fill(hit, append([]string{string(body), a.Title, a.Byline, a.Publisher}, a.Citation.Words()...)); i != 0 {
			hit.At = data.Range{}
		}
		out[id] = hit
	}
	return out, nil
}

func (h *hitReader) excerpts(ids []data.ID) (map[data.ID]*data.Hit, error) {
	rows, err := rowsOf[data.Excerpt](h, ids)
	out := map[data.ID]*data.Hit{}
	for id, x := range rows {
		hit := &data.Hit{Event: x.Event, Article: x.Article}
		h.snippets.Fill(hit, []string{x.Anchor.Exact})
		hit.At = data.Range{Start: hit.At.Start + x.Anchor.Start, End: hit.At.End + x.Anchor.Start}
		if hit.Part = x.Anchor.Part; x.Doubt.State == data.Orphan {
			hit.At = data.Range{}
		}
		out[id] = hit
	}
	return out, err
}

func (h *hitReader) notes(ids []data.ID) (map[data.ID]*data.Hit, error) {
	rows, err := rowsOf[data.Annotation](h, ids)
	if err != nil {
		return nil, err
	}
	var parents []data.ID
	for _, m := range rows {
		if m.Parent != (data.ID{}) {
			parents = append(parents, m.Parent)
		}
	}
	above, err := rowsOf[data.Annotation](h, parents)
	out := map[data.ID]*data.Hit{}
	for id, m := range rows {
		hit := &data.Hit{Event: m.Event, Article: m.Article, Date: m.Span, Part: m.Anchor.Part}
		i := h.snippets.Fill(hit, append([]string{m.Text, m.Anchor.Exact}, m.Tags...))
		switch {
		case !m.OnPassage() || m.Doubt.State == data.Orphan:
			hit.At = data.Range{}
		case i == 1:
			hit.At = data.Range{Start: hit.At.Start + m.Anchor.Start, End: hit.At.End + m.Anchor.Start}
		default:
			hit.At = data.Range{Start: m.Anchor.Start, End: m.Anchor.End}
		}
		if p, ok := above[m.Parent]; ok {
			hit.Event, hit.Article, hit.Date = p.Event, p.Article, p.Span
		}
		out[id] = hit
	}
	return out, err
}

// titles gives hits that have none the title of their story, or else the title and date of
// their event, or else of their article.
func (h *hitReader) titles(hits []data.Hit) error {
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
	if len(events)+len(articles)+len(stories) == 0 {
		return nil
	}
	ofEvent, err := rowsOf[data.Event](h, events)
	if err != nil {
		return err
	}
	ofStory, err := rowsOf[data.Story](h, stories)
	if err != nil {
		return err
	}
	ofArticle, err := rowsOf[data.Article](h, articles)
	for i := range hits {
		hit := &hits[i]
		if hit.Title != "" {
			continue
		}
		if s, ok := ofStory[hit.Story]; ok {
			hit.Title = sift.StoryTitle(&s)
			continue
		}
		date := hit.Date
		if e, ok := ofEvent[hit.Event]; ok {
			hit.Title, hit.Date = e.Title, e.Date
		} else if a, ok := ofArticle[hit.Article]; ok {
			hit.Title, hit.Date = a.Title, a.Published
		}
		if !date.IsZero() {
			hit.Date = date
		}
	}
	return err
}
