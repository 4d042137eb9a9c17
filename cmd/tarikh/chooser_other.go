//go:build windows || darwin

package main

import "tarikh.org/tarikh/ui/feature"

// desktopChooser is nil: the program's own file chooser is used.
func desktopChooser(func(string) string) feature.Desktop { return nil }
