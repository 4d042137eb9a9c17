package session

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/library"
)

// Use runs a use case of the open library that writes, after the edits before it,
// and calls done with what came of it; then what has changed is loaded. It is carried
// out even if the library is being closed. Where done is nil, an error is shown like
// any other.
func Use[T any](s *Session, use func(context.Context, *app.Library) (T, error), done func(T, error)) {
	open := s.app
	if open == nil {
		return
	}
	var made T
	var told func(data.Edit, error)
	if done != nil {
		told = func(_ data.Edit, err error) { done(made, err) }
	}
	s.Commit(func(ctx context.Context, _ data.Store) (data.Edit, error) {
		var err error
		made, err = use(ctx, open)
		return data.Edit{}, err
	}, told)
}

// Plan runs a use case of the open library that only reads and calls done with what
// came of it, unless the library was closed meanwhile. data.ErrNotFound where none is
// open.
func Plan[T any](s *Session, plan func(context.Context, *app.Library) (T, error), done func(T, error)) {
	open := s.app
	library.Ask(s.core, nil, func(ctx context.Context, _ data.Store) (T, error) { return plan(ctx, open) }, done)
}
