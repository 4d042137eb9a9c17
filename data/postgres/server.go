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
	return s.make(ctx, text, data.Library{ID: data.NewID(), Title: title, Created: time.Now().Unix()}, false, first)
}

// make makes a library, which nobody can open while it is being filled.
func (s *Servers) make(ctx context.Context, text string, library data.Library, filling bool, first []data.Edit) (address string, err error) {
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
	if err := library.Validate(); err != nil {
		return "", err
	}
	err = pgx.BeginFunc(limited, conn, func(tx pgx.Tx) error { return makeLibrary(limited, tx, library, filling, first) })
	if err != nil {
		return "", fmt.Errorf("make a library at %q: %w", text, fail(ctx, "make its tables", err))
	}
	return a.of(library.ID), nil
}

func makeLibrary(ctx context.Context, tx pgx.Tx, library data.Library, filling bool, first []data.Edit) error {
	name := schemaOf(library.ID)
	s := &Store{schema: name}
	// Two who make the same library at once take turns.
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 2))", name); err != nil {
		return err
	}
	for _, text := range []string{
		schema.Roles(name),
		schema.AsOwner(name),
		schema.Tables(name),
		schema.Functions(name),
		s.sql(fmt.Sprintf("INSERT INTO $.meta (version, revision, filling) VALUES (%d, 1, %t)", schema.Version(), filling)),
		s.sql("INSERT INTO $.member VALUES (session_user, extract(epoch FROM clock_timestamp())::bigint)"),
		schema.Grants(name),
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

// Upgrade brings the library of an address up to date, under a lock: of several who do it at
// once, one does. It needs an owner. It reports whether there was anything to do. Errors:
// ErrNewer, and those of Open.
func (s *Servers) Upgrade(ctx context.Context, text string) (done bool, err error) {
	a, err := s.read(text)
	if err != nil {
		return false, err
	}
	limited, cancel := context.WithTimeoutCause(ctx, 20*patience, errPatience)
	defer cancel()
	conn, err := dial(limited, a)
	if err != nil {
		return false, fmt.Errorf("bring %q up to date: %w", text, fail(ctx, "connect", err))
	}
	defer closeNow(conn)
	all, err := libraries(limited, conn, a)
	if err == nil {
		var found data.HostedLibrary
		if found, err = chosen(all, a); err == nil {
			err = pgx.BeginFunc(limited, conn, func(tx pgx.Tx) error {
				done, err = upgrade(limited, tx, schemaOf(found.ID))
				return err
			})
		}
	}
	if err != nil {
		return false, fmt.Errorf("bring %q up to date: %w", text, fail(ctx, "change its tables", err))
	}
	return done, nil
}

func upgrade(ctx context.Context, tx pgx.Tx, name string) (done bool, err error) {
	s := &Store{schema: name}
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 2))", name); err != nil {
		return false, err
	}
	version := 0
	if err := tx.QueryRow(ctx, s.sql("SELECT version FROM $.meta")).Scan(&version); err != nil || version == schema.Version() {
		return false, err
	}
	if version > schema.Version() {
		return false, data.ErrNewer
	}
	if _, err := tx.Exec(ctx, schema.AsOwner(name)); err != nil {
		return false, err
	}
	there := map[[2]string]bool{}
	rows, err := tx.Query(ctx, "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = $1", name)
	if err != nil {
		return false, err
	}
	var table, column string
	if _, err := pgx.ForEachRow(rows, []any{&table, &column}, func() error {
		there[[2]string{table, column}] = true
		return nil
	}); err != nil {
		return false, err
	}
	for _, text := range []string{
		schema.Upgrade(name, func(table, column string) bool { return there[[2]string{table, column}] }),
		schema.Functions(name),
		schema.Grants(name),
		s.sql(fmt.Sprintf("UPDATE $.meta SET version = %d, revision = revision + 1", schema.Version())),
	} {
		if _, err := tx.Exec(ctx, text); err != nil {
			return false, err
		}
	}
	return true, nil
}
