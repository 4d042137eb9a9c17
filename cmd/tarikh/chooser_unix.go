//go:build !windows && !darwin

package main

import (
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/portal"
)

// desktopChooser is the file chooser of the desktop, nil where there is none, or
// TARIKH_CHOOSER=own asks for the program's own.
func desktopChooser(getenv func(string) string) feature.Desktop {
	if getenv("TARIKH_CHOOSER") == "own" {
		return nil
	}
	if c := portal.New(getenv); c != nil {
		return c
	}
	return nil
}
