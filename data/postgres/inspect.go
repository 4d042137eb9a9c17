package postgres

import (
	"context"
	"crypto/tls"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
)

// Inspection is what was found at an address.
type Inspection struct {
	Server    string // the version of PostgreSQL
	Encrypted bool
	Near      bool // the server is this machine
	Standby   bool // it only answers reads
	Encoding  string
	Hears     bool          // changes of others are told at once; else, behind a pooler, within a second
	Skew      time.Duration // by how much the server's clock is ahead of this machine's
	Most      int           // connections
	Login     string
	Libraries []data.HostedLibrary
}

// Inspect looks at a server and its libraries. Errors are those of Open.
func (s *Servers) Inspect(ctx context.Context, text string) (out Inspection, err error) {
	a, err := s.read(text)
	if err != nil {
		return out, err
	}
	limited, cancel := context.WithTimeoutCause(ctx, patience, errPatience)
	defer cancel()
	conn, err := dial(limited, a)
	if err != nil {
		return out, fmt.Errorf("%q: %w", text, fail(ctx, "connect", err))
	}
	defer closeNow(conn)
	_, out.Encrypted = conn.PgConn().Conn().(*tls.Conn)
	out.Near, out.Login = near(a.config), a.config.User
	asked := time.Now()
	var now float64
	err = conn.QueryRow(limited, `SELECT current_setting('server_version'), current_setting('server_encoding'), pg_is_in_recovery(),
		current_setting('max_connections')::int, extract(epoch FROM clock_timestamp())::float8`).Scan(&out.Server, &out.Encoding, &out.Standby, &out.Most, &now)
	if err != nil {
		return out, fmt.Errorf("%q: %w", text, fail(ctx, "ask about the server", err))
	}
	middle := asked.Add(time.Since(asked) / 2)
	out.Skew = time.UnixMicro(int64(now * 1e6)).Sub(middle)
	if out.Libraries, err = libraries(limited, conn, a); err != nil {
		return out, fmt.Errorf("%q: %w", text, fail(ctx, "list the libraries", err))
	}
	out.Hears = hearsItself(ctx, a)
	return out, nil
}

// hearsItself reports whether a hint comes back over a connection of its own.
func hearsItself(ctx context.Context, a address) bool {
	ctx, cancel := context.WithTimeout(ctx, beatPatience)
	defer cancel()
	conn, err := connect(ctx, a.config)
	if err != nil {
		return false
	}
	defer closeNow(conn)
	own := pgx.Identifier{"tarikh_" + data.NewID().String()}.Sanitize()
	if _, err := conn.Exec(ctx, "LISTEN "+own+"; NOTIFY "+own); err != nil {
		return false
	}
	_, err = conn.WaitForNotification(ctx)
	return err == nil
}
