package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// garbageRoom is how much garbage may accumulate in addition to the memory in use, in
// bytes.
const garbageRoom = 48 << 20

// tidyHeap keeps the memory of a large library near what it needs. By default Go lets
// as much garbage accumulate as there is memory in use, which for ten million events is
// half a gigabyte; but as the columns of the timeline hold no pointers, collecting is
// cheap however many there are. So after each collection the limit is set to
// garbageRoom above the memory in use.
func tidyHeap() {
	const live = "/gc/heap/live:bytes"
	type sentinel struct{ next *int } // holds a pointer, so that it is not packed with others
	var watch func()
	watch = func() {
		sample := []metrics.Sample{{Name: live}}
		metrics.Read(sample)
		if used := sample[0].Value.Uint64(); used > 0 {
			debug.SetGCPercent(int(min(max(100*garbageRoom/used, 5), 100)))
		}
		// The unreferenced value is found at the next collection.
		runtime.AddCleanup(&sentinel{new(int)}, func(struct{}) { watch() }, struct{}{})
	}
	watch()
}
