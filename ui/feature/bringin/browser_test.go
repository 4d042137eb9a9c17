package bringin

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/pagelink"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// open opens an empty library in a window.
func open(t testing.TB, w *featuretest.Window) {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "test.tarikh"), "Test")
	if err != nil {
		t.Fatal(err)
	}
	w.Show(store)
}

// A page of a browser is read as it is shown there where that is in the clipboard, else
// from its address, and not before the reader agrees.
func TestPageOfABrowser(t *testing.T) {
	for name, c := range map[string]struct {
		clipboard string
		data      string
	}{
		"in the clipboard":     {"<!--tarikh 0123456789abcdef--><html>shown</html>", "<html>shown</html>"},
		"another in it":        {"<!--tarikh fedcba9876543210--><html>other</html>", ""},
		"something else in it": {"a password", ""},
	} {
		t.Run(name, func(t *testing.T) {
			read := make(chan intake.Source, 8)
			w, f, _ := made(t, func(_ context.Context, source intake.Source, _ intake.Progress) (intake.Draft, error) {
				read <- source
				return intake.Draft{}, errors.New("read")
			})
			open(t, w)
			first, err := pagelink.Parse("tarikh:add?url=https://example.org/first")
			if err != nil {
				t.Fatal(err)
			}
			page, err := pagelink.Parse("tarikh:add?url=https%3A%2F%2Fexample.org%2Fnews&title=News&page=0123456789abcdef")
			if err != nil {
				t.Fatal(err)
			}
			w.Host.Clipboard.SetContent(c.clipboard)
			f.Offer(first)
			f.Offer(page) // takes its place
			d := w.Dialog()
			if d == nil || len(read) != 0 {
				t.Fatal("it is not asked about")
			}
			if words := strings.Join(featuretest.Texts(d), "\n"); !strings.Contains(words, "https://example.org/news") || !strings.Contains(words, "News") || strings.Contains(words, "first") {
				t.Errorf("asked: %s", words)
			}
			featuretest.Press(t, d, "Read page")
			w.Until("it is read", func() bool { return len(read) == 1 })
			if s := <-read; s.URL != "https://example.org/news" || string(s.Data) != c.data {
				t.Errorf("%+v", s)
			}
			if f.offered != nil {
				t.Error("it is still asked about")
			}
		})
	}
}

func TestBookmarklet(t *testing.T) {
	w, f, _ := made(t, nil)
	f.copyBookmarklet()
	if got := w.Host.Clipboard.Content(); got != pagelink.Bookmarklet() || w.Dialog() == nil {
		t.Errorf("%.40s", got)
	}
}
