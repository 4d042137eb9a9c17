package sqlite_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
)

// victimVariable makes the test program one that works on a library until it is
// killed: what it does and the library's path, with a blank between.
const victimVariable = "TARIKH_TEST_KILLED"

// victim works on a library. It says "begin NAME" before each piece of work and
// "done NAME" after it: that is the promise that it is written.
func victim(what, path string) error {
	ctx := context.Background()
	if what == "migrations" {
		fmt.Println("begin migration")
	}
	s, err := newOpener().Open(ctx, path)
	if err != nil {
		return err
	}
	if what == "migrations" {
		fmt.Println("done migration")
	}
	for i := 0; ; i++ {
		name := fmt.Sprintf("%s %d of %d", what, i, os.Getpid())
		e, err := tarikhjson.ReadEdit(ctx, killedDocument(name), "library.json", "en")
		if err != nil {
			return err
		}
		fmt.Println("begin", name)
		if what == "parts" {
			_, err = s.ApplyAll(ctx, "edit.import", largeParts(e), nil)
		} else {
			_, err = s.Apply(ctx, e)
		}
		if err != nil {
			return err
		}
		fmt.Println("done", name)
	}
}

// largeParts are the rows of an edit as parts, an event each with a text so long that
// most is in the log, or in the file, before all is written.
func largeParts(e data.Edit) iter.Seq2[data.Edit, error] {
	return func(yield func(data.Edit, error) bool) {
		if !yield(data.Edit{Events: e.Events[:1]}, nil) { // its track comes later
			return
		}
		for _, c := range e.Events[1:] {
			c.After.Description = strings.Repeat(c.After.Title+" ", 4000)
			if !yield(data.Edit{Events: []data.Change[data.Event]{c}}, nil) {
				return
			}
		}
		_ = yield(data.Edit{Articles: e.Articles}, nil) && yield(data.Edit{Tracks: e.Tracks}, nil)
	}
}

// killedEvents is how many events each piece of work makes: it is whole if its
// track has them all.
const killedEvents = 40

// killedDocument is a file to import: a track of that name with its events, and
// an article of many pages.
func killedDocument(name string) fs.FS {
	type row = map[string]any
	events := make([]row, killedEvents)
	for i := range events {
		events[i] = row{"id": fmt.Sprint(i), "title": fmt.Sprintf("%s, %d", name, i), "date": "2022-02-04", "track": "t"}
	}
	text, err := json.Marshal(row{
		"format": "tarikh-json", "version": 1, "events": events,
		"tracks":   []row{{"id": "t", "name": name, "colour": "blue"}},
		"articles": []row{{"id": "a", "title": name, "published": "2022-02-04", "text": strings.Repeat("اختتم الرئيسان القمة في بكين.\n", 600)}},
	})
	if err != nil {
		panic(err)
	}
	return fstest.MapFS{"library.json": {Data: text}}
}

// kill starts a victim, kills it some time after its first piece of work has
// begun, and returns what it has promised and whether it was at work.
func kill(t *testing.T, what, path string, after time.Duration) (done []string, midway bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), victimVariable+"="+what+" "+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for first := true; said.Scan(); first = false {
		if first {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
		name, ok := strings.CutPrefix(said.Text(), "done ")
		if ok {
			done = append(done, name)
		} else if !strings.HasPrefix(said.Text(), "begin ") {
			t.Fatalf("the other process says %q", said.Text())
		}
		midway = !ok
	}
	_ = cmd.Wait()
	return done, midway
}

// survives opens a library that was left so, for writing, and returns the names
// of what is in it; a part of a piece of work fails the test.
func survives(t *testing.T, path string) map[string]bool {
	t.Helper()
	s, err := newOpener().Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	tracks, err := s.Tracks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	columns, err := s.Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	events, names := make([]int, len(tracks)), map[string]bool{}
	for _, track := range columns.Track {
		events[track]++
	}
	for i, track := range tracks {
		names[track.Name] = true
		if events[i] != killedEvents {
			t.Errorf("half a piece of work: %d events of %s", events[i], track.Name)
		}
	}
	steps, err := s.Steps(t.Context(), 0, 1000)
	if err != nil || len(steps) != len(tracks) {
		t.Errorf("%d steps for %d pieces of work (%v)", len(steps), len(tracks), err)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
	if a := s.Access(); a.ReadOnly {
		t.Errorf("access %+v", a)
	}
	if err := errors.Join(s.Health(t.Context()), s.Close()); err != nil {
		t.Error(err)
	}
	oneFile(t, path)
	return names
}

// A program that is killed in the middle of its work, many times, loses
// nothing that it has promised and leaves no half of anything.
func TestKilledManyTimes(t *testing.T) {
	old, err := os.ReadFile(filepath.Join("faultvfs", "testdata", "version1.tarikh"))
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		rounds int
		fresh  int // after so many rounds the library is a new one
		within time.Duration
	}{
		"imports": {150, 10, 60 * time.Millisecond}, "migrations": {50, 1, 30 * time.Millisecond},
		// With a rollback journal instead of a log.
		"synchronised": {50, 10, 60 * time.Millisecond},
		// In parts, each of which is long under way.
		"parts": {30, 10, time.Second},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			rounds := c.rounds
			if testing.Short() {
				rounds /= 10
			}
			r := rand.New(rand.NewPCG(3, uint64(rounds)))
			var path string
			var promised []string
			kept, midway, within := 0, 0, c.within
			for round := range rounds {
				if round%c.fresh == 0 {
					folder := inMemory(t)
					if what == "synchronised" {
						mustDo(t, errors.Join(os.Mkdir(filepath.Join(folder, ".stfolder"), 0o755), os.Mkdir(filepath.Join(folder, "in"), 0o755)))
						folder = filepath.Join(folder, "in")
					}
					path, promised = filepath.Join(folder, "a.tarikh"), nil
					if what == "migrations" {
						if err := os.WriteFile(path, old, 0o644); err != nil {
							t.Fatal(err)
						}
					} else {
						closeStore(t, create(t, path))
					}
				}
				done, cut := kill(t, what, path, time.Duration(r.Int64N(int64(within))))
				if cut {
					midway++
				}
				// A machine that does other work takes longer until anything is promised.
				if within = max(c.within, within*4/5); len(done) == 0 {
					within = min(within*3/2, 10*time.Second)
				}
				for _, name := range done {
					if name != "migration" {
						promised = append(promised, name)
						kept++
					}
				}
				if what == "migrations" {
					survivesMigration(t, path, promised)
					continue
				}
				names := survives(t, path)
				for _, name := range promised {
					if !names[name] {
						t.Errorf("round %d: %s was promised and is gone", round, name)
					}
				}
				if t.Failed() {
					t.FailNow()
				}
			}
			t.Logf("%d kills, %d of them at work, %d pieces of work promised and there", rounds, midway, kept)
			if kept == 0 && what != "migrations" && !testing.Short() {
				t.Error("nothing was promised before any kill")
			}
			if midway < rounds/4 {
				t.Errorf("only %d of %d kills were in the middle of anything", midway, rounds)
			}
		})
	}
}

// survivesMigration is survives for a library of two edits of another kind.
func survivesMigration(t *testing.T, path string, promised []string) {
	t.Helper()
	s := open(t, path)
	names := map[string]bool{}
	tracks, err := s.Tracks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, track := range tracks {
		names[track.Name] = true
	}
	for _, name := range append([]string{"before 1", "before 2"}, promised...) {
		if !names[name] {
			t.Errorf("%s is gone", name)
		}
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 || s.Access().ReadOnly {
		t.Errorf("check: %q, %v; access %+v", problems, err, s.Access())
	}
	if c := counts(t, s); c.Events < 14 || c.Articles < 2 {
		t.Errorf("counts %+v", c)
	}
	apply(t, s, sampleEdit(t, 1))
	closeStore(t, s)
}

// inMemory is a new folder in memory, where the system has such a place: killing
// a process takes nothing from the system's cache, so the disk does not matter.
func inMemory(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "tarikh")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}
