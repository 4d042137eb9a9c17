package data

import (
	"context"
	"encoding/hex"
	"fmt"
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
	// Fill makes a library with the ID of another one, has fill put everything into it, and
	// returns its address. Nothing of that can be undone. Until fill has succeeded once, nobody can open
	// it, and the same call goes on with it; what fill finds to be wrong with ErrConflict is
	// taken away again. ErrExists where the library is there already.
	Fill(ctx context.Context, address string, library Library, fill func(Store) error) (string, error)
	// Unlock gives the password of an address's user until the program ends; "" forgets it.
	Unlock(address, password string) error
}

// Keyring keeps passwords of servers for a person, beside the program: each for an account,
// see Address.Account. Errors: ErrNotFound, ErrNoKeyring. None of them hangs.
type Keyring interface {
	Password(ctx context.Context, account string) (string, error)
	Keep(ctx context.Context, account, password string) error
	Forget(ctx context.Context, account string) error
}

// Hosted is a Store on a server.
type Hosted interface {
	Store
	// Address names the library by its ID and has nothing secret; it opens the library
	// again, however that is called by then.
	Address() string
	// Login is who one is on the server.
	Login() string
}

// Role is what a person may do in a library on a server.
type Role string

// The roles.
const (
	Reader Role = "reader"
	Writer Role = "writer" // and reads
	Owner  Role = "owner"  // and lets others in
)

// Roles are all of them, each of which may do what those before it may.
func Roles() []Role { return []Role{Reader, Writer, Owner} }

// Member is a person who may use a library.
type Member struct {
	Login string
	Role  Role
	Since int64 // when it was let in, Unix seconds; 0 if that is not known
	Here  bool  // it has the library open
}

// Peopled is a Store whose owners let others in. Errors: ErrReadOnly where one has not the
// right to it, ErrNotFound for a login that is no member, InvalidError for one that cannot
// be.
type Peopled interface {
	// People returns who may use the library, by Login.
	People(ctx context.Context) ([]Member, error)
	// Admit gives a login a role in place of what it had; a login that is not there is made,
	// with a password unless that is "". Since 0 is now; of who is in already it stays.
	Admit(ctx context.Context, m Member, password string) error
	// Dismiss takes all roles from a login; what it wrote stays. A library keeps an owner.
	Dismiss(ctx context.Context, login string) error
	// Rename gives a login another name, and what it did in this library.
	Rename(ctx context.Context, login, name string) error
	// Statements are what an administrator of the server runs to admit a person, for an
	// owner who may not make logins.
	Statements(m Member) string
}

// Absent is a Store of a server that goes on while the server is away.
type Absent interface {
	// Away reports whether the server is away: what is read is a copy, and edits are kept.
	Away() bool
	// Lost is why the library is away though its server answers, for good perhaps: it was
	// removed, or one may not read it any more. nil where the server does not answer.
	Lost() error
	// Kept are the edits that were kept, the oldest first, with their rows as they were read
	// and written; they are to be written to the server, and then forgotten.
	Kept(ctx context.Context) ([]KeptEdit, error)
	Forget(id ID) error
}

// IsAway reports whether a library is one of a server that is away.
func IsAway(s Store) bool {
	absent, ok := s.(Absent)
	return ok && absent.Away()
}

// KeptEdit is an edit that waits for the server.
type KeptEdit struct {
	ID   ID // of what is kept, ordered by time
	Edit Edit
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
	// Newer, Older, Half and Filling: it was made by another version of the program, was
	// never made whole, or a copy into it has not ended; it cannot be opened.
	Newer, Older, Half, Filling bool
	// Lacks are the tables that have gone since it was made; it cannot be opened either.
	Lacks []string
}

// Trouble is why it cannot be opened, nil if it can. The error's text says what to do.
func (l HostedLibrary) Trouble() error {
	switch {
	case l.Newer:
		return ErrNewer
	case l.Older:
		return ErrOlder
	case l.Half:
		return fmt.Errorf("%w: the library was never made whole: its owner removes the schema %s and makes it again", ErrCorrupt, l.Schema())
	case len(l.Lacks) > 0:
		return fmt.Errorf("%w: parts of the library are gone (%s): whoever runs the server restores it from a backup", ErrCorrupt, strings.Join(l.Lacks, ", "))
	case l.Filling:
		return fmt.Errorf("%w: a copy into the library has not ended: make it again, and it goes on where it was", ErrBusy)
	}
	return nil
}

// Schema is the name of the library's schema in its database: ours, never typed.
func (l HostedLibrary) Schema() string { return "lib_" + hex.EncodeToString(l.ID[:]) }

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
