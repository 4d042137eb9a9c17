//go:build unix

package file

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// lockFile takes flock(2) at once or returns ErrHeld. The lock belongs to the open
// file, so it also keeps out a second opener in the same process.
func lockFile(file *os.File) error {
	for {
		err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EWOULDBLOCK):
			return ErrHeld
		}
		return err
	}
}

// lockRange locks a part of a file as SQLite does, with fcntl(2), or returns ErrHeld.
func lockRange(file *os.File) error {
	err := unix.FcntlFlock(file.Fd(), unix.F_SETLK, &unix.Flock_t{Type: unix.F_WRLCK, Start: maxHolder * 2, Len: 1})
	if errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EACCES) {
		return ErrHeld
	}
	return err
}

// Release removes the lock file while it is still locked, so that no process can have
// taken it in between, then releases the lock.
func (l *Lock) Release() error {
	err := os.Remove(l.path)
	if errors.Is(err, fs.ErrPermission) {
		err = nil // it was there before us, in a folder where nothing can be removed
	}
	return errors.Join(err, l.file.Close())
}
