package libraries

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// ring is a keyring, or none.
type ring struct {
	mu   sync.Mutex
	kept map[string]string
	none bool
}

func (r *ring) do(f func() error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.none {
		return data.ErrNoKeyring
	}
	return f()
}

func (r *ring) Password(_ context.Context, account string) (password string, err error) {
	err = r.do(func() error {
		if password = r.kept[account]; password == "" {
			return data.ErrNotFound
		}
		return nil
	})
	return password, err
}

func (r *ring) Keep(_ context.Context, account, password string) error {
	return r.do(func() error { r.kept[account] = password; return nil })
}

func (r *ring) Forget(_ context.Context, account string) error {
	return r.do(func() error { delete(r.kept, account); return nil })
}

func (r *ring) is(account string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kept[account]
}

// form opens the form of a library on a server, filled in.
func form(t *testing.T) (*featuretest.Window, *Feature, *ring, *control.Dialog) {
	t.Helper()
	w, f, _, _ := made(t)
	path, err := f.Sample(t.Context(), "en")
	if err != nil {
		t.Fatal(err)
	}
	f.Libraries.Servers = &desk{f: f, path: path}
	r := &ring{kept: map[string]string{}}
	f.Keyring = r
	w.Run(f, "library.connect")
	for i, words := range []string{"db.example.org", "news", "ann"} {
		featuretest.All[*control.Entry](w.Dialog())[i].SetText(words)
	}
	return w, f, r, w.Host.Kit().Dialogs.Top()
}

// A password that was taken by the server is put into the keyring where that was chosen, and
// nowhere else; it can be forgotten.
func TestAPasswordIsPutIntoTheKeyring(t *testing.T) {
	w, f, r, d := form(t)
	k := w.Host.Kit()
	featuretest.Press(t, w.Dialog(), k.T("connect.keep.keyring"))
	typed(w, "wrong")
	d.Submit()
	w.Until("it is wrong", func() bool { return says(w, data.ErrPassword.Error()) })
	if len(r.kept) > 0 {
		t.Errorf("a wrong one is kept: %v", r.kept)
	}
	for range len("wrong") {
		entry := featuretest.All[*control.Entry](w.Dialog())[3]
		entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	typed(w, "right")
	d.Submit()
	w.Until("it is kept", func() bool { return slices.Contains(w.Host.State.Keyring, "ann@db.example.org") })
	if got := r.is("ann@db.example.org"); got != "right" {
		t.Errorf("kept is %q", got)
	}
	if text, err := json.Marshal(w.Host.State); err != nil || strings.Contains(string(text), "right") {
		t.Errorf("the state holds it: %s, %v", text, err)
	}
	d.Close()
	w.Host.State.Recent = []string{"postgres://ann@db.example.org/news?library=1"}
	w.Run(f, "library.connect")
	if !says(w, k.T("connect.keep.there", "account", "ann@db.example.org")) {
		t.Errorf("shown are %q", featuretest.Texts(w.Dialog()))
	}
	featuretest.Press(t, w.Dialog(), k.T("connect.keep.forget"))
	w.Until("it is forgotten", func() bool { return says(w, k.T("connect.keep.forgotten")) })
	if r.is("ann@db.example.org") != "" || len(w.Host.State.Keyring) > 0 {
		t.Errorf("kept are %v, %v", r.kept, w.Host.State.Keyring)
	}
}

// That there is no keyring is said where one is asked for, and only there.
func TestNoKeyring(t *testing.T) {
	w, _, r, d := form(t)
	k := w.Host.Kit()
	r.none = true
	if says(w, k.T("connect.keep.none")) {
		t.Error("it is said before anybody asked")
	}
	featuretest.Press(t, w.Dialog(), k.T("connect.keep.keyring"))
	w.Until("it is said", func() bool { return says(w, k.T("connect.keep.none")) })
	typed(w, "right")
	d.Submit()
	w.Until("it works as without", func() bool { return says(w, "Desk") })
	if len(w.Host.State.Keyring) > 0 {
		t.Errorf("kept are %v", w.Host.State.Keyring)
	}
}
