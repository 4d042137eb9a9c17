//go:build windows || darwin

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// onDesktop is the variable of the environment that lets a test use the pointer and the
// keyboard of the desktop it runs on; it names the file for a picture of the screen.
const onDesktop = "TARIKH_TEST_DESKTOP"

// The program on the desktop of this system: its window opens the sample, a click on an
// event shows its passage, a note is written, and closing the window leaves one file that
// holds it.
func TestWindowOnDesktop(t *testing.T) {
	picture := os.Getenv(onDesktop)
	if picture == "" {
		t.Skip(onDesktop + " is not set: the pointer and the keyboard are left alone")
	}
	dir, path := t.TempDir(), filepath.Join(t.TempDir(), "sample.tarikh")
	must(t, "new", path, "--sample")
	if err := os.MkdirAll(filepath.Join(dir, "tarikh"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "tarikh", "state.json"), []byte(`{"toured":true,"lang":"en"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(dir, "log")
	app := exec.Command(os.Args[0], path, "--log", log)
	app.Env = append(os.Environ(), asProgram+"=1", "FYNE_SCALE=1", "XDG_STATE_HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_CACHE_HOME="+dir)
	app.Stdout, app.Stderr = os.Stdout, os.Stderr
	if err := app.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = app.Process.Kill(); _ = app.Wait() })
	const title = "COVID-19 named"
	var mark logLine
	waitFor(t, log, "the place of "+title, func(l logLine) bool {
		if l.Msg == "mark" && l.Title == title {
			mark = l
		}
		return mark.Msg != "" && l.Msg == "strip fitted" // marks before it are elsewhere now
	})
	d := newUserDesktop(t, app.Process.Pid)
	d.click(int(mark.X), int(mark.Y))
	waitFor(t, log, title+" is selected", func(l logLine) bool { return l.Msg == "event shown" && l.Title == title })
	waitFor(t, log, "its passage is shown", func(l logLine) bool { return l.Msg == "excerpt shown" && strings.Contains(l.Text, "COVID-19") })
	d.write("n")
	waitFor(t, log, "a note", func(l logLine) bool { return l.Msg == "command" && l.ID == "note.add" })
	d.write("wordsonthisdesktop")
	waitFor(t, log, "the words", func(l logLine) bool { return l.Msg == "library shown" && l.Undo == "edit.note.add" })
	d.picture(picture)
	d.close()
	ended := make(chan error, 1)
	go func() { ended <- app.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("the program does not end when its window is closed")
	}
	if left := leftBeside(t, path); len(left) != 1 {
		t.Errorf("left: %q", left)
	}
	if out := must(t, "search", path, "wordsonthisdesktop", "--json"); !strings.Contains(out, "wordsonthisdesktop") {
		t.Errorf("the note is not there: %s", out)
	}
}
