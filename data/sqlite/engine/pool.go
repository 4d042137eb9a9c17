// Package engine is what the store has to do with SQLite itself: connections with the
// settings that a library needs, its schema and migrations, checks of its structure,
// and the translation of the driver's errors.
//
// The one idea behind it: nothing of a file is trusted that has not been compared with
// what this program would have written, and every connection has the settings that make
// commits durable.
package engine

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// busyTimeout is how long a statement waits for a lock, in milliseconds.
const busyTimeout = 5000

// MaxValue is the longest text or blob that a statement may handle, in bytes:
// an article of the largest size as JSON, at worst six bytes for each.
const MaxValue = 512 << 20

// MaxRead is the longest value that is read of a file that may be hostile, in bytes:
// the text of an article, with what JSON adds.
const MaxRead = 96 << 20

// Mode says what connections of a pool may do with the file.
type Mode string

const (
	Write  Mode = "mode=rw"
	Read   Mode = "mode=ro"
	Create Mode = "mode=rwc"
	// modeStill reads a file that no process writes: no locks are taken and no log is
	// created.
	Still Mode = "mode=ro&immutable=1"
	// modeAlone keeps the index of a log in its own memory. A connection gets the file
	// only if no other has it.
	Alone Mode = "mode=rw&_locking_mode=EXCLUSIVE"
	// Damaged is Alone for a file that may be hostile: nothing longer than MaxRead can
	// be read, the schema included.
	Damaged Mode = Alone + "&_tarikh=damaged"
)

func (m Mode) writes() bool { return m == Write || m == Create || m == Alone || m == Damaged }

// Open opens connections that all have the settings of [configure].
// Nothing is opened or read yet.
func Open(path string, m Mode) *sql.DB {
	source := fmt.Sprintf("%s&_txlock=%s&_busy_timeout=%d&_stmt_cache_size=64", URI(path, m), txlock(m), busyTimeout)
	var opener driver.Connector = readConnector(source)
	if m.writes() {
		opener = connector(source)
	}
	db := sql.OpenDB(opener)
	db.SetConnMaxIdleTime(0)
	db.SetConnMaxLifetime(0)
	if m.writes() {
		db.SetMaxOpenConns(1)
	} else {
		// No upper limit: code that reads inside a loop over events must not wait for
		// itself.
		db.SetMaxIdleConns(4)
	}
	return db
}

// URI names a file and how it is opened, for SQLite.
func URI(path string, m Mode) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/…
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String() + "?" + string(m)
}

func openMemory() *sql.DB {
	db := sql.OpenDB(connector(":memory:"))
	db.SetMaxOpenConns(1)
	return db
}

// txlock makes a writer take its lock at BEGIN: one that reads first and writes then
// could find that another connection has written in between.
func txlock(m Mode) string {
	if m == Write {
		return "immediate"
	}
	return "deferred"
}

// connector is a driver.Connector for a data source name. It avoids the
// process-wide list of drivers.
type connector string

func (c connector) Driver() driver.Driver {
	most := MaxValue
	if strings.Contains(string(c), string(Damaged)) {
		most = MaxRead
	}
	return &sqlite3.SQLiteDriver{ConnectHook: func(conn *sqlite3.SQLiteConn) error { return configure(conn, most) }}
}

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.Driver().Open(string(c))
}

// configure sets up one connection; the driver calls it for each it opens.
func configure(conn *sqlite3.SQLiteConn, most int) error {
	conn.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, most)
	for _, setting := range settings() {
		if _, err := conn.Exec("PRAGMA "+setting, nil); err != nil {
			return err
		}
	}
	return errors.Join(addClocks(conn), addPlaces(conn))
}

func settings() []string {
	return []string{
		"synchronous = FULL", // the driver's default for WAL is NORMAL, which can lose commits
		"foreign_keys = ON",
		"trusted_schema = OFF",          // the file may be from an untrusted source
		"cell_size_check = ON",          // finds a damaged page where it is read
		"mmap_size = 0",                 // a disk error stays an error, not a signal
		"journal_size_limit = 67108864", // the log of a large import is not kept at its size
	}
}

// Querier is what *sql.DB, *sql.Conn and *sql.Tx have in common for reading.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func Pragma[T any](ctx context.Context, q Querier, name string) (T, error) {
	var value T
	err := q.QueryRowContext(ctx, "PRAGMA "+name).Scan(&value)
	return value, err
}

// readConnector is a connector whose connections only read.
type readConnector string

func (c readConnector) Driver() driver.Driver { return connector(c).Driver() }

func (c readConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := connector(c).Connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := makeUp(conn.(*sqlite3.SQLiteConn)); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// makeUp creates the views that a connection needs.
func makeUp(conn *sqlite3.SQLiteConn) error {
	rows, err := conn.Query("PRAGMA user_version", nil)
	if err != nil {
		return err
	}
	value := make([]driver.Value, 1)
	err = errors.Join(rows.Next(value), rows.Close())
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	version, _ := value[0].(int64)
	if version < 1 {
		return nil
	}
	views := rowViews(int(version))
	for later, view := range olderViews() {
		if version < int64(later) {
			views += view
		}
	}
	_, err = conn.Exec(views, nil)
	return err
}
