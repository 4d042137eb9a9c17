package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/columns"
	"tarikh.org/tarikh/data/sqlite/journal"
)

// fromIndex reads the columns of a library without those that are packed.
func fromIndex(t testing.TB, s *Store) (c data.Columns, of columns.Stamp) {
	t.Helper()
	err := columns.At(t.Context(), s.read, func(v columns.View) (err error) {
		of = v.Stamp
		c, err = v.Index(t.Context())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, of
}

// packedNow reads the packed columns of the library's revision.
func packedNow(t testing.TB, s *Store) (c data.Columns, ok bool) {
	t.Helper()
	err := columns.At(t.Context(), s.read, func(v columns.View) error {
		c, ok = v.Packed(t.Context())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, ok
}

// patchedNow reads the columns packed for an earlier revision with what has changed since.
func patchedNow(t testing.TB, s *Store) (c data.Columns, ok bool) {
	t.Helper()
	err := columns.At(t.Context(), s.read, func(v columns.View) error {
		c, ok = v.Patched(t.Context(), journal.Changes)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, ok
}

// Columns that were packed before a few edits are patched with what these have changed;
// after a change of tracks, or of too much, they are not taken.
func TestPackedColumnsArePatched(t *testing.T) {
	s := packedStore(t)
	if _, ok := patchedNow(t, s); ok {
		t.Error("columns of now are patched")
	}
	tracks, err := s.Tracks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before, _ := fromIndex(t, s)
	old, err := s.Event(t.Context(), before.IDs[3])
	if err != nil {
		t.Fatal(err)
	}
	gone, err := s.Event(t.Context(), before.IDs[5])
	if err != nil {
		t.Fatal(err)
	}
	moved, added := old, old
	moved.Date, moved.Importance = parse(t, "1066"), 5
	added.ID, added.Date = data.NewID(), parse(t, "2030-01-01/2031")
	for name, edit := range map[string]data.Edit{
		"moved":   {Label: "test", Events: []data.Change[data.Event]{data.Update(old, moved)}},
		"added":   {Label: "test", Events: []data.Change[data.Event]{data.Insert(added)}},
		"deleted": {Label: "test", Events: []data.Change[data.Event]{data.Delete(gone)}},
	} {
		if _, err := s.Apply(t.Context(), edit); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want, _ := fromIndex(t, s)
		if got, ok := patchedNow(t, s); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: patched %v: %+v, want %+v", name, ok, got, want)
		}
		if got, err := s.Columns(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: columns %+v, want %+v (%v)", name, got, want, err)
		}
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	want, _ := fromIndex(t, s)
	if got, ok := patchedNow(t, s); !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("undone: patched %v: %+v, want %+v", ok, got, want)
	}
	if _, err := s.Apply(t.Context(), data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(data.NextTrack("Another", tracks))}}); err != nil {
		t.Fatal(err)
	}
	if _, ok := patchedNow(t, s); ok {
		t.Error("they are patched although there is another track")
	}
}

// packedStore is a library of a few events with packed columns.
func packedStore(t testing.TB) *Store {
	t.Helper()
	s := newStore(t)
	if _, err := s.Apply(t.Context(), testEdit(t, 40)); err != nil {
		t.Fatal(err)
	}
	c, of := fromIndex(t, s)
	if err := columns.Write(t.Context(), s.inTransaction, of, c); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPackedColumnsAreTheColumns(t *testing.T) {
	s := packedStore(t)
	want, _ := fromIndex(t, s)
	if got, ok := packedNow(t, s); !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("packed %v: %+v, want %+v", ok, got, want)
	}
	if got, err := s.Columns(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("columns %+v, want %+v (%v)", got, want, err)
	}
}

func TestPackedColumnsOutOfDateAreIgnored(t *testing.T) {
	for name, c := range map[string]string{
		"a later revision":                       "UPDATE library SET revision = revision + 1",
		"a row is missing":                       "UPDATE packed SET events = events + 1",
		"half an event":                          "UPDATE packed SET columns = substr(columns, 2)",
		"no blob":                                "UPDATE packed SET columns = x''",
		"more events than there are":             "UPDATE packed SET events = 1 << 40",
		"tracks and importances of other events": "UPDATE packed SET columns = CAST(substr(columns, 1, 32*40) || hex(zeroblob(60)) AS BLOB)",
		"importance 0":                           "UPDATE packed SET columns = CAST(substr(columns, 1, 34*40) || zeroblob(40) AS BLOB)",
	} {
		t.Run(name, func(t *testing.T) {
			s := packedStore(t)
			if _, err := s.write.ExecContext(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			want, _ := fromIndex(t, s)
			if got, ok := packedNow(t, s); ok {
				t.Errorf("taken: %+v", got)
			}
			if got, err := s.Columns(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("columns %+v, want %+v (%v)", got, want, err)
			}
		})
	}
}

func TestEditsOutdatePackedColumns(t *testing.T) {
	s := packedStore(t)
	for _, step := range []struct {
		name string
		edit func() error
	}{
		{"apply", func() error { _, err := s.Apply(t.Context(), testEdit(t, 1)); return err }},
		{"undo", func() error { _, err := s.Undo(t.Context()); return err }},
		{"redo", func() error { _, err := s.Redo(t.Context()); return err }},
	} {
		c, of := fromIndex(t, s)
		if err := columns.Write(t.Context(), s.inTransaction, of, c); err != nil {
			t.Fatal(err)
		}
		if err := step.edit(); err != nil {
			t.Fatal(err)
		}
		if _, ok := packedNow(t, s); ok {
			t.Errorf("%s: packed columns are taken for those of now", step.name)
		}
		// Columns of before come too late to be packed.
		if err := columns.Write(t.Context(), s.inTransaction, of, c); err == nil {
			t.Errorf("%s: columns of before were packed", step.name)
		}
	}
}

func TestCheckComparesPackedColumns(t *testing.T) {
	s := packedStore(t)
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) != 0 {
		t.Fatalf("sound library: %q %v", problems, err)
	}
	// Another importance, the last byte of all.
	if _, err := s.write.ExecContext(t.Context(), "UPDATE packed SET columns = CAST(substr(columns, 1, length(columns) - 1) || x'01' AS BLOB)"); err != nil {
		t.Fatal(err)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) != 1 || !strings.Contains(problems[0], "faster form") {
		t.Errorf("%q %v", problems, err)
	}
}

// insertEvents writes so many events past the store; bounds are lo and hi of the nth.
func insertEvents(t testing.TB, s *Store, events int, bounds string) {
	t.Helper()
	err := s.inTransaction(t.Context(), func(tx *sql.Tx) error { // any other write is one of another program
		_, err := tx.ExecContext(t.Context(), fmt.Sprintf(`
		INSERT INTO track (id, rev, name, colour, place) VALUES (randomblob(16), 1, 'Track', 'red', 1);
		WITH RECURSIVE k (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM k WHERE n < %d)
		INSERT INTO event (id, rev, title, edtf, lo, hi, track, place, description, source, importance)
		SELECT unhex(printf('%%032X', n)), 1, 'An event', '1970', %s, (SELECT id FROM track), '', '', '', 3 FROM k`, events, bounds))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestLargeLibrariesArePackedWhenOpened(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a library of some size")
	}
	s := newStore(t)
	insertEvents(t, s, columns.PackFrom, "n / 3, n + 2")
	want, err := s.Columns(t.Context())
	if err != nil || want.Len() != columns.PackFrom {
		t.Fatal(want.Len(), err)
	}
	if err := s.Health(t.Context()); err != nil { // before that nothing is written
		t.Fatal(err)
	}
	if err := s.Close(); err != nil { // waits for it
		t.Fatal(err)
	}
	again := reopen(t, s)
	if got, ok := packedNow(t, again); !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("packed %v, %d events", ok, got.Len())
	}
}

func TestEventsOfOneBeginningOverChunks(t *testing.T) {
	s := newStore(t)
	const events = 2*16_384 + 100
	insertEvents(t, s, events, "0, 1")
	c, _ := fromIndex(t, s)
	if c.Len() != events {
		t.Fatalf("%d events", c.Len())
	}
	for i := 1; i < events; i++ {
		if string(c.IDs[i-1][:]) >= string(c.IDs[i][:]) {
			t.Fatalf("event %d is out of order", i)
		}
	}
}

func BenchmarkPackedColumns(b *testing.B) {
	s := newStore(b)
	fill(b, s, columns.PackFrom)
	c, of := fromIndex(b, s)
	if err := columns.Write(context.Background(), s.inTransaction, of, c); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, ok := packedNow(b, s); !ok {
			b.Fatal("not packed")
		}
	}
}

// Columns that are packed on one axis are not those on another, even at one revision.
func TestPackedColumnsAreOfTheirAxis(t *testing.T) {
	s := newStore(t)
	e := testEdit(t, 3)
	e.Events[0].After.Date, e.Events[1].After.Date = parse(t, "2022-02-04T00:30+03:00"), parse(t, "2022-02-03T23:30-05:00")
	mustApply(t, s, e)
	for _, zone := range []string{"", "Asia/Tokyo", "America/New_York"} {
		if _, err := s.write.ExecContext(t.Context(), "UPDATE library SET zone = ?", zone); err != nil {
			t.Fatal(err)
		}
		if got, ok := packedNow(t, s); ok {
			t.Errorf("%q takes the columns of another axis: %+v", zone, got)
		}
		want, of := fromIndex(t, s)
		if err := columns.Write(t.Context(), s.inTransaction, of, want); err != nil {
			t.Fatal(err)
		}
		if got, ok := packedNow(t, s); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: packed %v: %+v, want %+v", zone, ok, got, want)
		}
	}
}
