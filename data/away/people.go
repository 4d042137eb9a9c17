package away

import (
	"context"
	"errors"

	"tarikh.org/tarikh/data"
)

var _ data.Peopled = (*Store)(nil)

// people are those of the library, of whom only the server knows.
func (s *Store) people() (data.Peopled, error) {
	if s.Away() {
		return nil, errWaits
	}
	p, ok := s.online().(data.Peopled)
	if !ok {
		return nil, errors.ErrUnsupported
	}
	return p, nil
}

// People is that of [data.Peopled]. While the server is away all methods of it fail with
// data.ErrAway.
func (s *Store) People(ctx context.Context) ([]data.Member, error) {
	p, err := s.people()
	if err != nil {
		return nil, err
	}
	return p.People(ctx)
}

// Admit is that of [data.Peopled].
func (s *Store) Admit(ctx context.Context, m data.Member, password string) error {
	p, err := s.people()
	if err != nil {
		return err
	}
	return p.Admit(ctx, m, password)
}

// Dismiss is that of [data.Peopled].
func (s *Store) Dismiss(ctx context.Context, login string) error {
	p, err := s.people()
	if err != nil {
		return err
	}
	return p.Dismiss(ctx, login)
}

// Rename is that of [data.Peopled].
func (s *Store) Rename(ctx context.Context, login, name string) error {
	p, err := s.people()
	if err != nil {
		return err
	}
	return p.Rename(ctx, login, name)
}

// Statements is that of [data.Peopled]; nothing while the server is away.
func (s *Store) Statements(m data.Member) string {
	p, err := s.people()
	if err != nil {
		return ""
	}
	return p.Statements(m)
}
