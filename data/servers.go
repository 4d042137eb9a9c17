package data

import (
	"context"
	"strings"
)

// Servers opens libraries that are kept on servers, each named by an address:
//
//	postgres://user@server/database?library=NAME
//
// NAME is the library's title or ID; it may be left out where the database has one
// library. An address never holds a password. Errors name the address.
type Servers interface {
	// Open opens a library. Errors: ErrNotFound, ErrNewer, ErrAway, ErrPassword,
	// ErrUntrusted, ErrCorrupt, and one for an address that cannot be read.
	Open(ctx context.Context, address string) (Hosted, error)
	// List lists the libraries of the database of an address that its user may read, by
	// their titles. Errors are those of Open.
	List(ctx context.Context, address string) ([]HostedLibrary, error)
	// Unlock gives the password of an address's user until the program ends.
	Unlock(address, password string) error
}

// Hosted is a Store on a server.
type Hosted interface {
	Store
	// Address names the library by its ID and has nothing secret; it opens the library
	// again, however that is called by then.
	Address() string
}

// Presence is what one of the people who have a library open looks at.
type Presence struct {
	Client  ID     // of the program: one for each window of a person
	Who     string // the login; the server says it
	Event   ID     // that is selected; zero if none is
	Article ID     // that is read; zero if none is
	Note    ID     // that is being written; zero if none is
}

// Meeting is a Store whose people know of each other.
type Meeting interface {
	// Meet tells the others what this program looks at, for half a minute, and returns what
	// they do, by Who, then Client.
	Meet(ctx context.Context, mine Presence) ([]Presence, error)
	// Met returns when another has told something new, or hints cannot be heard; there may
	// be nothing new. Errors: ctx.Err().
	Met(ctx context.Context) error
	// Leave tells the others that this program is gone.
	Leave(ctx context.Context, client ID) error
}

// HostedLibrary is a library of a server.
type HostedLibrary struct {
	ID      ID
	Title   string
	Address string
	// Newer and Half: it was made by a newer version of the program, or was never made
	// whole; it cannot be opened.
	Newer, Half bool
}

// IsAddress reports whether a text is the address of a library on a server, not a path.
func IsAddress(text string) bool {
	lower := strings.ToLower(text)
	return strings.HasPrefix(lower, "postgres://") || strings.HasPrefix(lower, "postgresql://")
}

// PlaceOf is by what an open library is opened again: the path of a file, or an address.
func PlaceOf(s Store) string {
	switch s := s.(type) {
	case File:
		return s.Path()
	case Hosted:
		return s.Address()
	}
	return ""
}
