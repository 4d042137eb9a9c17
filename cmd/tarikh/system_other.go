//go:build !windows && !darwin

package main

// association is empty here: the packages register the file type.
func association() func() error { return nil }

// setUpPlatform has nothing to do: what is double-clicked is an argument of the
// command line.
func setUpPlatform(func(path string)) {}
