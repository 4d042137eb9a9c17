package clipboard

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
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
	if err := (Desktop{tool: []string{tool, "--type"}}).Put(t.Context(), HTML, []byte("<b>قمة</b>")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(dir + "/got"); err != nil || string(got) != "--type|text/html|<b>قمة</b>" {
		t.Errorf("it got %q, %v", got, err)
	}
	if err := os.WriteFile(tool, []byte("#!/bin/sh\nexit 3\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, ok := errors.AsType[*exec.ExitError]((Desktop{tool: []string{tool}}).Put(t.Context(), PNG, nil)); !ok {
		t.Error("that it failed is not said")
	}
	if err := (Desktop{}).Put(t.Context(), PNG, nil); err == nil {
		t.Error("nothing was copied, and it is not said")
	}
}

// What is in the clipboard is listed and taken out by its type, up to a size.
func TestGet(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no shell")
	}
	tool := filepath.Join(t.TempDir(), "xclip")
	script := "#!/bin/sh\n[ \"$5\" = TARGETS ] && printf 'TARGETS\\nimage/png\\n' && exit\n[ \"$5\" = image/png ] || exit 1\nprintf 'pixels of %s' \"$5\"\n"
	if err := os.WriteFile(tool, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	d := Of(func(name string) string { return map[string]string{"DISPLAY": ":0"}[name] }, func(string) (string, error) { return tool, nil })
	if got := d.Types(t.Context()); !slices.Equal(got, []string{"TARGETS", PNG}) {
		t.Errorf("types %q", got)
	}
	if got, err := d.Get(t.Context(), PNG, 100); err != nil || string(got) != "pixels of image/png" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := d.Get(t.Context(), PNG, 5); !errors.Is(err, errLarge) {
		t.Errorf("more than 5 bytes: %v", err)
	}
	if _, err := d.Get(t.Context(), JPEG, 100); err == nil {
		t.Error("what is not there was taken out")
	}
	if len((Desktop{}).Types(t.Context())) > 0 {
		t.Error("there are types without a program")
	}
}
