//go:build linux

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// logLine is what the test reads of the program's log.
type logLine struct {
	Msg, Title, Text string
	X, Y             float64
}

// TestRealWindow opens the program on a virtual display, clicks an event on the
// timeline with the mouse, and reads in the log that its passage is shown.
func TestRealWindow(t *testing.T) {
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("%s is not installed", tool)
			}
			t.Skipf("%s is not installed; ./dev test installs it", tool)
		}
	}
	dir := t.TempDir()
	bin := filepath.Join(t.TempDir(), "tarikh")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	display := startDisplay(t)
	// A start that is not the first: no tour stands before the timeline.
	if err := os.MkdirAll(filepath.Join(dir, "tarikh"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "tarikh", "state.json"), []byte(`{"toured":true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(dir, "log")
	app := exec.Command(bin, "--sample", "--log", log)
	app.Env = append(os.Environ(), "DISPLAY="+display, "WAYLAND_DISPLAY=", "LANG=en_US.UTF-8", "LC_ALL=", "LANGUAGE=", "FYNE_SCALE=1",
		"XDG_STATE_HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_CACHE_HOME="+dir, "HOME="+dir)
	if err := app.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = app.Process.Kill(); _ = app.Wait() })
	waitFor(t, log, "the sample library", func(l logLine) bool { return l.Msg == "library opened" })
	const title = "COVID-19 named"
	var mark logLine
	waitFor(t, log, "the place of "+title, func(l logLine) bool {
		if l.Msg == "mark" && l.Title == title {
			mark = l
		}
		return mark.Msg != ""
	})
	x, y := windowAt(t, display)
	move := exec.Command("xdotool", "mousemove", fmt.Sprint(x+int(mark.X)), fmt.Sprint(y+int(mark.Y)), "sleep", "0.3", "click", "1")
	move.Env = append(os.Environ(), "DISPLAY="+display)
	if out, err := move.CombinedOutput(); err != nil {
		t.Fatalf("click: %v\n%s", err, out)
	}
	waitFor(t, log, title+" is selected", func(l logLine) bool { return l.Msg == "event shown" && l.Title == title })
	waitFor(t, log, "its passage is shown", func(l logLine) bool { return l.Msg == "excerpt shown" && strings.Contains(l.Text, "COVID-19") })
}

// startDisplay starts a virtual display and returns its name.
func startDisplay(t *testing.T) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Process.Kill(); _ = x.Wait() })
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb gave no display: %v", err)
	}
	return ":" + strings.TrimSpace(number)
}

// windowAt returns where the program's window stands on the screen.
func windowAt(t *testing.T, display string) (x, y int) {
	t.Helper()
	find := exec.Command("xdotool", "search", "--sync", "--onlyvisible", "--name", "Tarikh", "getwindowgeometry", "--shell")
	find.Env = append(os.Environ(), "DISPLAY="+display)
	out, err := find.Output()
	if err != nil {
		t.Fatalf("find the window: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch name {
		case "X":
			_, err = fmt.Sscan(value, &x)
		case "Y":
			_, err = fmt.Sscan(value, &y)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return x, y
}

// waitFor reads the log until a line satisfies found.
func waitFor(t *testing.T, path, what string, found func(logLine) bool) {
	t.Helper()
	for deadline := time.Now().Add(60 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		raw, err := os.ReadFile(path)
		if err != nil {
			continue // not there yet
		}
		done := false
		for line := range strings.Lines(string(raw)) {
			var l logLine
			if json.Unmarshal([]byte(line), &l) == nil && found(l) {
				done = true
			}
		}
		if done {
			return
		}
	}
	raw, _ := os.ReadFile(path)
	t.Fatalf("never happened: %s; the log:\n%s", what, raw)
}
