//go:build !linux

package main

// tryDisplay tries nothing: there is a display wherever somebody is logged in.
func tryDisplay() (wait func() error) { return func() error { return nil } }

// openDisplay leaves that to the toolkit.
func openDisplay() error { return nil }

// tellInWindow does nothing.
func tellInWindow(string) {}

// nameClass does nothing.
func nameClass() {}
