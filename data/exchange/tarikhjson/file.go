package tarikhjson

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"tarikh.org/tarikh/data"
)

const (
	jsonFormat = data.OwnFormat
	// maxFile is the largest JSON file that people write, in bytes, maxLibrary that of a
	// library; an article's text may have data.MaxArticle, and all that one import of the
	// former reads maxImport.
	maxFile    = 64 << 20
	maxLibrary = 4 << 30
	maxImport  = 256 << 20

	importLabel = "edit.import"
)

// readFile reads a file of at most limit bytes; a larger one is refused before
// it is read. Errors do not name the file.
func readFile(files fs.FS, name string, limit int) ([]byte, error) {
	info, err := fs.Stat(files, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no such file: %w", fs.ErrNotExist)
	case err != nil:
		return nil, cause(err)
	case info.IsDir():
		return nil, errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not an ordinary file")
	case info.Size() > int64(limit):
		return nil, fmt.Errorf("%w: %d MB, up to %d MB are read", errTooLarge, (info.Size()+1<<20-1)>>20, limit>>20)
	}
	file, err := files.Open(name)
	if err != nil {
		return nil, cause(err)
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, int64(limit)+1))
	switch {
	case err != nil:
		return nil, cause(err)
	case len(raw) > limit:
		return nil, fmt.Errorf("%w: up to %d MB are read", errTooLarge, limit>>20)
	}
	return raw, nil
}

// cause is the reason inside an error of a file system, which repeats the path.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// errTooLarge is the reason of a file over the limit.
var errTooLarge = errors.New("it is too large")
