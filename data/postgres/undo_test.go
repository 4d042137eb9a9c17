package postgres_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
)

// What a program has done itself it undoes and makes again in one call, typing as a whole;
// what another program of the same login has done meanwhile is found out.
func TestUndoIsOneCall(t *testing.T) {
	server := shared.Get(t)
	line := pgtest.NewLine(t, server)
	address := made(t)
	s, other := open(t, through(address, server.Folder(), line.Folder())), open(t, address)
	var ready atomic.Int64 // that the server was, for another call
	line.Alter(func(m pgtest.Message) []pgtest.Message {
		if m.Type == 'Z' {
			ready.Add(1)
		}
		return []pgtest.Message{m}
	})
	apply := func(s *postgres.Store, e data.Edit) data.Edit {
		t.Helper()
		done, err := s.Apply(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	article := apply(s, data.Edit{Label: "add", Articles: []data.Change[data.Article]{data.Insert(data.Article{ID: data.NewID(), Title: "قمة"}.WithText("A text.\n"))}}).Articles[0].After
	for i := range 3 { // typed
		now := *article
		now.Title = fmt.Sprint("قمة ", i)
		article = apply(s, data.Edit{Label: "type", Merge: "title", Articles: []data.Change[data.Article]{data.Update(*article, now)}}).Articles[0].After
	}
	title := func() string {
		t.Helper()
		all, err := other.Articles(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == 0 {
			return "none"
		}
		return all[0].Title
	}
	step := func(do func(*postgres.Store) (data.Edit, error), want string, calls int64) {
		t.Helper()
		before := ready.Load()
		if _, err := do(s); err != nil {
			t.Fatal(err)
		}
		if got := ready.Load() - before; calls > 0 && got != calls {
			t.Errorf("%d answers, want %d", got, calls)
		}
		if got := title(); got != want {
			t.Errorf("the title is %q, want %q", got, want)
		}
	}
	undo := func(s *postgres.Store) (data.Edit, error) { return s.Undo(t.Context()) }
	redo := func(s *postgres.Store) (data.Edit, error) { return s.Redo(t.Context()) }
	const once = 2 // the edit, and the hint behind it
	step(undo, "قمة", once)
	step(undo, "none", once)
	step(redo, "قمة", once)
	step(redo, "قمة 2", once)
	step(undo, "قمة", once)
	step(redo, "قمة 2", once)
	// Another program of the login undoes the step, and then makes one.
	if _, err := other.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	step(redo, "قمة 2", 0)
	apply(other, data.Edit{Label: "track", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"})}})
	step(undo, "قمة 2", 0)
	if tracks, err := other.Tracks(t.Context()); err != nil || len(tracks) > 0 {
		t.Errorf("%d tracks, %v: the last step is not undone", len(tracks), err)
	}
	// What two programs of a login type is one step, of which each knows its own part.
	add := apply(s, data.Edit{Label: "two", Tracks: []data.Change[data.Track]{
		data.Insert(data.Track{ID: data.NewID(), Name: "A", Colour: "red"}), data.Insert(data.Track{ID: data.NewID(), Name: "B", Colour: "red"}),
	}})
	for i, who := range []*postgres.Store{s, other} {
		was := *add.Tracks[i].After
		now := was
		now.Name += " typed"
		apply(who, data.Edit{Label: "type", Merge: "name", Tracks: []data.Change[data.Track]{data.Update(was, now)}})
	}
	step(undo, "قمة 2", 0)
	tracks, err := other.Tracks(t.Context())
	if err != nil || len(tracks) != 2 || len(tracks[0].Name)+len(tracks[1].Name) != 2 {
		t.Errorf("a part of the step is undone: %+v, %v", tracks, err)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
}
