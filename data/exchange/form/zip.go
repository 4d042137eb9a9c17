package form

import (
	"archive/zip"
	"fmt"
	"io"
)

// Unzip reads a file of a zip, refused where it has more bytes unpacked than limit.
func Unzip(f *zip.File, limit int64) ([]byte, error) {
	if f.UncompressedSize64 > uint64(limit) {
		return nil, fmt.Errorf("unpacked it has more than %d MB; that is the most that is read", limit>>20)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("the archive is damaged: %w", err)
	}
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	if closed := r.Close(); err == nil {
		err = closed
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("the archive is damaged: %w", err)
	case int64(len(raw)) > limit:
		return nil, fmt.Errorf("unpacked it has more than %d MB; that is the most that is read", limit>>20)
	}
	return raw, nil
}

// Archive is a zip, refused where it is damaged or has more files than most.
func (f File) Archive(most int) (*zip.Reader, error) {
	z, err := zip.NewReader(f, f.Size)
	switch {
	case err != nil:
		return nil, f.Fail(Place{}, "the archive is damaged: %w", err)
	case len(z.File) > most:
		return nil, f.Fail(Place{}, "it has more than %d files", most)
	}
	return z, nil
}
