package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
	"tarikh.org/tarikh/data/text/query"
)

// A hundred people follow a library, edit, undo, search and say that they are here, for two
// minutes: all that was acknowledged is there, and neither
// connections nor memory, of the programs and of the server, grow.
func TestHundredPeople(t *testing.T) {
	if testing.Short() {
		t.Skip("two minutes")
	}
	const people, long, settled = 100, 2 * time.Minute, 30 * time.Second
	server := pgtest.New(t, append(pgtest.Lasting(), "max_connections=600")...)
	address := libraryOn(t, server)
	ctx, stop := context.WithTimeout(t.Context(), long)
	defer stop()
	var edits, conflicts, told atomic.Int64
	var running sync.WaitGroup
	stores := make([]*postgres.Store, people)
	for i := range stores {
		stores[i] = open(t, address)
	}
	since, err := stores[0].Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range stores {
		running.Go(func() { followed(ctx, t, s, since, &told) })
		running.Go(func() { busy(ctx, t, s, i, &edits, &conflicts) })
	}
	steady := time.NewTimer(settled)
	<-steady.C
	before := usageOf(t, server)
	<-ctx.Done()
	after := usageOf(t, server)
	running.Wait()
	now, err := stores[0].Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tracks, err := stores[0].Tracks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := now - since; got != edits.Load() {
		t.Errorf("%d edits were acknowledged, %d are there", edits.Load(), got)
	}
	t.Logf("%d edits, %d conflicts, %d tracks, told %d times; after %v: %v; in the end: %v", edits.Load(), conflicts.Load(), len(tracks), told.Load(), settled, before, after)
	switch {
	case after.connections > before.connections+people/10:
		t.Error("connections grow")
	case after.goroutines > before.goroutines+people:
		t.Error("goroutines grow")
	case after.heap > before.heap+before.heap/2+50:
		t.Error("the memory of the programs grows")
	case after.server > before.server+before.server/2+100:
		t.Error("the memory of the server grows")
	}
}

// usage is what is used: megabytes of heap, and of the server's own memory.
type usage struct{ connections, goroutines, heap, server int }

func (u usage) String() string {
	return fmt.Sprintf("%d connections, %d goroutines, %d MB of heap, %d MB of the server", u.connections, u.goroutines, u.heap, u.server)
}

func usageOf(t testing.TB, server *pgtest.Server) (u usage) {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), server.Address(pgtest.Owner, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.QueryRow(context.Background(), "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'").Scan(&u.connections); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	u.goroutines, u.heap, u.server = runtime.NumGoroutine(), int(m.HeapAlloc>>20), int(server.Memory(t)>>20)
	return u
}

// followed reads what others do until ctx ends.
func followed(ctx context.Context, t testing.TB, s *postgres.Store, since int64, told *atomic.Int64) {
	for {
		if _, err := s.Wait(ctx, since); err != nil {
			return
		}
		c, err := s.Changes(ctx, since)
		if err != nil || c.All {
			if ctx.Err() == nil {
				t.Errorf("changes: all %v, %v", c.All, err)
			}
			return
		}
		told.Add(int64(len(c.Rows)))
		since = c.Revision
	}
}

// busy is what a person does: now and then something, of whatever others do meanwhile.
func busy(ctx context.Context, t testing.TB, s *postgres.Store, i int, edits, conflicts *atomic.Int64) {
	pause := time.NewTimer(time.Duration(i) * 50 * time.Millisecond) // not all at once
	defer pause.Stop()
	mine := data.Presence{Client: data.NewID()}
	failed := func(err error) bool {
		switch {
		case ctx.Err() != nil:
		case errors.Is(err, data.ErrConflict), errors.Is(err, data.ErrNotFound), errors.Is(err, data.ErrNothing):
			conflicts.Add(1)
		case err != nil:
			t.Error(err)
		}
		return err != nil
	}
	for round := 0; ; round++ {
		select {
		case <-ctx.Done():
			return
		case <-pause.C:
			pause.Reset(5 * time.Second)
		}
		// An edit that is begun ends, so that all that was acknowledged is counted.
		e := data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: fmt.Sprint("T", i), Colour: "red"})}}
		if _, err := s.Apply(t.Context(), e); !failed(err) {
			edits.Add(1)
		}
		if round%3 == 2 {
			if _, err := s.Undo(t.Context()); !failed(err) {
				edits.Add(1)
			}
		}
		_, err := s.SearchNewest(ctx, query.Parse("summit", query.Options{}), 50)
		failed(err)
		_, err = s.Tracks(ctx)
		failed(err)
		_, err = s.Meet(ctx, mine)
		failed(err)
	}
}
