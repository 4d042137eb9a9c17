package imports

import (
	"context"

	"tarikh.org/tarikh/ui/feature"
)

// task is work with the library that the reader waits for, with progress and cancel: the
// library says when it is its turn, the window how far it is.
type task struct {
	begun chan begun
	over  chan error
}

type begun struct {
	ctx  context.Context
	tell func(float64)
}

// newTask shows progress until do has returned on another goroutine, which must be called
// once, and then calls done on the interface's.
func newTask(h *feature.Host, title string, done func(error)) task {
	t := task{make(chan begun, 1), make(chan error, 1)}
	h.Wait(title, func(ctx context.Context, tell func(float64)) error {
		t.begun <- begun{ctx, tell}
		return <-t.over
	}, done)
	return t
}

// do does the work, cancelled by the reader or by outer.
func (t task) do(outer context.Context, work func(ctx context.Context, tell func(float64)) error) error {
	b := <-t.begun
	ctx, cancel := context.WithCancel(outer)
	defer cancel()
	defer context.AfterFunc(b.ctx, cancel)()
	err := work(ctx, b.tell)
	t.over <- err
	return err
}
