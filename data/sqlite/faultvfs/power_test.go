//go:build linux

package faultvfs_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/sqlite/faultvfs"
	"tarikh.org/tarikh/data/text/query"
)

// newOpener returns the process's one.
var newOpener = sync.OnceValue(func() *sqlite.Opener { return sqlite.NewOpener(afero.NewOsFs(), "Tarikh") })

// perEdit is how many events each edit of these tests makes: an edit is whole if
// its track has them all.
const perEdit = 7

// edit makes a track of that name with its events, and an article that takes
// several pages.
func edit(t testing.TB, name string) data.Edit {
	t.Helper()
	day, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	track := data.Track{ID: data.NewID(), Name: name, Colour: "blue"}
	e := data.Edit{Label: "edit.test", Tracks: []data.Change[data.Track]{data.Insert(track)}}
	for i := range perEdit {
		e.Events = append(e.Events, data.Insert(data.Event{ID: data.NewID(), Title: fmt.Sprintf("%s, %d", name, i), Date: day, Track: track.ID, Importance: 3}))
	}
	text := strings.Repeat("اختتم الرئيسان القمة في بكين.\n", 150+len(name)*20)
	e.Articles = []data.Change[data.Article]{data.Insert(data.Article{ID: data.NewID(), Title: name, Published: day}.WithText(text))}
	return e
}

// inParts are the rows of an edit as parts, of which the first is more than SQLite keeps
// in memory before all is written.
func inParts(e data.Edit) iter.Seq2[data.Edit, error] {
	return func(yield func(data.Edit, error) bool) {
		a := *e.Articles[0].After
		a = a.WithText(strings.Repeat(a.Text, 9<<18/len(a.Text)))
		_ = yield(data.Edit{Articles: []data.Change[data.Article]{data.Insert(a)}}, nil) &&
			yield(data.Edit{Events: e.Events}, nil) && yield(data.Edit{Tracks: e.Tracks}, nil)
	}
}

// whole returns the names of the edits that are in a library, failing on one of
// which a part is missing.
func whole(t testing.TB, s data.File) map[string]bool {
	t.Helper()
	tracks, err := s.Tracks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	columns, err := s.Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	articles, err := s.Articles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	events, texts := map[string]int{}, map[string]int{}
	for _, track := range columns.Track {
		events[tracks[track].Name]++
	}
	for _, a := range articles {
		texts[a.Title]++
	}
	names := map[string]bool{}
	for _, track := range tracks {
		names[track.Name] = true
		if events[track.Name] != perEdit || texts[track.Name] != 1 {
			t.Errorf("half an edit: %d events and %d articles of %s", events[track.Name], texts[track.Name], track.Name)
		}
	}
	if len(texts) != len(names) {
		t.Errorf("%d tracks, %d articles", len(names), len(texts))
	}
	return names
}

// someLibrary makes a library with two edits in a folder and closes it.
func someLibrary(t testing.TB, folder string) string {
	t.Helper()
	path := filepath.Join(folder, "a.tarikh")
	s, err := newOpener().Create(t.Context(), path, "A library")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"before 1", "before 2"} {
		if _, err := s.Apply(t.Context(), edit(t, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// scratch is a new folder, in memory where the system has such a place: what is
// proved does not depend on a disk, but hundreds of syncs take their time on one.
func scratch(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "tarikh")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// folder is a new one; in a synchronised one the store takes the mode TRUNCATE
// and keeps no log.
func folder(t testing.TB, synchronised bool) string {
	t.Helper()
	dir := scratch(t)
	if synchronised {
		if err := os.Mkdir(filepath.Join(dir, ".stfolder"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// acknowledged is an edit that was reported as written after so many steps.
type acknowledged struct {
	name  string
	steps int
}

// record writes down what work does to a library.
func record(t *testing.T, path string, work func(ack func(name string))) (before map[string][]byte, steps []faultvfs.Step, acks []acknowledged) {
	t.Helper()
	before = map[string][]byte{filepath.Base(path): read(t, path)}
	acks = []acknowledged{{"before 1", 0}, {"before 2", 0}}
	disk := faultvfs.Place()
	defer disk.Remove()
	work(func(name string) { acks = append(acks, acknowledged{name, disk.Len()}) })
	return before, disk.Steps(), acks
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// cuts chooses the places at which power is lost: every step in a small record,
// else the steps around each sync and others up to some number.
func cuts(steps []faultvfs.Step, most int, r *rand.Rand) []int {
	var out []int
	around := map[int]bool{0: true, len(steps): true}
	for i, s := range steps {
		if s.Bytes == nil {
			around[i], around[i+1] = true, true
		}
	}
	for i := range len(steps) + 1 {
		if around[i] || len(steps) < most || r.IntN(len(steps)) < most {
			out = append(out, i)
		}
	}
	for len(out) > most {
		i := r.IntN(len(out))
		out = append(out[:i], out[i+1:]...)
	}
	return out
}

// afterwards opens what is on disk after the loss and returns how many of the
// edits that were acknowledged by then are gone. What is there must be sound,
// whole, and take another edit.
func afterwards(t *testing.T, image map[string][]byte, acks []acknowledged, cut int) (lost int) {
	t.Helper()
	dir := scratch(t)
	path := filepath.Join(dir, "a.tarikh")
	for name, content := range image {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path+".lock", []byte("Tarikh, gone with its power\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := newOpener().Open(t.Context(), path)
	if err != nil {
		t.Errorf("power lost after step %d: %v", cut, err)
		return len(acks)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := s.Health(t.Context()); err != nil {
		t.Errorf("power lost after step %d: %v", cut, err)
	}
	names := whole(t, s)
	for _, a := range acks {
		if a.steps <= cut && !names[a.name] {
			lost++
		}
	}
	if _, err := s.Apply(t.Context(), edit(t, "afterwards")); err != nil {
		t.Errorf("power lost after step %d: the next edit: %v", cut, err)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("power lost after step %d: check: %q, %v", cut, problems, err)
	}
	return lost
}

// losses loses power at many places of a record, in every way, and returns how
// often, and how many acknowledged edits were lost in all.
func losses(t *testing.T, before map[string][]byte, steps []faultvfs.Step, acks []acknowledged) (rounds, lost int) {
	t.Helper()
	most := 18
	if testing.Short() {
		most = 3
	}
	r := rand.New(rand.NewPCG(1, uint64(len(steps))))
	for _, loss := range []faultvfs.Loss{faultvfs.Unsynced, faultvfs.Some, faultvfs.Torn, faultvfs.Nothing} {
		for _, cut := range cuts(steps, most, r) {
			lost += afterwards(t, faultvfs.Image(before, steps[:cut], loss, r), acks, cut)
			rounds++
			if t.Failed() {
				t.Fatalf("with what was not synced lost in way %d", loss)
			}
		}
	}
	return rounds, lost
}

// In both modes that the store uses, a loss of power at any moment, from opening
// to closing, in an edit, in an import and in bringing an old library up to
// date, loses no edit that was acknowledged.
func TestPowerLoss(t *testing.T) {
	for _, mode := range []string{"WAL", "TRUNCATE"} {
		for _, what := range []string{"edits", "imports", "parts", "migration"} {
			t.Run(mode+", "+what, func(t *testing.T) {
				path := someLibrary(t, folder(t, mode == "TRUNCATE"))
				if what == "migration" {
					if err := os.WriteFile(path, oldLibrary(t), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				before, steps, acks := record(t, path, func(ack func(string)) {
					s, err := newOpener().Open(t.Context(), path)
					if err != nil {
						t.Fatal(err)
					}
					edits := 8
					if what == "parts" {
						edits = 1 // a large one
					}
					for i := range edits {
						name := fmt.Sprintf("edit %d", i)
						e := edit(t, name)
						if what == "imports" {
							if e, err = tarikhjson.ReadEdit(t.Context(), document(t, name), "library.json", "en"); err != nil {
								t.Fatal(err)
							}
						}
						if what == "parts" {
							_, err = s.ApplyAll(t.Context(), "edit.import", inParts(e), nil)
						} else {
							_, err = s.Apply(t.Context(), e)
						}
						if err != nil {
							t.Fatal(err)
						}
						ack(name)
					}
					if err := s.Close(); err != nil {
						t.Fatal(err)
					}
				})
				logged := slices.ContainsFunc(steps, func(s faultvfs.Step) bool { return s.Suffix() == "-wal" })
				if logged != (mode == "WAL") {
					t.Fatalf("a log was written: %v", logged)
				}
				rounds, lost := losses(t, before, steps, acks)
				if lost > 0 {
					t.Errorf("%d acknowledged edits were lost in %d losses of power", lost, rounds)
				}
				t.Logf("%d steps, %d losses of power, no acknowledged edit lost", len(steps), rounds)
			})
		}
	}
}

// A loss of power while rows are indexed in the background leaves a library whose index
// takes more edits: what was half written is rolled back, though a check, which passes
// over an index that is not complete, finds nothing in it.
func TestPowerLossWhileRowsAreIndexed(t *testing.T) {
	path := someLibrary(t, folder(t, true))
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE indexed SET rules = 0, upto = 0"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, steps, acks := record(t, path, func(func(string)) {
		s, err := newOpener().Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		for words := query.Parse("before", query.Options{}); err == nil || errors.Is(err, data.ErrUnindexed); {
			if _, err = s.Search(t.Context(), words, 5); err == nil {
				break
			}
		}
		if err := errors.Join(err, s.Close()); err != nil {
			t.Fatal(err)
		}
	})
	r := rand.New(rand.NewPCG(1, 1))
	const first = 50 // steps: the first kind of row is indexed by then
	for cut := 1; cut <= min(first, len(steps)); cut++ {
		if last := steps[cut-1]; last.Suffix() != "" || last.Bytes == nil {
			continue // only within what is written into the library itself
		}
		for range 8 {
			afterwards(t, faultvfs.Image(before, steps[:cut], faultvfs.Some, r), acks, cut)
			if t.Failed() {
				return
			}
		}
	}
}

// document is a file to import that makes what edit makes.
func document(t testing.TB, name string) fs.FS {
	t.Helper()
	type row = map[string]any
	e := edit(t, name)
	events := make([]row, len(e.Events))
	for i, c := range e.Events {
		events[i] = row{"id": fmt.Sprint(i), "title": c.After.Title, "date": c.After.Date.EDTF, "track": "t"}
	}
	text, err := json.Marshal(row{
		"format": "tarikh-json", "version": 1, "events": events,
		"tracks":   []row{{"id": "t", "name": name, "colour": "blue"}},
		"articles": []row{{"id": "a", "title": name, "published": "2022-02-04", "text": e.Articles[0].After.Text}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{"library.json": {Data: text}}
}

// The test can fail: where the log is not synced with every edit, as is the
// driver's own choice, edits are lost.
func TestPowerLossIsNoticed(t *testing.T) {
	path := someLibrary(t, folder(t, false))
	before, steps, acks := record(t, path, func(ack func(string)) {
		db, err := sql.Open("sqlite3", path)
		if err != nil {
			t.Fatal(err)
		}
		db.SetMaxOpenConns(1)
		for _, setting := range []string{"journal_mode = WAL", "synchronous = NORMAL"} {
			if _, err := db.Exec("PRAGMA " + setting); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 8 {
			name := fmt.Sprintf("edit %d", i)
			ack(insert(t, db, edit(t, name)))
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	})
	rounds, lost := losses(t, before, steps, acks)
	if lost == 0 {
		t.Errorf("with synchronous = NORMAL nothing is lost in %d losses of power: the test proves nothing", rounds)
	}
	t.Logf("NORMAL: %d steps, %d losses of power, %d acknowledged edits missing", len(steps), rounds, lost)
}

// insert writes an edit past the store, by the rows that whole looks at.
func insert(t testing.TB, db *sql.DB, e data.Edit) (name string) {
	t.Helper()
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	copyRow := func(table, set string, id data.ID, args ...any) {
		// A row like the first of its table, with another name.
		_, e := tx.Exec("CREATE TEMP TABLE row AS SELECT * FROM " + table + " LIMIT 1")
		_, e2 := tx.Exec("UPDATE row SET n = NULL, id = ?, "+set, append([]any{id[:]}, args...)...)
		_, e3 := tx.Exec("INSERT INTO " + table + " SELECT * FROM row")
		_, e4 := tx.Exec("DROP TABLE row")
		err = errors.Join(err, e, e2, e3, e4)
	}
	track := e.Tracks[0].After
	copyRow("track", "name = ?", track.ID, track.Name)
	for _, c := range e.Events {
		copyRow("event", "title = ?, track = ?", c.After.ID, c.After.Title, track.ID[:])
	}
	copyRow("article", "title = ?", e.Articles[0].After.ID, track.Name)
	_, stale := tx.Exec("UPDATE indexed SET rules = 0") // the words are to be indexed again
	if err := errors.Join(err, stale, tx.Commit()); err != nil {
		t.Fatal(err)
	}
	return track.Name
}
