package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

func TestSearchCommand(t *testing.T) {
	path := sampleLibrary(t)
	table := must(t, "search", path, "summits")
	if !strings.Contains(table, "event") || !strings.Contains(table, "Beijing summit") {
		t.Errorf("it printed %q", table)
	}
	var hits []hit
	if err := json.Unmarshal([]byte(must(t, "search", path, "tag:\"to check\" figure", "--json")), &hits); err != nil {
		t.Fatal(err)
	}
	if len(hits) != 1 || hits[0].Kind != "annotation" || len(hits[0].Marks) == 0 {
		t.Fatalf("got %+v", hits)
	}
	for _, m := range hits[0].Marks {
		if got := hits[0].Snippet[m[0]:m[1]]; !strings.HasPrefix(strings.ToLower(got), "figure") {
			t.Errorf("%q is marked", got)
		}
	}
	if got := must(t, "search", path, "games", "--json", "--limit", "3"); strings.Count(got, `"kind"`) != 3 {
		t.Errorf("three hits: %s", got)
	}
	if got := must(t, "search", path, "nosuchword", "--json"); strings.TrimSpace(got) != "[]" {
		t.Errorf("nothing: %s", got)
	}
	must(t, "search", path, "--", `-summit "from: :* -`)
	if code, _, errs := tarikh(t, "search", path, "x", "--limit", "0"); code != exitUsage || !strings.Contains(errs, "--limit") {
		t.Errorf("no limit: exit %d, %q", code, errs)
	}
	must(t, "check", path, "--repair")
}

// labelledSearch is a query and the words that it must find.
type labelledSearch struct {
	lang, query string
	must, may   [][]string // of each group, one
	not         []string
}

func readSearches(t *testing.T) (all []labelledSearch) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "searches.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 4 {
			t.Fatalf("%d fields: %s", len(fields), line)
		}
		l := labelledSearch{lang: fields[0], query: fields[1]}
		for part := range strings.SplitSeq(fields[2], " & ") {
			words := strings.Split(part, "|")
			if strings.HasPrefix(part, "!") {
				l.not = append(l.not, strings.Split(part[1:], "|")...)
				continue
			}
			l.must = append(l.must, words)
			l.may = append(l.may, append(slices.Clone(words), strings.Split(fields[3], "|")...))
		}
		all = append(all, l)
	}
	return all
}

// has reports whether a row's texts have one of some words, as they stand.
func has(texts, words []string) bool {
	for _, text := range texts {
		for _, word := range words {
			whole := strings.FieldsFunc(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) })
			if word != "" && (slices.Contains(whole, word) || strings.ContainsAny(word, " -") && strings.Contains(text, word)) {
				return true
			}
		}
	}
	return false
}

func hasEach(texts []string, groups [][]string) bool {
	for _, words := range groups {
		if !has(texts, words) {
			return false
		}
	}
	return true
}

// rowsOf are the texts of all rows that are searched, by ID.
func rowsOf(t *testing.T, store data.Store) map[data.ID][]string {
	t.Helper()
	ctx := t.Context()
	rows := map[data.ID][]string{}
	for e, err := range store.Events(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		rows[e.ID] = append([]string{e.Title, e.Place, e.Description, e.Source}, e.Tags...)
	}
	listed, err := store.Articles(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range listed {
		a, err := store.Article(ctx, l.ID)
		if err != nil {
			t.Fatal(err)
		}
		rows[a.ID] = []string{a.Title, a.Byline, a.Publisher, a.Text}
		passages, err := store.ArticleExcerpts(ctx, a.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range passages {
			rows[x.ID] = []string{x.Anchor.Exact}
		}
	}
	notes, err := store.Annotations(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range notes {
		rows[n.ID] = append([]string{n.Text, n.Anchor.Exact}, n.Tags...)
	}
	entities, err := store.Entities(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entities {
		rows[e.ID] = append(e.Called(), e.Note)
	}
	return rows
}

// Words that begin with a dash are of the query, wherever the flags stand.
func TestQueriesWithDashes(t *testing.T) {
	library := sampleLibrary(t)
	want := must(t, "search", library, "--json", "--", "-lockdown", "winter")
	for _, args := range [][]string{{"winter", "-lockdown", "--json"}, {"--json", "-lockdown", "winter"}, {"--json", "--", "winter", "-lockdown"}} {
		if got := must(t, append([]string{"search", library}, args...)...); got != want || strings.Contains(got, "lockdown") {
			t.Errorf("%q finds %s", args, got)
		}
	}
	if code, out, _ := tarikh(t, "search", "-h"); code != exitOK || !strings.Contains(out, "--limit") {
		t.Errorf("no help: exit %d, %s", code, out)
	}
}

// realArticle is a newspaper's article, which is not ours to keep in the project:
// where it is absent, the sample's own are searched alone.
const realArticle = "../../../shared/articles/beijing-summit-2022-02-04.ar.txt"

func TestLabelledSearches(t *testing.T) {
	searches := readSearches(t)
	for _, lang := range []string{"ar", "en"} {
		t.Run(lang, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sample.tarikh")
			must(t, "new", path, "--sample", "--lang", lang)
			if _, err := os.Stat(realArticle); err == nil && lang == "ar" {
				must(t, "add-article", path, realArticle, "--date", "2022-02-04")
			}
			p := newProgram(afero.NewOsFs(), io.Discard, io.Discard)
			err := p.reading(path, func(ctx context.Context, store data.Store) error {
				checkLabelledSearches(t, store, slices.DeleteFunc(slices.Clone(searches), func(l labelledSearch) bool { return l.lang != lang }))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

func checkLabelledSearches(t *testing.T, store data.Store, searches []labelledSearch) {
	rows := rowsOf(t, store)
	expected, missed, found, wrong := 0, 0, 0, 0
	for _, l := range searches {
		r, err := store.Search(t.Context(), query.Parse(l.query, query.Options{}), 1000, data.KindEvent, data.KindArticle, data.KindExcerpt, data.KindAnnotation, data.KindEntity)
		if err != nil {
			t.Fatal(err)
		}
		hits := map[data.ID]bool{}
		for _, h := range r.Hits {
			hits[h.ID] = true
			if found++; !hasEach(rows[h.ID], l.may) || has(rows[h.ID], l.not) {
				wrong++
				t.Logf("%s: %q", l.query, h.Snippet)
			}
			if len(h.Marks) == 0 {
				t.Errorf("%s: nothing is marked in %q", l.query, h.Snippet)
			}
		}
		for id, texts := range rows {
			if !hasEach(texts, l.must) || has(texts, l.not) {
				continue
			}
			if expected++; !hits[id] {
				missed++
				t.Errorf("%s: not found in %.200q", l.query, texts)
			}
		}
	}
	t.Logf("%d queries, recall %.3f of %d rows, precision %.3f of %d", len(searches),
		1-float64(missed)/float64(expected), expected, 1-float64(wrong)/float64(found), found)
	if wrong*20 > found {
		t.Errorf("%d of %d finds are wrong", wrong, found)
	}
}
