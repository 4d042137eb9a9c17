//go:build unix && !linux && !darwin

package main

import "errors"

// peerUser is unknown here.
func peerUser(int) (uid int, err error) { return 0, errors.ErrUnsupported }
