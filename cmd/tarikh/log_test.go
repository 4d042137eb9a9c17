package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/spf13/afero"
)

// The log goes on where the last start ended, is set aside when it is full, and is
// its owner's alone.
func TestLogRotates(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	const lines = 300
	for run := range 3 {
		log, done, err := newLog(afero.NewOsFs(), dir, "")
		if err != nil {
			t.Fatal(err)
		}
		for i := range lines {
			log.Info(strings.Repeat("x", 2000), "run", run, "line", i)
		}
		done()
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Fatalf("%d files, want 2 of the three times 600 KB (%v)", len(entries), err)
	}
	written := 0
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || info.Size() > logSize<<20 || runtime.GOOS != "windows" && info.Mode() != 0o600 {
			t.Errorf("%s: %d bytes, mode %v (%v)", e.Name(), info.Size(), info.Mode(), err)
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		written += strings.Count(string(text), "\n")
		if last := fmt.Sprintf("\"run\":2,\"line\":%d}\n", lines-1); e.Name() == logName && !strings.HasSuffix(string(text), last) {
			t.Errorf("the log ends in %q", text[len(text)-40:])
		}
	}
	if written != 3*lines {
		t.Errorf("%d lines are kept of %d", written, 3*lines)
	}
}

func TestLogKeepsWhatIsReadToItself(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.log")
	log, done, err := newLog(afero.NewOsFs(), dir, whole)
	if err != nil {
		t.Fatal(err)
	}
	log.Info("command", "id", "event.next")
	log.Debug("event shown", "title", "secret")
	done()
	for _, c := range []struct {
		file string
		want bool
	}{{filepath.Join(dir, logName), false}, {whole, true}} {
		text, err := os.ReadFile(c.file)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(text), "secret"); got != c.want || !strings.Contains(string(text), "event.next") {
			t.Errorf("%s: %s", c.file, text)
		}
	}
}

// A state folder that can't be written costs the log, not the window.
func TestLogWithoutAFolder(t *testing.T) {
	log, done, err := newLog(afero.NewReadOnlyFs(afero.NewMemMapFs()), "state", "")
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	if err := log.Handler().Handle(t.Context(), slog.Record{Message: "nobody hears it"}); err != nil {
		t.Error(err)
	}
}
