package sqlite

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"tarikh.org/tarikh/data"
)

// A copy of the file as it was some edits ago has the same beginning and the same size:
// that it was written over shows in the row that every edit writes.
func TestLibraryThatIsWrittenOverByItsPast(t *testing.T) {
	s := newStore(t)
	ctx := t.Context()
	library, err := s.Library(ctx)
	if err != nil {
		t.Fatal(err)
	}
	edited := func(title string) []byte {
		after := library
		after.Title = title
		made, err := s.Apply(ctx, data.Edit{Label: "title", Library: []data.Change[data.Library]{data.Update(library, after)}})
		if err != nil {
			t.Fatal(err)
		}
		library = *made.Library[0].After
		// SQLite does this in a commit, once the log is long.
		if err := s.page.During(func() error {
			_, err := s.write.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(s.path)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	past := edited("first")
	present := edited("second")
	if !bytes.Equal(past[:100], present[:100]) || len(past) != len(present) || bytes.Equal(past, present) {
		t.Fatal("the beginnings differ, which shows it already")
	}
	if err := s.inPlace(); err != nil {
		t.Fatalf("its own writing: %v", err)
	}
	if err := os.WriteFile(s.path, past, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(ctx, testEdit(t, 1)); !errors.Is(err, data.ErrOverwritten) {
		t.Errorf("apply: %v", err)
	}
}
