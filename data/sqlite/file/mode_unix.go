//go:build unix

package file

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/spf13/afero"
	"golang.org/x/sys/unix"
)

// TakeMode gives a file the permissions and the group of another, of which it is a copy:
// what others could not read they cannot read in the copy. Its owner can always write to
// it, not everybody can, and it is no program.
func TakeMode(fsys afero.Fs, path string, from fs.FileInfo) error {
	made, err := os.Stat(path)
	if err != nil {
		return err
	}
	mode := from.Mode().Perm()&0o664 | 0o600
	was, ok := from.Sys().(*syscall.Stat_t)
	now, also := made.Sys().(*syscall.Stat_t)
	if ok && also && was.Gid != now.Gid && fsys.Chown(path, -1, int(was.Gid)) != nil {
		mode = mode&^0o070 | mode&0o007<<3 // another group gets what everybody gets
	}
	err = fsys.Chmod(path, mode)
	if errors.Is(err, unix.EPERM) || errors.Is(err, unix.ENOTSUP) { // not on this file system: all its files are alike
		return nil
	}
	return err
}
