package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// What was being filled is no library until it is whole; it goes on from the same library,
// and from the beginning where it is another, or has changed.
func TestFillGoesOn(t *testing.T) {
	o := NewOpener(afero.NewOsFs(), "test")
	path := filepath.Join(t.TempDir(), "a.tarikh")
	from, broken := data.Library{ID: data.NewID(), Title: "A desk"}, errors.New("broken")
	fill := func(from data.Library, then error) (had int, err error) {
		err = o.Fill(t.Context(), path, from, func(into data.File) error {
			tracks, err := into.Tracks(t.Context())
			had = len(tracks)
			if err == nil {
				_, err = into.Apply(t.Context(), data.Edit{Label: "edit.copy", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"})}})
			}
			return errors.Join(err, then)
		})
		return had, err
	}
	if _, err := fill(from, broken); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	for name, open := range map[string]func(context.Context, string) (data.File, error){"open": o.Open, "read": o.Read} {
		if _, err := open(t.Context(), path+".part"); !errors.Is(err, data.ErrBusy) {
			t.Errorf("%s: half of it: %v", name, err)
		}
	}
	if had, err := fill(from, broken); had != 1 || !errors.Is(err, broken) {
		t.Errorf("it had %d, %v", had, err)
	}
	other := from
	other.ID = data.NewID()
	if had, err := fill(other, broken); had != 0 || !errors.Is(err, broken) {
		t.Errorf("from another: it had %d, %v", had, err)
	}
	if had, err := fill(other, data.ErrConflict); had != 1 || !errors.Is(err, data.ErrConflict) {
		t.Errorf("it had %d, %v", had, err)
	}
	if had, err := fill(other, nil); had != 0 || err != nil {
		t.Errorf("after a conflict: it had %d, %v", had, err)
	}
	s, err := o.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if tracks, err := s.Tracks(t.Context()); err != nil || len(tracks) != 1 {
		t.Errorf("%v, %v", tracks, err)
	}
	if steps, err := s.Steps(t.Context(), 0, 9); err != nil || len(steps) > 0 {
		t.Errorf("filling it is a step: %v, %v", steps, err)
	}
	if _, err := fill(other, nil); !errors.Is(err, data.ErrExists) {
		t.Errorf("over it: %v", err)
	}
}

// What is no copy that is being made is somebody's file: it stays, and is named.
func TestFillLeavesAFileThatIsNotItsOwn(t *testing.T) {
	execute := func(statement string) func(t *testing.T, part string) {
		return func(t *testing.T, part string) {
			db := engine.Open(part, engine.Write)
			if _, err := db.ExecContext(t.Context(), statement); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	cut := func(t *testing.T, part string) {
		if err := os.Truncate(part, 5000); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		change func(t *testing.T, part string)
		want   error
	}{
		"a library":    {execute(""), data.ErrExists},
		"a short mark": {execute("CREATE TABLE filling (of BLOB NOT NULL); INSERT INTO filling VALUES (x'01')"), data.ErrCorrupt},
		"no mark":      {execute("CREATE TABLE filling (of BLOB NOT NULL)"), data.ErrCorrupt},
		"damaged":      {cut, data.ErrCorrupt},
	} {
		t.Run(name, func(t *testing.T) {
			o := NewOpener(afero.NewOsFs(), "test")
			path := filepath.Join(t.TempDir(), "a.tarikh")
			s, err := o.Create(t.Context(), path+".part", "Somebody's")
			if err == nil {
				err = s.Close()
			}
			if err != nil {
				t.Fatal(err)
			}
			c.change(t, path+".part")
			was, err := os.ReadFile(path + ".part")
			if err != nil {
				t.Fatal(err)
			}
			err = o.Fill(t.Context(), path, data.Library{ID: data.NewID(), Title: "A desk"}, func(data.File) error { return nil })
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), path+".part") {
				t.Errorf("%v", err)
			}
			if is, err := os.ReadFile(path + ".part"); err != nil || len(is) != len(was) {
				t.Errorf("the file is gone: %v", err)
			}
		})
	}
}

// What cannot be filled further is not said to be another copy that is being made: a damaged
// one is begun again, and of one that is read-only the reason is said. What ended in between leaves it.
func TestFillOverWhatCannotGoOn(t *testing.T) {
	o := NewOpener(afero.NewOsFs(), "test")
	path := filepath.Join(t.TempDir(), "a.tarikh")
	from, broken := data.Library{ID: data.NewID(), Title: "A desk"}, errors.New("broken")
	fill := func(ctx context.Context) (title string, err error) {
		err = o.Fill(ctx, path, from, func(into data.File) error {
			l, err := into.Library(t.Context())
			if title = l.Title; err != nil {
				return err
			}
			after := l
			after.Title = "Begun"
			_, err = into.Apply(t.Context(), data.Edit{Label: "edit.copy", Library: []data.Change[data.Library]{data.Update(l, after)}})
			return errors.Join(err, broken)
		})
		return title, err
	}
	if _, err := fill(t.Context()); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	second := filepath.Join(t.TempDir(), "second")
	if err := os.Link(path+".part", second); err != nil {
		t.Skip(err)
	}
	if _, err := fill(t.Context()); !errors.Is(err, data.ErrReadOnly) || !strings.Contains(err.Error(), "more than one name") {
		t.Errorf("read-only: %v", err)
	}
	if err := os.Remove(second); err != nil {
		t.Fatal(err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := fill(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
	if title, err := fill(t.Context()); title != "Begun" || !errors.Is(err, broken) {
		t.Errorf("it does not go on: %q, %v", title, err)
	}
	db := engine.Open(path+".part", engine.Read)
	var root int64
	err := db.QueryRowContext(t.Context(), "SELECT rootpage FROM sqlite_schema WHERE name = 'track'").Scan(&root)
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path + ".part")
	if err != nil {
		t.Fatal(err)
	}
	clear(whole[(root-1)*4096 : root*4096])
	if err := os.WriteFile(path+".part", whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if title, err := fill(t.Context()); title != "A desk" || !errors.Is(err, broken) {
		t.Errorf("damaged: %q, %v", title, err)
	}
}

// Of a longer journal the newest steps are taken over; a copy that goes on lacks none in
// between, though there are more by then.
func TestTakeTheNewestOfAJournal(t *testing.T) {
	source, o := newStore(t), NewOpener(afero.NewOsFs(), "test")
	edit := func(labels ...string) {
		t.Helper()
		for _, label := range labels {
			if _, err := source.Apply(t.Context(), data.Edit{Label: label, Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"})}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	library, err := source.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.tarikh")
	broken := errors.New("broken")
	take := func(then error, want ...string) {
		t.Helper()
		err := o.Fill(t.Context(), path, library, func(into data.File) error {
			s := into.(*Store)
			err := s.takeJournal(t.Context(), source, 3)
			if err != nil {
				return err
			}
			var got []string
			for part, err := range s.Journal(t.Context(), 0) {
				if err != nil {
					return err
				}
				got = append(got, part.Label)
			}
			if !slices.Equal(got, want) {
				t.Errorf("taken over: %q", got)
			}
			return then
		})
		if !errors.Is(err, then) {
			t.Fatal(err)
		}
	}
	edit("1", "2", "3", "4", "5")
	take(broken, "3", "4", "5")
	edit("6", "7")
	take(nil, "3", "4", "5", "6", "7")
}
