//go:build unix

package file

import (
	"errors"
	"os"
	"syscall"
)

// nameTooLong reports whether no file can have a name, by asking the file system.
func nameTooLong(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, syscall.ENAMETOOLONG)
}
