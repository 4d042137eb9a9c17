package postgres_test

import (
	"errors"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
)

// Each person undoes their own edits; who meets another's is told by whom, and nothing is
// changed.
func TestUndoIsOnesOwn(t *testing.T) {
	server := shared.Get(t)
	ann := create(t)
	bob := openAs(t, server, ann, "bob")
	track := data.Track{ID: data.NewID(), Name: "Ann's", Colour: "red"}
	made, err := ann.Apply(t.Context(), data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(track)}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bob.Undo(t.Context()); !errors.Is(err, data.ErrNothing) {
		t.Errorf("bob undoes what is ann's: %v", err)
	}
	before := *made.Tracks[0].After
	after := before
	after.Name = "Bob's"
	if _, err := bob.Apply(t.Context(), data.Edit{Label: "name", Tracks: []data.Change[data.Track]{data.Update(before, after)}}); err != nil {
		t.Fatal(err)
	}
	if _, err := ann.Undo(t.Context()); !errors.Is(err, data.ErrConflict) || !strings.Contains(err.Error(), "by bob") {
		t.Errorf("ann undoes what bob has changed since: %v", err)
	}
	if _, err := bob.Undo(t.Context()); err != nil {
		t.Errorf("bob's own: %v", err)
	}
	if _, err := ann.Undo(t.Context()); err != nil {
		t.Errorf("ann's own, now: %v", err)
	}
	if refused, err := bob.Refused(); err != nil || len(refused) > 0 {
		t.Errorf("kept back: %v, %v", refused, err)
	}
}

// openAs opens a library for another login, which may write.
func openAs(t *testing.T, server *pgtest.Server, of *postgres.Store, login string) *postgres.Store {
	t.Helper()
	if err := of.Admit(t.Context(), login); err != nil {
		t.Fatal(err)
	}
	_, library, _ := strings.Cut(of.Address(), "library=")
	return open(t, server.Address(login)+"&library="+library[:36])
}
