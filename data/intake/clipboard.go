package intake

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"time"

	"tarikh.org/tarikh/data/intake/page"
)

// ClipboardHTML returns the rich text in the clipboard, as HTML, by the system's
// own wl-paste or xclip; nil where there is none, or neither is installed.
func ClipboardHTML(ctx context.Context) []byte {
	// The owner of the clipboard is another program, which may not answer.
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	tools := [][]string{{"xclip", "-selection", "clipboard", "-target", "text/html", "-out"}}
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		tools = append([][]string{{"wl-paste", "--no-newline", "--type", "text/html"}}, tools...)
	}
	for _, tool := range tools {
		if _, err := exec.LookPath(tool[0]); err != nil {
			continue
		}
		cmd := exec.CommandContext(ctx, tool[0], tool[1:]...)
		out := &bounded{left: page.MaxPage}
		cmd.Stdout = out
		cmd.WaitDelay = 100 * time.Millisecond
		// Some owners hand out plain text whatever they are asked for.
		if cmd.Run() == nil && bytes.ContainsRune(out.Bytes(), '<') {
			return out.Bytes()
		}
	}
	return nil
}
