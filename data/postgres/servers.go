package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
)

// Servers opens libraries on servers, see [data.Servers]. The zero value is ready.
type Servers struct {
	// Kept is the folder where edits are kept until their fate is known, "" for none.
	Kept string

	mu      sync.Mutex
	secrets map[string]string // passwords that were given, by address.key
}

var _ data.Servers = (*Servers)(nil)

// Unlock gives a password, see [data.Servers].
func (s *Servers) Unlock(text, password string) error {
	a, err := parse(text)
	if err != nil {
		return fmt.Errorf("%w: %q %w", data.ErrAddress, data.Shown(text), err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.secrets == nil {
		s.secrets = map[string]string{}
	}
	if s.secrets[a.key()] = password; password == "" {
		delete(s.secrets, a.key())
	}
	return nil
}

// read reads an address. A password that was given comes before one of the machine's
// files.
func (s *Servers) read(text string) (address, error) {
	a, err := parse(text)
	if err != nil {
		return a, fmt.Errorf("%w: %q %w", data.ErrAddress, data.Shown(text), err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if password, ok := s.secrets[a.key()]; ok {
		a.config.Password = password
	}
	return a, nil
}

// least is the oldest version of PostgreSQL that has all that is needed.
const least = 13

// dial makes one connection, and looks whether the server will do. Where a pooler is
// between, a.config is changed to what works there.
func dial(ctx context.Context, a address) (*pgx.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, a.config.Copy())
	if said, ok := errors.AsType[*pgconn.PgError](err); ok && said.Code == "08P01" { // PgBouncer knows few settings
		pooled(a.config)
		conn, err = pgx.ConnectConfig(ctx, a.config.Copy())
	}
	if err != nil {
		return nil, err
	}
	// A pooler has a number of its own for the connection.
	if answer, err := conn.PgConn().Exec(ctx, "SELECT pg_backend_pid()").ReadAll(); err != nil {
		closeNow(conn)
		return nil, err
	} else if len(answer) != 1 || len(answer[0].Rows) != 1 || len(answer[0].Rows[0]) != 1 || string(answer[0].Rows[0][0]) != strconv.FormatUint(uint64(conn.PgConn().PID()), 10) {
		closeNow(conn)
		pooled(a.config)
		if conn, err = pgx.ConnectConfig(ctx, a.config.Copy()); err != nil {
			return nil, err
		}
	}
	said := conn.PgConn().ParameterStatus("server_version")
	major, _, _ := strings.Cut(said, ".")
	if number, err := strconv.Atoi(major); err != nil || number < least {
		_ = conn.Close(ctx)
		return nil, fmt.Errorf("%w: it is PostgreSQL %.40q, and version %d or newer is needed", data.ErrOutdated, said, least)
	}
	return conn, nil
}

// pooled makes connections that a pooler may give to others between two transactions: they
// have no settings and no prepared statements.
func pooled(c *pgx.ConnConfig) {
	for name := range settings() {
		delete(c.RuntimeParams, name)
	}
	c.DefaultQueryExecMode = pgx.QueryExecModeCacheDescribe
	c.StatementCacheCapacity, c.DescriptionCacheCapacity = 0, statements
}

// List lists the libraries of a database, see [data.Servers].
func (s *Servers) List(ctx context.Context, text string) ([]data.HostedLibrary, error) {
	a, err := s.read(text)
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeoutCause(ctx, patience, errPatience)
	defer cancel()
	conn, err := dial(limited, a)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", text, fail(ctx, "connect", err))
	}
	defer conn.Close(context.WithoutCancel(limited))
	all, err := libraries(limited, conn, a)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", text, fail(ctx, "list the libraries", err))
	}
	return all, nil
}

// libraries lists the libraries of a database that its login may use, by title.
func libraries(ctx context.Context, conn *pgx.Conn, a address) (out []data.HostedLibrary, err error) {
	found, err := conn.Query(ctx, `SELECT substr(nspname, 5), has_schema_privilege(oid, 'USAGE')
			AND to_regclass(format('%I.meta', nspname)) IS NOT NULL AND to_regclass(format('%I.library', nspname)) IS NOT NULL
		FROM pg_namespace WHERE nspname ~ '^lib_[0-9a-f]{32}$' AND has_schema_privilege(oid, 'USAGE') ORDER BY nspname`)
	if err != nil {
		return nil, err
	}
	var name string
	var whole bool
	_, err = pgx.ForEachRow(found, []any{&name, &whole}, func() error {
		id, err := data.ParseID(name)
		out = append(out, data.HostedLibrary{ID: id, Address: a.of(id), Half: !whole})
		return err
	})
	for i := range out {
		if err == nil && !out[i].Half {
			err = describe(ctx, conn, &out[i])
		}
	}
	slices.SortStableFunc(out, func(a, b data.HostedLibrary) int { return strings.Compare(a.Title, b.Title) })
	return out, err
}

// describe reads the title and version of a library. Those of a newer one are not read:
// its tables may be others.
func describe(ctx context.Context, conn *pgx.Conn, l *data.HostedLibrary) error {
	s := Store{schema: schemaOf(l.ID)}
	version, err := s.version(ctx, conn)
	l.Older = err == nil && version < schema.Version()
	if l.Newer = errors.Is(err, data.ErrNewer); l.Newer {
		return nil
	}
	if err == nil {
		err = conn.QueryRow(ctx, s.sql("SELECT title FROM $.library")).Scan(&l.Title)
	}
	if err == nil && !l.Older {
		err = conn.QueryRow(ctx, s.sql("SELECT filling, ARRAY(SELECT t FROM unnest($1::text[]) t WHERE to_regclass(format('%I.%I', $2::text, t)) IS NULL) FROM $.meta"),
			schema.TableNames(), s.schema).Scan(&l.Filling, &l.Lacks)
	}
	if l.Half = errors.Is(err, pgx.ErrNoRows); l.Half {
		return nil
	}
	return err
}

// chosen is the library of a database that an address names.
func chosen(all []data.HostedLibrary, a address) (l data.HostedLibrary, err error) {
	matching := all
	if a.library != "" {
		matching = slices.DeleteFunc(slices.Clone(all), func(l data.HostedLibrary) bool { return l.Title != a.library && l.ID.String() != a.library })
	}
	switch {
	case len(matching) == 1 && (matching[0].Half || len(matching[0].Lacks) > 0 || matching[0].Filling && !a.filling):
		return l, matching[0].Trouble()
	case len(matching) == 1:
		return matching[0], nil
	case len(all) == 0:
		return l, fmt.Errorf("%w: the database has no library that user %s may read; make one by “tarikh server init”, or ask its owner to let you in", data.ErrNotFound, a.config.User)
	}
	names := make([]string, len(all))
	for i, l := range all {
		names[i] = fmt.Sprintf("“%s” (%s)", l.Title, l.ID)
	}
	if len(matching) > 1 {
		return l, fmt.Errorf("the database has %d libraries of that name: name one by its ID, library=ID, of %s", len(matching), strings.Join(names, ", "))
	}
	return l, fmt.Errorf("%w: the database has no library %q; it has %s", data.ErrNotFound, a.library, strings.Join(names, ", "))
}
