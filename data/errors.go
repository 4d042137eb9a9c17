package data

import (
	"errors"
	"fmt"
)

// Errors that every Store translates its driver's errors into; test with errors.Is.
var (
	// ErrNotFound: no row with that ID, or no such file.
	ErrNotFound = errors.New("not found")
	// ErrConflict: a row was changed since it was read (its Rev differs), or an
	// insert met an existing ID, or after the edit a row would refer to one that
	// is not there. The error's text says which.
	ErrConflict = errors.New("changed meanwhile")
	// ErrReadOnly: the library is open for reading only. The error's text says why.
	ErrReadOnly = errors.New("read-only")
	// ErrNothing: there is nothing to undo or redo.
	ErrNothing = errors.New("nothing to undo or redo")
	// ErrForeign: the file is not a Tarikh library.
	ErrForeign = errors.New("not a Tarikh library")
	// ErrNewer: the library was written by a newer version of Tarikh.
	ErrNewer = errors.New("made by a newer version of Tarikh")
	// ErrOlder: the library on a server was made by an older version of Tarikh, and is not
	// brought up to date by who only opens it.
	ErrOlder = errors.New("made by an older version of Tarikh")
	// ErrCorrupt: the file is damaged.
	ErrCorrupt = errors.New("damaged")
	// ErrExists: a file that would be created is there already.
	ErrExists = errors.New("already exists")
	// ErrName: no file can have that name.
	ErrName = errors.New("no file can have that name")
	// ErrFull: the disk is full; nothing was changed.
	ErrFull = errors.New("the disk is full")
	// ErrDisk: the disk could not be read or written; nothing was changed.
	ErrDisk = errors.New("the disk does not answer as it should")
	// ErrMoved: the open library's file was moved, deleted or replaced by another;
	// nothing was changed. What was open can still be saved as a copy.
	ErrMoved = errors.New("moved, deleted or replaced while it was open")
	// ErrOverwritten: another program has written over the open library's file, or cut it
	// short; nothing more is written into it or read of it. What its log had is beside
	// it.
	ErrOverwritten = errors.New("written over or cut short by another program while it was open")
	// ErrStray: beside the library lies a log or a journal of another copy of it. The
	// error's text names it. See Rescuer.SetLogsAside.
	ErrStray = errors.New("a log of another copy lies beside it")
	// ErrLinked: the library's file has another name (a hard link) by which a second
	// program could write to it; nothing was changed. It can be saved as a copy.
	ErrLinked = errors.New("the file has more than one name (hard links)")
	// ErrUnsafe: the file has more rows, or longer values, than a library may have.
	ErrUnsafe = errors.New("has more rows, or longer values, than a library may have")
	// ErrUnindexed: the words of an older library are not indexed yet. That is done
	// in the background where it is open for writing.
	ErrUnindexed = errors.New("not ready for searching yet")
	// ErrAway: the server of the library cannot be reached, or does not answer in time.
	ErrAway = errors.New("the server cannot be reached")
	// ErrPassword: the server asks for a password, and has got none or a wrong one.
	ErrPassword = errors.New("the server asks for a password")
	// ErrDenied: the server does not let the user in, whatever the password, or from here.
	ErrDenied = errors.New("the server does not let this user in")
	// ErrOutdated: the server itself is too old for libraries.
	ErrOutdated = errors.New("the server is too old")
	// ErrAddress: the address of a library cannot be read. The error's text says why.
	ErrAddress = errors.New("no address of a library")
	// ErrNoKeyring: there is no keyring, or it is locked or does not answer.
	ErrNoKeyring = errors.New("there is no keyring that can be used")
	// ErrUntrusted: nothing secret was sent to the server, see UntrustedError.
	ErrUntrusted = errors.New("the server is not trusted")
	// ErrBusy: another program kept the file locked for too long.
	ErrBusy = errors.New("in use by another program")
)

// InvalidError says which field of which kind of row cannot be stored, and why.
type InvalidError struct {
	Kind, Field, Reason string
}

func (e *InvalidError) Error() string {
	return fmt.Sprintf("%s: %s %s", e.Kind, e.Field, e.Reason)
}

func invalid(kind, field, reason string) error {
	return &InvalidError{Kind: kind, Field: field, Reason: reason}
}

// Distrust is why a server is not trusted.
type Distrust string

// The reasons.
const (
	Expired       Distrust = "expired"  // its certificate is not valid any more, or not yet
	Unknown       Distrust = "unknown"  // its certificate is signed by nobody that this machine knows
	OtherName     Distrust = "name"     // its certificate is for other names
	Unencrypted   Distrust = "plain"    // it does not encrypt
	AsksForSecret Distrust = "password" // it asks for the password itself, or wants no proof that one knows it
)

// UntrustedError says why a server is not trusted: it cannot prove that it is the one that
// it should be, does not encrypt, or asks for what only a false one would. It is an ErrUntrusted.
type UntrustedError struct {
	Reason Distrust
	Detail string
}

func (e *UntrustedError) Error() string {
	why := map[Distrust]string{
		Expired:       "its certificate has expired, or is not valid yet; is the clock of this machine right?",
		Unknown:       "its certificate is signed by nobody that this machine knows; name the file of its authority by sslrootcert=FILE",
		OtherName:     "its certificate is for other names",
		Unencrypted:   "it does not encrypt; on a network that nobody else listens on, allow that by sslmode=disable",
		AsksForSecret: "it asks for the password itself, or for no proof of it; it should use scram-sha-256",
	}[e.Reason]
	return fmt.Sprintf("%v: %s (%s)", ErrUntrusted, why, e.Detail)
}

// Unwrap is for errors.Is.
func (e *UntrustedError) Unwrap() error { return ErrUntrusted }
