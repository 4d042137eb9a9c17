package file

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Shared reports whether the file is on a file system that other machines or programs
// serve: there the shared memory that a write-ahead log needs does not work.
func Shared(path string) bool {
	var st unix.Statfs_t
	if err := unix.Statfs(path, &st); err != nil {
		return false
	}
	switch uint32(st.Type) {
	case 0x6969, // NFS
		0x517b, 0xfe534d42, 0xff534d42, // SMB
		0x65735546, // FUSE: sshfs, rclone, desktop mounts
		0x01021997, // 9P
		0x5346414f, // AFS
		0x00c36400, // Ceph
		0x73757245: // Coda
		return true
	}
	return false
}

// LocksMayLie reports whether the file is on a file system that may accept locks and not
// keep them. Overlays are among them, which depend on what lies below; every container
// has one.
func LocksMayLie(path string) bool {
	var st unix.Statfs_t
	return Shared(path) || unix.Statfs(path, &st) == nil && uint32(st.Type) == unix.OVERLAYFS_SUPER_MAGIC
}

// Publish gives a finished file its name, or fails with os.ErrExist and leaves
// what has that name alone.
func Publish(from, to string) error {
	err := unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) { // not on this file system
		return publishByLink(from, to)
	}
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}
