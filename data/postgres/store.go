// Package postgres keeps a library in a schema of a PostgreSQL database, for many people
// at once.
//
// The one idea behind it: people share rows, and nothing else. Whatever is written is
// one call of a function of the server, which knows an edit by its ID and a person by
// the login; what others did comes by the feed; and nothing that a server sends is
// believed before it is checked.
//
// The schema is made by the package below; no type of the driver leaves the two.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"

	"tarikh.org/tarikh/data"
)

const (
	// patience is how long a call waits for the server.
	patience = 30 * time.Second
	// connecting is how long making a connection takes at most.
	connecting = 10 * time.Second
	// mostAnswer bounds one message of the server.
	mostAnswer = 256 << 20
	// mostConnections is how many a program takes beside the one that listens.
	mostConnections = 3
)

// errPatience is why a call ends that the server does not answer.
var errPatience = errors.New("the server does not answer")

// Store is a library on a server, see [data.Store].
type Store struct {
	pool    *pgxpool.Pool
	library data.ID
	schema  string
	address string // without what is secret
	user    string
	access  atomic.Pointer[data.Access] // see Renew
	outbox  *outbox                     // nil where edits are not kept

	writing chan struct{} // for one: a program's edits take turns
	catalog cache
	recent  recent
	own     ownSteps
	live    *listener
	moment  *moment // of a snapshot; nil where each call sees what is there then

	mu      sync.Mutex
	closed  bool
	spare   *pgx.Conn // of listings; nil if there is none
	running sync.WaitGroup
}

// Access says whether edits are possible.
func (s *Store) Access() data.Access { return *s.access.Load() }

// Address names the library, see [data.Hosted].
func (s *Store) Address() string { return s.address }

// Login is who one is on the server, see [data.Hosted].
func (s *Store) Login() string { return s.user }

// Close ends the connections, when what is running has ended.
func (s *Store) Close() error {
	s.mu.Lock()
	was := s.closed
	s.closed = true
	s.mu.Unlock()
	if was {
		return nil
	}
	s.live.stop()
	s.running.Wait()
	s.end()
	return nil
}

// end closes the connections.
func (s *Store) end() {
	if s.pool != nil {
		s.pool.Close()
	}
	if s.spare != nil {
		closeNow(s.spare)
	}
}

// enter counts a call, so that Close waits for it.
func (s *Store) enter() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return fmt.Errorf("library: %w", os.ErrClosed)
	}
	s.running.Add(1)
	return nil
}

// whileOpen returns a context of work in the background that Close waits for: it ends with ctx
// and when the library is closed.
func (s *Store) whileOpen(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		select {
		case <-s.live.ended:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}

// asking runs f with a read transaction, in which it sees one state; a call that the
// server lost is made once more.
func (s *Store) asking(ctx context.Context, action string, f func(ctx context.Context, tx pgx.Tx) error) error {
	return s.within(ctx, action, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, f)
}

// searching is asking for queries that look up words: the server does not know what it
// costs to unpack the words of all rows, and would do that where an index tells which
// have them.
func (s *Store) searching(ctx context.Context, action string, f func(ctx context.Context, tx pgx.Tx) error) error {
	const begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL work_mem = '32MB'"
	return s.within(ctx, action, pgx.TxOptions{BeginQuery: begin}, f)
}

func (s *Store) within(ctx context.Context, action string, options pgx.TxOptions, f func(ctx context.Context, tx pgx.Tx) error) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.running.Done()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", action, err)
	}
	limited, cancel := context.WithTimeoutCause(ctx, patience, errPatience)
	defer cancel()
	if s.moment != nil {
		return fail(ctx, action, s.moment.within(limited, f))
	}
	once := func() error {
		return pgx.BeginTxFunc(limited, s.pool, options, func(tx pgx.Tx) error { return f(limited, tx) })
	}
	err := once()
	if err != nil && isAway(err) && limited.Err() == nil {
		err = once()
	}
	return fail(ctx, action, err)
}

// listing is asking for rows that a caller takes one by one, and may ask for others
// meanwhile: it has a connection of its own, and time. A snapshot has one connection only.
func (s *Store) listing(ctx context.Context, action string, f func(ctx context.Context, tx pgx.Tx) error) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.running.Done()
	if s.moment != nil {
		return fmt.Errorf("%s: %w", action, errors.ErrUnsupported)
	}
	limited, cancel := context.WithTimeoutCause(ctx, 20*patience, errPatience)
	defer cancel()
	conn, err := s.spareConnection(limited)
	if err != nil {
		return fail(ctx, action, err)
	}
	err = pgx.BeginTxFunc(limited, conn, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error { return f(limited, tx) })
	s.giveBack(conn)
	return fail(ctx, action, err)
}

// spareConnection is the one that a listing has left, if it still answers, or another.
func (s *Store) spareConnection(ctx context.Context) (*pgx.Conn, error) {
	s.mu.Lock()
	conn := s.spare
	s.spare = nil
	s.mu.Unlock()
	if conn != nil {
		if conn.Ping(ctx) == nil {
			return conn, nil
		}
		closeNow(conn)
	}
	return pgx.ConnectConfig(ctx, s.pool.Config().ConnConfig)
}

// giveBack keeps a connection for the next listing, or closes it.
func (s *Store) giveBack(conn *pgx.Conn) {
	s.mu.Lock()
	keep := s.spare == nil && !s.closed && !conn.IsClosed() && conn.PgConn().TxStatus() == 'I'
	if keep {
		s.spare = conn
	}
	s.mu.Unlock()
	if !keep {
		closeNow(conn)
	}
}

// closeNow closes a connection, and does not wait long for the server to hear of it.
func closeNow(conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = conn.Close(ctx)
}

// ask is asking for a function with a result, which is zero if it fails.
func ask[T any](ctx context.Context, s *Store, action string, f func(ctx context.Context, tx pgx.Tx) (T, error)) (answer T, err error) {
	err = s.asking(ctx, action, func(ctx context.Context, tx pgx.Tx) error {
		answer, err = f(ctx, tx)
		return err
	})
	if err != nil {
		var none T
		return none, err
	}
	return answer, nil
}

// config is how connections are made: with an end to everything that could wait.
func configured(c *pgx.ConnConfig) {
	c.ConnectTimeout = connecting
	c.MaxProtocolMessageBodyLen = mostAnswer
	c.StatementCacheCapacity = statements
	c.BuildContextWatcherHandler = func(conn *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: conn, CancelRequestDelay: 0, DeadlineDelay: time.Second}
	}
	for name, value := range settings() {
		c.RuntimeParams[name] = value
	}
	c.RuntimeParams["application_name"] = "tarikh"
	c.RuntimeParams["client_encoding"] = "UTF8"
}

// statements is how many statements a connection remembers.
const statements = 128

// settings are those of a connection that the server keeps for it.
func settings() map[string]string {
	return map[string]string{
		"jit":                                 "off",
		"bytea_output":                        "hex",
		"statement_timeout":                   "300s",
		"lock_timeout":                        "25s",
		"idle_in_transaction_session_timeout": "300s",
	}
}
