package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Bounds on a document.
const (
	maxFile    = 64 << 20 // bytes of one file, unpacked
	maxEntries = 20_000   // files in the archive
	maxDepth   = 256      // of elements
)

// Errors of Read.
var (
	ErrUnknown   = errors.New("it is an archive, but neither DOCX nor ODT")
	ErrEncrypted = errors.New("it is protected by a password")
	ErrBig       = fmt.Errorf("unpacked, it is over %d MB", maxFile>>20)
	ErrDeep      = fmt.Errorf("its elements are nested more than %d deep", maxDepth)
	ErrBroken    = errors.New("it is damaged")
)

func open(raw []byte) (*zip.Reader, error) {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if len(archive.File) > maxEntries {
		return nil, ErrBig
	}
	return archive, nil
}

// file reads the file at a path of an archive.
func file(archive *zip.Reader, path string) ([]byte, error) {
	for _, f := range archive.File {
		if f.Name == path {
			return unpack(f, maxFile)
		}
	}
	return nil, fmt.Errorf("%w: there is no %s in it", ErrBroken, path)
}

// unpack reads one file of an archive, at most limit bytes, whatever the
// archive says of its size.
func unpack(f *zip.File, limit int64) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, ErrEncrypted
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(raw)) > limit:
		return nil, ErrBig
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return raw, nil
}
