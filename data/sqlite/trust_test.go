package sqlite_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

func TestVet(t *testing.T) {
	sound := soundLibrary(t)
	long := func(n int) string { return fmt.Sprintf("hex(zeroblob(%d))", n/2) }
	for name, c := range map[string]struct {
		statements []string
		want       error
		reason     string
	}{
		"a library":             {nil, nil, ""},
		"a title of a megabyte": {[]string{"UPDATE event SET title = " + long(1<<20) + " WHERE n = 3"}, data.ErrUnsafe, "1048576 bytes in column title of its table event, where 4096 is most"},
		"a long description":    {[]string{"UPDATE event SET description = " + long(1<<20)}, nil, ""},
		"a longer description":  {[]string{"UPDATE event SET description = " + long(2<<20) + " WHERE n = 3"}, data.ErrUnsafe, "column description"},
		"a note of megabytes":   {[]string{"UPDATE annotation SET text = " + long(3<<20)}, data.ErrUnsafe, "column text of its table annotation"},
		"an article too long":   {[]string{"UPDATE article SET text = " + long(65<<20)}, data.ErrUnsafe, "column text of its table article"},
		"a trigger":             {[]string{"CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM article; END"}, data.ErrCorrupt, "tables"},
		"a view":                {[]string{"CREATE VIEW v AS SELECT load_extension('x') FROM event"}, data.ErrCorrupt, "tables"},
		"a virtual table":       {[]string{"CREATE VIRTUAL TABLE v USING fts5(x)"}, data.ErrCorrupt, "tables"},
		"a generated column":    {[]string{"ALTER TABLE view ADD COLUMN x TEXT AS (hex(name))"}, data.ErrCorrupt, "tables"},
		"an index of a function": {
			[]string{"CREATE INDEX i ON event (abs(importance))"}, data.ErrCorrupt, "tables",
		},
		"a check of somebody's":  {[]string{"DROP TABLE view", "CREATE TABLE view (n INTEGER PRIMARY KEY CHECK (abs(n) > 0))"}, data.ErrCorrupt, "tables"},
		"another application_id": {[]string{"PRAGMA application_id = 7"}, data.ErrForeign, "another program"},
		"statistics of SQLite":   {[]string{"ANALYZE"}, nil, ""},
		"a trigger by a name of SQLite": {
			[]string{"PRAGMA writable_schema = ON", `INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_t', 'event', 0,
				'CREATE TRIGGER sqlite_t AFTER INSERT ON event BEGIN DELETE FROM annotation; END')`}, data.ErrCorrupt, "tables",
		},
		"a view by a name of SQLite": {
			[]string{"PRAGMA writable_schema = ON", `INSERT INTO sqlite_schema VALUES ('view', 'sqlite_v', 'sqlite_v', 0,
				'CREATE VIEW sqlite_v AS SELECT 1')`}, data.ErrCorrupt, "tables",
		},
		"an index by a name of SQLite": {
			[]string{
				"CREATE INDEX i ON event (hex(title))", "PRAGMA writable_schema = ON",
				"UPDATE sqlite_schema SET name = 'sqlite_i', sql = 'CREATE INDEX sqlite_i ON event (hex(title))' WHERE name = 'i'",
			}, data.ErrCorrupt, "tables",
		},
		"other statistics than those of SQLite": {
			[]string{
				"ANALYZE", "PRAGMA writable_schema = ON",
				"UPDATE sqlite_schema SET sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat AS (hex(tbl)))' WHERE name = 'sqlite_stat1'",
			}, data.ErrCorrupt, "tables",
		},
		"another's table name": {[]string{"PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'event'"}, data.ErrCorrupt, "tables"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(inMemory(t), "a.tarikh")
			if err := os.WriteFile(path, sound, 0o644); err != nil {
				t.Fatal(err)
			}
			execRaw(t, path, c.statements...)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			id, err := newOpener().Vet(t.Context(), path, data.ID{}, nil)
			if !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), c.reason) {
				t.Errorf("got %v, want %v: %s", err, c.want, c.reason)
			}
			if c.want == nil && id == (data.ID{}) {
				t.Error("it has no ID")
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
				t.Errorf("the file was changed (%v)", err)
			}
			oneFile(t, path)
			if errors.Is(c.want, data.ErrUnsafe) {
				if _, err := newOpener().Vet(t.Context(), path, id, nil); err != nil {
					t.Errorf("one that is known is not looked over again: %v", err)
				}
			}
		})
	}
}

// Whoever holds a library is not in the way of looking at it.
func TestVetOfALibraryThatIsOpen(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	other := startOwner(t, path)
	other.add("one")
	if _, err := newOpener().Vet(t.Context(), path, data.ID{}, nil); err != nil {
		t.Error(err)
	}
	other.add("two")
	other.close()
	oneFile(t, path)
}
