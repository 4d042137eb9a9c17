package featuretest

import (
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
)

// ShowSample shows a new library with the sample in English in it.
func (w *Window) ShowSample(opener data.Opener) {
	w.t.Helper()
	libraries := &app.Libraries{Opener: opener, Files: afero.NewOsFs(), Now: w.Host.Now}
	store, err := libraries.CreateSample(w.t.Context(), assets.Files, filepath.Join(w.t.TempDir(), "sample.tarikh"), "Sample", "en")
	if err != nil {
		w.t.Fatal(err)
	}
	w.Show(store)
}

// ArticleTitled is the article whose title begins with some words.
func (w *Window) ArticleTitled(words string) data.Article {
	w.t.Helper()
	for _, a := range w.Host.Library.Snapshot().Articles {
		if strings.HasPrefix(a.Title, words) {
			return a
		}
	}
	w.t.Fatalf("no article %q", words)
	return data.Article{}
}

// Read opens an article and waits until it is shown.
func (w *Window) Read(article data.ID) {
	w.t.Helper()
	l := w.Host.Library
	l.Read(article)
	w.Until("the article is open", func() bool { a := l.Article(); return a != nil && a.ID == article })
}

// Filter narrows what is shown, and waits until it is.
func (w *Window) Filter(words string) {
	w.t.Helper()
	l := w.Host.Library
	l.SetFilter(w.Host.Query(words, false))
	w.Until("filtered by "+words, func() bool { return !l.Filtering() })
}

// EventTitled is the event with a title.
func (w *Window) EventTitled(title string) data.ID {
	w.t.Helper()
	for e, err := range w.Host.Library.Store().Events(w.t.Context()) {
		if err == nil && e.Title == title {
			return e.ID
		}
	}
	w.t.Fatalf("no event %q", title)
	return data.ID{}
}
