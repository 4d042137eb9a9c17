package data

import "context"

// progressKey is the key of the function of WithProgress in a context.
type progressKey struct{}

// WithProgress returns a context in which what takes long tells how much of it is done, 0
// to 1: [Store.Undo], [Store.Redo] and [Store.GoTo] of steps with many rows. tell is called on
// the goroutine of the work.
func WithProgress(ctx context.Context, tell func(done float64)) context.Context {
	return context.WithValue(ctx, progressKey{}, tell)
}

// TellProgress tells how much is done to those that asked by WithProgress.
func TellProgress(ctx context.Context, done float64) {
	if tell, ok := ctx.Value(progressKey{}).(func(float64)); ok {
		tell(done)
	}
}
