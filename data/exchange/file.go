package exchange

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

const (
	jsonFormat  = "tarikh-json"
	jsonVersion = 1
	// maxFile is the largest JSON file, in bytes; an article's text may have
	// data.MaxArticle, and all that one import reads maxImport.
	maxFile   = 64 << 20
	maxImport = 256 << 20

	importLabel = "edit.import"
)

// Error is why a file cannot be imported, and where in it.
type Error struct {
	File   string
	Path   string // in the JSON document ("events[3].date"); empty for the whole file
	Line   int    // in File, counted from 1; 0 if the error is not in one line
	Reason string
	Err    error // the cause, where there is one
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("import " + e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": ")
	if e.Path != "" {
		b.WriteString(e.Path + ": ")
	}
	b.WriteString(e.Reason)
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

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

// errTooLarge is returned by readFile for a file over the limit.
var errTooLarge = errors.New("it is too large")
