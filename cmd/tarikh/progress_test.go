package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// screen is a terminal on which the test waits for a line.
type screen struct {
	bytes.Buffer
	line  string
	shown chan struct{}
}

func (s *screen) Write(b []byte) (int, error) {
	if string(b) == s.line && !strings.Contains(s.String(), s.line) {
		close(s.shown)
	}
	return s.Buffer.Write(b)
}

// A terminal has one line that says how far work is; it is gone afterwards.
func TestProgressOnATerminal(t *testing.T) {
	const line = "\rcheck:  42 %"
	s := &screen{line: line, shown: make(chan struct{})}
	p := &program{err: s, shows: time.Nanosecond}
	if err := p.showing("check", func(tell func(float64)) error {
		tell(0.42)
		<-s.shown
		return context.Canceled
	}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
	said := s.String() // it may begin with 0 %: the line is shown from time to time
	if !strings.HasSuffix(said, line+"\r"+strings.Repeat(" ", len(line)-1)+"\r") {
		t.Errorf("it shows %q", said)
	}
}

// What is done soon shows nothing, and nothing is shown where there is no terminal.
func TestNoProgress(t *testing.T) {
	if showsProgress(&bytes.Buffer{}) != 0 {
		t.Error("a buffer is taken for a terminal")
	}
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if showsProgress(f) != 0 {
		t.Error("a file is taken for a terminal")
	}
	var said bytes.Buffer
	p := &program{err: &said, shows: time.Hour}
	if err := p.showing("check", func(tell func(float64)) error { tell(1); return nil }); err != nil || said.Len() > 0 {
		t.Errorf("it shows %q (%v)", said.String(), err)
	}
}

// interrupting sends this process a signal in the midst of a check or a recovery, and
// goes on once that has arrived.
type interrupting struct {
	data.Opener
	data.Rescuer
	t *testing.T
}

func (i interrupting) Salvage(ctx context.Context, path, into string, _ func(float64)) (data.Salvaged, error) {
	return i.Rescuer.Salvage(ctx, path, into, i.tell(ctx))
}

func (i interrupting) Read(ctx context.Context, path string) (data.File, error) {
	f, err := i.Opener.Read(ctx, path)
	return interruptedFile{f, i}, err
}

func (i interrupting) tell(ctx context.Context) func(float64) {
	return func(float64) {
		if ctx.Err() == nil {
			interruptSelf(i.t)
		}
		<-ctx.Done()
	}
}

type interruptedFile struct {
	data.File
	i interrupting
}

func (f interruptedFile) Check(ctx context.Context, _ func(float64)) ([]string, error) {
	return f.File.Check(ctx, f.i.tell(ctx))
}

// Ctrl+C ends a command with the status that shells know it by, and leaves what it found.
func TestCtrlCEndsACommand(t *testing.T) {
	path := sampleLibrary(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"check":   {"check", path},
		"recover": {"recover", path, "-o", filepath.Join(filepath.Dir(path), "b.tarikh")},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			p := newProgram(afero.NewOsFs(), &out, &errs)
			i := interrupting{p.libraries.Opener, p.libraries.Rescuer, t}
			p.libraries.Opener, p.libraries.Rescuer = i, i
			if code := run(p, args); code != exitEnded || out.Len() > 0 || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), "cancelled") {
				t.Errorf("exit %d, out %q, errors %q", code, out.String(), errs.String())
			}
			if files, err := os.ReadDir(filepath.Dir(path)); err != nil || len(files) != 1 {
				t.Errorf("left: %v (%v)", files, err)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
				t.Errorf("the library was changed (%v)", err)
			}
		})
	}
}
