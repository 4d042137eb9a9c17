package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"time"
)

// How much garbage may accumulate in addition to the memory in use, at least and at most,
// and what Go takes for itself, in bytes.
const (
	leastGarbage, mostGarbage = 8 << 20, 48 << 20
	goItself                  = 12 << 20
)

// givenAfter is how long after a collection what C has freed goes back to the system: once
// for all that follow meanwhile, since what is drawn next takes some of it again.
const givenAfter = 500 * time.Millisecond

// tidyHeap keeps the memory of the program near what it needs. By default Go lets
// as much garbage accumulate as there is memory in use, which for ten million events is
// half a gigabyte, and keeps what pictures took while they were decoded; but as the columns
// of the timeline hold no pointers, collecting is cheap however many there are. So after
// each collection both limits are set by the memory in use: when to collect the next
// time, and from where on what is free goes back to the system at once. What C has freed,
// for SQLite and for drawing, goes back at times, too.
func tidyHeap() {
	fewArenas()
	const live = "/gc/heap/live:bytes"
	type sentinel struct{ next *int } // holds a pointer, so that it is not packed with others
	var watch func()
	var giving atomic.Bool
	watch = func() {
		sample := []metrics.Sample{{Name: live}}
		metrics.Read(sample)
		percent, limit := heapLimits(int64(sample[0].Value.Uint64()))
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
		if giving.CompareAndSwap(false, true) {
			time.AfterFunc(givenAfter, func() {
				giving.Store(false)
				giveBack()
			})
		}
		// The unreferenced value is found at the next collection.
		runtime.AddCleanup(&sentinel{new(int)}, func(struct{}) { watch() }, struct{}{})
	}
	watch()
}

// heapLimits are the limits of Go's memory where so many bytes are in use: how much may be
// added before the next collection, in parts of 100 of them, and how much Go has in all.
func heapLimits(used int64) (percent int, limit int64) {
	garbage := min(max(used/3, leastGarbage), mostGarbage)
	percent = 100
	if used > 0 {
		percent = int(min(max(100*garbage/used, 5), 100))
	}
	// What lies unused between objects in use grows with them: a limit below that would
	// have Go collect all the time.
	return percent, used + used/8 + garbage + goItself
}
