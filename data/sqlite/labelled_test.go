package sqlite_test

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
)

// labelledRow is a row of documents.tsv, and the words of its texts as they stand.
type labelledRow struct {
	lang, date string
	texts      []string
	words      map[string]bool
}

// labelledSearch is a line of a file of queries.
type labelledSearch struct {
	lang, kind, query string
	must              [][]string // of each group, one
	may               []string
}

// readTable reads the lines of a file of the labelled searches, but for comments.
func readTable(t testing.TB, name string, fields int) (lines [][]string) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "search", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		line := strings.Split(s.Text(), "\t")
		if len(line) != fields {
			t.Fatalf("%s: %d fields, want %d: %s", name, len(line), fields, s.Text())
		}
		lines = append(lines, line)
	}
	return lines
}

// labelledLibrary makes a library of documents.tsv.
func labelledLibrary(t testing.TB) (data.File, map[data.ID]labelledRow) {
	t.Helper()
	s := create(t, libraryPath(t))
	rows := map[data.ID]labelledRow{}
	track := data.Track{ID: data.NewID(), Name: "Track", Colour: "blue"}
	edit := data.Edit{Label: "edit.import", Tracks: []data.Change[data.Track]{data.Insert(track)}}
	for _, line := range readTable(t, "documents.tsv", 5) {
		date, err := dates.Parse(line[2])
		if err != nil {
			t.Fatal(err)
		}
		id, row := data.NewID(), labelledRow{lang: line[0], date: line[2], texts: line[3:], words: map[string]bool{}}
		for _, text := range row.texts {
			for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) }) {
				row.words[word] = true
			}
		}
		rows[id] = row
		if line[1] == "event" {
			edit.Events = append(edit.Events, data.Insert(data.Event{ID: id, Track: track.ID, Title: line[3], Description: line[4], Date: date, Importance: 3}))
			continue
		}
		a := data.Article{ID: id, Title: line[3], Published: date, Lang: line[0]}
		edit.Articles = append(edit.Articles, data.Insert(a.WithText(line[4]+"\n")))
	}
	apply(t, s, edit)
	return s, rows
}

func (r labelledRow) has(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch {
		case w == "":
			return false
		case strings.HasPrefix(w, "@"):
			return strings.HasPrefix(r.date, w[1:])
		case strings.ContainsAny(w, " -,"):
			return strings.Contains(strings.Join(r.texts, "\n"), w)
		}
		return r.words[w]
	})
}

func (r labelledRow) hasEach(groups [][]string, more []string) bool {
	return !slices.ContainsFunc(groups, func(g []string) bool { return !r.has(g) && !r.has(more) })
}

func readLabelledSearches(t testing.TB, name string) (all []labelledSearch) {
	t.Helper()
	for _, line := range readTable(t, name, 5) {
		l := labelledSearch{lang: line[0], kind: line[1], query: line[2], may: strings.Split(line[4], "|")}
		for group := range strings.SplitSeq(line[3], " & ") {
			l.must = append(l.must, strings.Split(group, "|"))
		}
		all = append(all, l)
	}
	return all
}

// searchScore counts what searches have found.
type searchScore struct{ searches, expected, missed, found, wrong int }

func (s searchScore) String() string {
	share := func(part, of int) float64 { return 1 - float64(part)/float64(max(of, 1)) }
	return fmt.Sprintf("%3d queries, recall %.3f of %3d rows, precision %.3f of %3d", s.searches,
		share(s.missed, s.expected), s.expected, share(s.wrong, s.found), s.found)
}

func (s *searchScore) add(o searchScore) {
	s.searches, s.expected, s.missed = s.searches+o.searches, s.expected+o.expected, s.missed+o.missed
	s.found, s.wrong = s.found+o.found, s.wrong+o.wrong
}

func scoreOf(t *testing.T, s data.File, rows map[data.ID]labelledRow, l labelledSearch) searchScore {
	t.Helper()
	r, err := s.Search(t.Context(), query.Parse(l.query, query.Options{}), 1000)
	if err != nil {
		t.Fatal(err)
	}
	score, hits := searchScore{searches: 1}, map[data.ID]bool{}
	for _, h := range r.Hits {
		hits[h.ID] = true
		if score.found++; !rows[h.ID].hasEach(l.must, l.may) {
			score.wrong++
			t.Logf("%s %s: %s is found in %s, %q", l.lang, l.kind, l.query, rows[h.ID].date, withMarks(h))
		}
		if len(h.Marks) == 0 && l.kind != "date" {
			t.Errorf("%s: nothing is marked in %q", l.query, h.Snippet)
		}
	}
	for id, row := range rows {
		if !row.hasEach(l.must, nil) {
			continue
		}
		if score.expected++; !hits[id] {
			score.missed++
			t.Errorf("%s %s: %s is not found in %s, %q", l.lang, l.kind, l.query, row.date, row.texts)
		}
	}
	return score
}

// withMarks is a snippet with its marks in brackets.
func withMarks(h data.Hit) string {
	text := h.Snippet
	for _, m := range slices.Backward(h.Marks) {
		text = text[:m.Start] + "[" + text[m.Start:m.End] + "]" + text[m.End:]
	}
	return text
}

func TestLabelledSearches(t *testing.T) {
	s, rows := labelledLibrary(t)
	for _, set := range []string{"queries.tsv", "blind.tsv"} {
		t.Run(set, func(t *testing.T) {
			scores, langs := map[string]searchScore{}, map[string]searchScore{}
			for _, l := range readLabelledSearches(t, set) {
				score := scoreOf(t, s, rows, l)
				kind, lang := scores[l.lang+" "+l.kind], langs[l.lang]
				kind.add(score)
				lang.add(score)
				scores[l.lang+" "+l.kind], langs[l.lang] = kind, lang
			}
			for _, kind := range slices.Sorted(maps.Keys(scores)) {
				t.Logf("%-16s %s", kind, scores[kind])
			}
			for lang, score := range langs {
				t.Logf("%-16s %s", lang, score)
				if score.wrong*20 > score.found {
					t.Errorf("%s: %d of %d finds are wrong", lang, score.wrong, score.found)
				}
			}
		})
	}
}
