package feature

import (
	"context"
	"time"
)

// While runs do on the interface's goroutine, unless ctx has ended by then.
func (h *Host) While(ctx context.Context, do func()) {
	h.Post(func() {
		if ctx.Err() == nil {
			do()
		}
	})
}

// Every runs do on the interface's goroutine once in each interval, until ctx ends.
func (h *Host) Every(ctx context.Context, interval time.Duration, do func()) {
	go func() {
		tick := time.NewTicker(interval)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				h.While(ctx, do)
			}
		}
	}()
}
