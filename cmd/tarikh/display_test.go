//go:build linux

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestRealWindow opens the program on a virtual display, clicks an event on the
// timeline with the mouse, and reads in the log that its passage is shown.
func TestRealWindow(t *testing.T) {
	app := startProgram(t, buildProgram(t), "--sample")
	display, log := app.display, app.log
	const title = "COVID-19 named"
	var mark logLine
	waitFor(t, log, "the place of "+title, func(l logLine) bool {
		if l.Msg == "mark" && l.Title == title {
			mark = l
		}
		return mark.Msg != "" && l.Msg == "strip fitted" // marks before it are elsewhere now
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

// The buttons at the side of the mouse go back and on as the keys do, the other way round
// in Arabic; the others are what they were.
func TestSideButtonsOfTheMouse(t *testing.T) {
	bin := buildProgram(t)
	for lang, buttons := range map[string][2]string{"en": {"8", "9"}, "ar": {"9", "8"}} {
		t.Run(lang, func(t *testing.T) {
			app := startProgramIn(t, lang, bin, sampleLibrary(t))
			x, y := windowAt(t, app.display)
			mouse := func(args ...string) {
				t.Helper()
				do := exec.Command("xdotool", args...)
				do.Env = append(os.Environ(), "DISPLAY="+app.display)
				if out, err := do.CombinedOutput(); err != nil {
					t.Fatalf("mouse: %v\n%s", err, out)
				}
			}
			events := func(n int) func(logLine) bool {
				return func(l logLine) bool {
					if l.Msg == "event shown" {
						n--
					}
					return n == 0
				}
			}
			mouse("mousemove", fmt.Sprint(x+9), fmt.Sprint(y+9))
			mouse("key", "Home")
			waitFor(t, app.log, "an event", events(1))
			mouse("key", "period")
			waitFor(t, app.log, "the next event", events(2))
			for i, want := range []string{"place.back", "place.on"} {
				mouse("click", buttons[i])
				waitFor(t, app.log, want, func(l logLine) bool { return l.Msg == "command" && l.ID == want })
				waitFor(t, app.log, "the event there", events(3+i))
			}
		})
	}
}

// realProgram is the program on a display of its own.
type realProgram struct {
	*exec.Cmd
	dir, display, log string
	said              *bytes.Buffer // on its standard error
}

// buildProgram builds the program; the test is skipped where there is no display
// to start it on.
func buildProgram(t *testing.T) (bin string) {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("%s is not installed", tool)
			}
			t.Skipf("%s is not installed; ./dev test installs it", tool)
		}
	}
	bin = filepath.Join(t.TempDir(), "tarikh")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

// startProgram starts the program on a virtual display; it is not its first start.
// It returns once a library is open.
func startProgram(t *testing.T, bin string, args ...string) realProgram {
	t.Helper()
	return startProgramIn(t, "en", bin, args...)
}

// startProgramIn is startProgram in a language.
func startProgramIn(t *testing.T, lang, bin string, args ...string) realProgram {
	t.Helper()
	dir := t.TempDir()
	// No tour stands before the timeline.
	if err := os.MkdirAll(filepath.Join(dir, "tarikh"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "tarikh", "state.json"), []byte(`{"toured":true,"lang":"`+lang+`"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	app := realProgram{dir: dir, display: startDisplay(t), log: filepath.Join(dir, "log"), said: new(bytes.Buffer)}
	app.Cmd = exec.Command(bin, append(args, "--log", app.log)...)
	app.Env = append(os.Environ(), "DISPLAY="+app.display, "WAYLAND_DISPLAY=", "LANG=en_US.UTF-8", "LC_ALL=", "LANGUAGE=", "FYNE_SCALE=1",
		"XDG_STATE_HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_CACHE_HOME="+dir, "HOME="+dir)
	app.Stderr = app.said
	if err := app.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = app.Process.Kill(); _ = app.Wait() })
	waitFor(t, app.log, "a library", func(l logLine) bool { return l.Msg == "library opened" })
	return app
}

// The class of the window, by which the desktop finds its icon and groups windows, is
// the same in all languages, and the one of the menu entry.
func TestTheWindowHasItsClass(t *testing.T) {
	app := startProgramIn(t, "ar", buildProgram(t), sampleLibrary(t))
	find := exec.Command("xdotool", "search", "--sync", "--onlyvisible", "--class", "^Tarikh$", "getwindowname")
	find.Env = append(os.Environ(), "DISPLAY="+app.display)
	name, err := find.CombinedOutput()
	if err != nil || !strings.Contains(string(name), "تاريخ") {
		t.Errorf("%q, %v", name, err)
	}
}

// A signal ends the program as closing its window does, whatever the toolkit makes
// of it: what is typed is written, and the library is one file.
func TestSignalsEndTheProgram(t *testing.T) {
	bin := buildProgram(t)
	for _, sent := range []os.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		t.Run(sent.String(), func(t *testing.T) {
			if signal.Ignored(sent) {
				t.Skip("this shell asks programs to ignore it, as nohup does")
			}
			path := sampleLibrary(t)
			app := startProgram(t, bin, path)
			x, y := windowAt(t, app.display)
			keys := func(args ...string) {
				t.Helper()
				typed := exec.Command("xdotool", args...)
				typed.Env = append(os.Environ(), "DISPLAY="+app.display)
				if out, err := typed.CombinedOutput(); err != nil {
					t.Fatalf("keys: %v\n%s", err, out)
				}
			}
			keys("mousemove", fmt.Sprint(x+9), fmt.Sprint(y+9)) // what is under it has the keyboard
			keys("key", "Home")
			waitFor(t, app.log, "an event", func(l logLine) bool { return l.Msg == "event shown" })
			keys("key", "n")
			waitFor(t, app.log, "a note", func(l logLine) bool { return l.Msg == "command" && l.ID == "note.add" })
			keys("type", "--delay", "40", "words")
			waitFor(t, app.log, "the first words", func(l logLine) bool { return l.Msg == "library shown" && l.Undo == "edit.note.add" })
			keys("type", "--delay", "40", " and more")
			if err := app.Process.Signal(sent); err != nil {
				t.Fatal(err)
			}
			hangs := time.AfterFunc(time.Minute, func() { _ = app.Process.Signal(syscall.SIGQUIT) }) // it says where, and Wait fails
			if err := app.Wait(); err != nil {
				t.Errorf("%v\n%s", err, app.said.Bytes())
			}
			hangs.Stop()
			if left := leftBeside(t, path); len(left) != 1 {
				t.Errorf("left: %q", left)
			}
			if out := must(t, "search", path, "words", "--json"); !strings.Contains(out, "words and") {
				t.Errorf("the note is not there: %s", out)
			}
		})
	}
}

// startDisplay starts a virtual display and returns its name.
func startDisplay(t *testing.T) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-noreset", "-screen", "0", "1440x900x24", "-nolisten", "tcp")
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
	find := exec.Command("xdotool", "search", "--sync", "--onlyvisible", "--class", "^Tarikh$", "getwindowgeometry", "--shell")
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
