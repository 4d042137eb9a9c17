package session

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/library"
)

// DeletingArticle is what goes with an article: the edit that deletes it and the
// counts of what hangs on it.
type DeletingArticle struct {
	Edit    data.Edit
	Hanging data.Hanging
}

// DeletingArticle gathers what goes with an article; nothing is written.
func (s *Session) DeletingArticle(a data.Article, done func(DeletingArticle)) {
	library.Load(s.core, nil, func(ctx context.Context, store data.Store) (d DeletingArticle, err error) {
		on, err := data.ReadAttached(ctx, store, a.ID)
		if err != nil {
			return d, err
		}
		d.Edit = data.DeleteArticle(a, on.Excerpts, on.Notes, on.Editions, on.Dismissals)
		d.Hanging = data.OnArticle(on.Excerpts, on.Notes, on.Editions)
		return d, nil
	}, done)
}

// Retexted is what another text makes of an article: the edit, and what becomes of
// the passages in it.
type Retexted struct {
	Before data.Article
	Edit   data.Edit
	Report data.RetextReport
}

// Retexting works out what another text makes of an article; nothing is written.
// change says what the article is to be, given what it is now.
func (s *Session) Retexting(id data.ID, now int64, change func(data.Article) data.Article, done func(Retexted)) {
	library.Load(s.core, nil, func(ctx context.Context, store data.Store) (r Retexted, err error) {
		if r.Before, err = store.Article(ctx, id); err != nil {
			return r, err
		}
		on, err := data.ReadAttached(ctx, store, id)
		if err != nil {
			return r, err
		}
		r.Edit, r.Report = data.Retext(r.Before, change(r.Before), on.Excerpts, on.Notes, on.Dismissals, now)
		return r, nil
	}, done)
}
