package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/adrg/xdg"
	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/keyring"
)

// placeOf reads the argument that names a library: the path of a file, which becomes
// absolute, or the address of one on a server.
func placeOf(ctx *kong.DecodeContext, target reflect.Value) error {
	var text string
	if err := ctx.Scan.PopValueInto("library", &text); err != nil {
		return err
	}
	if data.IsAddress(text) {
		if _, err := data.ParseAddress(text); err != nil {
			return err // at once, so that no password gets into a log
		}
	} else {
		if strings.Contains(text, "://") {
			return fmt.Errorf("%w: %q: libraries on servers are at addresses such as postgres://user@server/database", data.ErrAddress, text)
		}
		text = kong.ExpandPath(text)
	}
	target.SetString(text)
	return nil
}

// outboxDir is the folder where edits of libraries on servers are kept until their fate is
// known.
func outboxDir() string { return filepath.Join(xdg.StateHome, "tarikh", "outbox") }

// copiesDir is where copies of libraries of servers are, for when these are away, and the edits
// that were made then.
func copiesDir() string { return filepath.Join(xdg.StateHome, "tarikh", "away") }

// errNoTerminal says that nobody can be asked for a password.
var errNoTerminal = errors.New("there is no terminal to ask for it")

// askSecret asks for a password at the terminal, without showing it, until ctx ends.
func askSecret(ctx context.Context, question string) (string, error) {
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) {
		return "", errNoTerminal
	}
	before, err := term.GetState(in)
	if err != nil {
		return "", err
	}
	fmt.Fprint(os.Stderr, question)
	type answer struct {
		text []byte
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(in)
		answered <- answer{text, err}
	}()
	select {
	case a := <-answered:
		fmt.Fprintln(os.Stderr)
		return string(a.text), a.err
	case <-ctx.Done():
		return "", errors.Join(ctx.Err(), term.Restore(in, before))
	}
}

// unlocked opens a library, and asks for the password of one on a server where that is
// needed.
func (p *program) unlocked(ctx context.Context, place string, open func(context.Context, string) (data.Store, error)) (store data.Store, err error) {
	err = p.withSecret(ctx, place, func() error {
		store, err = open(ctx, place)
		return err
	})
	return store, err
}

// withSecret does something on a server. Where that needs a password it is the keyring's, or
// asked for, three times at most.
func (p *program) withSecret(ctx context.Context, address string, do func() error) error {
	once := do
	do = func() error { return keyring.Try(ctx, p.ring, p.libraries.Servers, address, once) }
	for again := 0; ; again++ {
		err := do()
		do = once
		if err == nil || again == 3 || !errors.Is(err, data.ErrPassword) {
			return err
		}
		password, asked := p.secret(ctx, fmt.Sprintf("Password for %s: ", printable(address)))
		if errors.Is(asked, errNoTerminal) {
			return fmt.Errorf("%w: put it into the file .pgpass, or name a file by PGPASSFILE (%w)", err, asked)
		}
		if asked != nil {
			return asked
		}
		if err := p.libraries.Servers.Unlock(address, password); err != nil {
			return err
		}
	}
}
