//go:build unix && !linux

package file

// Shared reports whether the file lies on a file system that is not local. It
// is known on Linux only; elsewhere SQLite itself falls back where it must.
func Shared(string) bool { return false }

// LocksMayLie reports whether the file is on a file system that may accept locks and not
// keep them: that is known on Linux only.
func LocksMayLie(string) bool { return false }

// Publish gives a finished file its name, or fails with os.ErrExist and leaves
// what has that name alone.
func Publish(from, to string) error { return publishByLink(from, to) }
