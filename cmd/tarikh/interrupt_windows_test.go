package main

import "testing"

// interruptSelf cannot be done: Windows sends Ctrl+C to all programs of a console.
func interruptSelf(t *testing.T) { t.Skip("a process cannot interrupt itself") }
