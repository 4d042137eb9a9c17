package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// The toolkit finds its folder of caches at the first start of a new account, and what
// it complains of is in the log only.
func TestTheToolkitPrintsNothing(t *testing.T) {
	bin := buildProgram(t)
	for _, c := range []struct {
		name   string
		set    string // XDG_CACHE_HOME; HOME is before it
		caches string // the folder below HOME
	}{
		{"a new account", "", ".cache"},
		{"caches elsewhere", "HOME/new/caches", "new/caches"},
		{"a variable that does not count", "caches", ".cache"},
		{"a folder that can't be made", "HOME/file/caches", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			home, folder := t.TempDir(), t.TempDir()
			if err := os.WriteFile(filepath.Join(home, "file"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			log := filepath.Join(t.TempDir(), "log")
			command := exec.Command(bin, "--log", log)
			command.Dir = folder
			command.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "XDG_") })
			command.Env = append(command.Env, "DISPLAY="+startDisplay(t), "WAYLAND_DISPLAY=", "HOME="+home, "XDG_RUNTIME_DIR="+t.TempDir(), "DBUS_SESSION_BUS_ADDRESS=unix:path=none")
			if c.set != "" {
				command.Env = append(command.Env, "XDG_CACHE_HOME="+strings.Replace(c.set, "HOME", home, 1))
			}
			var said bytes.Buffer
			command.Stdout, command.Stderr = &said, &said
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = command.Process.Kill() })
			waitFor(t, log, "the first frame", func(l logLine) bool { return l.Msg == "first frame" })
			waitFor(t, log, "a complaint, since there is no D-Bus", func(l logLine) bool { return strings.HasPrefix(l.Msg, "Fyne error") })
			if err := command.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			if err := command.Wait(); err != nil || strings.Contains(said.String(), "Fyne") || c.caches != "" && said.Len() > 0 { // drivers complain of no folder too
				t.Errorf("%v, printed: %s", err, &said)
			}
			logged, err := os.ReadFile(log)
			if err != nil || strings.Contains(string(logged), "cache space") != (c.caches == "") {
				t.Errorf("%v, logged: %s", err, logged)
			}
			if info, err := os.Stat(filepath.Join(home, c.caches, "fyne", appID)); c.caches != "" && (err != nil || !info.IsDir()) {
				t.Errorf("caches: %v, %v", info, err)
			}
			if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
				t.Errorf("in the folder it was started in: %v, %v", entries, err)
			}
		})
	}
}
