package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
)

// mangledCopies is how many copies of a library are mangled and opened.
const mangledCopies = 2000

// mangle flips some bytes of a library: anywhere, at the beginnings of pages,
// where their structure is, or all of a stretch.
func mangle(content []byte, r *rand.Rand) []byte {
	content = slices.Clone(content)
	for range 1 + r.IntN(1<<r.IntN(7)) {
		at := r.IntN(len(content))
		switch r.IntN(4) {
		case 0:
			at = at/4096*4096 + r.IntN(20)
		case 1:
			at = r.IntN(8192) // the header and the schema
		}
		content[min(at, len(content)-1)] ^= byte(1 + r.IntN(255))
	}
	if r.IntN(20) == 0 {
		at := r.IntN(len(content))
		clear(content[at:min(len(content), at+r.IntN(9000))])
	}
	return content
}

// Two thousand mangled copies are looked at, read, opened and recovered: nothing
// crashes, hangs or fails without a clear error, and what is mangled is never
// written to.
func TestTwoThousandMangledCopies(t *testing.T) {
	content := libraryOf(t, 30)
	const shards = 4
	opener := newOpener()
	for shard := range shards {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			rounds := mangledCopies / shards
			if testing.Short() {
				rounds /= 20
			}
			r := rand.New(rand.NewPCG(11, uint64(shard)))
			path := filepath.Join(inMemory(t), "a.tarikh")
			var met encounter
			for round := range rounds {
				mangled := mangle(content, r)
				if err := os.WriteFile(path, mangled, 0o644); err != nil {
					t.Fatal(err)
				}
				met.mangled(t, opener, path, mangled, round)
				if t.Failed() {
					keep := filepath.Join(os.TempDir(), "mangled.tarikh")
					t.Fatalf("round %d of shard %d (kept as %s: %v)", round, shard, keep, os.WriteFile(keep, mangled, 0o600))
				}
			}
			t.Logf("%d copies: %d opened as sound, %d as damaged, %d refused; of %d recovered %d were",
				rounds, met.sound, met.damaged, met.refused, met.tried, met.saved)
		})
	}
}

// encounter counts what came of mangled copies.
type encounter struct{ sound, damaged, refused, tried, saved int }

func (m *encounter) mangled(t *testing.T, opener *sqlite.Opener, path string, content []byte, round int) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	unwritten := func(what string) {
		t.Helper()
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, content) {
			t.Errorf("%s: the file was written to (%v)", what, err)
		}
		oneFile(t, path)
	}
	clear := func(what string, err error) {
		t.Helper()
		if err != nil && !errors.Is(err, data.ErrForeign) && !errors.Is(err, data.ErrCorrupt) && !errors.Is(err, data.ErrNewer) &&
			!errors.Is(err, data.ErrNotFound) && !errors.Is(err, data.ErrUnsafe) {
			t.Errorf("%s: no clear error: %v", what, err)
		}
	}
	switch round % 4 {
	case 0:
		_, err := opener.Vet(ctx, path, data.ID{}, nil)
		clear("look", err)
		unwritten("look")
	case 1:
		s, err := opener.Read(ctx, path)
		clear("read", err)
		if err == nil {
			readAll(ctx, t, s)
			if err := s.Close(); err != nil {
				t.Errorf("close after reading: %v", err)
			}
		}
		unwritten("read")
	}
	s, err := opener.Open(ctx, path)
	switch {
	case err != nil:
		m.refused++
		clear("open", err)
		unwritten("open")
	case s.Health(ctx) != nil:
		m.damaged++
		clear("health", s.Health(ctx))
		if err := s.Close(); err != nil {
			t.Errorf("close what is damaged: %v", err)
		}
		unwritten("open")
	default:
		// The flipped bytes are letters of a text, or of no use: it is a library.
		m.sound++
		if round%16 == 1 {
			exercise(t, s)
		}
		_ = s.Close()
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if round%16 != 0 {
		return
	}
	m.tried++
	into := filepath.Join(inMemory(t), "saved.tarikh")
	_, err = opener.Salvage(ctx, path, into, nil)
	clear("recover", err)
	unwritten("recover")
	if err != nil {
		return
	}
	m.saved++
	saved := open(t, into)
	if problems, err := saved.Check(ctx, nil); err != nil || len(problems) > 0 {
		t.Errorf("check of what was recovered: %q, %v", problems, err)
	}
	closeStore(t, saved)
}

// readAll reads all it can; errors must be clear, or those of the context.
func readAll(ctx context.Context, t *testing.T, s data.File) {
	for e, err := range s.Events(ctx) {
		if err != nil {
			break
		}
		if e.Importance == 3 {
			_, _ = s.EventExcerpts(ctx, e.ID)
		}
	}
	list, _ := s.Articles(ctx)
	for _, a := range list {
		_, _ = s.Article(ctx, a.ID)
		_, _ = s.ArticleAnnotations(ctx, a.ID)
		_, _ = s.ArticleExcerpts(ctx, a.ID)
	}
	_, _ = s.Columns(ctx)
	_, _ = s.Annotations(ctx)
	_, _, _ = s.History(ctx)
	_, _ = s.Views(ctx)
	if _, err := s.Check(ctx, nil); err != nil && !errors.Is(err, data.ErrCorrupt) {
		t.Errorf("check: %v", err)
	}
	if err := ctx.Err(); err != nil {
		t.Errorf("it takes too long: %v", err)
	}
}
