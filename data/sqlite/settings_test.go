package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// testOpener is the one that a process has.
var testOpener = NewOpener(afero.NewOsFs(), "Tarikh")

// newStore makes a library for tests of what only this package can see.
func newStore(t testing.TB) *Store {
	t.Helper()
	s, err := testOpener.create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library", nil, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func reopen(t testing.TB, s *Store) *Store {
	t.Helper()
	next, err := testOpener.openStore(t.Context(), s.path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := next.Close(); err != nil {
			t.Error(err)
		}
	})
	return next
}

// Settings that a connection could be without are wrong in a way that nothing
// shows until power fails, so each of several open at once is asked.
func TestEveryConnectionHasTheSettings(t *testing.T) {
	owner := newStore(t)
	reader := reopen(t, owner)
	steps, err := engine.Migrations()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "trusted_schema": "0", "cell_size_check": "1",
		"mmap_size": "0", "busy_timeout": "5000", "application_id": fmt.Sprint(file.ApplicationID), "user_version": fmt.Sprint(len(steps)),
		"journal_size_limit": "67108864",
	}
	ask := func(pool *sql.DB, who string, connections int) {
		for i := range connections {
			conn, err := pool.Conn(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close() // all stay open until the end: none is given twice
			for name, value := range want {
				if got, err := engine.Pragma[string](t.Context(), conn, name); err != nil || got != value {
					t.Errorf("%s, connection %d: %s is %q (%v), want %q", who, i, name, got, err, value)
				}
			}
		}
	}
	ask(owner.read, "the owner's reader", 6)
	ask(owner.write, "the writer", 1)
	ask(reader.read, "another reader", 6)
}

func TestReadersCannotWrite(t *testing.T) {
	s := newStore(t)
	_, err := s.read.ExecContext(t.Context(), "UPDATE library SET title = 'x'")
	if !errors.Is(engine.Translate(err), data.ErrReadOnly) {
		t.Errorf("got %v, want ErrReadOnly", err)
	}
}

// The writer takes its lock when the transaction begins, not at its first write.
func TestWriterLocksAtBegin(t *testing.T) {
	s := newStore(t)
	tx, err := s.write.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	other := engine.Open(s.path, engine.Write)
	defer other.Close()
	conn, err := other.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(t.Context(), "PRAGMA busy_timeout = 1"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.BeginTx(t.Context(), nil); !errors.Is(engine.Translate(err), data.ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
}

// Both lists must go through the indexes made for them.
func TestQueriesUseTheirIndexes(t *testing.T) {
	s := newStore(t)
	for query, want := range map[string]string{
		"SELECT id, lo, hi, track, importance FROM event " + rows.ByTime(dates.Axis{}):                                   "COVERING INDEX event_columns",
		"SELECT n, id, lo, hi, lo_utc, hi_utc FROM event WHERE lo_utc IS NOT NULL OR hi_utc IS NOT NULL":                 "COVERING INDEX event_instants",
		rows.For[data.Annotation]().Select("WHERE event = ?"):                                                            "INDEX annotation_event",
		rows.For[data.Annotation]().Select("WHERE article = ?"):                                                          "INDEX annotation_article",
		rows.For[data.Excerpt]().Select("WHERE event = ?"):                                                               "INDEX excerpt_event",
		"SELECT count(*) FROM event WHERE track = ?":                                                                     "INDEX event_track",
		"SELECT kind FROM journal_change WHERE journal = ?":                                                              "INDEX journal_change_journal",
		rows.For[data.Dismissal]().Select("WHERE article = ?"):                                                           "INDEX dismissal_article",
		rows.For[data.Edition]().Select("WHERE article = ?"):                                                             "INDEX edition_article",
		rows.For[data.Annotation]().Select("WHERE event = ?1 OR parent IN (SELECT id FROM annotation WHERE event = ?1)"): "INDEX annotation_parent",
		"SELECT tags, count(*) FROM event WHERE tags <> '[]' GROUP BY tags":                                              "COVERING INDEX event_tagged",
		"DELETE FROM page WHERE " + rows.UnnamedPages:                                                                    "INDEX article_page",
		"DELETE FROM body WHERE " + rows.UnnamedBodies:                                                                   "INDEX journal_body_hash",
	} {
		plan := plan(t, s.read, query)
		if !strings.Contains(plan, want) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s: plan %q, want %q", query, plan, want)
		}
	}
}

func plan(t testing.TB, db *sql.DB, query string) string {
	t.Helper()
	args := make([]any, strings.Count(query, "?"))
	rows, err := db.QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		out = append(out, detail)
	}
	return strings.Join(out, "; ")
}

// A library in a synchronised folder says so and keeps no log beside it.
func TestLibraryInASynchronisedFolder(t *testing.T) {
	folder := t.TempDir()
	files := afero.NewOsFs()
	if err := files.Mkdir(filepath.Join(folder, ".stfolder"), 0o755); err != nil {
		t.Fatal(err)
	}
	s, err := NewOpener(files, "Tarikh").create(t.Context(), filepath.Join(folder, "a.tarikh"), "A library", nil, "")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := s.Apply(t.Context(), testEdit(t, 10)); err != nil {
		t.Fatal(err)
	}
	mode, err := engine.Pragma[string](t.Context(), s.write, "journal_mode")
	if err != nil || mode != "truncate" || s.Access().Synced != "Syncthing" || file.Exists(s.path+"-wal") {
		t.Errorf("journal_mode %q (%v), access %+v, a log: %v", mode, err, s.Access(), file.Exists(s.path+"-wal"))
	}
	reader := reopen(t, s)
	if a := reader.Access(); a.Synced != "Syncthing" || !a.ReadOnly {
		t.Errorf("a reader's access %+v", a)
	}
	if c, err := reader.Counts(t.Context()); err != nil || c.Events != 10 {
		t.Errorf("a reader sees %+v, %v", c, err)
	}
}
