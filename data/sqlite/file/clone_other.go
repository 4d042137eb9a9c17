//go:build !linux

package file

import (
	"errors"
	"os"
)

// cloneInto is not used here.
func cloneInto(_, _ *os.File) error { return errors.ErrUnsupported }
