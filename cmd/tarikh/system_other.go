//go:build !windows && !darwin

package main

// systemCommands are those that only some systems need.
type systemCommands struct{}

// association is nothing here: the packages tell the desktop what opens libraries.
func association() func() error { return nil }

// setUpPlatform has nothing to do: what is double-clicked is an argument of the
// command line.
func setUpPlatform(func(path string)) {}
