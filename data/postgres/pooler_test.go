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
	"tarikh.org/tarikh/data/text/query"
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
			for range 2 { // the second time by the words of the newest rows
				found, err := reader.SearchNewest(t.Context(), query.Parse("summit tr* from:2020", query.Options{}), 5)
				if err != nil || len(found.Hits) > 0 {
					t.Errorf("found %d, %v", len(found.Hits), err)
				}
				if err := reader.Gather(t.Context()); err != nil {
					t.Error(err)
				}
			}
			var before, after [32]byte
			if err := reader.Snapshot(t.Context(), func(at data.Store) (err error) {
				if before, err = data.ContentHash(t.Context(), at); err != nil {
					return err
				}
				if _, err := writer.Undo(t.Context()); err != nil {
					t.Errorf("undo: %v", err)
				}
				after, err = data.ContentHash(t.Context(), at)
				return err
			}); err != nil || before != after {
				t.Errorf("a snapshot changes, or is none: %v", err)
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

// A reader at a replica follows what others write at the server that it follows, and cannot
// write.
func TestReadReplica(t *testing.T) {
	if testing.Short() {
		t.Skip("two servers")
	}
	server := pgtest.New(t, pgtest.Lasting()...)
	address := libraryOn(t, server)
	replica := server.Standby(t)
	at := func(attrs string) string {
		return through(address, server.Folder(), server.Folder()+","+replica.Folder()) + "&target_session_attrs=" + attrs
	}
	writer, reader := open(t, at("read-write")), open(t, at("standby"))
	if access := reader.Access(); !access.ReadOnly {
		t.Errorf("the reader may write: %+v", access)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	since, err := reader.Revision(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		a, b, e := pair()
		if _, err := writer.Apply(ctx, e); err != nil {
			t.Fatal(err)
		}
		told := map[data.ID]bool{}
		for len(told) < 2 {
			if _, err := reader.Wait(ctx, since); err != nil {
				t.Fatal(err)
			}
			c, err := reader.Changes(ctx, since)
			if err != nil || c.All {
				t.Fatalf("all %v, %v", c.All, err)
			}
			for _, row := range c.Rows {
				told[row.ID] = true
			}
			since = c.Revision
		}
		if !told[a] || !told[b] {
			t.Errorf("told of %v", told)
		}
	}
	_, _, e := pair()
	if _, err := reader.Apply(ctx, e); !errors.Is(err, data.ErrReadOnly) {
		t.Errorf("an edit on a replica: %v", err)
	}
	if tracks, err := reader.Tracks(ctx); err != nil || len(tracks) != 6 {
		t.Errorf("%d tracks, %v", len(tracks), err)
	}
}
