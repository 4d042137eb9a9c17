package sqlite

import (
	"context"
	"sync"
)

// health is a check of the structure of the whole file (PRAGMA quick_check, about a
// millisecond for each megabyte) that runs while the library is read already: only
// edits wait for it, since they must not go into a damaged file. In a library with many
// pictures they wait for the tables of its rows only; the texts and pages, which edits do
// not change, are looked at meanwhile.
type health struct {
	start  sync.Once
	ctx    context.Context // ends with the store
	cancel context.CancelFunc
	rows   chan struct{} // closed if the tables of rows are sound and more is to be looked at
	done   chan struct{}
	err    error // the outcome, once done is closed
}

func newHealth() *health {
	ctx, cancel := context.WithCancel(context.Background())
	return &health{ctx: ctx, cancel: cancel, rows: make(chan struct{}), done: make(chan struct{})}
}

// decide sets the result of the check without running it.
func (h *health) decide(err error) {
	h.start.Do(func() {
		h.err = err
		close(h.done)
	})
}
