package postgres_test

import (
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

// Behind PgBouncer a library is read, searched, written and followed: in transaction mode,
// where connections are shared and hints never come, by asking.
func TestPooler(t *testing.T) {
	for _, mode := range []string{"session", "transaction"} {
		t.Run(mode, func(t *testing.T) {
			server := shared.Get(t)
			direct := made(t)
			pooled := through(direct, server.Folder(), server.Pooler(t, mode))
			// In session mode each has connections of its own: one of the three that there are.
			writer, reader := open(t, direct), open(t, pooled)
			if mode == "transaction" {
				writer = open(t, pooled)
			}
			l := newLedger()
			since, err := writer.Revision(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			complete, all := context.WithCancel(t.Context())
			defer all()
			var told heard
			var listening sync.WaitGroup
			listening.Go(func() {
				told = listen(t, reader, since, complete, func() int { return 2 * len(l.begun) })
			})
			ctx, stop := context.WithCancel(t.Context())
			var writing sync.WaitGroup
			writing.Go(func() { l.write(ctx, t, writer) })
			for range 20 { // each by another connection, perhaps
				if _, err := reader.Tracks(t.Context()); err != nil {
					t.Fatal(err)
				}
				l.await(1)
			}
			stop()
			writing.Wait()
			all()
			listening.Wait()
			if len(told) != 2*len(l.begun) {
				t.Errorf("told of %d rows of %d", len(told), 2*len(l.begun))
			}
			if _, err := writer.Undo(t.Context()); err != nil {
				t.Errorf("undo: %v", err)
			}
			if err := writer.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A standby is promoted while people write: nothing that was acknowledged is lost.
func TestStandbyIsPromoted(t *testing.T) {
	if testing.Short() {
		t.Skip("two servers")
	}
	server := pgtest.New(t, pgtest.Lasting()...)
	standby := server.Standby(t, pgtest.Lasting()...)
	execute(t, server, "postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'")
	execute(t, server, "postgres", "SELECT pg_reload_conf()")
	address := libraryOn(t, server) + "&target_session_attrs=read-write"
	both := through(address, server.Folder(), server.Folder()+","+standby.Folder())
	l := newLedger()
	ctx, stop := context.WithCancel(t.Context())
	var writing sync.WaitGroup
	for range 4 {
		s := open(t, both)
		writing.Go(func() { l.write(ctx, t, s) })
	}
	l.await(50)
	server.Kill(t, 9)
	begin := time.Now()
	standby.Promote(t)
	l.await(1)
	gap := time.Since(begin)
	l.await(50)
	stop()
	writing.Wait()
	if unknown := l.check(t, through(address, server.Folder(), standby.Folder())); unknown > 0 {
		t.Errorf("%d edits are there that nobody was told of", unknown)
	}
	t.Logf("%d edits, a gap of %v", len(l.begun), gap)
	// A standby alone answers reads, and says that it takes no edits.
	second := standby.Standby(t)
	alone := through(strings.Replace(address, "&target_session_attrs=read-write", "", 1), server.Folder(), second.Folder())
	s, err := (&postgres.Servers{}).Open(t.Context(), alone)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, _, e := pair()
	if _, err := s.Apply(t.Context(), e); !errors.Is(err, data.ErrReadOnly) {
		t.Errorf("an edit on a standby: %v", err)
	}
	if tracks, err := s.Tracks(t.Context()); err != nil || len(tracks) == 0 {
		t.Errorf("%d tracks, %v", len(tracks), err)
	}
}
