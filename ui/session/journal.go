package session

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/library"
)

// Editions reads the earlier texts of an article, without their text, newest first.
func (s *Session) Editions(article data.ID, done func([]data.Edition)) {
	library.Load(s.core, nil, func(ctx context.Context, store data.Store) ([]data.Edition, error) {
		return store.Editions(ctx, article)
	}, done)
}

// Edition reads one earlier text.
func (s *Session) Edition(id data.ID, done func(data.Edition)) {
	library.Load(s.core, nil, func(ctx context.Context, store data.Store) (data.Edition, error) { return store.Edition(ctx, id) }, done)
}
