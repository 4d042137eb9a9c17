package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// garbageRoom is how much garbage may gather beside what is in use, in bytes.
const garbageRoom = 48 << 20

// tidyHeap keeps the memory of a large library near what it needs. By default Go
// lets as much garbage gather as there is memory in use, which for ten million
// events is half a gigabyte; but as the columns of the timeline hold no pointers,
// collecting costs next to nothing however many there are. So after each
// collection the next one is set for when garbageRoom is full.
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
		// What nobody holds is found at the next collection.
		runtime.AddCleanup(&sentinel{new(int)}, func(struct{}) { watch() }, struct{}{})
	}
	watch()
}
