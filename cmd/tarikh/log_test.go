package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"
)

func TestLogRotates(t *testing.T) {
	files := afero.NewMemMapFs()
	const limit, kept = 100, 2
	for run := range 2 { // a second start goes on where the first ended
		l, err := newRotatingLog(files, "state/tarikh.log", limit, kept)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 20 {
			if _, err := fmt.Fprintf(l, "run %d line %02d of the log\n", run, i); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := afero.ReadDir(files, "state")
	if err != nil || len(entries) != kept+1 {
		t.Fatalf("%d files, want %d (%v)", len(entries), kept+1, err)
	}
	for _, e := range entries {
		if e.Size() > limit || e.Size() == 0 {
			t.Errorf("%s: %d bytes, want 1 to %d", e.Name(), e.Size(), limit)
		}
	}
	text, err := afero.ReadFile(files, "state/tarikh.log")
	if err != nil || !strings.HasSuffix(string(text), "run 1 line 19 of the log\n") {
		t.Errorf("the log ends in %q (%v)", text, err)
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
