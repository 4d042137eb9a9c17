package library

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
)

// Use runs a use case of the open library that writes, after the edits before it,
// and calls done on the interface's goroutine with what came of it; then what has
// changed is loaded. It is carried out even if the library is being closed. Where done
// is nil, an error is shown like any other.
func Use[T any](l *Library, use func(context.Context, *app.Library) (T, error), done func(T, error)) {
	open := l.open
	var made T
	var told func(data.Edit, error)
	if done != nil {
		told = func(_ data.Edit, err error) { done(made, err) }
	}
	l.Commit(func(ctx context.Context, _ data.Store) (data.Edit, error) {
		var err error
		made, err = use(ctx, open)
		return data.Edit{}, err
	}, told)
}

// Plan is Ask for a use case that only reads, as those do that work out an edit of
// which the reader is asked first.
func Plan[T any](l *Library, slot *Slot, plan func(context.Context, *app.Library) (T, error), done func(T, error)) {
	open := l.open
	Ask(l, slot, func(ctx context.Context, _ data.Store) (T, error) { return plan(ctx, open) }, done)
}
