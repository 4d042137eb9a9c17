// Package keyring keeps passwords of servers in the keyring of the person's session: the
// Secret Service of Linux (GNOME Keyring, KWallet), the keychain of macOS, the credentials
// of Windows.
//
// The one idea behind it: a keyring is a convenience that may be absent, locked or hung, so
// that nothing depends on it and everything that asks it has an end.
package keyring

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/zalando/go-keyring"

	"tarikh.org/tarikh/data"
)

// service is whose passwords they are.
const service = "org.tarikh.Tarikh"

// patience is how long a keyring may take: the person may be asked to unlock it.
const patience = 20 * time.Second

// Ring is the keyring of the session, see [data.Keyring].
type Ring struct {
	entries entries
	limit   time.Duration
	turn    chan struct{} // one asks at a time, so that one that hangs is asked once
}

var _ data.Keyring = (*Ring)(nil)

// entries are what a keyring holds, by their accounts.
type entries interface {
	Get(service, account string) (string, error)
	Set(service, account, password string) error
	Delete(service, account string) error
}

// session is the keyring that the library finds.
type session struct{}

func (session) Get(service, account string) (string, error) { return keyring.Get(service, account) }
func (session) Set(service, account, password string) error {
	return keyring.Set(service, account, password)
}
func (session) Delete(service, account string) error { return keyring.Delete(service, account) }

// New returns the keyring of the session that the environment names, nil where it names
// none.
func New(getenv func(string) string) *Ring {
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" && !onBus(getenv) {
		return nil // the library would start a bus
	}
	return of(session{}, patience)
}

// onBus reports whether there is a bus of the session.
func onBus(getenv func(string) string) bool {
	if getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	_, err := os.Stat(filepath.Join(getenv("XDG_RUNTIME_DIR"), "bus"))
	return getenv("XDG_RUNTIME_DIR") != "" && err == nil
}

func of(e entries, limit time.Duration) *Ring {
	return &Ring{entries: e, limit: limit, turn: make(chan struct{}, 1)}
}

// Password returns what is kept for an account, see [data.Keyring].
func (r *Ring) Password(ctx context.Context, account string) (password string, err error) {
	answer := make(chan string, 1)
	err = r.ask(ctx, func() error {
		found, err := r.entries.Get(service, account)
		answer <- found
		return err
	})
	if err == nil {
		password = <-answer
	}
	return password, err
}

// Keep keeps a password, see [data.Keyring].
func (r *Ring) Keep(ctx context.Context, account, password string) error {
	return r.ask(ctx, func() error { return r.entries.Set(service, account, password) })
}

// Forget drops one, see [data.Keyring].
func (r *Ring) Forget(ctx context.Context, account string) error {
	return r.ask(ctx, func() error { return r.entries.Delete(service, account) })
}

// ask asks the keyring, until ctx ends or it has taken too long.
func (r *Ring) ask(ctx context.Context, question func() error) error {
	if r == nil {
		return fmt.Errorf("%w: there is none in this session", data.ErrNoKeyring)
	}
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("%w: it does not answer (%w)", data.ErrNoKeyring, ctx.Err())
	}
	done := make(chan error, 1)
	go func() {
		done <- question()
		<-r.turn
	}()
	select {
	case err := <-done:
		if errors.Is(err, keyring.ErrNotFound) {
			return fmt.Errorf("%w: in the keyring", data.ErrNotFound)
		}
		if err != nil {
			return fmt.Errorf("%w: %v", data.ErrNoKeyring, err)
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w: it does not answer (%w)", data.ErrNoKeyring, ctx.Err())
	}
}
