//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// private is the mode of what only the user may reach.
const privateDir, privateFile = 0o700, 0o600

// socketOf is where a window listens for a library, given by its realPath.
func socketOf(dir, library string) string { return filepath.Join(dir, keyOf(library)) }

// listenAsWindow listens for orders on a library. The caller holds the library's lock: a
// socket that is there is one that a crashed window has left.
func listenAsWindow(dir, library string) (net.Listener, error) {
	if err := os.MkdirAll(dir, privateDir); err != nil {
		return nil, err
	}
	if err := ownFolder(dir); err != nil {
		return nil, err
	}
	path := socketOf(dir, library)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	l, err := net.Listen("unix", path) // in a folder that only the user can enter
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, privateFile); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// ownFolder refuses a folder of sockets that another user could have a hand in.
func ownFolder(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.IsDir() || int(owner.Uid) != os.Getuid() || info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("%s is open to other users", dir)
	}
	return nil
}

// dialWindow connects to the window that listens at a path.
func dialWindow(ctx context.Context, path string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: time.Second}).DialContext(ctx, "unix", path)
	if err != nil {
		return nil, err
	}
	if err := peerIsUser(conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// peerIsUser refuses a process of another user at the other end.
func peerIsUser(conn net.Conn) error {
	c, ok := conn.(*net.UnixConn)
	if !ok {
		return errors.New("not a local socket")
	}
	raw, err := c.SyscallConn()
	if err != nil {
		return err
	}
	uid, failed := 0, error(nil)
	if err := raw.Control(func(fd uintptr) { uid, failed = peerUser(int(fd)) }); err != nil {
		return err
	}
	if errors.Is(failed, errors.ErrUnsupported) {
		return nil // the modes of folder and socket keep others out
	}
	if failed == nil && uid != os.Getuid() {
		failed = errors.New("it is a process of another user")
	}
	return failed
}
