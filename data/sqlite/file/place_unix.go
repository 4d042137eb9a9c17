//go:build unix

package file

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// publishByLink is Publish in two steps: for a moment the file has both names.
// Where there are no links either (exFAT), an empty file reserves the name.
func publishByLink(from, to string) error {
	err := os.Link(from, to)
	switch {
	case err == nil:
		if err := os.Remove(from); !errors.Is(err, fs.ErrNotExist) { // another process may have dropped it, see DropOwnNames
			return err
		}
		return nil
	case errors.Is(err, fs.ErrExist), errors.Is(err, fs.ErrNotExist):
		return err
	}
	reserved, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := errors.Join(reserved.Close(), os.Rename(from, to)); err != nil {
		return errors.Join(err, os.Remove(to))
	}
	return nil
}

// SyncFolder makes a new name in a folder durable.
func SyncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) { // not on this file system
		err = nil
	}
	return errors.Join(err, f.Close())
}

// Names is how many names (hard links) a file has; 0 if that is unknown.
func Names(path string) uint64 {
	var st unix.Stat_t
	if err := unix.Stat(path, &st); err != nil {
		return 0
	}
	return uint64(st.Nlink) // its type depends on the system
}

func Full(errno error) bool {
	return errors.Is(errno, unix.ENOSPC) || errors.Is(errno, unix.EDQUOT)
}

// Writable reports whether this process may write the file. It does not open
// it: closing it would drop SQLite's locks, see CheckHeader.
func Writable(path string) bool {
	return unix.Faccessat(unix.AT_FDCWD, path, unix.W_OK, unix.AT_EACCESS) == nil
}
