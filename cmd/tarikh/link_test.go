package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/intake/pagelink"
	"tarikh.org/tarikh/ui/state"
)

func TestWhatTheSystemOpens(t *testing.T) {
	for _, c := range []struct{ args, want []string }{
		{nil, nil},
		{[]string{"tarikh:add?url=https://example.org"}, []string{"--page=tarikh:add?url=https://example.org"}},
		{[]string{"TARIKH:--new"}, []string{"--page=TARIKH:--new"}},
		{[]string{"file:///home/a/My%20library.tarikh"}, []string{filepath.FromSlash("/home/a/My library.tarikh")}},
		{[]string{"file://elsewhere/a.tarikh"}, []string{"file://elsewhere/a.tarikh"}},
		{[]string{"/home/a/b.tarikh"}, []string{"/home/a/b.tarikh"}},
		{[]string{"check", "tarikh:add"}, []string{"check", "tarikh:add"}},
	} {
		if got := linkArgs(c.args); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.args, got, c.want)
		}
	}
}

// A link of a browser goes to the window that is open, which asks; a hostile one goes
// nowhere.
func TestPagesAreHandedToTheWindow(t *testing.T) {
	h := newHolder(t)
	home := t.TempDir()
	t.Setenv("XDG_STATE_HOME", home)
	kept := &state.State{}
	kept.Opened(h.path)
	kept.Opened(filepath.Join(home, "closed.tarikh"))
	raw, err := json.Marshal(kept)
	if err == nil {
		err = os.MkdirAll(filepath.Join(home, "tarikh"), 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(home, "tarikh", "state.json"), raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if loaded, err := state.Load(afero.NewOsFs(), filepath.Join(home, "tarikh", "state.json")); err != nil || len(loaded.Recent) != 2 {
		t.Fatalf("%+v, %v", loaded, err)
	}
	var pages []pagelink.Page
	h.orders.page = func(p pagelink.Page) { pages = append(pages, p) }
	code, out, said := h.tarikh(home, "tarikh:add?url=https%3A%2F%2Fexample.org%2Fnews&title=News&page=0123456789abcdef")
	if code != exitOK || out+said != "" || len(pages) != 1 || pages[0].URL != "https://example.org/news" || !pages[0].InClipboard() {
		t.Fatalf("exit %d: %s%s; %+v", code, out, said, pages)
	}
	for link, want := range map[string]string{
		"tarikh:add?url=javascript%3Aalert(1)":        "not one of the web",
		"tarikh:add?url=file%3A%2F%2F%2Fetc%2Fpasswd": "only http and https",
		"tarikh:--new": "only pages can be added",
	} {
		if code, out, said := h.tarikh(home, link); code == exitOK || !strings.Contains(said, want) || len(pages) != 1 {
			t.Errorf("%s: exit %d: %s%s; %d pages", link, code, out, said, len(pages))
		}
	}
	// An order is judged by the window, whoever sends it.
	if err := (&pageOrder{Link: "tarikh:add?url=javascript:x"}).do(t.Context(), h.p, windowDesk{h.orders}, ""); err == nil || len(pages) != 1 {
		t.Errorf("a hostile order: %v", err)
	}
	if err := (&pageOrder{Link: "tarikh:add?url=https://example.org"}).do(t.Context(), h.p, &ownDesk{}, ""); err != errNoWindow {
		t.Errorf("without a window: %v", err)
	}
}
