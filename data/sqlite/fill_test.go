package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
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
