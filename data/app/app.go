// Package app is what a person does with a library, without a window and without
// SQL: the use cases that the command line and the window share.
//
// The one idea behind it: a use case reads what it depends on and writes in one call,
// so that two callers, or one key pressed twice, cannot both act on the same state.
// Requests and results are plain values, which the caller shows. A use case that the
// reader confirms first returns the edit for Apply and a summary of what it does.
package app

import (
	"sync"
	"sync/atomic"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
)

// Library is an open library: the store, and its use cases. Its methods may be
// called from any goroutine; those that read and then write run one after the other.
// Contexts cancel what reads; an edit is written as a whole or not at all.
type Library struct {
	data.Store
	now     func() time.Time
	writing sync.Mutex
	catalog intake.Catalog // guarded by writing
}

// New returns the use cases of an open library, which the caller closes. now is the
// clock for what is added and replaced.
func New(store data.Store, now func() time.Time) *Library { return &Library{Store: store, now: now} }

// parallel calls a function for 0 to n-1, some at a time, and returns when all are
// done.
func parallel(n, atOnce int, do func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(atOnce, n) {
		all.Go(func() {
			for i := int(next.Add(1) - 1); i < n; i = int(next.Add(1) - 1) {
				do(i)
			}
		})
	}
	all.Wait()
}
