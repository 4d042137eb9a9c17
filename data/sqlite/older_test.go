package sqlite_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// olderLibrary makes a library as a program of that version has left it, which
// was made with version 1 or 2: two events on a track, an article with an excerpt and a note, and a journal whose
// newest entry renamed the article. One more was undone.
func olderLibrary(t testing.TB, version int) string {
	t.Helper()
	path := libraryPath(t)
	steps := migrationTexts(t)
	first := min(version, 2)
	statements := slices.Clone(steps[:first])
	id := func(n int) string { return fmt.Sprintf("x'%032x'", n) }
	row := func(n int, title, text string) string {
		return fmt.Sprintf(`{"id":"00000000-0000-0000-0000-%012x","rev":2,"title":"%s","published":"2022-02-04"%s}`, n, title, text)
	}
	const text = "They met in Beijing.\n"
	statements = append(
		statements,
		"PRAGMA application_id = 0x54524B48", fmt.Sprintf("PRAGMA user_version = %d", min(version, plainSteps)),
		"INSERT INTO library VALUES (1, "+id(1)+", 1, 'Old', 5, 3)",
		"INSERT INTO track VALUES (1, "+id(2)+", 2, 'Track', 'red', 0)",
		"INSERT INTO event VALUES (1, "+id(3)+", 2, 'Summit', '2022-02-04', 1643932800, 1644019200, "+id(2)+", '', '', '', 3)",
		"INSERT INTO event VALUES (2, "+id(4)+", 2, 'Later', '2022-02-05', 1644019200, 1644105600, "+id(2)+", '', '', '', 3)",
		"INSERT INTO article VALUES (1, "+id(5)+", 3, 'New title', '', '', '', '', '2022-02-04', 1643932800, 1644019200, x'"+fmt.Sprintf("%x", sha256.Sum256([]byte(text)))+"', 21, '"+text+"')",
		"INSERT INTO excerpt VALUES (1, "+id(6)+", 2, "+id(3)+", "+id(5)+", 5, 8, 'met', '', '')",
		"INSERT INTO annotation VALUES (1, "+id(7)+", 2, NULL, "+id(5)+", 5, 8, 'met', '', '', '', 0, 0, 'Note', '', 'red', '[\"a\"]', '', 1, 1)",
		"INSERT INTO journal VALUES (1, 7, 'edit.add', 0), (2, 8, 'edit.article.edit', 0), (3, 9, 'edit.article.again', 1)",
		"INSERT INTO journal_change VALUES (1, 1, 'article', NULL, '"+row(5, "Old title", `,"text":"They met in Beijing.\n"`)+"')",
		"INSERT INTO journal_change VALUES (2, 2, 'article', '"+row(5, "Old title", `,"text":"They met in Beijing.\n"`)+"', '"+row(5, "New title", "")+"')",
		"INSERT INTO journal_change VALUES (3, 3, 'article', '"+row(5, "New title", `,"text":"They met in Beijing.\n"`)+"', '"+row(5, "Newest title", `,"text":"Another.\n"`)+"')",
	)
	execRaw(t, path, append(statements, steps[first:min(version, plainSteps)]...)...)
	bringTo(t, path, version)
	return path
}

// plainSteps are the migrations that need no function of the program's own.
const plainSteps = 5

// bringTo brings a library to a version.
func bringTo(t testing.TB, path string, version int) {
	t.Helper()
	if version <= plainSteps {
		return
	}
	db := engine.Open(path, engine.Write)
	defer db.Close()
	if err := engine.Migrate(t.Context(), db, migrationTexts(t)[:version], nil); err != nil {
		t.Fatal(err)
	}
}

func migrationTexts(t testing.TB) (steps []string) {
	t.Helper()
	names, err := filepath.Glob("engine/migrations/*.sql") // sorted
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		steps = append(steps, string(text))
	}
	return steps
}

// An older library is read as it is, and its file stays as it was.
func TestOlderLibraryIsRead(t *testing.T) {
	for version := 1; version < len(migrationTexts(t)); version++ {
		path := olderLibrary(t, version)
		if c := readAndLeave(t, path); c != (data.Counts{Tracks: 1, Events: 2, Articles: 1, Excerpts: 1, Annotations: 1}) {
			t.Errorf("version %d: %+v", version, c)
		}
		s, err := newOpener().Read(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		readsAll(t, s)
		closeStore(t, s)
	}
}

// readsAll calls what reads the columns and tables that came with version 3.
func readsAll(t *testing.T, s data.File) {
	t.Helper()
	ctx := t.Context()
	if l, err := s.Library(ctx); err != nil || l.Title != "Old" || l.ColourNames != nil {
		t.Errorf("library %+v, %v", l, err)
	}
	articles, err := s.Articles(ctx)
	if err != nil || len(articles) != 1 {
		t.Fatal(articles, err)
	}
	a, err := s.Article(ctx, articles[0].ID)
	if err != nil || a.Validate() != nil || a.Length != len(a.Text) {
		t.Errorf("article %+v, %v", a, err)
	}
	if x, err := s.ArticleExcerpts(ctx, a.ID); err != nil || len(x) != 1 || x[0].Doubt != (data.Doubt{}) {
		t.Errorf("excerpts %+v, %v", x, err)
	}
	if n, err := s.ArticleAnnotations(ctx, a.ID); err != nil || len(n) != 1 || n[0].Validate() != nil {
		t.Errorf("annotations %+v, %v", n, err)
	}
	if v, err := s.Editions(ctx, a.ID); err != nil || len(v) != 0 {
		t.Errorf("editions %+v, %v", v, err)
	}
	if d, err := s.Dismissals(ctx, a.ID); err != nil || len(d) != 0 {
		t.Errorf("dismissals %+v, %v", d, err)
	}
	if v, err := s.Views(ctx); err != nil || len(v) != 0 {
		t.Errorf("views %+v, %v", v, err)
	}
	if o, err := s.Origins(ctx, ""); err != nil || len(o) != 0 {
		t.Errorf("origins %+v, %v", o, err)
	}
	if sources, err := s.OriginSources(ctx); err != nil || len(sources) != 0 {
		t.Errorf("sources %q, %v", sources, err)
	}
	if tags, err := s.Tags(ctx); err != nil || !slices.Equal(tags, []data.TagCount{{Tag: "a", Annotations: 1}}) {
		t.Errorf("tags %+v, %v", tags, err)
	}
	if _, notes, err := s.Tagged(ctx, "a"); err != nil || len(notes) != 1 {
		t.Errorf("tagged %+v, %v", notes, err)
	}
	if _, err := s.Page(ctx, [32]byte{1}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("page: %v", err)
	}
	if steps, err := s.Steps(ctx, 0, 10); err != nil || len(steps) != 3 || !steps[0].Undone || steps[1].Rows != 1 {
		t.Errorf("steps %+v, %v", steps, err)
	}
	c, err := s.Columns(ctx)
	if err != nil || c.Len() != 2 {
		t.Fatal(c, err)
	}
	if rows, err := s.EventRows(ctx, c.IDs); err != nil || len(rows) != 2 || rows[1].Title != "Later" || rows[0].Links != nil {
		t.Errorf("rows %+v, %v", rows, err)
	}
}

// An older library is brought to the present version with its journal: what was
// done before can be undone and made again.
func TestOlderLibraryIsMigrated(t *testing.T) {
	for version := 1; version < len(migrationTexts(t)); version++ {
		s, err := newOpener().Open(t.Context(), olderLibrary(t, version))
		if err != nil {
			t.Fatal(err)
		}
		readsAll(t, s)
		if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
			t.Errorf("version %d: %q, %v", version, problems, err)
		}
		title := func(want string) {
			t.Helper()
			articles, err := s.Articles(t.Context())
			if err != nil || len(articles) != 1 {
				t.Fatal(articles, err)
			}
			a, err := s.Article(t.Context(), articles[0].ID)
			if err != nil || a.Title != want || a.Validate() != nil {
				t.Errorf("%q, want %q: %+v (%v)", a.Title, want, a, err)
			}
		}
		redone, err := s.Redo(t.Context())
		if err != nil || redone.Articles[0].After.Text != "Another.\n" {
			t.Fatal(redone, err)
		}
		title("Newest title")
		for _, want := range []string{"New title", "Old title"} {
			if _, err := s.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
			title(want)
		}
		closeStore(t, s)
	}
}

// A library of an older version that is somebody's is refused as it is: it is not migrated
// first, and nothing is beside it.
func TestFillDoesNotMigrateWhatIsNotItsOwn(t *testing.T) {
	was, err := os.ReadFile(olderLibrary(t, 2))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.tarikh")
	if err := os.WriteFile(path+".part", was, 0o600); err != nil {
		t.Fatal(err)
	}
	err = newOpener().Fill(t.Context(), path, data.Library{ID: data.NewID(), Title: "A desk"}, func(data.File) error { return nil })
	if !errors.Is(err, data.ErrExists) {
		t.Errorf("%v", err)
	}
	if is, err := os.ReadFile(path + ".part"); err != nil || !bytes.Equal(is, was) {
		t.Errorf("the file is another one: %v", err)
	}
	if all, err := os.ReadDir(filepath.Dir(path)); err != nil || len(all) != 1 {
		t.Errorf("beside it: %v, %v", all, err)
	}
}
