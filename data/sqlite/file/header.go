// Package file is a library as a file in a file system: its header, the lock of the
// process that writes, the kind of disk and folder that it is in, and how a file is
// created as a whole or not at all.
//
// The one idea behind it: all of this is asked of the operating system, without SQLite,
// which would write to a file to learn it.
package file

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"tarikh.org/tarikh/data"
)

// HeaderSize is the length of the header of an SQLite file
// (https://www.sqlite.org/fileformat.html, 1.3).
const HeaderSize = 100

const Magic = "SQLite format 3\x00"

// CheckHeader refuses a file that is no library of a known version, by its
// first 100 bytes and its size, without any lock and without SQLite.
//
// The file must not be open in this process: closing it here would drop
// SQLite's locks on it (POSIX locks belong to the process, not to the file
// descriptor).
//
// logged says that the file was left with a write-ahead log.
func CheckHeader(path string, known int) (logged bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false, err
	}
	header := make([]byte, HeaderSize)
	n, err := io.ReadFull(f, header)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	if err := soundHeader(header[:n], info.Size(), known, PendingLog(path)); err != nil {
		return false, err
	}
	return header[18] > 1 || header[19] > 1, nil
}

// soundHeader judges the first bytes of a file of the given size. With a log of a
// crashed process, the size proves nothing.
func soundHeader(header []byte, size int64, known int, pending bool) error {
	switch {
	case len(header) == 0:
		return fmt.Errorf("%w: it is empty", data.ErrForeign)
	case len(header) < len(Magic) || string(header[:len(Magic)]) != Magic:
		return fmt.Errorf("%w: it is no SQLite file", data.ErrForeign)
	case len(header) < HeaderSize:
		return fmt.Errorf("%w: it is cut short after %d bytes", data.ErrCorrupt, size)
	}
	number := func(offset int) uint32 { return binary.BigEndian.Uint32(header[offset:]) }
	if number(68) != ApplicationID {
		return fmt.Errorf("%w: it is an SQLite file of another program", data.ErrForeign)
	}
	if version := int(int32(number(60))); version > known {
		return Newer(version, known)
	} else if version < 1 {
		return fmt.Errorf("%w: it has version %d", data.ErrCorrupt, version)
	}
	if header[18] < 1 || header[18] > 2 || header[19] < 1 || header[19] > 2 {
		return fmt.Errorf("%w: an unknown file format in its header", data.ErrCorrupt)
	}
	switch number(56) {
	case 1:
	case 2, 3:
		return fmt.Errorf("%w: its text is UTF-16, which Tarikh never writes", data.ErrForeign)
	default:
		return fmt.Errorf("%w: an unknown text encoding in its header", data.ErrCorrupt)
	}
	page := int64(binary.BigEndian.Uint16(header[16:]))
	if page == 1 {
		page = 65536
	}
	if page < 512 || page&(page-1) != 0 {
		return fmt.Errorf("%w: a page of %d bytes in its header", data.ErrCorrupt, page)
	}
	// The page count counts only where the last writer of the file kept it.
	if want := int64(number(28)) * page; !pending && number(24) == number(92) && size < want {
		return fmt.Errorf("%w: it is cut short, %d of %d bytes", data.ErrCorrupt, size, want)
	}
	return nil
}

// PendingLog reports whether a crashed or running process has left a log that belongs
// to the file's content.
func PendingLog(path string) bool { return Filled(path+"-wal") || Filled(path+"-journal") }

func Exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func Filled(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 0
}

// Locate returns the absolute path of the file that path names, with symbolic links
// resolved: the lock and SQLite's logs are in the folder of the file itself.
func Locate(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(path); errors.Is(err, syscall.ELOOP) {
		return "", fmt.Errorf("%w: its symbolic links lead in a circle", data.ErrForeign)
	}
	return filepath.EvalSymlinks(path)
}

// Stat resolves a path to the regular file it names.
func Stat(path string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%w: it is a folder", data.ErrForeign)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%w: it is no ordinary file", data.ErrForeign)
	}
	return info, nil
}

// ApplicationID marks a library in bytes 68 to 71 of its file: "TRKH".
const ApplicationID = 0x54524B48

// Newer is the error of a library of a version that is not known.
func Newer(version, known int) error {
	return fmt.Errorf("%w: it has version %d, this program knows %d", data.ErrNewer, version, known)
}
