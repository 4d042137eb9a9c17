package away_test

import (
	"errors"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
)

// What the library says of itself is changed while the server is away, taken back, and joined
// with what others have changed of it when the server is back.
func TestLibraryIsNamedWhileAway(t *testing.T) {
	d := newDesk(t)
	there, err := d.store.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := d.open(t)
	until(t, "the copy is not made", s.Copied)
	named := there
	named.ColourNames = map[string]string{"red": "to check"}
	apply(t, d.store, data.Edit{Label: "x", Library: []data.Change[data.Library]{data.Update(there, named)}})
	d.leave(t, s)
	before, err := s.Library(t.Context())
	if err != nil || before.ID != there.ID || before.ColourNames["red"] != "to check" {
		t.Fatalf("%+v, %v", before, err)
	}
	titled := func(title string) {
		now, err := s.Library(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		after := now
		after.Title = title
		apply(t, s, data.Edit{Label: "edit.library.title", Library: []data.Change[data.Library]{data.Update(now, after)}})
	}
	titled("Another name")
	titled("A mistake")
	if made, err := s.Undo(t.Context()); err != nil || len(made.Library) != 1 || made.Library[0].After.ID != there.ID {
		t.Errorf("undone is %+v, %v", made, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = d.open(t)
	if now, err := s.Library(t.Context()); err != nil || now.Title != "Another name" || now.ID != there.ID {
		t.Errorf("opened again: %+v, %v", now, err)
	}
	if rows, err := s.RowsByID(t.Context(), data.KindLibrary, []data.ID{there.ID}); err != nil || rows[0] == nil {
		t.Errorf("its row is %v, %v", rows, err)
	}
	theirs, err := d.store.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	apply(t, d.store, data.SetZone(theirs, "Africa/Cairo"))
	d.cut.Store(false)
	until(t, "it is not noticed that the server is back", func() bool { return !s.Away() })
	settle(t, s)
	joined, err := d.store.Library(t.Context())
	if err != nil || joined.Title != "Another name" || joined.Zone != "Africa/Cairo" || joined.ColourNames["red"] != "to check" {
		t.Errorf("joined is %+v, %v", joined, err)
	}
}

// settle writes what was kept.
func settle(t *testing.T, s data.Store) {
	t.Helper()
	absent := s.(data.Absent)
	kept, err := absent.Kept(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kept {
		if _, err := app.New(s, time.Now).Write(t.Context(), k.Edit); err != nil {
			t.Errorf("%s: %v", k.Edit.Label, err)
		}
		if err := absent.Forget(k.ID); err != nil {
			t.Error(err)
		}
	}
}

// What others wrote is not written over where their row has, by chance, the Rev that the row
// had in the copy.
func TestRevsOfTheCopyAreNotTheServers(t *testing.T) {
	d := newDesk(t)
	event := summit(t, d.store)
	s := d.open(t)
	until(t, "the copy is not made", s.Copied)
	d.cut.Store(true)
	until(t, "it is not noticed", s.Away)
	here, err := s.Event(t.Context(), event.ID)
	if err != nil {
		t.Fatal(err)
	}
	here = *apply(t, s, titled(here, "Mine", "")).Events[0].After
	apply(t, s, titled(here, "Mine at last", ""))
	for now := event; now.Rev != here.Rev; {
		if now.Rev > here.Rev {
			t.Fatalf("the copy has Rev %d, the server %d already", here.Rev, now.Rev)
		}
		now = *apply(t, d.store, titled(now, now.Title+"!", "")).Events[0].After
	}
	d.cut.Store(false)
	until(t, "it is not noticed that the server is back", func() bool { return !s.Away() })
	kept, err := s.Kept(t.Context())
	if err != nil || len(kept) != 2 {
		t.Fatalf("%d kept, %v", len(kept), err)
	}
	conflict := new(app.ConflictError)
	if _, err := app.New(s, time.Now).Write(t.Context(), kept[1].Edit); !errors.As(err, &conflict) {
		t.Errorf("%v", err)
	}
}
