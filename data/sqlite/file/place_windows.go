package file

import (
	"errors"
	"os"
	"strings"

	"golang.org/x/sys/windows"
)

// Shared reports whether the file lies on another machine (\\server\share\…).
func Shared(path string) bool { return strings.HasPrefix(path, `\\`) }

// LocksMayLie reports whether the file is on a file system that may accept locks and not
// keep them.
func LocksMayLie(path string) bool { return Shared(path) }

// Publish gives a finished file its name, or fails with os.ErrExist and leaves
// what has that name alone.
func Publish(from, to string) error {
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

// SyncFolder does nothing: Publish writes through.
func SyncFolder(string) error { return nil }

// Names is how many names (hard links) a file has; 0 if that is unknown.
func Names(path string) uint64 {
	f, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer f.Close()
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &info); err != nil {
		return 0
	}
	return uint64(info.NumberOfLinks)
}

func Full(errno error) bool {
	return errors.Is(errno, windows.ERROR_DISK_FULL) || errors.Is(errno, windows.ERROR_HANDLE_DISK_FULL)
}

// Writable reports whether the file is not marked as read-only. Other rights show
// when the file is opened.
func Writable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode()&0o200 != 0
}
