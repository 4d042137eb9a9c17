package postgres

import (
	"context"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"golang.org/x/text/secure/precis"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
)

var _ data.Peopled = (*Store)(nil)

// roleOf is the name of a role of the library on the server.
func (s *Store) roleOf(r data.Role) string {
	switch r {
	case data.Reader:
		return schema.Reader(s.schema)
	case data.Writer:
		return schema.Writer(s.schema)
	}
	return schema.Owner(s.schema)
}

// named is a name in a statement.
func named(name string) string { return pgx.Identifier{name}.Sanitize() }

// People lists who may use the library, see [data.Peopled].
func (s *Store) People(ctx context.Context) ([]data.Member, error) {
	return ask(ctx, s, "list people", s.people)
}

func (s *Store) people(ctx context.Context, tx pgx.Tx) (out []data.Member, err error) {
	roles := data.Roles()
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = s.roleOf(r)
	}
	standby := false
	err = s.each(ctx, tx, `SELECT m.rolname, max(array_position($1::text[], r.rolname::text)), coalesce(max(k.since), 0), pg_is_in_recovery()
		FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member LEFT JOIN $.member k ON k.login = m.rolname
		WHERE r.rolname = ANY($1::text[]) AND m.rolcanlogin GROUP BY 1 ORDER BY 1`, func(r pgx.Rows) error {
		var m data.Member
		var role int
		if err := r.Scan(&m.Login, &role, &m.Since, &standby); err != nil {
			return err
		}
		m.Role = roles[role-1]
		out = append(out, m)
		return nil
	}, names)
	if err != nil || standby { // which does not know who is here
		return out, err
	}
	err = s.each(ctx, tx, "SELECT DISTINCT who FROM $.presence WHERE told > now() - interval '30 seconds'", func(r pgx.Rows) error {
		var who string
		err := r.Scan(&who)
		for i := range out {
			out[i].Here = out[i].Here || out[i].Login == who
		}
		return err
	})
	return out, err
}

// mostLogin is how many bytes PostgreSQL keeps of a name.
const mostLogin = 63

// asLogin refuses what cannot be a person's login.
func asLogin(login string) error {
	if login == "" || len(login) > mostLogin || strings.HasPrefix(login, "pg_") || strings.HasPrefix(login, "lib_") || strings.ContainsFunc(login, func(r rune) bool { return r < ' ' }) {
		return &data.InvalidError{Kind: "person", Field: "login", Reason: fmt.Sprintf("is empty, longer than %d bytes, or a name of the server's own", mostLogin)}
	}
	return nil
}

// Admit gives a login a role, see [data.Peopled].
func (s *Store) Admit(ctx context.Context, m data.Member, password string) error {
	if err := asLogin(m.Login); err != nil {
		return err
	}
	err := s.governing(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var there bool
		if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1)", m.Login).Scan(&there); err != nil {
			return err
		}
		var todo []string
		if !there {
			create := "CREATE ROLE " + named(m.Login) + " LOGIN"
			if password != "" {
				secret, err := verifier(password)
				if err != nil {
					return err
				}
				create += " PASSWORD '" + secret + "'"
			}
			todo = append(todo, create)
		}
		for _, r := range data.Roles() {
			if r != m.Role && there {
				todo = append(todo, "REVOKE "+named(s.roleOf(r))+" FROM "+named(m.Login))
			}
		}
		if err := s.remembering(ctx, tx, "INSERT INTO $.member VALUES ($1, coalesce(nullif($2, 0), extract(epoch FROM clock_timestamp())::bigint)) ON CONFLICT DO NOTHING", m.Login, m.Since); err != nil {
			return err
		}
		return s.keepingOwner(ctx, tx, append(todo, s.grant(m)))
	})
	return fail(ctx, "admit "+m.Login, err)
}

// grant is the statement that gives a role.
func (s *Store) grant(m data.Member) string {
	text := "GRANT " + named(s.roleOf(m.Role)) + " TO " + named(m.Login)
	if m.Role == data.Owner {
		text += " WITH ADMIN OPTION"
	}
	return text
}

// Statements are what an administrator runs, see [data.Peopled].
func (s *Store) Statements(m data.Member) string {
	return "CREATE ROLE " + named(m.Login) + " LOGIN;\n" + s.grant(m) + ";\n" +
		s.sql("INSERT INTO $.member VALUES (") + "'" + strings.ReplaceAll(m.Login, "'", "''") + "', extract(epoch FROM now())) ON CONFLICT DO NOTHING;\n" +
		"\\password " + named(m.Login) + "\n"
}

// Dismiss takes the roles from a login, see [data.Peopled].
func (s *Store) Dismiss(ctx context.Context, login string) error {
	err := s.governing(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if err := s.isMember(ctx, tx, login); err != nil {
			return err
		}
		var todo []string
		for _, r := range data.Roles() {
			todo = append(todo, "REVOKE "+named(s.roleOf(r))+" FROM "+named(login))
		}
		if err := s.remembering(ctx, tx, "DELETE FROM $.member WHERE login = $1", login); err != nil {
			return err
		}
		return s.keepingOwner(ctx, tx, todo)
	})
	return fail(ctx, "remove "+login, err)
}

// Rename gives a login another name, see [data.Peopled].
func (s *Store) Rename(ctx context.Context, login, name string) error {
	if err := asLogin(name); err != nil {
		return err
	}
	err := s.governing(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if err := s.isMember(ctx, tx, login); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "ALTER ROLE "+named(login)+" RENAME TO "+named(name)); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, schema.AsOwner(s.schema)); err != nil {
			return err
		}
		for _, table := range []string{"edit", "history"} {
			if _, err := tx.Exec(ctx, s.sql("UPDATE $."+table+" SET who = $1 WHERE who = $2"), name, login); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, s.sql("UPDATE $.member SET login = $1 WHERE login = $2"), name, login)
		return err
	})
	return fail(ctx, "rename "+login, err)
}

// remembering changes when people were let in, as an owner, before what they may do is
// changed: one may cease to be an owner by that.
func (s *Store) remembering(ctx context.Context, tx pgx.Tx, statement string, args ...any) error {
	if _, err := tx.Exec(ctx, schema.AsOwner(s.schema)); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, s.sql(statement), args...); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "RESET ROLE")
	return err
}

// governing runs f in a transaction that no other who changes the people is in.
func (s *Store) governing(ctx context.Context, f func(ctx context.Context, tx pgx.Tx) error) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.running.Done()
	limited, cancel := context.WithTimeoutCause(ctx, patience, errPatience)
	defer cancel()
	return pgx.BeginFunc(limited, s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(limited, "SELECT pg_advisory_xact_lock(hashtextextended($1, 3))", s.schema); err != nil {
			return err
		}
		return f(limited, tx)
	})
}

func (s *Store) isMember(ctx context.Context, tx pgx.Tx, login string) error {
	all, err := s.people(ctx, tx)
	for _, m := range all {
		if m.Login == login {
			return nil
		}
	}
	if err == nil {
		err = fmt.Errorf("%w: %q is not one of the people of the library", data.ErrNotFound, login)
	}
	return err
}

// keepingOwner makes statements, unless nobody would be an owner after them.
func (s *Store) keepingOwner(ctx context.Context, tx pgx.Tx, statements []string) error {
	for _, text := range statements {
		if _, err := tx.Exec(ctx, text); err != nil {
			return err
		}
	}
	all, err := s.people(ctx, tx)
	for _, m := range all {
		if m.Role == data.Owner {
			return nil
		}
	}
	if err == nil {
		err = &data.InvalidError{Kind: "person", Field: "owner", Reason: "cannot be taken away where there is no other: make another person an owner first"}
	}
	return err
}

// verifier is what a server needs of a password to know it again (RFC 5803), so that the
// password itself is in no log of the server.
func verifier(password string) (string, error) {
	const rounds = 4096
	if prepared, err := precis.OpaqueString.String(password); err == nil {
		password = prepared
	}
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // it never fails
	salted, err := pbkdf2.Key(sha256.New, password, salt, rounds, sha256.Size)
	if err != nil {
		return "", err
	}
	sum := func(key []byte, text string) []byte {
		h := hmac.New(sha256.New, key)
		h.Write([]byte(text))
		return h.Sum(nil)
	}
	stored := sha256.Sum256(sum(salted, "Client Key"))
	encode := base64.StdEncoding.EncodeToString
	return fmt.Sprintf("SCRAM-SHA-256$%d:%s$%s:%s", rounds, encode(salt), encode(stored[:]), encode(sum(salted, "Server Key"))), nil
}
