package feature

import "context"

// Turn is work with the library for which the user waits: it begins when it is its turn,
// after the edits before it, and from then on the window shows how far it is and lets it
// be cancelled.
type Turn struct {
	begun chan begun
	over  chan error
}

type begun struct {
	ctx  context.Context
	tell func(float64)
}

// Turn shows progress until the work of Do is over, and then calls done on the
// interface's goroutine with its error. Do must be called once.
func (h *Host) Turn(title string, done func(error)) Turn {
	t := Turn{make(chan begun, 1), make(chan error, 1)}
	h.Wait(title, func(ctx context.Context, tell func(float64)) error {
		t.begun <- begun{ctx, tell}
		return <-t.over
	}, done)
	return t
}

// Do does the work on another goroutine; it is cancelled by the user or by outer.
func (t Turn) Do(outer context.Context, work func(ctx context.Context, tell func(float64)) error) error {
	b := <-t.begun
	ctx, cancel := context.WithCancel(outer)
	defer cancel()
	defer context.AfterFunc(b.ctx, cancel)()
	err := work(ctx, b.tell)
	t.over <- err
	return err
}
