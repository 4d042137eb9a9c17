package session

import (
	"context"

	"tarikh.org/tarikh/data"
)

// Ask puts a question to the open library elsewhere and calls done with the answer
// on the interface's goroutine, unless the library was closed meanwhile. It fails
// with data.ErrNotFound where none is open.
func Ask[T any](s *Session, question func(context.Context, data.Store) (T, error), done func(T, error)) {
	store, ctx := s.store, s.ctx
	if store == nil {
		var none T
		done(none, data.ErrNotFound)
		return
	}
	go func() {
		answer, err := question(ctx, store)
		s.post(func() {
			if ctx.Err() == nil {
				done(answer, err)
			}
		})
	}()
}
