package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/storetest"
)

// ownerVariable makes the test program the owner of the library it names, see
// startOwner.
const ownerVariable = "TARIKH_TEST_OWN_LIBRARY"

func TestMain(m *testing.M) {
	if path := os.Getenv(ownerVariable); path != "" {
		if err := own(path); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		return
	}
	if what, path, ok := strings.Cut(os.Getenv(victimVariable), " "); ok {
		fmt.Println("failed:", victim(what, path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func TestStoreConforms(t *testing.T) {
	m := storetest.Maker{
		New: func(t testing.TB) data.Store { return create(t, libraryPath(t)) },
		Reopen: func(t testing.TB, s data.Store) data.Store {
			closeStore(t, s)
			return open(t, s.(data.File).Path())
		},
		Dump: func(t testing.TB, s data.Store) []string { return dump(t, s.(data.File)) },
	}
	storetest.Common(t, m)
	storetest.SingleUser(t, m)
}

func newOpener() *sqlite.Opener { return sqlite.NewOpener(afero.NewOsFs(), "Tarikh") }

// libraryPath is a path in a new folder with a name that is hard on URIs.
func libraryPath(t testing.TB) string {
	return filepath.Join(t.TempDir(), "100 % مكتبة #1?mode=x.tarikh")
}

func create(t testing.TB, path string) data.File {
	t.Helper()
	s, err := newOpener().Create(t.Context(), path, "A library")
	return closing(t, s, err)
}

func open(t testing.TB, path string) data.File {
	t.Helper()
	s, err := newOpener().Open(t.Context(), path)
	return closing(t, s, err)
}

func closing(t testing.TB, s data.File, err error) data.File {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func closeStore(t testing.TB, s data.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// sampleEdit inserts a track, some events on it, an article with an excerpt for
// the first, and a note.
func sampleEdit(t testing.TB, events int) data.Edit {
	t.Helper()
	track := data.Track{ID: data.NewID(), Name: "Diplomacy", Colour: "blue"}
	day, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	e := data.Edit{Label: "edit.sample", Tracks: []data.Change[data.Track]{data.Insert(track)}}
	for i := range events {
		e.Events = append(e.Events, data.Insert(data.Event{
			ID: data.NewID(), Title: fmt.Sprintf("Event %d", i), Date: day, Track: track.ID, Importance: 1 + i%5,
		}))
	}
	if events == 0 {
		return e
	}
	article := data.Article{ID: data.NewID(), Title: "قمة بكين", Published: day}.WithText("They met in Beijing.\n")
	excerpt := data.Excerpt{ID: data.NewID(), Event: e.Events[0].After.ID, Article: article.ID}
	excerpt.Anchor.Start, excerpt.Anchor.End, excerpt.Anchor.Exact = 5, 8, "met"
	note := data.Annotation{
		ID: data.NewID(), Event: excerpt.Event, Article: article.ID, Anchor: excerpt.Anchor,
		Text: "Check", Colour: "amber", Tags: []string{"a", "b"},
	}
	e.Articles = append(e.Articles, data.Insert(article))
	e.Excerpts = append(e.Excerpts, data.Insert(excerpt))
	e.Annotations = append(e.Annotations, data.Insert(note))
	return e
}

func apply(t testing.TB, s data.Store, e data.Edit) data.Edit {
	t.Helper()
	done, err := s.Apply(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func counts(t testing.TB, s data.Store) data.Counts {
	t.Helper()
	c, err := s.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// files lists a folder.
func files(t testing.TB, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// oneFile asserts that a closed library is one file.
func oneFile(t testing.TB, path string) {
	t.Helper()
	if got := files(t, filepath.Dir(path)); !slices.Equal(got, []string{filepath.Base(path)}) {
		t.Errorf("files: %q, want the library alone", got)
	}
}

// own is the other process: it opens a library, applies an edit for each line
// that it reads, says how that went, and closes the library at the end of input.
func own(path string) error {
	s, err := newOpener().Open(context.Background(), path)
	if err != nil {
		return err
	}
	fmt.Printf("open, access %+v\n", s.Access())
	for input := bufio.NewScanner(os.Stdin); input.Scan(); {
		track := data.Track{ID: data.NewID(), Name: input.Text(), Colour: "red"}
		_, err := s.Apply(context.Background(), data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(track)}})
		fmt.Println("applied", err)
	}
	err = s.Close()
	fmt.Println("closed", err)
	return err
}

// owner is a process that has a library open.
type owner struct {
	t     testing.TB
	cmd   *exec.Cmd
	input *os.File
	lines *bufio.Scanner
}

func startOwner(t testing.TB, path string) *owner {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = out.Close() })
	o := &owner{t: t, cmd: exec.CommandContext(ctx, os.Args[0]), input: out}
	o.cmd.Env = append(os.Environ(), ownerVariable+"="+path)
	o.cmd.Stdin, o.cmd.Stderr = in, os.Stderr
	lines, err := o.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	o.lines = bufio.NewScanner(lines)
	if err := o.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = in.Close()
	o.expect("open")
	return o
}

func (o *owner) expect(prefix string) {
	o.t.Helper()
	if !o.lines.Scan() || !strings.HasPrefix(o.lines.Text(), prefix) {
		o.t.Fatalf("the other process says %q, want %q", o.lines.Text(), prefix)
	}
}

func (o *owner) add(name string) {
	o.t.Helper()
	if _, err := fmt.Fprintln(o.input, name); err != nil {
		o.t.Fatal(err)
	}
	o.expect("applied <nil>")
}

func (o *owner) close() {
	o.t.Helper()
	_ = o.input.Close()
	o.expect("closed <nil>")
	if err := o.cmd.Wait(); err != nil {
		o.t.Fatal(err)
	}
}

func (o *owner) kill() {
	o.t.Helper()
	if err := o.cmd.Process.Kill(); err != nil {
		o.t.Fatal(err)
	}
	_ = o.cmd.Wait()
}
