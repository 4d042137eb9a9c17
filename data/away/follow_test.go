package away_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
)

// framed is a server that is asked for what the library says of itself.
type framed struct {
	server
	library func(context.Context) error
}

func (f framed) Library(ctx context.Context) (data.Library, error) {
	if err := f.library(ctx); err != nil {
		return data.Library{}, err
	}
	return f.Store.Library(ctx)
}

type framedServers struct {
	servers
	library func(context.Context) error
}

func (s framedServers) Open(context.Context, string) (data.Hosted, error) {
	return framed{s.one, s.library}, nil
}

// A copy that cannot be made is not tried to be made without a pause.
func TestCopyFails(t *testing.T) {
	d := newDesk(t)
	var asked atomic.Int32
	d.Servers.Servers = framedServers{servers{one: server{d.store, &d.cut, &d.gone}}, func(context.Context) error {
		asked.Add(1)
		return errors.New("broken")
	}}
	d.Beat, d.Log = time.Hour, func(error) {}
	s := d.open(t)
	until(t, "the copy is not tried", func() bool { return asked.Load() > 0 })
	time.Sleep(50 * time.Millisecond)
	if n := asked.Load(); n > 1 {
		t.Errorf("it is tried %d times", n)
	}
	if err := s.Close(); err != nil { // not held up
		t.Error(err)
	}
}

// copied makes the copy, and closes it.
func copied(t *testing.T, d *desk) {
	t.Helper()
	s := d.open(t)
	until(t, "the copy is not made", s.Copied)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// What is edited while the copy is brought up to date is compared with the server later.
func TestEditedWhileItFollows(t *testing.T) {
	d := newDesk(t)
	mine, theirs := summit(t, d.store), summit(t, d.store)
	copied(t, d)
	apply(t, d.store, titled(theirs, "Theirs", ""))
	last, err := d.store.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	entered, held := make(chan struct{}, 9), make(chan struct{})
	d.Servers.Servers = framedServers{servers{one: server{d.store, &d.cut, &d.gone}}, func(ctx context.Context) error {
		entered <- struct{}{}
		select {
		case <-held:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}}
	s := d.open(t)
	<-entered
	d.cut.Store(true)
	until(t, "it is not noticed", s.Away)
	apply(t, s, titled(mine, "Mine", ""))
	close(held)
	until(t, "the copy does not follow", func() bool { return s.CopiedTo() == last })
	if got := s.Edited(data.KindEvent); !slices.Equal(got, []data.ID{mine.ID}) {
		t.Errorf("edited are %v", got)
	}
}

// The copy is read while the server is asked for what it needs to follow.
func TestCopyIsReadWhileItFollows(t *testing.T) {
	d := newDesk(t)
	summit(t, d.store)
	copied(t, d)
	summit(t, d.store) // with a track, so that its columns are the server's
	entered := make(chan struct{}, 9)
	d.Servers.Servers = framedServers{servers{one: server{d.store, &d.cut, &d.gone}}, func(ctx context.Context) error {
		entered <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}}
	s := d.open(t)
	<-entered
	done := make(chan error, 1)
	go func() {
		_, err := s.Columns(t.Context())
		done <- err
	}()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("it is waited for the server")
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		<-done
	}
}
