package engine

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"

	"github.com/mattn/go-sqlite3"
)

// A library of an older version that cannot be brought to ours, since it is only
// read, is seen through views of the connection's own: they have the names of
// our tables and give the columns that came later their values of a library in
// which nobody has used them. The file is not touched.

// olderViews returns, for the version that brought them, what makes up for tables
// and columns beside those of the rows that earlier ones do not have.
func olderViews() map[int]string {
	return map[int]string{
		3: `
		CREATE TEMP VIEW journal AS SELECT *, '' AS merge FROM main.journal;
		CREATE TEMP VIEW body AS SELECT 0 AS n, x'' AS hash, 0 AS length, x'' AS packed WHERE 0;
		CREATE TEMP VIEW page AS SELECT 0 AS n, x'' AS hash, '' AS media, '' AS url, 0 AS fetched WHERE 0;
		CREATE TEMP VIEW journal_body AS SELECT 0 AS journal, x'' AS hash WHERE 0;`,
		4: `CREATE TEMP VIEW indexed AS SELECT '' AS kind, 0 AS rules, 0 AS upto, 0 AS changed WHERE 0;`,
		5: `CREATE TEMP VIEW feed AS SELECT 0 AS revision, '' AS who, NULL AS changed WHERE 0;`,
	}
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

// makeUp makes the views that a connection needs.
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
