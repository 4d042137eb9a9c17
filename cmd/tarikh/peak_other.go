//go:build !unix

package main

import "runtime"

// peakMemory returns what Go has taken from the system, the best approximation here;
// the memory of SQLite is not in it.
func peakMemory() (int64, error) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys), nil
}
