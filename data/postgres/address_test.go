package postgres

import (
	"strings"
	"testing"
)

// The line is encrypted and the server is checked, but on this machine; a password is
// never sent as it is, and none is taken from an address.
func TestAddresses(t *testing.T) {
	for name, c := range map[string]struct {
		address, refused, auth string
		encrypted, checked     bool
	}{
		"of old":             {address: "postgresql://ann@db.example.org/news", auth: "scram-sha-256,none", encrypted: true, checked: true},
		"another machine":    {address: "postgres://ann@db.example.org/news?library=Desk", auth: "scram-sha-256,none", encrypted: true, checked: true},
		"several":            {address: "postgres://ann@127.0.0.1,db.example.org/news", auth: "scram-sha-256,none", encrypted: true, checked: true},
		"this machine":       {address: "postgres://ann@127.0.0.1/news", auth: "scram-sha-256,none"},
		"a socket":           {address: "postgres://ann@/news?host=/run/postgresql", auth: "scram-sha-256,none"},
		"only encrypted":     {address: "postgres://ann@db.example.org/news?sslmode=require", auth: "scram-sha-256", encrypted: true},
		"in plain text":      {address: "postgres://ann@db.example.org/news?sslmode=disable", auth: "scram-sha-256"},
		"in either":          {address: "postgres://ann@db.example.org/news?sslmode=prefer", refused: "plain text"},
		"a password":         {address: "postgres://ann:secret@db.example.org/news", refused: "holds a password"},
		"another password":   {address: "postgres://ann@db.example.org/news?password=secret", refused: "holds a password"},
		"a file":             {address: "/home/ann/news.tarikh", refused: "is not such as"},
		"a port of no sense": {address: "postgres://ann@db.example.org:999999/news", refused: "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("PGSSLMODE", "")
			a, err := parse(c.address)
			if c.refused != "" {
				if err == nil || !strings.Contains(err.Error(), c.refused) || strings.Contains(err.Error(), "secret@") {
					t.Errorf("refused: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			tls := a.config.TLSConfig
			if a.config.RequireAuth != c.auth || (tls != nil) != c.encrypted || tls != nil && (tls.InsecureSkipVerify == c.checked) {
				t.Errorf("asks for %q, encrypts %t", a.config.RequireAuth, tls != nil)
			}
			for _, f := range a.config.Fallbacks {
				if (f.TLSConfig != nil) != c.encrypted {
					t.Errorf("falls back to %s, encrypted %t", f.Host, f.TLSConfig != nil)
				}
			}
		})
	}
}
