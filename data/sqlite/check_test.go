package sqlite_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// Damage of every kind that only a look at all rows finds, one sentence each.
func TestCheckFinds(t *testing.T) {
	sound := soundLibrary(t)
	for _, c := range []struct {
		name, damage, want string
	}{
		{"a title that is empty", "UPDATE event SET title = '' WHERE n = 1", `event "" (`},
		{"a date with other bounds", "UPDATE event SET lo = lo - 1 WHERE n = 2", `date does not have the bounds of its text`},
		{"an instant of no offset", "UPDATE event SET hi_utc = hi WHERE n = 2", "the instants of its date are not those of the text"},
		{"a date that is none", "UPDATE article SET edtf = 'soon'", `article "قمة بكين" (`},
		{"a text that was changed", "UPDATE article SET text = 'They  met in Beijing.' || char(10)", "hash is not that of the text"},
		{"a wrong length", "UPDATE article SET length = 7", "length is 7, but the text has 21 bytes"},
		{"a quote elsewhere", "UPDATE excerpt SET anchor_start = 6, anchor_end = 9", `excerpt "met"`},
		{"a passage outside", "UPDATE annotation SET anchor_start = 5000, anchor_end = 5003", "5000 to 5003, lies outside the text"},
		{"a quote that is not in the title", "UPDATE annotation SET part = 'title' WHERE exact <> ''", "in title of article"},
		{"a passage outside of the title", "UPDATE excerpt SET part = 'title', anchor_start = 5000, anchor_end = 5003", "5000 to 5003, lies outside the title of article"},
		{"a part that is none", "UPDATE excerpt SET part = 'byline'", "part is neither the text nor the title"},
		{"an unknown colour", "UPDATE track SET colour = 'plaid'", "colour is not one of the palette"},
		{"tags twice", `UPDATE annotation SET tags = '["a","a"]'`, "tags holds an empty or repeated tag"},
		{"tags that are none", `UPDATE annotation SET tags = '{"a":1}'`, "tags of annotation"},
		{"a missing track", "PRAGMA foreign_keys = OFF; DELETE FROM track", "table event refers to a row of table track that is not there"},
		{"a journal entry", "UPDATE journal_change SET after = 'x' WHERE n = 3", "cannot be undone"},
		{"an axis in no zone", "UPDATE library SET zone = 'Beijing time'", "zone is not the name of a time zone"},
		{"a library without a title", "UPDATE library SET title = ' '", "title is empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := libraryPath(t)
			if err := os.WriteFile(path, sound, 0o644); err != nil {
				t.Fatal(err)
			}
			execRaw(t, path, c.damage)
			problems, err := open(t, path).Check(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.Join(problems, "\n"), c.want) {
				t.Errorf("got %q, want %q", problems, c.want)
			}
			for _, p := range problems {
				if strings.Contains(p, "\n") || !strings.HasSuffix(p, ".") {
					t.Errorf("no sentence: %q", p)
				}
			}
		})
	}
}

func TestCheckFindsDamagedPages(t *testing.T) {
	content := soundLibrary(t)
	at := bytes.Index(content, []byte("They met in Beijing."))
	if at < 0 {
		t.Fatal("no text in the file")
	}
	page := at / 4096 * 4096
	copy(content[page:page+200], noise(3, 200))
	path := libraryPath(t)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	problems, err := open(t, path).Check(t.Context(), nil)
	if err != nil || len(problems) == 0 || !strings.Contains(problems[0], "damaged") {
		t.Errorf("got %q, %v", problems, err)
	}
}

// Many pages are gone: each is a sentence and a line of its own.
func TestCheckTellsOneLineForEachProblem(t *testing.T) {
	path := damaged(t)
	problems, err := open(t, path).Check(t.Context(), nil)
	if err != nil || len(problems) < 2 {
		t.Errorf("got %q, %v", problems, err)
	}
	for _, p := range problems {
		if strings.ContainsAny(p, "\n*") || !strings.HasSuffix(p, ".") {
			t.Errorf("no sentence: %q", p)
		}
	}
}

func TestCheckFindsBytesAfterTheLastPage(t *testing.T) {
	sound := soundLibrary(t)
	for name, more := range map[string]int{"some bytes": 5, "two pages": 8192} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			if err := os.WriteFile(path, append(slices.Clone(sound), noise(1, more)...), 0o644); err != nil {
				t.Fatal(err)
			}
			s, err := newOpener().Read(t.Context(), path)
			closing(t, s, err)
			problems, err := s.Check(t.Context(), nil)
			if err != nil || len(problems) != 1 || !strings.HasPrefix(problems[0], fmt.Sprintf("%d bytes follow the last page", more)) {
				t.Errorf("got %q, %v", problems, err)
			}
		})
	}
	// The owner's own file has none, also while its log is ahead of it.
	s := create(t, libraryPath(t))
	for range 5 {
		apply(t, s, sampleEdit(t, 100))
		if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
			t.Errorf("check: %q, %v", problems, err)
		}
	}
}
