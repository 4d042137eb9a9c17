package postgres

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jackc/pgservicefile"
	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/door"
)

// address is what was read of one: that of a database as PostgreSQL's programs take it, with
// the parameter library.
type address struct {
	url     url.URL // without the library
	config  *pgx.ConnConfig
	library string // its title or ID, "" for the only one
	filling bool   // it is opened to be filled
}

// parse reads an address. Connections are encrypted and the server is checked, unless it
// is this machine, or the address, the service file or the environment says otherwise.
func parse(text string) (a address, err error) {
	u, err := url.Parse(text)
	if err != nil || !data.IsAddress(text) {
		return a, errors.New("is not such as postgres://user@server/database?library=NAME")
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return a, errors.New("has parameters that cannot be read")
	}
	if data.HoldsPassword(u, query) {
		return a, errors.New("holds a password, which others could see in the list of processes: leave it out, then it is asked for; or put it into the file .pgpass")
	}
	a.library = query.Get("library")
	query.Del("library")
	u.RawQuery, u.Fragment = query.Encode(), ""
	a.url = *u
	mode, err := chosenMode(query)
	if err != nil {
		return a, err
	}
	with := func(mode, auth string) error {
		if query.Set("sslmode", mode); !query.Has("require_auth") && os.Getenv("PGREQUIREAUTH") == "" {
			defer query.Del("require_auth")
			query.Set("require_auth", auth)
		}
		full := *u
		full.RawQuery = query.Encode()
		a.config, err = pgx.ParseConfig(full.String())
		if err != nil {
			return fmt.Errorf("cannot be read: %s", plain(err))
		}
		a.config.DialFunc = door.Connect
		return nil
	}
	// A server that has proved who it is may do without a password; another must prove
	// that it knows it, too, by SCRAM.
	const open, strict = "scram-sha-256,none", "scram-sha-256"
	switch {
	case mode == "":
		if err := with("verify-full", open); err != nil {
			return a, err
		}
		if near(a.config) { // there is no line that others could listen on
			err = with("disable", open)
		}
	case strings.HasPrefix(mode, "verify"):
		err = with(mode, open)
	default:
		if err = with(mode, strict); err == nil && near(a.config) {
			err = with(mode, open)
		}
	}
	if err != nil {
		return a, err
	}
	if a.url.User == nil && !query.Has("service") && !query.Has("user") {
		a.url.User = url.User(a.config.User)
	}
	configured(a.config)
	return a, nil
}

// chosenMode is the sslmode that was chosen for an address, "" for none.
func chosenMode(query url.Values) (string, error) {
	mode := query.Get("sslmode")
	if mode == "" {
		mode = os.Getenv("PGSSLMODE")
	}
	if service := query.Get("service"); mode == "" && service != "" {
		path := query.Get("servicefile")
		if path == "" {
			path = os.Getenv("PGSERVICEFILE")
		}
		if home, err := os.UserHomeDir(); path == "" && err == nil {
			path = filepath.Join(home, ".pg_service.conf")
		}
		if file, err := pgservicefile.ReadServicefile(path); err == nil {
			if found, err := file.GetService(service); err == nil {
				mode = found.Settings["sslmode"]
			}
		}
	}
	if known := []string{"", "verify-full", "verify-ca", "require", "disable"}; !slices.Contains(known, mode) {
		return "", fmt.Errorf("sslmode %q would go on in plain text without a word: use verify-full, verify-ca, require, or disable", mode)
	}
	return mode, nil
}

// near reports whether all servers of a configuration are this machine, or sockets of it.
func near(c *pgx.ConnConfig) bool {
	hosts := []string{c.Host}
	for _, f := range c.Fallbacks {
		hosts = append(hosts, f.Host)
	}
	return !slices.ContainsFunc(hosts, func(host string) bool {
		ip := net.ParseIP(host)
		return !filepath.IsAbs(host) && host != "localhost" && (ip == nil || !ip.IsLoopback())
	})
}

// of is the address of a library, which opens it again.
func (a address) of(library data.ID) string {
	u := a.url
	query := u.Query()
	query.Set("library", library.String())
	u.RawQuery = query.Encode()
	return u.String()
}

// key names server, database and user.
func (a address) key() string {
	return fmt.Sprintf("%s@%s:%d/%s", a.config.User, a.config.Host, a.config.Port, a.config.Database)
}
