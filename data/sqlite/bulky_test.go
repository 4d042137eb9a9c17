package sqlite

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// pictured is a library with a picture, so large that it is not looked over before it is
// opened, and the bytes of that.
func pictured(t *testing.T) (o *Opener, path string, picture []byte) {
	t.Helper()
	o = NewOpener(afero.NewOsFs(), "Test")
	o.bulk = 1 << 20
	path = filepath.Join(t.TempDir(), "a.tarikh")
	s, err := o.Create(t.Context(), path, "Pictures")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(nil)
	for len(picture) < checkedFirst {
		sum = sha256.Sum256(sum[:])
		picture = append(picture, sum[:]...)
	}
	e := testEdit(t, 3)
	page := data.NewPage(picture, "image/png", "", 1)
	e.Pages = []data.Page{page}
	e.Pictures = []data.Change[data.Picture]{data.Insert(data.Picture{
		ID: data.NewID(), Event: e.Events[0].After.ID, Hash: page.Hash, Type: page.Media, Width: 1, Height: 1, Size: int64(len(picture)),
	})}
	_, err = s.Apply(t.Context(), e)
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return o, path, picture
}

// Pictures are looked at after the rows: what is not as it was is found, and from then on
// nothing is written.
func TestPicturesAreCheckedByTheirHashes(t *testing.T) {
	o, path, picture := pictured(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	flip := func(content []byte) { content[bytes.Index(content, picture[1<<20:1<<20+64])] ^= 1 }
	tear := func(content []byte) {
		const page = 4096
		at := bytes.Index(content, []byte("An event")) / page * page
		clear(content[at : at+page])
	}
	for name, c := range map[string]struct {
		harm    func([]byte)
		damaged bool
		rows    bool // those are sound
	}{
		"sound":          {func([]byte) {}, false, true},
		"a picture":      {flip, true, true},
		"a page of rows": {tear, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			content := bytes.Clone(whole)
			c.harm(content)
			if err := os.WriteFile(path, content, 0o644); err != nil {
				t.Fatal(err)
			}
			f, err := o.Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			s := f.(*Store)
			if err := s.Health(t.Context()); errors.Is(err, data.ErrCorrupt) != c.damaged || s.Access().Damaged != c.damaged {
				t.Errorf("%v, access %+v", err, s.Access())
			}
			select {
			case <-s.health.rows:
				if !c.rows {
					t.Error("edits did not wait for the rows")
				}
			default:
				if c.rows {
					t.Error("edits waited for all")
				}
			}
			if _, err := s.Apply(t.Context(), testEdit(t, 1)); errors.Is(err, data.ErrCorrupt) != c.damaged {
				t.Errorf("apply: %v", err)
			}
		})
	}
}

// Edits wait for the tables of rows alone.
func TestEditsDoNotWaitForPictures(t *testing.T) {
	s, end := unexamined(t)
	close(s.health.rows)
	if _, err := s.Apply(t.Context(), testEdit(t, 1)); err != nil {
		t.Error(err)
	}
	end(data.ErrCorrupt)
	if _, err := s.Apply(t.Context(), testEdit(t, 1)); !errors.Is(err, data.ErrCorrupt) {
		t.Errorf("apply to a damaged library: %v", err)
	}
}
