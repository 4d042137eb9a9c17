package postgres_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
)

// heard is what a listener was told: how often of each track.
type heard map[data.ID]int

// listen follows the feed from a revision until it was told of all that want lists once
// that is closed.
func listen(t testing.TB, s *postgres.Store, since int64, complete context.Context, want func() int) heard {
	told := heard{}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	for {
		c, err := s.Changes(ctx, since)
		switch {
		case ctx.Err() != nil:
			t.Errorf("told of %d of %d", len(told), want())
			return told
		case errors.Is(err, data.ErrAway):
			continue
		case err != nil || c.All:
			t.Errorf("changes: all %v, %v", c.All, err)
			return told
		}
		for _, row := range c.Rows {
			told[row.ID]++
		}
		since = c.Revision
		if complete.Err() != nil && len(told) >= want() {
			return told
		}
		waiting, enough := context.WithCancel(ctx)
		if complete.Err() == nil { // or all may have been told
			context.AfterFunc(complete, enough)
		}
		_, _ = s.Wait(waiting, since)
		enough()
	}
}

// A line loses answers, is late and is cut, with people who write and listen behind it:
// each edit is there once, and each listener is told of each once.
func TestLineFails(t *testing.T) {
	server := shared.Get(t)
	direct := made(t)
	line := pgtest.NewLine(t, server)
	address := through(direct, server.Folder(), line.Folder())
	l := newLedger()
	first := open(t, address)
	since, err := first.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	complete, all := context.WithCancel(t.Context())
	var writing, listening sync.WaitGroup
	told := make([]heard, 3)
	for i := range told {
		s := open(t, address)
		listening.Go(func() { told[i] = listen(t, s, since, complete, func() int { return 2 * len(l.begun) }) })
	}
	for range 4 {
		s := open(t, address)
		writing.Go(func() { l.write(ctx, t, s) })
	}
	for i := range times(6, 200) {
		l.await(3)
		switch i % 3 {
		case 0: // answers are lost, then the line
			lost := line.Dropped() + int64(2+i%5)
			line.Set(pgtest.Fault{Swallow: true})
			for line.Dropped() < lost {
				time.Sleep(time.Millisecond)
			}
			line.Cut()
		case 1: // nobody answers for a while
			line.Set(pgtest.Fault{Refuse: true})
			line.Cut()
			time.Sleep(100 * time.Millisecond)
		case 2:
			line.Set(pgtest.Fault{Delay: 5 * time.Millisecond})
			l.await(2)
		}
		line.Set(pgtest.Fault{})
	}
	l.await(4)
	stop()
	writing.Wait()
	all()
	listening.Wait()
	if unknown := l.check(t, direct); unknown > 0 {
		t.Errorf("%d edits are there that nobody was told of", unknown)
	}
	for i, h := range told {
		for id, n := range h {
			if n != 1 {
				t.Errorf("listener %d was told of %s %d times", i, id, n)
			}
		}
		if len(h) != 2*len(l.begun) {
			t.Errorf("listener %d was told of %d rows of %d", i, len(h), 2*len(l.begun))
		}
	}
	t.Logf("%d edits", len(l.begun))
}

// An edit is made once its transaction has ended, whatever becomes of the hint that goes
// with it.
func TestHintFails(t *testing.T) {
	server := shared.Get(t)
	direct := made(t)
	line := pgtest.NewLine(t, server)
	s := open(t, through(direct, server.Folder(), line.Folder()))
	var mu sync.Mutex
	hint := false
	line.Alter(func(m pgtest.Message) []pgtest.Message {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case m.Type == 'T' && bytes.Contains(m.Body, []byte("pg_notify")):
			hint = true
		case m.Type == 'D' && hint:
			return []pgtest.Message{failure("57014", "canceling statement due to user request")}
		case m.Type == 'C' && hint:
			hint = false
			return nil
		}
		return []pgtest.Message{m}
	})
	_, _, e := pair()
	if _, err := s.Apply(t.Context(), e); err != nil {
		t.Errorf("the edit: %v", err)
	}
	tracks, err := s.Tracks(t.Context())
	if err != nil || len(tracks) != 2 {
		t.Errorf("%d tracks, %v", len(tracks), err)
	}
}

// failure is the message of a server that says that something failed.
func failure(code, text string) pgtest.Message {
	return pgtest.Message{Type: 'E', Body: []byte(strings.Join([]string{"SERROR", "VERROR", "C" + code, "M" + text, "", ""}, "\x00"))}
}
