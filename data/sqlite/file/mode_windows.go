package file

import (
	"io/fs"

	"github.com/spf13/afero"
)

// TakeMode does nothing: a new file has the access rights of its folder.
func TakeMode(afero.Fs, string, fs.FileInfo) error { return nil }
