package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
)

// dike is a page that reports something on a day.
const dike = `<html lang="en"><head><title>The dike breaks</title><meta property="article:published_time" content="2022-02-05T08:00:00Z">%s</head><body>
<h1>The dike breaks</h1><p>The river rose for three days, and on 4 February 2022 the dike above the mill gave way. By noon the lower streets were
under %s of water, and the boats of the fishermen went from door to door to bring people out.</p><p>Nobody was hurt. The mayor,
who had slept in the town hall since Sunday, said that the new pumps had held, that the old ones had not, and that the council
would meet in the school until its own floor was dry again.</p></body></html>`

func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func emptyLibrary(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "l.tarikh")
	must(t, "new", path)
	return path
}

func TestAddArticleOfManySources(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gone" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintf(w, dike, "", "two metres")
	}))
	defer server.Close()
	t.Setenv("NO_PROXY", "*")
	library := emptyLibrary(t)
	page := writeFile(t, "a.html", fmt.Sprintf(dike, "", "a metre"))
	dateless := writeFile(t, "b.txt", "A text\n\nwithout a day.\n")
	dated := writeFile(t, "c.txt", "سقوط السد\n\n4 شباط/فبراير 2022\n\nنص الخبر عن سقوط السد.\n")
	code, out, errs := tarikh(t, "add-article", library, page, dateless, dated, server.URL+"/gone", page)
	if code != exitFailed {
		t.Errorf("exit %d", code)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 4 || !strings.Contains(lines[0], "added\t2022-02-05 (opengraph)\tThe dike breaks\t"+page) ||
		!strings.Contains(lines[1], "added\tundated\tA text\t") || !strings.Contains(lines[2], "added\t2022-02-04 (dateline)\tسقوط السد\t") || !strings.Contains(lines[3], "already there") {
		t.Errorf("out: %s", out)
	}
	for _, want := range []string{"b.txt: does not say when it appeared", "/gone", "404", "1 of 5 sources were not added"} {
		if !strings.Contains(errs, want) {
			t.Errorf("errors are without %q: %s", want, errs)
		}
	}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Read(t.Context(), library)
	if err != nil {
		t.Fatal(err)
	}
	articles, err := store.Articles(t.Context())
	if err := errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		if ago := time.Since(time.Unix(a.Added, 0)); ago < -time.Second || ago > time.Hour {
			t.Errorf("%q was added %v ago", a.Title, ago)
		}
	}
	// By its address, a page nearly the same as one that is there.
	code, _, errs = tarikh(t, "add-article", library, server.URL+"/dike")
	if code != exitFailed || !strings.Contains(errs, "--as-version") {
		t.Errorf("exit %d: %s", code, errs)
	}
	must(t, "add-article", library, server.URL+"/dike", "--as-new")
	must(t, "check", library)
}

func TestAddArticleAsVersion(t *testing.T) {
	library := emptyLibrary(t)
	address := `<link rel="canonical" href="https://mill.example/dike">`
	first := must(t, "add-article", library, writeFile(t, "a.html", fmt.Sprintf(dike, address, "a metre")))
	second := must(t, "add-article", library, writeFile(t, "b.html", fmt.Sprintf(dike, address, "two metres")), "--as-version")
	id, _, _ := strings.Cut(first, "\t")
	if !strings.HasPrefix(second, id+"\tnew version\t") {
		t.Errorf("first %s then %s", first, second)
	}
	if code, _, errs := tarikh(t, "add-article", library, "x", "--as-version", "--as-new"); code != exitUsage {
		t.Errorf("both flags: exit %d: %s", code, errs)
	}
	must(t, "check", library)
}

// The report on a new version says what became of the passages marked in the article, and
// which of them are to be checked, with the reason.
func TestAddArticleReportsPassages(t *testing.T) {
	ctx := t.Context()
	library := emptyLibrary(t)
	address := `<link rel="canonical" href="https://mill.example/dike">`
	line := must(t, "add-article", library, writeFile(t, "a.html", fmt.Sprintf(dike, address, "a metre")))
	printed, _, _ := strings.Cut(line, "\t")
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Open(ctx, library)
	if err != nil {
		t.Fatal(err)
	}
	articles, err := store.Articles(ctx)
	if err != nil || articles[0].ID.String() != printed {
		t.Fatalf("%v, %v", articles, err)
	}
	article, err := store.Article(ctx, articles[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	edit := data.Edit{Label: "test"}
	for _, quote := range []string{"under a metre of water", "Nobody was hurt", "the new pumps had held", "the boats of the fishermen"} {
		start := strings.Index(article.Text, quote)
		s, err := anchor.Make(article.Text, start, start+len(quote))
		if err != nil {
			t.Fatal(err)
		}
		edit.Annotations = append(edit.Annotations, data.Insert(data.Annotation{ID: data.NewID(), Article: article.ID, Anchor: s, Colour: "amber"}))
	}
	if _, err := store.Apply(ctx, edit); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	page := strings.NewReplacer("Nobody was", "One was", "pumps had", "pumps, had").Replace(fmt.Sprintf(dike, address, "two metres"))
	report := must(t, "add-article", library, writeFile(t, "b.html", page), "--as-version")
	for _, want := range []string{
		"\tpassages: 0 stayed, 1 moved, 1 moved with equal words, 2 to check, 0 not found\n",
		"\tcheck\ta figure changed\tunder a metre of water -> under two metres of water\n",
		"\tcheck\ta figure was added, a negation was removed\tNobody was hurt -> One was hurt\n",
		"\tequal words\t\tthe new pumps had held -> the new pumps, had held\n",
	} {
		if !strings.Contains(report, want) {
			t.Errorf("%q is not in\n%s", want, report)
		}
	}
}

func TestAddArticleProposes(t *testing.T) {
	library := emptyLibrary(t)
	page := writeFile(t, "a.html", fmt.Sprintf(dike, `<meta name="robots" content="noai">`, "a metre"))
	var reports []addReport
	if err := json.Unmarshal([]byte(must(t, "add-article", library, page, "--propose", "--json")), &reports); err != nil {
		t.Fatal(err)
	}
	if len(reports) != 1 || reports[0].Result != app.Added || reports[0].Published.Value != "2022-02-05" || len(reports[0].Warnings) != 1 {
		t.Fatalf("got %+v", reports)
	}
	candidates := reports[0].Candidates
	if len(candidates) == 0 || candidates[0].EDTF != "2022-02-04" || candidates[0].Date != "4 February 2022" || !strings.Contains(candidates[0].Text, "the dike above the mill gave way") {
		t.Errorf("candidates %+v", candidates)
	}
	if events := must(t, "events", library, "--json"); strings.TrimSpace(events) != "[]" {
		t.Errorf("proposed events are in the library: %s", events)
	}
	if out := must(t, "add-article", library, page, "--propose"); !strings.Contains(out, "\n\t2022-02-04\t") {
		t.Errorf("of one that is there: %s", out)
	}
}

// What is refused leaves the library as it was, to the byte.
func TestAddArticleRefused(t *testing.T) {
	library := emptyLibrary(t)
	before, err := os.ReadFile(library)
	if err != nil {
		t.Fatal(err)
	}
	text := writeFile(t, "a.txt", "4 February 2022\n\nA text.\n")
	for name, c := range map[string]struct {
		args []string
		code int
		want string
	}{
		"a page without text":        {[]string{writeFile(t, "a.html", "<html><script src=a.js></script>")}, exitFailed, "scripts"},
		"nothing":                    {[]string{writeFile(t, "b.txt", "")}, exitFailed, "it is empty"},
		"an address of another kind": {[]string{"http://user:word@mill.example/"}, exitFailed, "name or password"},
		"a title for two sources":    {[]string{text, text, "--title", "x"}, exitUsage, "for one source"},
		"no source":                  {nil, exitUsage, "source"},
	} {
		code, out, errs := tarikh(t, append([]string{"add-article", library}, c.args...)...)
		if code != c.code || !strings.Contains(errs, c.want) || out != "" {
			t.Errorf("%s: exit %d, %q, %s", name, code, out, errs)
		}
	}
	if after, _ := os.ReadFile(library); string(after) != string(before) {
		t.Error("the library has changed")
	}
}

// A command waits for another process that has the library open, and adds when that has
// closed it.
func TestAddArticleWaitsItsTurn(t *testing.T) {
	library, text := sampleLibrary(t), filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(text, []byte("They met in Beijing.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	held, err := newProgram(afero.NewOsFs(), io.Discard, io.Discard).libraries.Open(t.Context(), library)
	if err != nil {
		t.Fatal(err)
	}
	add := func(turn time.Duration, opened func()) (int, string) {
		var errs bytes.Buffer
		p := newProgram(afero.NewOsFs(), io.Discard, &errs)
		p.turn, p.libraries.Opener = turn, told{p.libraries.Opener, opened}
		return run(p, []string{"add-article", library, text, "--date", "2022-02-05"}), errs.String()
	}
	if code, errs := add(time.Millisecond, func() {}); code == 0 || !strings.Contains(errs, "held by") {
		t.Errorf("while it is held: exit %d, %q", code, errs)
	}
	release := sync.OnceFunc(func() {
		if err := held.Close(); err != nil {
			t.Error(err)
		}
	})
	if code, errs := add(time.Minute, release); code != 0 {
		t.Errorf("once it is free: exit %d, %q", code, errs)
	}
}

// told calls a function after each opening.
type told struct {
	data.Opener
	opened func()
}

func (o told) Open(ctx context.Context, path string) (data.File, error) {
	s, err := o.Opener.Open(ctx, path)
	o.opened()
	return s, err
}
