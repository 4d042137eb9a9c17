package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
)

// logLine is what the test reads of the program's log.
type logLine struct {
	Msg, ID, Title, Text, Undo, Who string
	X, Y                            float64
	Away                            bool
}

// waitFor reads the log until a line satisfies found.
func waitFor(t *testing.T, path, what string, found func(logLine) bool) {
	t.Helper()
	for deadline := time.Now().Add(3 * time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		raw, err := os.ReadFile(path)
		if err != nil {
			continue // not there yet
		}
		done := false
		for line := range strings.Lines(string(raw)) {
			var l logLine
			if json.Unmarshal([]byte(line), &l) == nil && found(l) {
				done = true
			}
		}
		if done {
			return
		}
	}
	raw, _ := os.ReadFile(path)
	t.Fatalf("never happened: %s; the log:\n%s", what, raw)
}
