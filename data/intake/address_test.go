package intake_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/web"
)

func direct(*http.Request) (*url.URL, error) { return nil, nil }

func TestReadAddress(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/news/dike", http.StatusMovedPermanently)
		case "/news/dike":
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("X-Robots-Tag", "googlebot: noarchive")
			fmt.Fprint(w, paper)
		case "/text":
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			fmt.Fprint(w, "The dike\n\n4 February 2022\n\nIt broke.\n")
		case "/login":
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	defer server.Close()
	now := time.Unix(1_700_000_000, 0)
	reader := intake.Reader{Web: web.Client{Proxy: direct}, Now: func() time.Time { return now }}

	d, err := reader.Read(t.Context(), intake.Address(server.URL+"/old"), nil)
	if err != nil {
		t.Fatal(err)
	}
	at := server.URL + "/news/dike"
	if d.URL != (intake.Field{Value: at, From: intake.FromSource}) || d.Page.URL != at || d.Page.Fetched != now.Unix() || d.Page.Media != "text/html" || string(d.Page.Body) != paper {
		t.Errorf("address %+v, page %s %s %d", d.URL, d.Page.URL, d.Page.Media, d.Page.Fetched)
	}
	for _, w := range []intake.Warning{{Kind: intake.Moved, Detail: at}, {Kind: intake.Robots, Detail: "noarchive"}} {
		if !slices.Contains(d.Warnings, w) {
			t.Errorf("warns of %v, want %v too", d.Warnings, w)
		}
	}
	checkDraft(t, d)

	d, err = reader.Read(t.Context(), intake.Address(server.URL+"/text"), nil)
	if err != nil || d.Format != intake.PlainText || d.Title.Value != "The dike" || d.Published.Value.EDTF != "2022-02-04" {
		t.Errorf("plain text: %+v, %v", d, err)
	}
	_, err = reader.Read(t.Context(), intake.Address(server.URL+"/login"), nil)
	refused, ok := errors.AsType[*intake.Error](err)
	if !ok || refused.Kind != "login" || refused.Path != server.URL+"/login" || !strings.Contains(err.Error(), "401") {
		t.Errorf("got %v", err)
	}
	if _, err := reader.Read(t.Context(), intake.Address(server.URL+"/text?"), nil); err != nil {
		t.Error(err)
	}
	_, err = reader.Read(t.Context(), intake.Address("https://alice:hunter2@a.example/b"), nil)
	if err == nil || strings.Contains(err.Error(), "alice") || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("got %v", err)
	}
}

func TestReadIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	files := afero.NewMemMapFs()
	if err := afero.WriteFile(files, "a.html", []byte(paper), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, s := range []intake.Source{intake.File("a.html"), intake.Pasted(paper), intake.Address("http://127.0.0.1:1/")} {
		if _, err := (intake.Reader{Files: files, Web: web.Client{Proxy: direct}}).Read(ctx, s, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", s.Name(), err)
		}
	}
}

// A newer version says what the draft says, and what the article said where the
// draft is silent.
func TestComplete(t *testing.T) {
	before := data.Article{ID: data.NewID(), Title: "Old", Byline: "Ada", Publisher: "The Mill", Lang: "en", Published: day(t, "2022-02-04"), Changed: day(t, "2022-02-05")}.WithText("old")
	d := intake.Draft{Title: intake.Field{Value: "New", From: intake.FromLine}, Text: "new"}
	d.Complete(before)
	after := d.Article(before.ID)
	if after.Title != "New" || after.Byline != "Ada" || after.Publisher != "The Mill" || after.Lang != "en" || after.Text != "new" || after.Published != before.Published || after.Changed != before.Changed {
		t.Errorf("got %+v", after)
	}
	if d.Title.From != intake.FromLine || d.Byline.From != intake.FromLibrary || d.Published.From != intake.FromLibrary || d.URL.From != "" {
		t.Errorf("the fields are from %+v", d)
	}
	if err := after.Validate(); err != nil {
		t.Error(err)
	}
}

// Fifty files, pages and texts, as if dropped on the window.
func BenchmarkFiftyFiles(b *testing.B) {
	files := afero.NewMemMapFs()
	var sources []intake.Source
	pages := madePages()
	for i := range 50 {
		p := pages[i%len(pages)]
		raw, text := testPage(b, p)
		name := fmt.Sprintf("%d.html", i)
		if i%5 == 4 {
			name, raw = fmt.Sprintf("%d.txt", i), []byte(text)
		}
		if err := afero.WriteFile(files, name, raw, 0o600); err != nil {
			b.Fatal(err)
		}
		sources = append(sources, intake.File(name))
	}
	reader := intake.Reader{Files: files}
	for b.Loop() {
		var catalog intake.Catalog
		for _, s := range sources {
			d, err := reader.Read(b.Context(), s, nil)
			if err != nil {
				b.Fatal(err)
			}
			catalog.Find(d)
			catalog.Put(d.Article(data.NewID()))
		}
	}
}
