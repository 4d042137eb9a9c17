package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/afero"
)

// session is a program on a display in which a round of work is done.
type session struct {
	realProgram
	ctx context.Context // until the program is killed
}

func (s *session) keys(args ...string) {
	typed := exec.CommandContext(s.ctx, "xdotool", args...)
	typed.Env = append(os.Environ(), "DISPLAY="+s.display)
	_ = typed.Run() // the program may be gone meanwhile
}

// paste pastes an article and brings it in.
func (s *session) paste(article string) {
	clip := exec.CommandContext(s.ctx, "xclip", "-selection", "clipboard")
	clip.Env = append(os.Environ(), "DISPLAY="+s.display)
	clip.Stdin = strings.NewReader(article)
	_ = clip.Run()
	s.keys("key", "ctrl+v", "sleep", "0.4", "key", "ctrl+Return", "sleep", "0.2")
}

// rounds are the kinds of work that the program is killed in.
func rounds() map[string]func(s *session) {
	return map[string]func(s *session){
		"typing": func(s *session) {
			s.keys("key", "n", "sleep", "0.4")
			for range 12 { // with pauses, in which it is saved
				s.keys("type", "--delay", "5", words)
				s.keys("sleep", "0.5")
			}
		},
		"undo": func(s *session) {
			for range 10 {
				s.keys("key", "n", "sleep", "0.1", "type", "--delay", "5", "a note")
				s.keys("key", "ctrl+Return", "sleep", "0.2", "key", "ctrl+z", "sleep", "0.1", "key", "ctrl+z", "key", "ctrl+y", "sleep", "0.1")
			}
		},
		"bringing in": func(s *session) {
			for i := range 15 {
				s.paste(fmt.Sprintf("The %d. talks\n5 February 2022\n\nOn 4 February 2022 they met in Beijing, and on 6 February %d left again.\n", i, i))
			}
		},
		"review": func(s *session) {
			article := "The talks\n5 February 2022\n\n"
			for day := range 28 {
				article += fmt.Sprintf("On %d March 2023 the ministers met in Geneva for the %d. time.\n\n", day+1, day+1)
			}
			s.paste(article)
			for range 28 {
				s.keys("key", "j", "sleep", "0.1", "key", "a", "sleep", "0.1")
			}
		},
	}
}

// said reads in the log the last revision that the bar showed as saved, 0 for none, and
// how often an edit of each kind was shown as the newest.
func said(path string) (revision int64, edits map[string]int) {
	edits = map[string]int{}
	raw, err := os.ReadFile(path)
	if err != nil {
		return 0, edits
	}
	for line := range strings.Lines(string(raw)) {
		var l struct {
			Msg, Undo string
			Revision  int64
		}
		if json.Unmarshal([]byte(line), &l) != nil { // the last one may be cut short
			continue
		}
		if l.Msg == "saved" {
			revision = l.Revision
		}
		if l.Msg == "library shown" && l.Undo != "" {
			edits[l.Undo]++
		}
	}
	return revision, edits
}

// The program is killed at random moments of its work: all that it has shown as saved is
// there, and the library is sound.
func TestWindowIsKilledAtWork(t *testing.T) {
	bin := buildProgram(t)
	if _, err := exec.LookPath("xclip"); err != nil {
		t.Skip("xclip is not installed")
	}
	kills, longest := 50, 8000
	if testing.Short() {
		kills, longest = 5, 1500
	}
	r := rand.New(rand.NewPCG(17, uint64(kills)))
	names := []string{"typing", "undo", "bringing in", "review", "typing"}
	var mu sync.Mutex
	grown, edits := map[string]int{}, map[string]int{}
	t.Run("kills", func(t *testing.T) { // as many at once as there are processors: most of it is waiting
		for round := range kills {
			name, after := names[round%len(names)], time.Duration(1000+r.IntN(longest))*time.Millisecond
			t.Run(fmt.Sprintf("%d %s", round, name), func(t *testing.T) {
				t.Parallel()
				saved, made := killAtWork(t, bin, name, after)
				mu.Lock()
				defer mu.Unlock()
				if saved {
					grown[name]++
				}
				for label, n := range made {
					edits[label] += n
				}
			})
		}
	})
	t.Logf("%d kills; rounds in which something was shown as saved before: %v; edits: %v", kills, grown, edits)
	if len(grown) == 0 {
		t.Error("nothing was saved in any round")
	}
	if !testing.Short() && (len(grown) < len(rounds()) || edits["edit.found.accept"] == 0) {
		t.Error("nothing was saved in some kind of round, or nothing that was found was accepted")
	}
}

// killAtWork kills the program some time after a round has begun. It reports whether
// anything was shown as saved before, and the edits that were shown.
func killAtWork(t *testing.T, bin, round string, after time.Duration) (saved bool, made map[string]int) {
	library := sampleLibrary(t)
	revision, notes := stateOf(t, library)
	program := startProgram(t, bin, library)
	s := &session{program, t.Context()}
	waitFor(t, s.log, "the first frame", func(l logLine) bool { return l.Msg == "first frame" })
	x, y := windowAt(t, s.display)
	s.keys("mousemove", fmt.Sprint(x+9), fmt.Sprint(y+9), "sleep", "0.2", "key", "Home")
	waitFor(t, s.log, "an event", func(l logLine) bool { return l.Msg == "event shown" })
	ctx, end := context.WithTimeout(t.Context(), after)
	defer end()
	context.AfterFunc(ctx, func() { _ = s.Process.Kill() })
	s.ctx = ctx
	rounds()[round](s)
	end()
	_ = s.Wait()
	promised, made := said(s.log)
	now, kept := stateOf(t, library)
	t.Logf("revision %d, %d was shown as saved; edits: %v", now, promised, made)
	if now < promised || now < revision {
		t.Errorf("revision %d, %d was shown as saved, it began with %d", now, promised, revision)
	}
	saved = promised > revision
	if round != "typing" || !saved {
		return saved, made
	}
	typed := slices.IndexFunc(kept, func(n string) bool { return n != "" && strings.HasPrefix(strings.Repeat(words, 12), n) })
	if typed < 0 || len(kept) != len(notes)+1 {
		t.Errorf("a note was shown as saved; there are %q", kept)
	}
	return saved, made
}

// words are typed again and again.
const words = "some words of a note "

// stateOf checks a library and returns its revision and what its notes say.
func stateOf(t *testing.T, path string) (revision int64, notes []string) {
	t.Helper()
	s, err := newProgram(afero.NewOsFs(), io.Discard, io.Discard).libraries.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 || s.Access().ReadOnly {
		t.Fatalf("check: %q, %v; access %+v", problems, err, s.Access())
	}
	if revision, err = s.Revision(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := s.Annotations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range all {
		notes = append(notes, n.Text)
	}
	return revision, notes
}
