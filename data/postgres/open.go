package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
)

// schemaOf is the name of the schema of a library: ours, never typed.
func schemaOf(library data.ID) string { return data.HostedLibrary{ID: library}.Schema() }

// Open opens a library, see [data.Servers].
func (s *Servers) Open(ctx context.Context, text string) (data.Hosted, error) {
	a, err := s.read(text)
	if err != nil {
		return nil, err
	}
	opened, err := open(ctx, a, s.Kept)
	if err != nil {
		return nil, fmt.Errorf("open library %q: %w", text, err)
	}
	return opened, nil
}

func open(ctx context.Context, a address, kept string) (_ *Store, err error) {
	s := &Store{writing: make(chan struct{}, 1), user: a.config.User}
	defer func() {
		if err != nil {
			s.end()
		}
	}()
	if err := s.find(ctx, a); err != nil {
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
	if s.outbox, err = openOutbox(kept, a.key()+" "+s.library.String()); err != nil {
		return nil, err
	}
	if err := s.resend(ctx); err != nil {
		return nil, fmt.Errorf("send what was kept: %w", err)
	}
	s.live = newListener(s.channel(), s.sql("SELECT revision FROM $.meta"), func(ctx context.Context) (*pgx.Conn, error) { return connect(ctx, a.config) })
	if !s.Access().ReadOnly {
		go s.keepSwept()
	}
	return s, nil
}

// find finds out which library it is, and what may be done in it.
func (s *Store) find(ctx context.Context, a address) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errPatience)
	defer cancel()
	conn, err := dial(ctx, a)
	if err != nil {
		return err
	}
	defer s.giveBack(conn)
	all, err := libraries(ctx, conn, a)
	if err != nil {
		return err
	}
	found, err := chosen(all, a)
	if err != nil {
		return err
	}
	s.library, s.address, s.schema = found.ID, found.Address, schemaOf(found.ID)
	version, err := s.version(ctx, conn)
	switch {
	case err != nil:
		return err
	case version < schema.Version():
		return fmt.Errorf("%w: an owner of the library brings it up to date by “tarikh server init %s”", data.ErrOlder, s.address)
	}
	access, err := s.rights(ctx, conn)
	s.access.Store(&access)
	return err
}

// rights asks what may be done in the library now.
func (s *Store) rights(ctx context.Context, conn interface {
	QueryRow(ctx context.Context, text string, args ...any) pgx.Row
},
) (data.Access, error) {
	var may, standby bool
	if err := conn.QueryRow(ctx, "SELECT has_function_privilege($1, 'EXECUTE'), pg_is_in_recovery()", s.sql("$.apply(uuid, jsonb)")).Scan(&may, &standby); err != nil {
		return data.Access{}, err
	}
	switch {
	case standby:
		return data.Access{ReadOnly: true, Reason: "the server only answers reads"}, nil
	case !may:
		return data.Access{ReadOnly: true, Reason: "this user may only read"}, nil
	}
	return data.Access{}, nil
}

// Renew asks again what may be done in the library, and reports whether that has changed: an
// owner gives people other roles while they have it open.
func (s *Store) Renew(ctx context.Context) (changed bool, err error) {
	now, err := ask(ctx, s, "ask what may be done", func(ctx context.Context, tx pgx.Tx) (data.Access, error) { return s.rights(ctx, tx) })
	if err != nil {
		return false, err
	}
	return *s.access.Swap(&now) != now, nil
}

// version reads the version of the library; that of a newer one with ErrNewer.
func (s *Store) version(ctx context.Context, conn *pgx.Conn) (version int, err error) {
	if err = conn.QueryRow(ctx, s.sql("SELECT version FROM $.meta")).Scan(&version); err == nil && version > schema.Version() {
		err = data.ErrNewer
	}
	return version, err
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
