package keyring

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"

	"github.com/zalando/go-keyring"

	"tarikh.org/tarikh/data"
)

const address = "postgres://ann@db.example.org/news?library=1"

// desk is a server that takes one password.
type desk struct {
	data.Servers
	right, given string
	tries        int
}

func (d *desk) List(context.Context, string) ([]data.HostedLibrary, error) {
	if d.tries++; d.given != d.right {
		return nil, data.ErrPassword
	}
	return []data.HostedLibrary{{Title: "Desk"}}, nil
}

func (d *desk) Unlock(_, password string) error {
	d.given = password
	return nil
}

// A password of the keyring opens a library where none was typed; a wrong one is tried once
// and forgotten; a typed one comes before it.
func TestAPasswordOfTheKeyringIsTried(t *testing.T) {
	keyring.MockInit()
	ring := of(session{}, patience)
	d := &desk{right: "sesame"}
	s := &Servers{Servers: d, Ring: ring}
	if _, err := s.List(t.Context(), address); !errors.Is(err, data.ErrPassword) || d.tries != 1 {
		t.Fatalf("none is kept: %v after %d tries", err, d.tries)
	}
	if err := ring.Keep(t.Context(), "ann@db.example.org", "sesame"); err != nil {
		t.Fatal(err)
	}
	if all, err := s.List(t.Context(), address); err != nil || len(all) != 1 {
		t.Fatalf("%v, %v", all, err)
	}
	d.right, d.tries = "another", 0
	if _, err := s.List(t.Context(), address); !errors.Is(err, data.ErrPassword) || d.tries != 2 || d.given != "" {
		t.Errorf("a wrong one: %v after %d tries, %q is left", err, d.tries, d.given)
	}
	if _, err := ring.Password(t.Context(), "ann@db.example.org"); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a wrong one is kept: %v", err)
	}
	if err := ring.Keep(t.Context(), "ann@db.example.org", "another"); err != nil {
		t.Fatal(err)
	}
	if err := s.Unlock(address, "typed"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.List(t.Context(), address); !errors.Is(err, data.ErrPassword) || d.given != "typed" {
		t.Errorf("a typed one is replaced: %v, %q", err, d.given)
	}
}

// hung is a keyring that never answers.
type hung struct{ forever chan struct{} }

func (h hung) Get(string, string) (string, error) { <-h.forever; return "", nil }
func (h hung) Set(string, string, string) error   { <-h.forever; return nil }
func (h hung) Delete(string, string) error        { <-h.forever; return nil }

// A keyring that is locked and not unlocked, or does not answer, is given up after a while, and
// so are all who ask meanwhile.
func TestAKeyringThatHangsIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := hung{make(chan struct{})}
		ring := of(h, patience)
		for range 3 {
			if _, err := ring.Password(t.Context(), "ann@db"); !errors.Is(err, data.ErrNoKeyring) {
				t.Errorf("%v", err)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := ring.Keep(ctx, "ann@db", "x"); !errors.Is(err, data.ErrNoKeyring) {
			t.Errorf("%v", err)
		}
		close(h.forever)
	})
}

// Without a bus there is no keyring, and one that is nil says so; nothing starts a bus.
func TestNoKeyring(t *testing.T) {
	none := func(string) string { return "" }
	if onBus(none) {
		t.Error("there is a bus")
	}
	var ring *Ring
	if err := ring.Keep(t.Context(), "ann@db", "x"); !errors.Is(err, data.ErrNoKeyring) {
		t.Errorf("%v", err)
	}
	dir := t.TempDir()
	named := func(name string) string { return map[string]string{"XDG_RUNTIME_DIR": dir}[name] }
	if onBus(named) {
		t.Error("there is a bus without a socket")
	}
	if err := os.WriteFile(filepath.Join(dir, "bus"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if !onBus(named) {
		t.Error("there is no bus")
	}
	keyring.MockInitWithError(errors.New("no such service"))
	if _, err := of(session{}, patience).Password(t.Context(), "ann@db"); !errors.Is(err, data.ErrNoKeyring) {
		t.Errorf("%v", err)
	}
}
