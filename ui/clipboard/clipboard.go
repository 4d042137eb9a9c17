// Package clipboard puts pictures and rich text into the desktop's clipboard.
//
// The one idea behind it: the toolkit's clipboard is a plain string, so other content is
// handed to the desktop's own program for it, which stays behind and serves it. These
// programs offer content of one type: rich text is then not there as plain text as well, and
// so is copied only where it is asked for as such.
package clipboard

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"time"
)

// The types of content.
const (
	HTML = "text/html"
	PNG  = "image/png"
)

// Desktop is the desktop's clipboard; the zero Desktop has no program for it.
type Desktop struct{ tool []string }

// Of finds the program for the clipboard: wl-copy under Wayland, xclip under X11. getenv
// and look are os.Getenv and exec.LookPath.
func Of(getenv func(string) string, look func(string) (string, error)) Desktop {
	for _, t := range []struct {
		display string
		tool    []string
	}{
		{"WAYLAND_DISPLAY", []string{"wl-copy", "--type"}},
		{"DISPLAY", []string{"xclip", "-in", "-selection", "clipboard", "-target"}},
	} {
		if getenv(t.display) == "" {
			continue
		}
		if path, err := look(t.tool[0]); err == nil {
			return Desktop{append([]string{path}, t.tool[1:]...)}
		}
	}
	return Desktop{}
}

// Can reports whether there is a program for it.
func (d Desktop) Can() bool { return len(d.tool) > 0 }

// patience is how long the program may take until it serves the content.
const patience = 5 * time.Second

// Put puts content of a type into the clipboard, in place of what is there.
func (d Desktop) Put(ctx context.Context, kind string, content []byte) error {
	if !d.Can() {
		return fmt.Errorf("copy %s: there is no program for the clipboard: wl-copy or xclip", kind)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, d.tool[0], append(d.tool[1:len(d.tool):len(d.tool)], kind)...)
	// Its outputs are nowhere: what stays behind would hold them open.
	cmd.Stdin = bytes.NewReader(content)
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("copy %s by %s: %w", kind, d.tool[0], err)
	}
	return nil
}
