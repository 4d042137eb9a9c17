//go:build !linux && !windows && !darwin

package main

// systemCommands are those that only some systems need.
type systemCommands struct{}
