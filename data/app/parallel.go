package app

import (
	"sync"
	"sync/atomic"
)

// parallel does something for 0 to n-1, so many at once, and returns when all is done.
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
