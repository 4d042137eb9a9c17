//go:build !windows

package main

import (
	"os"
	"syscall"
	"testing"
)

func interruptSelf(t *testing.T) {
	if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
		t.Error(err)
	}
}
