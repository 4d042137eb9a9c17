package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
)

// Fill makes a library and fills it, see [data.Servers].
func (s *Servers) Fill(ctx context.Context, text string, library data.Library, fill func(data.Store) error) (string, error) {
	a, err := s.read(text)
	if err != nil {
		return "", err
	}
	a.library, a.filling = library.ID.String(), true
	all, err := s.List(ctx, text)
	if err != nil {
		return "", err
	}
	address := a.of(library.ID)
	there := false
	for _, l := range all {
		if l.ID != library.ID {
			continue
		}
		if there = l.Filling; !there {
			return "", fmt.Errorf("%w: the library is on the server as %q, at %s", data.ErrExists, l.Title, l.Address)
		}
	}
	if !there {
		if address, err = s.make(ctx, text, library, true, nil); err != nil {
			return "", err
		}
	}
	store, err := open(ctx, a, s.Kept)
	if err != nil {
		return "", fmt.Errorf("open library %q: %w", address, err)
	}
	if err = fill(store); err == nil {
		err = store.filled(ctx)
	} else if errors.Is(err, data.ErrConflict) {
		err = errors.Join(err, store.destroy(ctx))
	}
	return address, errors.Join(err, store.Close())
}

// filled lets others open the library, and takes away what could be undone of filling it.
func (s *Store) filled(ctx context.Context) error {
	return s.asOwner(ctx, "end the copy", append(ownCopying(), "UPDATE $.meta SET filling = false")...)
}

// ownCopying takes the steps away by which a library is filled, and what is left of one that
// was not added as a whole.
func ownCopying() []string {
	return []string{"DELETE FROM $.history WHERE label = 'edit.copy'", "DELETE FROM $.change c WHERE NOT EXISTS (SELECT 1 FROM $.history s WHERE s.n = c.n)"}
}

// destroy takes the library off the server, while it is being filled.
func (s *Store) destroy(ctx context.Context) error {
	return s.asOwner(context.WithoutCancel(ctx), "take the copy away", `DROP SCHEMA "`+s.schema+`" CASCADE`)
}

// asOwner makes statements as the owner of the library.
func (s *Store) asOwner(ctx context.Context, action string, statements ...string) error {
	err := s.governing(ctx, func(ctx context.Context, tx pgx.Tx) error {
		for _, text := range append([]string{schema.AsOwner(s.schema)}, statements...) {
			if _, err := tx.Exec(ctx, s.sql(text)); err != nil {
				return err
			}
		}
		return nil
	})
	return fail(ctx, action, err)
}
