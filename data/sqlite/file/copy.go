package file

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// beside are the suffixes of the log files that belong to a library's content.
func beside() []string { return []string{"", "-wal", "-journal"} }

// CopyLibrary copies a library with its log files, byte for byte and with their modes, to
// a new name. What cannot be read of it becomes zero bytes.
func CopyLibrary(ctx context.Context, fsys afero.Fs, path, to string) (err error) {
	for _, suffix := range beside() {
		if !Filled(path + suffix) {
			continue
		}
		if err := CopyFile(ctx, fsys, path+suffix, to+suffix); err != nil {
			return err
		}
	}
	return nil
}

// CopyFile is CopyLibrary without the log files.
func CopyFile(ctx context.Context, fsys afero.Fs, path, to string) (err error) {
	from, err := fsys.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return err
	}
	out, err := fsys.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	const most = 1 << 20
	buffer := make([]byte, most)
	for at := int64(0); at < info.Size(); at += most {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := buffer[:min(most, info.Size()-at)]
		if _, err := from.ReadAt(part, at); err != nil && !errors.Is(err, io.EOF) {
			readPages(from, part, at)
		}
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	if err := TakeMode(fsys, to, info); err != nil {
		return err
	}
	return out.Sync()
}

// readPages reads a part of a file page by page, as far as it can be read.
func readPages(from io.ReaderAt, part []byte, at int64) {
	const page = 4096
	for i := 0; i < len(part); i += page {
		piece := part[i:min(i+page, len(part))]
		if _, err := from.ReadAt(piece, at+int64(i)); err != nil && !errors.Is(err, io.EOF) {
			clear(piece)
		}
	}
}

// KeepAside copies a library with its log files to a new name in its folder, which has a
// label in it, and returns that.
func KeepAside(ctx context.Context, fsys afero.Fs, path, label string) (string, error) {
	for to := range data.Beside(path, label) {
		if _, err := os.Lstat(to); err == nil {
			continue
		}
		err := CopyLibrary(ctx, fsys, path, to)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", errors.Join(err, RemoveLibrary(fsys, to))
		}
		return to, SyncFolder(filepath.Dir(to))
	}
	return "", data.ErrExists
}

// SetAside moves a log file of a library to a new name in its folder, which has a label
// in it, and returns that.
func SetAside(fsys afero.Fs, path, label, suffix string) (string, error) {
	for name := range data.Beside(path, label) {
		to := name + suffix
		if _, err := os.Lstat(to); err == nil {
			continue
		}
		if err := fsys.Rename(path+suffix, to); err != nil {
			return "", err
		}
		return to, SyncFolder(filepath.Dir(to))
	}
	return "", data.ErrExists
}

func RemoveLibrary(fsys afero.Fs, path string) (err error) {
	for _, suffix := range append(beside(), "-shm") {
		if Exists(path + suffix) {
			err = errors.Join(err, fsys.Remove(path+suffix))
		}
	}
	return err
}
