package sqlite

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// pictured is a library with a picture, so large that it is not looked over before it is
// opened, and the bytes of that.
func pictured(t *testing.T) (o *Opener, path string, picture []byte) {
	t.Helper()
	return picturedBy(t, checkedFirst)
}

// picturedBy is pictured for a picture of so many bytes.
func picturedBy(t *testing.T, size int) (o *Opener, path string, picture []byte) {
	t.Helper()
	o = NewOpener(afero.NewOsFs(), "Test")
	o.bulk = 1 << 20
	path = filepath.Join(t.TempDir(), "a.tarikh")
	s, err := o.Create(t.Context(), path, "Pictures")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(nil)
	for len(picture) < size {
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
		"free pages":     {func(content []byte) { content[39]++ }, true, false}, // how many there are
	} {
		t.Run(name, func(t *testing.T) {
			content := bytes.Clone(whole)
			c.harm(content)
			if err := os.WriteFile(path, content, 0o644); err != nil {
				t.Fatal(err)
			}
			// One that comes from elsewhere is opened as soon as its rows are known to be sound.
			if _, err := o.Vet(t.Context(), path, data.ID{}, nil); errors.Is(err, data.ErrCorrupt) == c.rows {
				t.Errorf("vetted: %v", err)
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

// One of an earlier version is migrated once its rows are known to be sound; its texts and
// pictures are compared with their hashes after that.
func TestPicturesAreNotLookedAtBeforeMigration(t *testing.T) {
	o := NewOpener(afero.NewOsFs(), "Test")
	o.bulk = 1 << 20
	path := filepath.Join(t.TempDir(), "a.tarikh")
	steps, err := engine.Migrations()
	if err != nil {
		t.Fatal(err)
	}
	db, id := engine.Open(path, engine.Create), data.NewID()
	err = engine.Migrate(t.Context(), db, steps[:len(steps)-1], nil)
	for _, statement := range []string{
		fmt.Sprintf("INSERT INTO library (n, id, rev, title, created, revision) VALUES (1, x'%x', 1, 'Old', 0, 1)", id[:]),
		"INSERT INTO body (hash, length, packed) VALUES (zeroblob(32), 2000000, randomblob(2000000))",
	} {
		_, execErr := db.Exec(statement)
		err = errors.Join(err, execErr)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	f, err := o.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Health(t.Context()); !errors.Is(err, data.ErrCorrupt) {
		t.Errorf("health: %v", err)
	}
}

// After a crash the texts and pictures of a large library are looked at while it is open, if
// the log is known to be its own: the process that died has named it, and nobody has written to
// the library since. Else they are before the log is played.
func TestPicturesAreNotLookedAtBeforeTheirOwnLogIsPlayed(t *testing.T) {
	o, from, picture := picturedBy(t, 2<<20)
	f, err := o.Open(t.Context(), from)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Apply(t.Context(), testEdit(t, 1)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	left := map[string][]byte{} // as it would be if the process died now
	for _, suffix := range []string{"", "-wal", ".lock"} {
		if left[suffix], err = os.ReadFile(from + suffix); err != nil {
			t.Fatal(err)
		}
	}
	const page = 4096
	at := bytes.Index(left[""], picture[1<<20:1<<20+64]) / page * page
	clear(left[""][at : at+4]) // which page comes next
	// The number of a header with another salt is one that was not named.
	another := bytes.Clone(left[".lock"])
	another[bytes.LastIndex(another, []byte("log "))+4]++
	for name, c := range map[string]struct {
		lock  []byte
		age   time.Duration
		opens bool
	}{
		"its own":             {left[".lock"], 0, true},
		"not named":           {nil, 0, false},
		"written to since":    {left[".lock"], time.Millisecond, false},
		"not the one of then": {another, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			o := NewOpener(afero.NewOsFs(), "Test")
			o.bulk = 1 << 20
			path := filepath.Join(t.TempDir(), "a.tarikh")
			for suffix, content := range map[string][]byte{"": left[""], "-wal": left["-wal"], ".lock": c.lock} {
				if content != nil {
					err = errors.Join(err, os.WriteFile(path+suffix, content, 0o644))
				}
			}
			then := info.ModTime().Add(c.age)
			if err := errors.Join(err, os.Chtimes(path, then, then)); err != nil {
				t.Fatal(err)
			}
			f, err := o.Open(t.Context(), path)
			if !c.opens {
				if !errors.Is(err, data.ErrCorrupt) {
					t.Errorf("open: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if err := f.Health(t.Context()); !errors.Is(err, data.ErrCorrupt) {
				t.Errorf("health: %v", err)
			}
		})
	}
}

// Comparing a picture with its hash takes its bytes once.
func TestCheckingAPictureTakesLittleMemory(t *testing.T) {
	o, path, picture := pictured(t)
	f, err := o.Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var before, after runtime.MemStats
	err = f.(*Store).reading(t.Context(), "check", func(tx *sql.Tx) error {
		runtime.ReadMemStats(&before)
		_, _, err := rows.CheckBody(t.Context(), tx, 0)
		runtime.ReadMemStats(&after)
		return err
	})
	if took := after.TotalAlloc - before.TotalAlloc; err != nil || took > uint64(len(picture))*3/2 {
		t.Errorf("%d KB for %d KB, %v", took>>10, len(picture)>>10, err)
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

// A picture whose bytes are lost is dropped by salvage and told by what has it; what else
// there is comes back, as do the bytes of other pictures.
func TestPicturesAreRestoredAndSalvaged(t *testing.T) {
	o, path, picture := pictured(t)
	f, err := o.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	cols, err := f.Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var event data.ID // that has the picture
	for _, id := range cols.IDs {
		if of, err := f.Pictures(t.Context(), id); err != nil || len(of) > 0 {
			event = id
		}
	}
	small := data.NewPage([]byte("GIF89a"), "image/gif", "", 1)
	_, err = f.Apply(t.Context(), data.Edit{Label: "add", Pages: []data.Page{small}, Pictures: []data.Change[data.Picture]{
		data.Insert(data.Picture{ID: data.NewID(), Event: event, Order: 1, Hash: small.Hash, Type: small.Media, Size: 6}),
	}})
	if err != nil {
		t.Fatal(err)
	}
	kept := shelf{}
	apart := filepath.Join(t.TempDir(), "a.rows")
	if err := errors.Join(f.SaveApart(t.Context(), apart, kept), f.Close()); err != nil {
		t.Fatal(err)
	}
	large := sha256.Sum256(picture)
	for _, gone := range []bool{false, true} {
		if gone {
			delete(kept, large)
		}
		restored := filepath.Join(t.TempDir(), "restored.tarikh")
		lost, err := o.Join(t.Context(), apart, restored, func(of [32]byte) ([]byte, error) {
			if packed, ok := kept[of]; ok {
				return packed, nil
			}
			return nil, os.ErrNotExist
		})
		if err != nil || (len(lost) == 1) != gone || gone && (!lost[0].Page || lost[0].Article != "An event") {
			t.Fatalf("lost %+v, %v", lost, err)
		}
		s, err := o.Read(t.Context(), restored)
		if err != nil {
			t.Fatal(err)
		}
		of, err := s.Pictures(t.Context(), event)
		if want := map[bool]int{false: 2, true: 1}[gone]; err != nil || len(of) != want || of[want-1].Hash != small.Hash {
			t.Errorf("pictures %+v, %v", of, err)
		}
		if p, err := s.Page(t.Context(), small.Hash); err != nil || !bytes.Equal(p.Body, small.Body) {
			t.Errorf("bytes %q, %v", p.Body, err)
		}
		if p, err := s.Page(t.Context(), large); (err != nil) != gone || !gone && !bytes.Equal(p.Body, picture) {
			t.Errorf("%d bytes, %v", len(p.Body), err)
		}
		problems, err := s.Check(t.Context(), nil)
		if err := errors.Join(err, s.Close()); err != nil || len(problems) > 0 {
			t.Errorf("%q, %v", problems, err)
		}
	}
}

// shelf keeps what is saved apart.
type shelf map[[32]byte][]byte

func (s shelf) Put(of [32]byte, packed func() ([]byte, error)) (err error) {
	s[of], err = packed()
	return err
}

func (shelf) Complete(string) error { return nil }

// The bytes of a picture stay while a row or the journal names them, and go when the
// library is closed after that.
func TestUnusedPicturesGo(t *testing.T) {
	o, path, picture := pictured(t)
	without := func(statements ...string) (bytes int64) {
		t.Helper()
		f, err := o.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		s := f.(*Store)
		err = s.Health(t.Context())
		for _, statement := range statements {
			_, execErr := s.write.ExecContext(t.Context(), statement)
			err = errors.Join(err, execErr)
		}
		if err := errors.Join(err, s.Close()); err != nil {
			t.Fatal(err)
		}
		if f, err = o.Read(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		bytes, err = f.Bulk(t.Context())
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
		return bytes
	}
	if n := without("DELETE FROM journal"); n < int64(len(picture)) {
		t.Errorf("%d bytes are left of a picture that an event has", n)
	}
	if n := without("DELETE FROM picture"); n != 0 {
		t.Errorf("%d bytes are left of a picture that nothing has", n)
	}
}
