package away_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/away"
	"tarikh.org/tarikh/data/dates"
)

// slow is a server that counts how often it is asked for its columns, and from which the
// copy gets no rows while it is held.
type slow struct {
	server
	asked *int
	held  <-chan struct{} // closed: not held
}

func (s slow) RowsByID(ctx context.Context, kind data.Kind, ids []data.ID) ([]data.Row, error) {
	select {
	case <-s.held:
		return s.Store.RowsByID(ctx, kind, ids)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s slow) Columns(ctx context.Context) (data.Columns, error) {
	*s.asked++
	return s.Store.Columns(ctx)
}

type slowServers struct {
	servers
	asked *int
	held  *chan struct{}
}

func (s slowServers) Open(context.Context, string) (data.Hosted, error) {
	return slow{s.one, s.asked, *s.held}, nil
}

// A library that has a copy is opened from it, with what has changed on the server since;
// not where the copy may be another one.
func TestColumnsOfTheCopy(t *testing.T) {
	d := newDesk(t)
	one := func(c data.Change[data.Event]) data.Edit {
		return data.Edit{Label: "x", Events: []data.Change[data.Event]{c}}
	}
	track := data.Track{ID: data.NewID(), Name: "T", Colour: "red"}
	apply(t, d.store, data.Edit{Label: "x", Tracks: []data.Change[data.Track]{data.Insert(track)}})
	add := func(edtf string) data.Event {
		day, err := dates.Parse(edtf)
		if err != nil {
			t.Fatal(err)
		}
		return *apply(t, d.store, one(data.Insert(data.Event{ID: data.NewID(), Title: edtf, Date: day, Track: track.ID, Importance: 3}))).Events[0].After
	}
	first, gone := add("2022"), add("2021")
	s := d.open(t)
	until(t, "the copy is not made", s.Copied)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	// What others do while it is closed.
	moved := first
	moved.Importance = 5
	moved.Date = add("2019").Date
	apply(t, d.store, one(data.Update(first, moved)))
	apply(t, d.store, one(data.Delete(gone)))
	asked, held := 0, make(chan struct{})
	d.Servers.Servers = slowServers{servers{one: server{d.store, &d.cut, &d.gone}}, &asked, &held}
	opened := func() (*away.Store, data.Columns) {
		t.Helper()
		s := d.open(t)
		cols, err := s.Columns(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want, err := d.store.Columns(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(cols, want) {
			t.Errorf("got %+v, want %+v", cols, want)
		}
		return s, cols
	}
	s, cols := opened()
	if cols.Len() != 2 || asked != 0 {
		t.Errorf("%d events, the server was asked %d times", cols.Len(), asked)
	}
	close(held)
	// What was edited while the server was away is compared with it.
	d.leave(t, s)
	event, err := s.Event(t.Context(), first.ID)
	if err != nil {
		t.Fatal(err)
	}
	other := event
	other.Importance = 1
	apply(t, s, one(data.Update(event, other)))
	d.cut.Store(false)
	until(t, "it is not back", func() bool { return !s.Away() })
	kept, err := s.Kept(t.Context())
	if err != nil || len(kept) != 1 {
		t.Fatalf("%d edits are kept, %v", len(kept), err)
	}
	if err := errors.Join(s.Forget(kept[0].ID), s.Close()); err != nil { // it is not made there
		t.Fatal(err)
	}
	held = make(chan struct{})
	s, _ = opened()
	close(held)
	until(t, "the copy does not follow", func() bool {
		cols, err := s.Columns(t.Context())
		was := asked
		again, _ := s.Columns(t.Context())
		return err == nil && reflect.DeepEqual(cols, again) && asked == was
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	asked = 0
	if opened(); asked != 0 {
		t.Error("the copy is not taken for what the server has")
	}
}
