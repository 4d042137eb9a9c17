package state

import (
	"errors"
	"path/filepath"

	"github.com/spf13/afero"
)

// ReplaceFile writes a file that only the user can read, and creates its folder if that
// is missing. It is written under another name first and renamed, so that a crash or a
// full disk leaves the old file or the new one.
func ReplaceFile(files afero.Fs, path string, content []byte) error {
	if err := files.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	part := path + ".new"
	err := afero.WriteFile(files, part, content, 0o600)
	if err == nil {
		err = files.Rename(part, path)
	}
	if err != nil {
		return errors.Join(err, files.RemoveAll(part)) // what is left of it, if anything
	}
	return nil
}
