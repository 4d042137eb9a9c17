package file

import (
	"errors"
	"math"
	"os"

	"golang.org/x/sys/windows"
)

// lockFile takes LockFileEx at once or returns ErrHeld. A lock on Windows keeps others
// from reading what it covers, so it covers one byte far beyond the text.
func lockFile(file *os.File) error {
	far := &windows.Overlapped{OffsetHigh: math.MaxInt32}
	err := windows.LockFileEx(windows.Handle(file.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, far)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return ErrHeld
	}
	return err
}

// lockRange is ErrHeld: there is one kind of locks here, see lockFile.
func lockRange(*os.File) error { return ErrHeld }

// Release releases the lock and removes its file. An open file cannot be removed here;
// if another process has opened it in between, it stays for that process.
func (l *Lock) Release() error {
	err := l.file.Close()
	_ = os.Remove(l.path)
	return err
}
