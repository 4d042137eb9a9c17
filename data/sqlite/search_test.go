package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

func found(t testing.TB, s data.File, text string) int {
	t.Helper()
	r, err := s.Search(t.Context(), query.Parse(text, query.Options{}), 100)
	if err != nil {
		t.Fatal(err)
	}
	return len(r.Hits)
}

// whenIndexed waits until a library that was just opened can be searched.
func whenIndexed(t testing.TB, s data.File) {
	t.Helper()
	for {
		_, err := s.Search(t.Context(), query.Parse("x", query.Options{}), 1)
		if !errors.Is(err, data.ErrUnindexed) {
			if err != nil {
				t.Fatal(err)
			}
			return
		}
	}
}

func noProblems(t testing.TB, s data.File) {
	t.Helper()
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
}

// A library of a program that had no search says that it is not ready, until it
// was open for writing.
func TestOlderLibraryIsIndexed(t *testing.T) {
	for version := 1; version <= 3; version++ {
		path := olderLibrary(t, version)
		s, err := newOpener().Read(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Search(t.Context(), query.Parse("summit", query.Options{}), 5); !errors.Is(err, data.ErrUnindexed) {
			t.Errorf("version %d, only read: %v", version, err)
		}
		if n := found(t, s, "on:2022-02-04 track:track"); n != 3 {
			t.Errorf("version %d, only read: %d rows for fields", version, n)
		}
		closeStore(t, s)
		w := open(t, path)
		whenIndexed(t, w)
		if n := found(t, w, "summit") + found(t, w, "beijing") + found(t, w, "notes"); n != 3 {
			t.Errorf("version %d: %d finds, want one of each", version, n)
		}
		apply(t, w, sampleEdit(t, 3))
		noProblems(t, w)
	}
}

// Words that were made by other rules are indexed again.
func TestOtherRulesAreIndexedAnew(t *testing.T) {
	path := libraryPath(t)
	s := create(t, path)
	apply(t, s, sampleEdit(t, 10))
	closeStore(t, s)
	execRaw(t, path, "UPDATE indexed SET rules = 0", "INSERT INTO event_words (rowid, f, s) VALUES (99, 'x', 'x')",
		"INSERT OR REPLACE INTO event_words (rowid, f, s) VALUES (1, 'y', '')")
	s = open(t, path)
	whenIndexed(t, s)
	if found(t, s, "y") != 0 || found(t, s, "events") != 10 {
		t.Error("the index has still the words of other rules")
	}
	noProblems(t, s)
}

func TestCheckFindsAWrongIndex(t *testing.T) {
	sound := soundLibrary(t)
	for _, c := range []struct{ name, damage, want string }{
		{"a row with other words", "UPDATE event SET title = 'Other' WHERE n = 2", "table event (rows: 1, the first is row 2)"},
		{"a row that is missing", "DELETE FROM annotation_words WHERE rowid = 1", "table annotation"},
		{"a row that is not there", "INSERT INTO excerpt_words (rowid, f, s) VALUES (77, 'word', '')", "row 77"},
		{"words in another order", "UPDATE article SET text = 'in met They Beijing.' || char(10)", "table article"},
		{"nothing in it", "INSERT INTO article_words (article_words) VALUES ('delete-all')", "table article"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := libraryPath(t)
			if err := os.WriteFile(path, sound, 0o644); err != nil {
				t.Fatal(err)
			}
			execRaw(t, path, c.damage)
			s := open(t, path)
			problems, err := s.Check(t.Context(), nil)
			if err != nil || !strings.Contains(strings.Join(problems, "\n"), c.want) {
				t.Errorf("got %q, %v, want %q", problems, err, c.want)
			}
			for _, text := range []string{"they", "word", "other", "event"} {
				found(t, s, text)
			}
			if err := s.Reindex(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			again, err := s.Check(t.Context(), nil)
			if err != nil || strings.Contains(strings.Join(again, "\n"), "search index") {
				t.Errorf("after Reindex: %q, %v", again, err)
			}
		})
	}
}

// What a library of today holds is refused tomorrow if its tables are not word for
// word those that the FTS5 of then makes: whoever takes a newer SQLite with others
// has to let both pass where the schema is looked at.
func TestTablesOfTheIndexAreThoseOfOtherVersions(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	got := rawText(t, path, "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema WHERE name LIKE 'event_words_%' ORDER BY name)")
	want := `CREATE TABLE 'event_words_config'(k PRIMARY KEY, v) WITHOUT ROWID
CREATE TABLE 'event_words_data'(id INTEGER PRIMARY KEY, block BLOB)
CREATE TABLE 'event_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER)
CREATE TABLE 'event_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestReindex(t *testing.T) {
	path := libraryPath(t)
	s := create(t, path)
	apply(t, s, sampleEdit(t, 5000))
	execRaw(t, path, "INSERT INTO event_words (event_words) VALUES ('delete-all')")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	err := s.Reindex(ctx, func(float64) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled midway: %v", err)
	}
	if n := found(t, s, "events"); n != 0 {
		t.Errorf("a cancelled Reindex has left %d rows", n)
	}
	var far []float64
	if err := s.Reindex(t.Context(), func(done float64) { far = append(far, done) }); err != nil {
		t.Fatal(err)
	}
	for i, done := range far {
		if done <= 0 || done > 1 || i > 0 && done <= far[i-1] {
			t.Errorf("progress is %v", far)
			break
		}
	}
	if len(far) < 5 || far[len(far)-1] < 0.999 {
		t.Errorf("progress is %v", far)
	}
	if n := found(t, s, "events"); n != 100 {
		t.Errorf("%d rows found", n)
	}
	noProblems(t, s)
	closeStore(t, s)
	r, err := newOpener().Read(t.Context(), path)
	closing(t, r, err)
	if err := r.Reindex(t.Context(), nil); !errors.Is(err, data.ErrReadOnly) {
		t.Errorf("of a library that is only read: %v", err)
	}
}

// rawText reads one text from a library's file.
func rawText(t testing.TB, path, text string) (out string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(text).Scan(&out); err != nil {
		t.Fatal(err)
	}
	return out
}
