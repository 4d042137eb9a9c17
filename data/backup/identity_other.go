//go:build !linux && !darwin && !windows

package backup

// identify knows no identities here: libraries are told apart by their paths.
func identify(string) Identity { return Identity{} }
