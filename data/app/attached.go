package app

import (
	"context"

	"tarikh.org/tarikh/data"
)

// attached is what is tied to the text of an article.
type attached struct {
	excerpts   []data.Excerpt
	notes      []data.Annotation // with the replies to them
	dismissals []data.Dismissal
}

func readAttached(ctx context.Context, store data.Store, article data.ID) (a attached, err error) {
	if a.excerpts, err = store.ArticleExcerpts(ctx, article); err != nil {
		return a, err
	}
	if a.notes, err = store.ArticleAnnotations(ctx, article); err != nil {
		return a, err
	}
	a.dismissals, err = store.Dismissals(ctx, article)
	return a, err
}
