package backup

import "golang.org/x/sys/unix"

// identify returns the identity of the file at a path.
func identify(path string) Identity {
	var st unix.Stat_t
	if err := unix.Stat(path, &st); err != nil {
		return Identity{}
	}
	return Identity{uint64(st.Dev), st.Ino, st.Btim.Nano()}
}
