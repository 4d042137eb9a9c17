package file

import (
	"errors"
	"os"
	"strings"

	"golang.org/x/sys/windows"
)

// Shared reports whether the file lies on another machine (\\server\share\…).
func Shared(path string) bool { return strings.HasPrefix(path, `\\`) }

// publish gives a finished file its name, or fails with os.ErrExist and leaves
// what has that name alone.
func publish(from, to string) error {
	old, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	name, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	if err := windows.MoveFileEx(old, name, windows.MOVEFILE_WRITE_THROUGH); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

// SyncFolder does nothing: publish writes through.
func SyncFolder(string) error { return nil }

func Full(errno error) bool {
	return errors.Is(errno, windows.ERROR_DISK_FULL) || errors.Is(errno, windows.ERROR_HANDLE_DISK_FULL)
}

// Writable reports whether the file is not marked as read-only. Other rights show
// when the file is opened.
func Writable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode()&0o200 != 0
}
