package data

import (
	"fmt"
	"maps"
	"net/url"
	"strings"
)

// Address is what a person says of a library on a server, see Servers. The zero value of a
// field leaves it to what the machine knows: the service file, the environment.
type Address struct {
	Server   string // its name, host or host:port, or several with commas
	Database string
	User     string
	Library  string // its title or ID
	Trust    Trust
	Rest     url.Values // other parameters of PostgreSQL
}

// Trust is how much is asked of a server: a mode of PostgreSQL's sslmode.
type Trust string

// The modes that are allowed.
const (
	Verified  Trust = ""        // encrypted, and the server is checked
	Encrypted Trust = "require" // encrypted; who answers is not checked
	Plain     Trust = "disable" // not encrypted
)

// secret is in the names of the parameters that no address may have.
const secret = "password"

// Shown is a place without what is secret in it, for messages and logs: an address that was
// refused may hold a password.
func Shown(place string) string {
	head, rest, ok := strings.Cut(place, "://")
	if !ok || !IsAddress(place) {
		return place
	}
	if u, query, err := parsed(place); err == nil && u.Fragment == "" && !HoldsPassword(u, query) {
		return place
	}
	end := strings.IndexAny(rest, "?#")
	if end < 0 {
		end = len(rest)
	}
	colon, at := strings.Index(rest[:end], ":"), strings.LastIndex(rest, "@")
	switch {
	case colon < 0 || at < colon: // no password before the server
		return head + "://" + unasked(rest)
	case at > end && strings.Contains(rest[end:at], "="): // the sign may be in a parameter
		return head + "://" + rest[:colon] + ":…"
	}
	return head + "://" + rest[:colon] + ":…" + unasked(rest[at:])
}

// unasked is a part of an address without its parameters.
func unasked(part string) string {
	if end := strings.IndexAny(part, "?#"); end >= 0 {
		return part[:end] + "?…"
	}
	return part
}

// parsed takes an address apart.
func parsed(text string) (u *url.URL, query url.Values, err error) {
	if u, err = url.Parse(text); err == nil {
		query, err = url.ParseQuery(u.RawQuery)
	}
	return u, query, err
}

// HoldsPassword reports whether there is a password in an address.
func HoldsPassword(u *url.URL, query url.Values) bool {
	for name := range query {
		if strings.Contains(strings.ToLower(name), secret) {
			return true
		}
	}
	_, has := u.User.Password()
	return has
}

// trusts are the parameters that an Address has a field for.
const trusts, named = "sslmode", "library"

// ParseAddress reads an address as it is written.
func ParseAddress(text string) (a Address, err error) {
	u, query, err := parsed(text)
	if err != nil || !IsAddress(text) {
		return a, fmt.Errorf("%w: %q is not such as postgres://user@server/database?library=NAME", ErrAddress, Shown(text))
	}
	if HoldsPassword(u, query) {
		return a, fmt.Errorf("%w: %q holds a password, which others could see in the list of processes: leave it out, then it is asked for; or put it into the file .pgpass", ErrAddress, Shown(text))
	}
	a = Address{Server: u.Host, Database: strings.TrimPrefix(u.Path, "/"), User: u.User.Username(), Rest: query}
	a.Library, a.Trust = a.Rest.Get(named), Trust(a.Rest.Get(trusts))
	a.Rest.Del(named)
	a.Rest.Del(trusts)
	if host := a.Rest.Get("host"); a.Server == "" && host != "" { // a socket
		a.Server = host
		a.Rest.Del("host")
	}
	return a, nil
}

// String is the address as it is written.
func (a Address) String() string {
	u := url.URL{Scheme: "postgres", Host: a.Server, Path: "/" + a.Database}
	if a.User != "" {
		u.User = url.User(a.User)
	}
	query := url.Values{}
	for key, values := range a.Rest {
		query[key] = values
	}
	if strings.HasPrefix(a.Server, "/") {
		u.Host = ""
		query.Set("host", a.Server)
	}
	if a.Library != "" {
		query.Set(named, a.Library)
	}
	if a.Trust != Verified {
		query.Set(trusts, string(a.Trust))
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// Account is whose password it is, and where: the same for all databases of a server.
func (a Address) Account() string { return a.User + "@" + a.Server + a.Rest.Get("service") }

// Where is the server and the database, and who one is there, for people.
func (a Address) Where() string {
	var b strings.Builder
	if a.User != "" {
		b.WriteString(a.User + "@")
	}
	b.WriteString(a.Server)
	if a.Database != "" {
		b.WriteString("/" + a.Database)
	}
	return b.String()
}

// For is the address as another person writes it, without what names files of this machine;
// authority is the one that it is checked by, which that person needs a copy of, "" for none.
func (a Address) For(login string) (out Address, authority string) {
	out, authority = a, a.Rest.Get("sslrootcert")
	out.User, out.Rest = login, maps.Clone(a.Rest)
	for _, file := range []string{"sslrootcert", "sslcert", "sslkey", "sslcrl", "passfile", "servicefile"} {
		out.Rest.Del(file)
	}
	return out, authority
}
