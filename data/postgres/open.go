package postgres

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
)

// Ref names a library on a server, without what is secret.
type Ref struct {
	Host     string
	Port     uint16
	Database string
	User     string
	Library  data.ID
}

// Scheme begins the address of a library on a server.
const Scheme = "postgres://"

// IsAddress reports whether a text is the address of a library on a server.
func IsAddress(text string) bool {
	return strings.HasPrefix(text, Scheme) || strings.HasPrefix(text, "postgresql://")
}

// String is the address, which opens the library again.
func (r Ref) String() string {
	u := url.URL{Scheme: "postgres", Host: net.JoinHostPort(r.Host, fmt.Sprint(r.Port)), Path: "/" + r.Database, User: url.User(r.User)}
	query := url.Values{"library": {r.Library.String()}}
	if strings.HasPrefix(r.Host, "/") { // a socket
		u.Host = ""
		query.Set("host", r.Host)
		query.Set("port", fmt.Sprint(r.Port))
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// Options are what a program opens libraries with.
type Options struct {
	// Kept is the folder where edits are kept until their fate is known, "" for none.
	Kept string
}

// address is what was read of one.
type address struct {
	config  *pgx.ConnConfig
	library data.ID // zero: the only one
}

// parse reads the address of a library: one of PostgreSQL's, with the parameter library.
func parse(text string) (a address, err error) {
	u, err := url.Parse(text)
	if err != nil || !IsAddress(text) {
		return a, errors.New("is not an address such as postgres://user@server/database")
	}
	if _, has := u.User.Password(); has || u.Query().Has("password") {
		return a, errors.New("holds a password, which others could see in the list of processes: put it into the file .pgpass or the variable PGPASSWORD")
	}
	query := u.Query()
	if name := query.Get("library"); name != "" {
		if a.library, err = data.ParseID(name); err != nil {
			return a, fmt.Errorf("library: %w", err)
		}
	}
	query.Del("library")
	chosen := query.Get("sslmode")
	if !query.Has("sslmode") {
		query.Set("sslmode", "verify-full")
	}
	u.RawQuery = query.Encode()
	if a.config, err = pgx.ParseConfig(u.String()); err != nil {
		return a, fmt.Errorf("cannot be read: %s", plain(err))
	}
	if chosen == "" && near(a.config.Host) {
		// On this machine there is no line that others could listen on.
		query.Set("sslmode", "disable")
		u.RawQuery = query.Encode()
		if a.config, err = pgx.ParseConfig(u.String()); err != nil {
			return a, fmt.Errorf("cannot be read: %s", plain(err))
		}
	}
	configured(a.config)
	return a, nil
}

// near reports whether a host is this machine, or a socket of it.
func near(host string) bool {
	ip := net.ParseIP(host)
	return filepath.IsAbs(host) || host == "localhost" || ip != nil && ip.IsLoopback()
}

// schemaOf is the name of the schema of a library: ours, never typed.
func schemaOf(library data.ID) string { return "lib_" + hex.EncodeToString(library[:]) }

// libraries lists the libraries of a database that its login may use.
func libraries(ctx context.Context, conn *pgx.Conn) (out []data.ID, err error) {
	found, err := conn.Query(ctx, `SELECT nspname FROM pg_namespace WHERE nspname LIKE 'lib\_%' AND has_schema_privilege(oid, 'USAGE') ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	ours := regexp.MustCompile(`^lib_[0-9a-f]{32}$`)
	names, err := pgx.CollectRows(found, pgx.RowTo[string])
	for _, name := range names {
		if !ours.MatchString(name) {
			continue
		}
		id, err := data.ParseID(name[len("lib_"):])
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, err
}

// Open opens a library on a server: the one that the address names, or the only one of
// the database. Errors: ErrNotFound, ErrNewer, ErrAway, ErrCorrupt.
func Open(ctx context.Context, text string, o Options) (*Store, error) {
	s, err := open(ctx, text, o)
	if err != nil {
		return nil, fmt.Errorf("open library %q: %w", text, err)
	}
	return s, nil
}

func open(ctx context.Context, text string, o Options) (_ *Store, err error) {
	a, err := parse(text)
	if err != nil {
		return nil, err
	}
	s := &Store{writing: make(chan struct{}, 1), ref: Ref{a.config.Host, a.config.Port, a.config.Database, a.config.User, a.library}}
	if err := s.find(ctx, a.config); err != nil {
		return nil, fail(ctx, "connect", err)
	}
	pool, err := pgxpool.ParseConfig("")
	if err != nil {
		return nil, err
	}
	pool.ConnConfig = a.config
	pool.MaxConns, pool.MinConns = mostConnections, 0
	if s.pool, err = pgxpool.NewWithConfig(context.WithoutCancel(ctx), pool); err != nil {
		return nil, err
	}
	if s.outbox, err = openOutbox(o.Kept, s.ref); err != nil {
		s.pool.Close()
		return nil, err
	}
	if err := s.resend(ctx); err != nil {
		s.pool.Close()
		return nil, fmt.Errorf("send what was kept: %w", err)
	}
	s.live = s.listen(func(ctx context.Context) (*pgx.Conn, error) { return connect(ctx, a.config) })
	return s, nil
}

// find finds out which library it is, and what may be done in it.
func (s *Store) find(ctx context.Context, config *pgx.ConnConfig) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errPatience)
	defer cancel()
	conn, err := pgx.ConnectConfig(ctx, config.Copy())
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	all, err := libraries(ctx, conn)
	switch {
	case err != nil:
		return err
	case s.ref.Library == (data.ID{}) && len(all) == 1:
		s.ref.Library = all[0]
	case s.ref.Library == (data.ID{}) && len(all) > 1:
		names := make([]string, len(all))
		for i, id := range all {
			names[i] = id.String()
		}
		return fmt.Errorf("the database has %d libraries: name one by library=%s", len(all), strings.Join(names, " or "))
	case !slices.Contains(all, s.ref.Library):
		return fmt.Errorf("%w: the database has no library that user %s may read", data.ErrNotFound, s.ref.User)
	}
	s.schema = schemaOf(s.ref.Library)
	var version int
	var may bool
	err = conn.QueryRow(ctx, s.sql("SELECT version, has_function_privilege($1, 'EXECUTE') AND NOT pg_is_in_recovery() FROM $.meta"),
		s.sql("$.apply(uuid, jsonb)")).Scan(&version, &may)
	switch {
	case err != nil:
		return err
	case version > schema.Version:
		return data.ErrNewer
	case version < schema.Version:
		return fmt.Errorf("the library is of version %d: its owner brings it up to date with “tarikh server init”", version)
	}
	if !may {
		s.access = data.Access{ReadOnly: true, Reason: "this user may only read"}
	}
	return nil
}

// connect makes a connection that listens: it waits, and a wait that ends leaves it as it
// is.
func connect(ctx context.Context, config *pgx.ConnConfig) (*pgx.Conn, error) {
	own := config.Copy()
	own.BuildContextWatcherHandler = func(conn *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.DeadlineContextWatcherHandler{Conn: conn.Conn()}
	}
	return pgx.ConnectConfig(ctx, own)
}
