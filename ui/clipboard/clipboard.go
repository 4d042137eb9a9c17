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
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

// The types of content.
const (
	HTML  = "text/html"
	PNG   = "image/png"
	JPEG  = "image/jpeg"
	Files = "text/uri-list" // addresses of files, a line each (RFC 2483, 5)
)

// Desktop is the desktop's clipboard; the zero Desktop has no program for it.
type Desktop struct {
	tool []string // puts content of a type, the last word, into it
	get  []string // takes that out
	list []string // lists the types there are, a line each
}

// Of finds the program for the clipboard: wl-copy under Wayland, xclip under X11. getenv
// and look are os.Getenv and exec.LookPath.
func Of(getenv func(string) string, look func(string) (string, error)) Desktop {
	for _, t := range []struct {
		display         string
		tool, get, list []string
	}{
		{"WAYLAND_DISPLAY", []string{"wl-copy", "--type"}, []string{"wl-paste", "--no-newline", "--type"}, []string{"wl-paste", "--list-types"}},
		{"DISPLAY", []string{"xclip", "-in", "-selection", "clipboard", "-target"}, []string{"xclip", "-out", "-selection", "clipboard", "-target"}, []string{"xclip", "-out", "-selection", "clipboard", "-target", "TARGETS"}},
	} {
		if getenv(t.display) == "" {
			continue
		}
		if path, err := look(t.tool[0]); err == nil {
			d := Desktop{tool: append([]string{path}, t.tool[1:]...)}
			if from, err := look(t.get[0]); err == nil {
				t.get[0], t.list[0] = from, from
				d.get, d.list = t.get, t.list
			}
			return d
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

// Types are the types of what is in the clipboard; none where it is empty, or there is no
// program for it.
func (d Desktop) Types(ctx context.Context) []string {
	said, _ := output(ctx, d.list, 1<<16)
	return strings.Fields(string(said))
}

// Get returns the content of a type that is in the clipboard, of so many bytes at most.
func (d Desktop) Get(ctx context.Context, kind string, most int) ([]byte, error) {
	content, err := output(ctx, append(d.get[:len(d.get):len(d.get)], kind), most)
	if err != nil {
		return nil, fmt.Errorf("paste %s: %w", kind, err)
	}
	return content, nil
}

// errLarge is the error of content that is larger than it may be.
var errLarge = errors.New("it is too large")

// output is what a program writes. The owner of the clipboard is another one, which may not
// answer.
func output(ctx context.Context, tool []string, most int) ([]byte, error) {
	if len(tool) < 2 {
		return nil, errors.New("there is no program for the clipboard: wl-paste or xclip")
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool[0], tool[1:]...)
	cmd.WaitDelay = time.Second
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(out, int64(most)+1))
	if len(content) > most {
		cancel()
		err = errLarge
	}
	if ended := cmd.Wait(); err == nil {
		err = ended
	}
	return content, err
}
