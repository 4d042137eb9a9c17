package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/file"
)

func Conflict(format string, args ...any) error {
	return file.Say(data.ErrConflict, format, args...)
}

// Translate turns the driver's errors into those of package data. Others pass. The
// driver's error is not wrapped: no caller can rely on it.
func Translate(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return data.ErrNotFound
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		if strings.HasPrefix(err.Error(), "sql: Scan error") { // it has no type of its own
			return fmt.Errorf("%w: a value that its column cannot have (%v)", data.ErrCorrupt, err)
		}
		return err
	}
	if file.Full(e.SystemErrno) {
		return data.ErrFull // which says it all
	}
	const ioErrCorruptFS = 10 | 33<<8 // SQLITE_IOERR_CORRUPTFS; the driver has no name for it
	switch e.ExtendedCode {
	case sqlite3.ErrIoErrShortRead:
		return fmt.Errorf("%w: it is cut short", data.ErrCorrupt)
	case ioErrCorruptFS:
		return fmt.Errorf("%w (%v)", data.ErrCorrupt, err)
	case sqlite3.ErrReadonlyRollback:
		return fmt.Errorf("%w: an edit was interrupted and must be rolled back first, which needs write access", data.ErrReadOnly)
	}
	switch e.Code {
	case sqlite3.ErrFull:
		return data.ErrFull
	case sqlite3.ErrReadonly:
		return data.ErrReadOnly
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrFormat:
		return fmt.Errorf("%w (%v)", data.ErrCorrupt, err)
	case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrProtocol:
		return data.ErrBusy
	case sqlite3.ErrConstraint:
		return Conflict("the library refused the change (%v)", err)
	case sqlite3.ErrInterrupt:
		return context.Canceled
	case sqlite3.ErrError:
		// Our statements are correct, so the tables are not: a damaged search index,
		// for instance.
		return fmt.Errorf("%w (%v)", data.ErrCorrupt, err)
	case sqlite3.ErrIoErr:
		return fmt.Errorf("%w (%v)", data.ErrDisk, err)
	case sqlite3.ErrCantOpen:
		switch {
		case errors.Is(e.SystemErrno, fs.ErrNotExist):
			return data.ErrNotFound
		case errors.Is(e.SystemErrno, fs.ErrPermission), errors.Is(e.SystemErrno, syscall.EROFS):
			return fmt.Errorf("%w (%v)", fs.ErrPermission, err)
		}
	}
	return errors.New(err.Error())
}

// Interrupted reports whether an interrupted edit prevents reading.
func Interrupted(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.ExtendedCode == sqlite3.ErrReadonlyRollback
}

// Plain is Translate for errors of opening a file, which the caller names.
func Plain(err error) error { return file.Plain(Translate(err)) }

func IsNotFound(err error) bool { return errors.Is(err, data.ErrNotFound) }

// IsUnique reports whether a row was refused because its ID exists already.
func IsUnique(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) &&
		(e.ExtendedCode == sqlite3.ErrConstraintUnique || e.ExtendedCode == sqlite3.ErrConstraintPrimaryKey)
}
