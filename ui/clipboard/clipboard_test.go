package clipboard

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestTheDesktopsProgram(t *testing.T) {
	for _, c := range []struct {
		name, wayland, x, there, want string
	}{
		{"wayland", "wayland-0", ":0", "wl-copy xclip", "wl-copy --type"},
		{"x11", "", ":0", "wl-copy xclip", "xclip -in -selection clipboard -target"},
		{"wayland without its program", "wayland-0", ":0", "xclip", "xclip -in -selection clipboard -target"},
		{"no program", "wayland-0", ":0", "", ""},
		{"no display", "", "", "wl-copy xclip", ""},
	} {
		d := Of(func(name string) string {
			return map[string]string{"WAYLAND_DISPLAY": c.wayland, "DISPLAY": c.x}[name]
		}, func(name string) (string, error) {
			if strings.Contains(" "+c.there+" ", " "+name+" ") {
				return name, nil
			}
			return "", exec.ErrNotFound
		})
		if got := strings.Join(d.tool, " "); got != c.want || d.Can() != (c.want != "") {
			t.Errorf("%s: %q, can %v; want %q", c.name, got, d.Can(), c.want)
		}
	}
}

// The program gets the type and the content, and may stay behind.
func TestPut(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no shell")
	}
	dir := t.TempDir()
	tool := filepath.Join(dir, "tool")
	script := "#!/bin/sh\nprintf '%s|' \"$@\" >" + dir + "/got\ncat >>" + dir + "/got\nsleep 2 &\n"
	if err := os.WriteFile(tool, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := (Desktop{[]string{tool, "--type"}}).Put(t.Context(), HTML, []byte("<b>قمة</b>")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(dir + "/got"); err != nil || string(got) != "--type|text/html|<b>قمة</b>" {
		t.Errorf("it got %q, %v", got, err)
	}
	if err := os.WriteFile(tool, []byte("#!/bin/sh\nexit 3\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, ok := errors.AsType[*exec.ExitError]((Desktop{[]string{tool}}).Put(t.Context(), PNG, nil)); !ok {
		t.Error("that it failed is not said")
	}
	if err := (Desktop{}).Put(t.Context(), PNG, nil); err == nil {
		t.Error("nothing was copied, and it is not said")
	}
}
