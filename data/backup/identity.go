package backup

// Identity tells a file from all others on its disk. It stays when the file is moved or
// written to, and a copy has another one. The zero Identity is that of a file which is
// not there, or on a disk that does not tell when its files were made: without that,
// the number of a file that is deleted may come back with another one.
type Identity struct {
	Device uint64 `json:"device"`
	Inode  uint64 `json:"inode"`
	Born   int64  `json:"born"` // Unix nanoseconds
}

// is reports whether two identities are known and those of one file. The numbers of
// disks change when a computer starts.
func (i Identity) is(other Identity) bool {
	return i.Born != 0 && i.Inode == other.Inode && i.Born == other.Born
}
