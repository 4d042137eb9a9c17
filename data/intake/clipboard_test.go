package intake_test

import (
	"testing"

	"tarikh.org/tarikh/data/intake"
)

func TestClipboardHTML(t *testing.T) {
	t.Setenv("WAYLAND_DISPLAY", "")
	script(t, "xclip", `[ "$*" = "-selection clipboard -target text/html -out" ] && printf '<b>words</b>'`)
	if got := intake.ClipboardHTML(t.Context()); string(got) != "<b>words</b>" {
		t.Errorf("got %q", got)
	}
	// On Wayland its own program comes first; where that has nothing, the other.
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	script(t, "wl-paste", `[ "$*" = "--no-newline --type text/html" ] && printf '<i>words</i>'`)
	if got := intake.ClipboardHTML(t.Context()); string(got) != "<i>words</i>" {
		t.Errorf("got %q", got)
	}
	script(t, "wl-paste", "exit 1")
	if got := intake.ClipboardHTML(t.Context()); string(got) != "<b>words</b>" {
		t.Errorf("got %q", got)
	}
	script(t, "xclip", "echo 'Error: target text/html not available' >&2; exit 1")
	if got := intake.ClipboardHTML(t.Context()); got != nil {
		t.Errorf("got %q", got)
	}
}
