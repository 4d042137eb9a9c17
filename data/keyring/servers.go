package keyring

import (
	"context"
	"errors"
	"sync"

	"tarikh.org/tarikh/data"
)

// Servers opens libraries on servers with passwords of a keyring, where a server asks for one
// and neither a person nor a file of PostgreSQL has given one that it takes.
type Servers struct {
	data.Servers
	Ring data.Keyring

	mu    sync.Mutex
	typed map[string]bool // accounts whose password a person has given
}

// Unlock gives a password that a person has typed: the keyring's is not tried then.
func (s *Servers) Unlock(address, password string) error {
	if a, err := data.ParseAddress(address); err == nil {
		s.mu.Lock()
		if s.typed == nil {
			s.typed = map[string]bool{}
		}
		s.typed[a.Account()] = password != ""
		s.mu.Unlock()
	}
	return s.Servers.Unlock(address, password)
}

// Open is that of [data.Servers].
func (s *Servers) Open(ctx context.Context, address string) (store data.Hosted, err error) {
	err = s.try(ctx, address, func() error {
		store, err = s.Servers.Open(ctx, address)
		return err
	})
	return store, err
}

// List is that of [data.Servers].
func (s *Servers) List(ctx context.Context, address string) (all []data.HostedLibrary, err error) {
	err = s.try(ctx, address, func() error {
		all, err = s.Servers.List(ctx, address)
		return err
	})
	return all, err
}

// Fill is that of [data.Servers].
func (s *Servers) Fill(ctx context.Context, address string, library data.Library, fill func(data.Store) error) (made string, err error) {
	err = s.try(ctx, address, func() error {
		made, err = s.Servers.Fill(ctx, address, library, fill)
		return err
	})
	return made, err
}

func (s *Servers) try(ctx context.Context, address string, do func() error) error {
	a, err := data.ParseAddress(address)
	if err != nil {
		return do() // which says so
	}
	s.mu.Lock()
	typed := s.typed[a.Account()]
	s.mu.Unlock()
	if typed {
		return do()
	}
	return Try(ctx, s.Ring, s.Servers, address, do)
}

// Try does something on a server. Where that asks for a password it is done once more with
// the one that the keyring has; one that the server does not take is forgotten.
func Try(ctx context.Context, ring data.Keyring, servers data.Servers, address string, do func() error) error {
	err := do()
	a, unread := data.ParseAddress(address)
	if unread != nil || !errors.Is(err, data.ErrPassword) {
		return err
	}
	password, none := ring.Password(ctx, a.Account())
	if none != nil {
		return err
	}
	if err := servers.Unlock(address, password); err != nil {
		return err
	}
	again := do()
	if !errors.Is(again, data.ErrPassword) {
		return again
	}
	if err := servers.Unlock(address, ""); err != nil {
		return err
	}
	if err := ring.Forget(ctx, a.Account()); err != nil && !errors.Is(err, data.ErrNotFound) && !errors.Is(err, data.ErrNoKeyring) {
		return errors.Join(again, err)
	}
	return again
}
