package sqlite_test

import (
	"encoding/binary"
	"os"
	"testing"
)

// A search index that was tampered with, in any of its tables, is found by check.
func TestTamperedIndexIsFound(t *testing.T) {
	content := libraryOf(t, 3000) // several blocks of words
	for name, statements := range map[string][]string{
		"a word":                   {"UPDATE event_words_data SET block = replace(block, CAST('event' AS BLOB), CAST('evenx' AS BLOB)) WHERE id > 10"},
		"the list of words":        {"UPDATE event_words_idx SET term = CAST('zzz' AS BLOB) WHERE term = (SELECT max(term) FROM event_words_idx)"},
		"a list cut":               {"DELETE FROM event_words_idx"},
		"a list that leads astray": {"UPDATE event_words_idx SET pgno = pgno + 2"},
		"the sizes":                {"UPDATE event_words_docsize SET sz = x'7f7f' WHERE id = 3"},
		"a size missing":           {"DELETE FROM event_words_docsize WHERE id = 3"},
		"the averages":             {"UPDATE event_words_data SET block = x'7f7f7f' WHERE id = 1"},
		"a block gone":             {"DELETE FROM event_words_data WHERE id > 10"},
	} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			mustDo(t, os.WriteFile(path, content, 0o644))
			execRaw(t, path, statements...)
			s, err := newOpener().Read(t.Context(), path)
			closing(t, s, err)
			problems, err := s.Check(t.Context(), nil)
			if err != nil || len(problems) == 0 {
				t.Errorf("check: %q, %v", problems, err)
			}
		})
	}
}

// What a flipped bit makes of the version is no obstacle to recovering: the tables say
// which version it is.
func TestFlippedVersionIsRecovered(t *testing.T) {
	content := soundLibrary(t)
	for bit := range 32 {
		if testing.Short() && bit%8 != 1 {
			continue
		}
		path := libraryPath(t)
		version := binary.BigEndian.Uint32(content[60:])
		mustDo(t, os.WriteFile(path, put32(content, 60, version^1<<bit), 0o644))
		s, found, err := rescued(t, path)
		if err != nil {
			t.Errorf("bit %d: %v", bit, err)
			continue
		}
		if n := counts(t, s).Events; n != 200 || !found.History || found.Doubtful > 0 {
			t.Errorf("bit %d: %d events, %+v", bit, n, found)
		}
	}
}

// What no edit can have made is found, though every row can be read.
func TestNumbersThatNoEditMakesAreFound(t *testing.T) {
	content := soundLibrary(t)
	for name, statement := range map[string]string{
		"a revision that cannot grow":      "UPDATE library SET revision = 9223372036854775807",
		"a row of a later revision":        "UPDATE event SET rev = 1000000 WHERE n = 7",
		"more tracks than can be numbered": "INSERT INTO track (id, rev, name, colour, place) WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 100004) SELECT randomblob(16), 1, 'T' || x, 'red', x FROM c",
	} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			mustDo(t, os.WriteFile(path, content, 0o644))
			execRaw(t, path, statement)
			s, err := newOpener().Read(t.Context(), path)
			closing(t, s, err)
			problems, err := s.Check(t.Context(), nil)
			if err != nil || len(problems) == 0 {
				t.Errorf("check: %q, %v", problems, err)
			}
		})
	}
}
