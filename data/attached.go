package data

import "context"

// Attached is what hangs on an article.
type Attached struct {
	Excerpts   []Excerpt
	Notes      []Annotation // with the replies to them
	Editions   []Edition    // without their text
	Dismissals []Dismissal
}

// ReadAttached reads what hangs on an article; errors are the store's.
func ReadAttached(ctx context.Context, store Store, article ID) (a Attached, err error) {
	if a.Excerpts, err = store.ArticleExcerpts(ctx, article); err != nil {
		return a, err
	}
	if a.Notes, err = store.ArticleAnnotations(ctx, article); err != nil {
		return a, err
	}
	if a.Editions, err = store.Editions(ctx, article); err != nil {
		return a, err
	}
	a.Dismissals, err = store.Dismissals(ctx, article)
	return a, err
}
