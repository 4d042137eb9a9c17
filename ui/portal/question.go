// Package portal asks the user for files with the desktop's own file chooser.
//
// The one idea behind it: the desktop's service org.freedesktop.portal.FileChooser, as
// xdg-desktop-portal provides it on D-Bus, opens the chooser of the desktop in use and
// answers later by a signal. Each question has a connection of its own, so that whatever
// ends it (an answer, a cancel, a service that has gone) leaves nothing behind.
// Source: https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.FileChooser.html
package portal

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// ErrNone tells that no file chooser of the desktop has answered.
var ErrNone = errors.New("the desktop has no file chooser that answers")

// Question is what files are asked for.
type Question struct {
	Parent  string // the window that asks, "x11:" and its number in hexadecimal digits; "" if unknown
	Title   string // of the chooser
	Button  string // of its main button
	Dir     string // where to begin, "" as the desktop likes
	Name    string // proposed name, when saving
	Filters []Filter
	Save    bool // the file need not exist
	Folder  bool // a folder is chosen
	Several bool // several may be chosen
}

// Filter is a choice of which files are listed.
type Filter struct {
	Name     string   // in the language of the interface
	Suffixes []string // lower case, with a dot; none: all files
}

// X11 is the identifier of a window of X11.
func X11(window uintptr) string { return fmt.Sprintf("x11:%x", window) }

// pattern is a glob for the names that end in a suffix, in upper or lower case: the
// portal's patterns tell these apart.
func pattern(suffix string) string {
	var b strings.Builder
	b.WriteByte('*')
	for _, r := range suffix {
		if upper := unicode.ToUpper(r); upper != r {
			b.WriteString("[" + string(r) + string(upper) + "]")
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// filePath is the path of a file by its address.
func filePath(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("the desktop's file chooser returned an address that cannot be read: %w", err)
	}
	if u.Scheme != "file" || (u.Host != "" && u.Host != "localhost") || !strings.HasPrefix(u.Path, "/") {
		return "", fmt.Errorf("%q is no file of this computer", address)
	}
	return u.Path, nil
}
