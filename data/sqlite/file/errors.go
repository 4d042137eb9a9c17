package file

import (
	"errors"
	"fmt"
	"io/fs"

	"tarikh.org/tarikh/data"
)

// sentence is an error of package data with a message of its own, which gives the
// reason in full.
type sentence struct {
	text string
	kind error
}

func (s *sentence) Error() string { return s.text }

func (s *sentence) Is(target error) bool { return target == s.kind }

// Say returns an error of package data with a message of its own.
func Say(kind error, format string, args ...any) error {
	return &sentence{fmt.Sprintf(format, args...), kind}
}

// Plain turns the errors of a file system into those of package data; the caller names
// the file.
func Plain(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return data.ErrNotFound
	case errors.Is(err, fs.ErrExist):
		return data.ErrExists
	case Full(err):
		return data.ErrFull
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
