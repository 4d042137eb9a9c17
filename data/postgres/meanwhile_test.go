package postgres_test

import (
	"context"
	"errors"
	"testing"

	"tarikh.org/tarikh/data"
)

// While a step that is undone waits for a row that another edit holds, its other row comes
// back as it was, and is changed before the step is written: that change is not lost.
func TestRowsThatComeBackMeanwhile(t *testing.T) {
	s := newSweeper(t)
	undoer := openAs(t, s.Store, "person")
	tracks := []data.Track{{ID: data.NewID(), Name: "one", Colour: "red"}, {ID: data.NewID(), Name: "two", Colour: "red"}}
	made, err := undoer.Apply(t.Context(), data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(tracks[0]), data.Insert(tracks[1])}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(t.Context(), data.Edit{Label: "delete", Tracks: []data.Change[data.Track]{data.Delete(*made.Tracks[0].After)}}); err != nil {
		t.Fatal(err)
	}
	undone := make(chan error, 1)
	waits := func() (ended error, ok bool) {
		t.Helper()
		for {
			select {
			case err := <-undone:
				return err, true
			default:
			}
			var waiting bool
			if err := s.conn.QueryRow(t.Context(), "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')").Scan(&waiting); err != nil {
				t.Fatal(err)
			}
			if waiting {
				return nil, false
			}
		}
	}
	held := s.begin("SELECT 1 FROM "+s.schema+".track WHERE id = $1 FOR UPDATE", tracks[1].ID)
	go func() {
		_, err := undoer.Undo(context.Background())
		undone <- err
	}()
	if err, ended := waits(); ended {
		t.Fatalf("undoing did not wait: %v", err)
	}
	if _, err := s.Apply(t.Context(), data.Edit{Label: "add again", Tracks: []data.Change[data.Track]{data.Insert(tracks[0])}}); err != nil {
		t.Fatal(err)
	}
	change := s.begin("UPDATE "+s.schema+".track SET name = 'another', rev = rev + 1 WHERE id = $1", tracks[0].ID)
	if err := held.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	err, ended := waits()
	if committed := change.Commit(t.Context()); committed != nil {
		t.Fatal(committed)
	}
	if !ended {
		err = <-undone
	}
	all, readErr := s.Tracks(t.Context())
	if !errors.Is(err, data.ErrConflict) || readErr != nil || len(all) != 2 || all[0].Name != "another" && all[1].Name != "another" {
		t.Errorf("undone: %v; there are %+v, %v", err, all, readErr)
	}
}
