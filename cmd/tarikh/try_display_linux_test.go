package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// server starts a display server that tells nothing when it is ready, and waits for its
// socket.
func server(t *testing.T, socket string, env []string, name string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
	command := exec.Command(name, args...)
	command.Env = append(os.Environ(), env...)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Signal(os.Interrupt); _ = command.Wait() }) // it removes its socket
	for end := time.Now().Add(time.Minute); ; {
		if _, err := os.Stat(socket); err == nil {
			return
		}
		if time.Now().After(end) {
			t.Skipf("%s does not start here", name)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// Where no window can be opened, that is one plain sentence, and a failure: nothing is
// held, nothing is left, and a user who started the program from a menu sees it.
func TestNoWindowCanBeOpened(t *testing.T) {
	for _, c := range []struct {
		name string
		want string
		env  func(t *testing.T, run string) []string
	}{
		{"no display", "there is no display", func(*testing.T, string) []string { return []string{"DISPLAY=", "WAYLAND_DISPLAY="} }},
		{"X that is not there", "cannot be reached", func(*testing.T, string) []string { return []string{"DISPLAY=:4711", "WAYLAND_DISPLAY="} }},
		{"Wayland that is not there", "cannot be reached", func(*testing.T, string) []string { return []string{"DISPLAY=", "WAYLAND_DISPLAY=none"} }},
		{"X without GL", "has no OpenGL", func(t *testing.T, run string) []string {
			server(t, "/tmp/.X11-unix/X3947", nil, "Xvfb", ":3947", "-extension", "GLX", "-nolisten", "tcp")
			return []string{"DISPLAY=:3947", "WAYLAND_DISPLAY="}
		}},
		{"X that goes away after the trial", "cannot be reached", func(t *testing.T, run string) []string {
			server(t, "/tmp/.X11-unix/X3948", nil, "Xvfb", ":3948", "-terminate", "-nolisten", "tcp")
			return []string{"DISPLAY=:3948", "WAYLAND_DISPLAY="}
		}},
		{"a compositor without a seat", "no window can be opened", func(t *testing.T, run string) []string {
			server(t, filepath.Join(run, "seatless"), []string{"XDG_RUNTIME_DIR=" + run}, "weston", "--backend=headless-backend.so", "--socket=seatless")
			return []string{"DISPLAY=", "WAYLAND_DISPLAY=seatless"}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			home, run, tools := t.TempDir(), t.TempDir(), t.TempDir()
			library := filepath.Join(t.TempDir(), "a.tarikh")
			must(t, "new", library)
			told := filepath.Join(tools, "told")
			script := "#!/bin/sh\necho \"$@\" >" + told + ".part; mv " + told + ".part " + told + "\n"
			if err := os.WriteFile(filepath.Join(tools, "zenity"), []byte(script), 0o700); err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithTimeout(t.Context(), time.Minute)
			defer stop()
			command := exec.CommandContext(ctx, os.Args[0], library)
			command.Env = append(append(os.Environ(), c.env(t, run)...), asProgram+"=1", "MESA_SHADER_CACHE_DISABLE=true", "HOME="+home, "XDG_STATE_HOME="+home, "XDG_DATA_HOME="+home,
				"XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="+home, "XDG_RUNTIME_DIR="+run, "PATH="+tools+":"+os.Getenv("PATH"))
			var said bytes.Buffer
			command.Stderr = &said
			_ = command.Run() // the code is looked at below
			if code := command.ProcessState.ExitCode(); code != exitFailed || strings.Count(said.String(), "\n") != 1 || !strings.Contains(said.String(), c.want) {
				t.Errorf("%d: %s", code, &said)
			}
			if left := leftBeside(t, library); len(left) != 1 {
				t.Errorf("left: %q", left)
			}
			if entries, err := os.ReadDir(home); err != nil || len(entries) > 0 {
				t.Errorf("at home: %v, %v", entries, err)
			}
			for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
				shown, err := os.ReadFile(told)
				if err == nil && strings.Contains(string(shown), c.want) {
					return
				}
				if time.Now().After(end) {
					t.Fatalf("shown %q, %v", shown, err)
				}
			}
		})
	}
}
