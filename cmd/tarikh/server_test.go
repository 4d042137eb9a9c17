package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/pgtest"
)

// Commands work on a library of a server as on a file.
func TestCommandsOnAServer(t *testing.T) {
	database := pgtest.New(t).Address(pgtest.Owner, "postgres")
	address := strings.TrimSpace(must(t, "server", "init", database, "--title", "News desk"))
	if listed := must(t, "server", "list", database); !strings.Contains(listed, "News desk\tready\t"+address) {
		t.Errorf("listed is %q", listed)
	}
	named := database + "&library=News+desk"
	events := filepath.Join(t.TempDir(), "events.csv")
	if err := os.WriteFile(events, []byte("date,title\n2021-05-05,A summit in Cairo\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "import", named, events)
	if out := must(t, "events", address); !strings.Contains(out, "A summit in Cairo") {
		t.Errorf("events are %q", out)
	}
	if out := must(t, "search", named, "summits"); !strings.Contains(out, "A summit in Cairo") {
		t.Errorf("found is %q", out)
	}
	must(t, "server", "add-user", address, "bob", "--role", "reader")
	must(t, "server", "rename-user", address, "bob", "--name", "bobby")
	if out := must(t, "server", "people", address); out != "bobby\treader\nowner\towner\n" {
		t.Errorf("people are %q", out)
	}
	bobs := strings.Replace(address, "owner@", "bobby@", 1)
	if code, _, errs := tarikh(t, "server", "add-user", bobs, "eve"); code == 0 || !strings.Contains(errs, `CREATE ROLE "eve" LOGIN`) {
		t.Errorf("a reader lets others in: %d, %q", code, errs)
	}
	if code, _, errs := tarikh(t, "add-article", bobs, events, "--title", "A text"); code == 0 || !strings.Contains(errs, "read-only") {
		t.Errorf("a reader adds: %d, %q", code, errs)
	}
	must(t, "server", "remove-user", address, "bobby")
	if out := must(t, "server", "check", address); strings.Contains(out, "WRONG") || !strings.Contains(out, "ok\tlibrary “News desk”\tready") {
		t.Errorf("checked: %q", out)
	}
	if out := must(t, "server", "init", address); out != "up to date already\n" {
		t.Errorf("up to date: %q", out)
	}
	out := filepath.Join(t.TempDir(), "out.csv")
	must(t, "export", address, "-o", out)
	if text, err := os.ReadFile(out); err != nil || !strings.Contains(string(text), "A summit in Cairo") {
		t.Errorf("exported is %q, %v", text, err)
	}
	if out := must(t, "check", address); !strings.Contains(out, "sound") {
		t.Errorf("checked: %q", out)
	}
	for name, args := range map[string][]string{
		"no library \"Sports\"": {"events", database + "&library=Sports"},
		"holds a password":      {"events", strings.Replace(address, "owner@", "owner:secret@", 1)},
		"is for files":          {"check", "--repair", address},
		"needs a title":         {"server", "init", database},
		"need a login":          {"server", "add-user", address},
	} {
		if code, _, errs := tarikh(t, args...); code == 0 || !strings.Contains(errs, name) {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
}

// locked is a server that asks for a password.
type locked struct {
	password string
	tries    int
}

func (l *locked) Open(context.Context, string) (data.Hosted, error) {
	l.tries++
	if l.password != "right" {
		return nil, data.ErrPassword
	}
	return nil, errOpened
}

func (l *locked) List(context.Context, string) ([]data.HostedLibrary, error) { return nil, nil }

func (l *locked) Unlock(_, password string) error {
	l.password = password
	return nil
}

var errOpened = errors.New("opened")

// A password is asked for, three times at most; without a terminal it is said where it may
// be kept.
func TestAPasswordIsAskedFor(t *testing.T) {
	for name, c := range map[string]struct {
		typed []string
		want  error
		tries int
	}{
		"right at once":  {[]string{"right"}, errOpened, 2},
		"right at last":  {[]string{"a", "b", "right"}, errOpened, 4},
		"always wrong":   {[]string{"a", "b", "c", "right"}, data.ErrPassword, 4},
		"nobody to type": {nil, errNoTerminal, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			p := newProgram(afero.NewMemMapFs(), &out, &out)
			server := &locked{}
			p.libraries.Servers = server
			p.secret = func(context.Context, string) (string, error) {
				if len(c.typed) == 0 {
					return "", errNoTerminal
				}
				next := c.typed[0]
				c.typed = c.typed[1:]
				return next, nil
			}
			err := p.reading("postgres://ann@db/news", nil)
			if !errors.Is(err, c.want) || server.tries != c.tries {
				t.Errorf("%v after %d tries", err, server.tries)
			}
		})
	}
}
