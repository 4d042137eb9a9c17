package settings

import (
	"bufio"
	"bytes"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"
)

// Animated reports whether the timeline glides and jumps in motion: as the
// reader chose, else as the desktop prefers.
func (c Choices) Animated() bool {
	switch c.State.Animations {
	case "on":
		return true
	case "off":
		return false
	}
	return !reducedMotion(c.Files, c.ConfigDir)
}

// reducedMotion reports whether the desktop's own files in the folder of configurations
// ask for less motion: the settings that GTK programs share, and KDE's. GNOME keeps its
// setting in a database, which is not read: its users have our setting.
func reducedMotion(files afero.Fs, dir string) bool {
	if dir == "" {
		return false
	}
	for _, f := range [...]struct {
		path, key string
		off       []string
	}{
		{"gtk-4.0/settings.ini", "gtk-enable-animations", []string{"0", "false"}},
		{"gtk-3.0/settings.ini", "gtk-enable-animations", []string{"0", "false"}},
		{"kdeglobals", "AnimationDurationFactor", []string{"0"}},
	} {
		value := setIn(files, filepath.Join(dir, filepath.FromSlash(f.path)), f.key)
		for _, off := range f.off {
			if strings.EqualFold(value, off) {
				return true
			}
		}
	}
	return false
}

// setIn returns the value of a key in a small file of "key=value" lines, "" where
// there is none.
func setIn(files afero.Fs, path, key string) string {
	const most = 1 << 16
	info, err := files.Stat(path)
	if err != nil || info.Size() > most || !info.Mode().IsRegular() {
		return ""
	}
	text, err := afero.ReadFile(files, path)
	if err != nil {
		return ""
	}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		name, value, found := strings.Cut(lines.Text(), "=")
		if found && strings.TrimSpace(name) == key {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
