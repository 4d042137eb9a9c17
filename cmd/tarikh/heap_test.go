package main

import "testing"

// Garbage is bounded by what is in use, and Go's memory by both.
func TestHeapLimits(t *testing.T) {
	const mb = 1 << 20
	for _, c := range []struct {
		used    int64
		percent int
		limit   int64
	}{
		{0, 100, 20 * mb},
		{8 * mb, 100, 29 * mb},
		{16 * mb, 50, 38 * mb},
		{48 * mb, 33, 82 * mb},
		{144 * mb, 33, 222 * mb},
		{480 * mb, 10, 600 * mb},
		{4800 * mb, 5, 5460 * mb},
	} {
		if percent, limit := heapLimits(c.used); percent != c.percent || limit != c.limit {
			t.Errorf("%d MB in use: %d %%, %d MB; want %d %%, %d MB", c.used/mb, percent, limit/mb, c.percent, c.limit/mb)
		}
	}
}
