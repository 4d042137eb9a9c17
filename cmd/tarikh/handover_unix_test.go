//go:build unix

package main

import (
	"net"
	"os"
	"path/filepath"
	"testing"
)

// settle does nothing: a socket that listens is ready.
func settle(*testing.T, net.Listener) {}

// Only the user can reach the socket, and one in a folder that others can reach is not
// made.
func TestSocketsArePrivate(t *testing.T) {
	h := newHolder(t)
	info, err := os.Stat(h.listener.Addr().String())
	if err != nil || info.Mode().Perm() != privateFile || info.Mode().Type() != os.ModeSocket {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	open := t.TempDir()
	if err := os.Chmod(open, 0o755); err != nil {
		t.Fatal(err)
	}
	if l, err := listenAsWindow(open, "/l.tarikh"); err == nil {
		_ = l.Close()
		t.Error("it listens where others come in")
	}
	dir := filepath.Join(t.TempDir(), "s")
	for range 2 { // the second finds what a crash has left
		l, err := listenAsWindow(dir, "/l.tarikh")
		if err != nil {
			t.Fatal(err)
		}
		l.(*net.UnixListener).SetUnlinkOnClose(false)
		_ = l.Close()
	}
}
