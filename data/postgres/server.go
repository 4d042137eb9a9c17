package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
	"tarikh.org/tarikh/data/sift"
)

// Init makes a library in the database of an address, with its roles, and returns its
// address. first are edits that it is made with, which are no steps of undo. It needs a
// login that may make schemas and roles.
func (s *Servers) Init(ctx context.Context, text, title string, first ...data.Edit) (address string, err error) {
	a, err := s.read(text)
	if err != nil {
		return "", err
	}
	limited, cancel := context.WithTimeoutCause(ctx, 10*patience, errPatience)
	defer cancel()
	conn, err := dial(limited, a)
	if err != nil {
		return "", fmt.Errorf("make a library at %q: %w", text, fail(ctx, "connect", err))
	}
	defer conn.Close(context.WithoutCancel(limited))
	library := data.Library{ID: data.NewID(), Title: title, Created: time.Now().Unix()}
	if err := library.Validate(); err != nil {
		return "", err
	}
	err = pgx.BeginFunc(limited, conn, func(tx pgx.Tx) error { return makeLibrary(limited, tx, library, first) })
	if err != nil {
		return "", fmt.Errorf("make a library at %q: %w", text, fail(ctx, "make its tables", err))
	}
	return a.of(library.ID), nil
}

func makeLibrary(ctx context.Context, tx pgx.Tx, library data.Library, first []data.Edit) error {
	name := schemaOf(library.ID)
	s := &Store{schema: name}
	// Two who make the same library at once take turns.
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 2))", name); err != nil {
		return err
	}
	for _, text := range []string{
		s.sql(`CREATE SCHEMA "` + name + `"`),
		schema.Tables(name),
		schema.Functions(name),
		s.sql(fmt.Sprintf("INSERT INTO $.meta (version, revision) VALUES (%d, 1)", schema.Version)),
		schema.Roles(name),
	} {
		if _, err := tx.Exec(ctx, text); err != nil {
			return err
		}
	}
	made := data.Edit{Library: []data.Change[data.Library]{data.Insert(library)}}
	for _, e := range append([]data.Edit{made}, first...) {
		p, err := payloadOf(ctx, new(sift.Words), &e, false)
		if err != nil {
			return err
		}
		text, err := json.Marshal(p)
		if err != nil {
			return err
		}
		var n int64
		if err := tx.QueryRow(ctx, s.sql("SELECT $.begin()")).Scan(&n); err != nil {
			return err
		}
		for _, statement := range []string{"SELECT $.part($1, $2)", "DELETE FROM $.change WHERE n = $1 AND $2::jsonb IS NOT NULL", "DELETE FROM $.pending WHERE n = $1 AND $2::jsonb IS NOT NULL"} {
			if _, err := tx.Exec(ctx, s.sql(statement), n, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// Admit lets a login write in the library, and makes it where there is none. It needs the
// rights of the library's owner.
func (s *Store) Admit(ctx context.Context, login string) error {
	name := pgx.Identifier{login}.Sanitize()
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		var there bool
		if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1)", login).Scan(&there); err != nil {
			return err
		}
		if !there {
			if _, err := tx.Exec(ctx, "CREATE ROLE "+name+" LOGIN"); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, "GRANT "+pgx.Identifier{schema.Writer(s.schema)}.Sanitize()+" TO "+name)
		return err
	})
	return fail(ctx, "admit "+login, err)
}
