package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
)

// soundLibrary returns the bytes of a library at rest, of many pages.
func soundLibrary(t testing.TB) []byte {
	t.Helper()
	return libraryOf(t, 200)
}

// libraryOf returns the bytes of a library at rest with that many sample events.
func libraryOf(t testing.TB, events int) []byte {
	t.Helper()
	path := libraryPath(t)
	s := create(t, path)
	apply(t, s, sampleEdit(t, events))
	closeStore(t, s)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// put32 returns content with a big-endian number at an offset.
func put32(content []byte, offset int, value uint32) []byte {
	content = slices.Clone(content)
	binary.BigEndian.PutUint32(content[offset:], value)
	return content
}

// database makes an SQLite file of another kind.
func database(t testing.TB, statements ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.db")
	execRaw(t, path, statements...)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// execRaw runs statements on a file that no store has open.
func execRaw(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// refuse asserts that a file is not opened and is left as it was, alone, and
// that the error names it.
func refuse(t testing.TB, path string, want error) error {
	t.Helper()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	old := time.Date(2020, 1, 23, 10, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	names := files(t, filepath.Dir(path))
	s, err := newOpener().Open(t.Context(), path)
	if err == nil {
		_ = s.Close()
		t.Fatal("the file was opened")
	}
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
	if !strings.Contains(err.Error(), fmt.Sprintf("%q", path)) || strings.Contains(err.Error(), "\n") {
		t.Errorf("the error does not name the file in one line: %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the file was changed (%v)", err)
	}
	if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("the file was touched: %v, %v", info.ModTime(), err)
	}
	if got := files(t, filepath.Dir(path)); !slices.Equal(got, names) {
		t.Errorf("files are now %q, were %q", got, names)
	}
	return err
}

func TestOpenRefusesAndLeavesTheFile(t *testing.T) {
	sound := soundLibrary(t)
	id := fmt.Sprintf("PRAGMA application_id = %d", 0x54524B48)
	cases := []struct {
		name    string
		content []byte
		want    error
		reason  string
	}{
		{"empty", nil, data.ErrForeign, "empty"},
		{"one byte", []byte("S"), data.ErrForeign, "no SQLite file"},
		{"a text", []byte(strings.Repeat("An article about a summit.\n", 50)), data.ErrForeign, "no SQLite file"},
		{"binary", bytes.Repeat([]byte{0, 0xff}, 4000), data.ErrForeign, "no SQLite file"},
		{"another SQLite database", database(t, "CREATE TABLE note (text)"), data.ErrForeign, "another program"},
		{"another one in WAL mode", database(t, "PRAGMA journal_mode = WAL", "CREATE TABLE note (text)"), data.ErrForeign, "another program"},
		{"our mark and nothing else", database(t, id), data.ErrCorrupt, "version 0"},
		{"our mark, other tables", database(t, id, "PRAGMA user_version = 1", "CREATE TABLE note (text)"), data.ErrCorrupt, "tables"},
		{"cut in the header", sound[:60], data.ErrCorrupt, "cut short"},
		{"cut after the header", sound[:100], data.ErrCorrupt, "cut short"},
		{"cut in the middle", sound[:len(sound)/2], data.ErrCorrupt, "cut short"},
		{"cut by one byte", sound[:len(sound)-1], data.ErrCorrupt, "cut short"},
		{"newer", put32(sound, 60, 1000), data.ErrNewer, "version 1000"},
		{"newer and cut", put32(sound, 60, 1000)[:5000], data.ErrNewer, "version 1000"},
		{"a negative version", put32(sound, 60, 1<<31), data.ErrCorrupt, "version -"},
		{"an impossible page size", put32(sound, 16, 0x00030101), data.ErrCorrupt, "page of 3 bytes"},
		{"text in UTF-16", put32(sound, 56, 2), data.ErrForeign, "UTF-16"},
		{"text in an unknown encoding", put32(sound, 56, 9), data.ErrCorrupt, "text encoding"},
		{"another page size", put32(sound, 16, 0x20000101), data.ErrCorrupt, ""},
		{"a first page of noise", append(slices.Clone(sound[:100]), noise(1, len(sound)-100)...), data.ErrCorrupt, ""},
		{"a schema of nulls", append(slices.Clone(sound[:100]), make([]byte, len(sound)-100)...), data.ErrCorrupt, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := libraryPath(t)
			if err := os.WriteFile(path, c.content, 0o644); err != nil {
				t.Fatal(err)
			}
			if err := refuse(t, path, c.want); !strings.Contains(err.Error(), c.reason) {
				t.Errorf("%q does not say %q", err, c.reason)
			}
		})
	}
}

func TestOpenRefusesTablesThatAreNotOurs(t *testing.T) {
	sound := soundLibrary(t)
	for name, statement := range map[string]string{
		"a trigger":       "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM article; END",
		"a view":          "CREATE VIEW v AS SELECT 1",
		"a further table": "CREATE TABLE further (x)",
		"a missing index": "DROP INDEX event_columns",
		"another column":  "ALTER TABLE event ADD COLUMN x TEXT",
		"no library row":  "DELETE FROM library",
	} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			if err := os.WriteFile(path, sound, 0o644); err != nil {
				t.Fatal(err)
			}
			execRaw(t, path, statement)
			refuse(t, path, data.ErrCorrupt)
		})
	}
}

func TestOpenOfWhatIsNoFile(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "folder.tarikh"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(folder, "link.tarikh")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Symlink("b.tarikh", filepath.Join(folder, "a.tarikh")), os.Symlink("a.tarikh", filepath.Join(folder, "b.tarikh"))); err != nil {
		t.Fatal(err)
	}
	before := files(t, folder)
	for name, want := range map[string]error{
		"a.tarikh":            data.ErrForeign,
		"missing.tarikh":      data.ErrNotFound,
		"missing/too.tarikh":  data.ErrNotFound,
		"folder.tarikh":       data.ErrForeign,
		"link.tarikh":         data.ErrNotFound,
		"a\x00b.tarikh":       nil,
		"folder.tarikh/below": data.ErrNotFound,
	} {
		path := filepath.Join(folder, name)
		_, err := newOpener().Open(t.Context(), path)
		if err == nil || want != nil && !errors.Is(err, want) || !strings.Contains(err.Error(), fmt.Sprintf("%q", path)) {
			t.Errorf("%q: got %v, want %v", name, err, want)
		}
	}
	if after := files(t, folder); !slices.Equal(after, before) {
		t.Errorf("files are now %q, were %q", after, before)
	}
}

func noise(seed uint64, length int) []byte {
	r := rand.New(rand.NewPCG(seed, seed))
	out := make([]byte, length)
	for i := range out {
		out[i] = byte(r.Uint32())
	}
	return out
}

// Bytes of a library are flipped, in the header and everywhere. Whatever comes
// of it, nothing crashes, and a file that is refused stays as it is.
func TestMangledLibraries(t *testing.T) {
	sound := soundLibrary(t)
	flip := func(t *testing.T, content []byte) {
		path := libraryPath(t)
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := newOpener().Open(t.Context(), path)
		if err != nil {
			if !errors.Is(err, data.ErrForeign) && !errors.Is(err, data.ErrCorrupt) && !errors.Is(err, data.ErrNewer) {
				t.Errorf("no clear error: %v", err)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, content) {
				t.Errorf("a refused file was changed (%v)", err)
			}
			oneFile(t, path)
			return
		}
		exercise(t, s)
		_ = s.Close() // bringing home what lies on damaged pages may fail
	}
	stride, rounds := 1, 60
	if testing.Short() {
		stride, rounds = 7, 6
	}
	for offset := 0; offset < 100; offset += stride {
		content := slices.Clone(sound)
		content[offset] ^= 0xff
		t.Run(fmt.Sprintf("header byte %d", offset), func(t *testing.T) { flip(t, content) })
	}
	r := rand.New(rand.NewPCG(1, 2))
	for round := range rounds {
		content := slices.Clone(sound)
		for range 1 + r.IntN(40) {
			content[100+r.IntN(len(content)-100)] ^= byte(1 + r.IntN(255))
		}
		t.Run(fmt.Sprintf("round %d", round), func(t *testing.T) { flip(t, content) })
	}
}

// exercise reads and writes all it can of a library that may be damaged.
func exercise(t *testing.T, s data.File) {
	ctx := t.Context()
	for e, err := range s.Events(ctx) {
		if err != nil {
			break
		}
		_, _ = s.EventExcerpts(ctx, e.ID)
	}
	list, _ := s.Articles(ctx)
	for _, a := range list {
		_, _ = s.Article(ctx, a.ID)
		_, _ = s.ArticleAnnotations(ctx, a.ID)
	}
	_, _ = s.Columns(ctx)
	_, _ = s.Annotations(ctx)
	if _, err := s.Check(ctx, nil); err != nil && !errors.Is(err, data.ErrCorrupt) {
		t.Errorf("check: %v", err)
	}
	_, _ = s.Undo(ctx)
	_, _ = s.Redo(ctx)
	_, _ = s.Apply(ctx, sampleEdit(t, 3))
}

func TestOneFileAtRest(t *testing.T) {
	path := libraryPath(t)
	s := create(t, path)
	apply(t, s, sampleEdit(t, 50))
	if got := files(t, filepath.Dir(path)); len(got) < 3 {
		t.Errorf("while open: %q, want a log and a lock beside it", got)
	}
	closeStore(t, s)
	oneFile(t, path)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if content[18] != 1 || content[19] != 1 {
		t.Error("the file at rest is still in WAL mode")
	}
	if got := binary.BigEndian.Uint32(content[68:]); got != 0x54524B48 {
		t.Errorf("application_id %#x", got)
	}
	s = open(t, path)
	if got := counts(t, s).Events; got != 50 {
		t.Errorf("%d events, want 50", got)
	}
	closeStore(t, s)
	oneFile(t, path)
}

func TestCreateNeverOverwrites(t *testing.T) {
	path := libraryPath(t)
	if err := os.WriteFile(path, []byte("something of mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := newOpener().Create(t.Context(), path, "A"); !errors.Is(err, data.ErrExists) {
		t.Errorf("got %v, want ErrExists", err)
	}
	if content, _ := os.ReadFile(path); string(content) != "something of mine" {
		t.Errorf("the file now holds %q", content)
	}
	oneFile(t, path)
}

func TestCreateThatFailsLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx         context.Context
		path, title string
	}{
		"no title":     {t.Context(), filepath.Join(folder, "a.tarikh"), " "},
		"no folder":    {t.Context(), filepath.Join(folder, "missing", "a.tarikh"), "A"},
		"cancelled":    {cancelled, filepath.Join(folder, "a.tarikh"), "A"},
		"a dead link":  {t.Context(), deadLink(t), "A"},
		"a long name":  {t.Context(), filepath.Join(folder, strings.Repeat("x", 400)), "A"},
		"a bad folder": {t.Context(), filepath.Join(os.Args[0], "a.tarikh"), "A"},
	} {
		if _, err := newOpener().Create(c.ctx, c.path, c.title); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if got := files(t, folder); len(got) > 0 {
		t.Errorf("left: %q", got)
	}
}

func TestALibraryThatIsFilledAppearsWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.tarikh")
	o := newOpener()
	add := func(f data.File) error {
		if err := vacantIn(dir, "a.tarikh"); err != nil {
			return err
		}
		track := data.NextTrack("T", nil)
		_, err := f.Apply(t.Context(), data.Edit{Label: "x", Tracks: []data.Change[data.Track]{data.Insert(track)}})
		return err
	}
	broken := errors.New("broken")
	if err := o.CreateWith(t.Context(), path, "A", func(f data.File) error { return errors.Join(add(f), broken) }); !errors.Is(err, broken) {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("a failure leaves %v, %v", left, err)
	}
	if err := o.CreateWith(t.Context(), path, "A", add); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 || left[0].Name() != "a.tarikh" {
		t.Errorf("there is %v, %v", left, err)
	}
	if err := o.CreateWith(t.Context(), path, "A", add); !errors.Is(err, data.ErrExists) {
		t.Errorf("over another: %v", err)
	}
	s, err := o.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Undo(t.Context()); err != nil {
		t.Errorf("what filled it cannot be undone: %v", err)
	}
	if tracks, err := s.Tracks(t.Context()); err != nil || len(tracks) > 0 || s.Access().ReadOnly {
		t.Errorf("%v, %v, %+v", tracks, err, s.Access())
	}
}

// vacantIn reports an error where a folder has a file of that name.
func vacantIn(dir, name string) error {
	if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
		return errors.New("it is there before it is whole")
	}
	return nil
}

func TestCreateNamesTheFolderThatIsMissing(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "nodir")
	path := filepath.Join(folder, "x.tarikh")
	s := create(t, libraryPath(t))
	_, err := newOpener().Create(t.Context(), path, "A")
	for action, err := range map[string]error{"create library": err, "save a copy as": s.SaveCopy(t.Context(), path)} {
		want := fmt.Sprintf("%s %q: the folder %q is missing", action, path, folder)
		if !errors.Is(err, data.ErrNotFound) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if _, err := newOpener().Create(t.Context(), filepath.Join(s.Path(), "x.tarikh"), "A"); err == nil || !strings.Contains(err.Error(), "is no folder") {
		t.Errorf("below a file: %v", err)
	}
}

func deadLink(t testing.TB) string {
	path := filepath.Join(t.TempDir(), "link.tarikh")
	if err := os.Symlink("nowhere.tarikh", path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOpenThroughALinkLocksTheFileItself(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	link := filepath.Join(t.TempDir(), "link.tarikh")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	first, second := open(t, link), open(t, path)
	if first.Access().ReadOnly || !second.Access().ReadOnly || first.Path() != second.Path() {
		t.Errorf("access %+v and %+v", first.Access(), second.Access())
	}
}

func TestUndoSurvivesARestart(t *testing.T) {
	path := libraryPath(t)
	s := create(t, path)
	apply(t, s, sampleEdit(t, 3))
	second := sampleEdit(t, 2)
	second.Label = "second"
	apply(t, s, second)
	for _, step := range []struct {
		act        func(data.File) (data.Edit, error)
		undo, redo string
		events     int
	}{
		{func(s data.File) (data.Edit, error) { return s.Undo(t.Context()) }, "edit.sample", "second", 3},
		{func(s data.File) (data.Edit, error) { return s.Undo(t.Context()) }, "", "edit.sample", 0},
		{func(s data.File) (data.Edit, error) { return s.Redo(t.Context()) }, "edit.sample", "second", 3},
		{func(s data.File) (data.Edit, error) { return s.Redo(t.Context()) }, "second", "", 5},
	} {
		closeStore(t, s)
		s = open(t, path)
		if _, err := step.act(s); err != nil {
			t.Fatal(err)
		}
		closeStore(t, s)
		s = open(t, path)
		undo, redo, err := s.History(t.Context())
		if err != nil || undo != step.undo || redo != step.redo || counts(t, s).Events != step.events {
			t.Errorf("history %q, %q with %+v (%v); want %q, %q and %d events",
				undo, redo, counts(t, s), err, step.undo, step.redo, step.events)
		}
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
}

// What a library is made with cannot be undone, in one of the sample that was made
// before that either.
func TestUndoEndsWhereALibraryWasMade(t *testing.T) {
	path := libraryPath(t)
	made, err := newOpener().Create(t.Context(), path, "A library", sampleEdit(t, 3))
	if err != nil {
		t.Fatal(err)
	}
	atBeginning(t, made, 3)
	apply(t, made, sampleEdit(t, 2)) // an import
	if _, err := made.Undo(t.Context()); err != nil {
		t.Error(err)
	}
	atBeginning(t, made, 3)
	closeStore(t, made)

	for _, undone := range []bool{false, true} {
		before := slices.IndexFunc(migrationTexts(t), func(text string) bool { return strings.Contains(text, "edit.sample") })
		path := olderLibrary(t, before)
		execRaw(
			t, path,
			"DELETE FROM journal WHERE n > 1", "DELETE FROM journal_change WHERE journal > 1",
			"UPDATE journal SET label = 'edit.sample', undone = "+fmt.Sprint(undone),
		)
		s := open(t, path)
		undo, redo, err := s.History(t.Context())
		if undo != "" || (redo == "edit.sample") != undone || err != nil {
			t.Errorf("undone %v: %q can be undone, %q redone, %v", undone, undo, redo, err)
		}
		closeStore(t, s)
	}
}

// atBeginning expects that nothing can be undone.
func atBeginning(t *testing.T, s data.File, events int) {
	t.Helper()
	if undo, _, err := s.History(t.Context()); undo != "" || err != nil {
		t.Errorf("%q can be undone (%v)", undo, err)
	}
	if _, err := s.Undo(t.Context()); !errors.Is(err, data.ErrNothing) {
		t.Errorf("undo: %v, want ErrNothing", err)
	}
	if n := counts(t, s); n.Events != events {
		t.Errorf("%d events, want %d", n.Events, events)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
}

// Nothing is written into a file that is not the library's any more: it would be
// shown as saved and be gone. What was open can be saved elsewhere.
func TestLibraryThatHasGoneFromItsPlace(t *testing.T) {
	for name, c := range map[string]struct {
		away func(path string) error
		back func(path string) error
	}{
		"deleted": {os.Remove, nil},
		"moved":   {func(path string) error { return os.Rename(path, path+".moved") }, func(path string) error { return os.Rename(path+".moved", path) }},
		"replaced": {func(path string) error {
			return errors.Join(os.Rename(path, path+".moved"), os.WriteFile(path, []byte("another file"), 0o644))
		}, func(path string) error { return os.Rename(path+".moved", path) }},
	} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			s := create(t, path)
			apply(t, s, sampleEdit(t, 3))
			if err := c.away(path); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Apply(t.Context(), sampleEdit(t, 1)); !errors.Is(err, data.ErrMoved) || !strings.Contains(err.Error(), filepath.Base(path)) {
				t.Errorf("apply: %v", err)
			}
			now, err := s.Revision(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Wait(t.Context(), now); !errors.Is(err, data.ErrMoved) {
				t.Errorf("wait: %v", err)
			}
			elsewhere := filepath.Join(t.TempDir(), "copy.tarikh")
			if err := s.SaveCopy(t.Context(), elsewhere); err != nil {
				t.Fatal(err)
			}
			if c.back != nil {
				if err := c.back(path); err != nil {
					t.Fatal(err)
				}
				apply(t, s, sampleEdit(t, 0))
				closeStore(t, s)
			} else {
				_ = s.Close() // the log cannot be brought home
			}
			saved := open(t, elsewhere)
			if n := counts(t, saved); n.Events != 3 {
				t.Errorf("saved %+v", n)
			}
			closeStore(t, saved)
		})
	}
}
