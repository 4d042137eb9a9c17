package data

import (
	"strings"
	"testing"
)

// An address is written as it was read, and without what is secret.
func TestAddressIsWrittenAsItWasRead(t *testing.T) {
	for _, text := range []string{
		"postgres://ann@db.example.org/news?library=News+desk",
		"postgres://ann@db.example.org:5433/news?library=x&sslmode=require&sslrootcert=%2Fetc%2Fca.pem",
		"postgres:///news?host=%2Frun%2Fpostgresql",
		"postgres://a,b/news?target_session_attrs=read-write",
	} {
		a, err := ParseAddress(text)
		if err != nil || a.String() != text {
			t.Errorf("%s is %s, %v", text, a, err)
		}
	}
	if a, err := ParseAddress("postgres://ann:secret@db/news"); err == nil {
		t.Errorf("a password is taken: %v", a)
	}
	for _, query := range []string{"password=x", "PASSWORD=x", "p%61ssword=x", "password=x;y"} {
		if a, err := ParseAddress("postgres://db/news?" + query); err == nil || strings.Contains(err.Error(), query) {
			t.Errorf("%s is taken: %v, %v", query, a, err)
		}
	}
	for text, want := range map[string]string{
		"postgres://ann:secret@db:x/news":                   "postgres://ann:…@db:x/news",
		"postgres://ann:se@cret@db/news?library=x":          "postgres://ann:…@db/news?…",
		"postgres://u:pa?ss@host/db":                        "postgres://u:…@host/db",
		"postgres://u:pa?ss@host/db?library=x":              "postgres://u:…@host/db?…",
		"postgres://u:pa#ss@host/db":                        "postgres://u:…@host/db",
		"postgres://u:pa/s:s@host:1/db":                     "postgres://u:…@host:1/db",
		"postgres://db/news?PASSWORD=secret":                "postgres://db/news?…",
		"postgres://db/news?p%61ssword=secret":              "postgres://db/news?…",
		"postgres://db/news?sslpassword=secret":             "postgres://db/news?…",
		"postgres://db/news?password=se;cret":               "postgres://db/news?…",
		"postgres://db/news#password=secret":                "postgres://db/news?…",
		"postgres://u@db:1/news?password=se@cret":           "postgres://u@db:…",
		"postgres://u@db/news?password=se:cr@et":            "postgres://u@db/news?…",
		"postgres://db:x/news?library=x":                    "postgres://db:x/news?…",
		"postgres://ann@db:1/news?library=a%40b&x=c@d":      "postgres://ann@db:1/news?library=a%40b&x=c@d",
		"postgres://db/news?library=x&password=secret":      "postgres://db/news?…",
		"postgres://ann@db.example.org:5433/news?library=x": "postgres://ann@db.example.org:5433/news?library=x",
		"/home/ann:b@c.tarikh":                              "/home/ann:b@c.tarikh",
	} {
		if got := Shown(text); got != want {
			t.Errorf("%s is shown as %s", text, got)
		}
	}
	a, err := ParseAddress("postgres://ann@db.example.org/news?library=x")
	if err != nil || a.Where() != "ann@db.example.org/news" {
		t.Errorf("it is at %s, %v", a.Where(), err)
	}
}

// An address that is given to somebody else names no file of this machine.
func TestAddressForOthers(t *testing.T) {
	a, err := ParseAddress("postgres://ann@db/news?library=x&sslmode=require&sslrootcert=%2Fca.pem&passfile=%2Fp&application_name=desk")
	if err != nil {
		t.Fatal(err)
	}
	theirs, authority := a.For("omar")
	if theirs.String() != "postgres://omar@db/news?application_name=desk&library=x&sslmode=require" || authority != "/ca.pem" || a.Rest.Get("passfile") != "/p" {
		t.Errorf("%q, %q of %+v", theirs, authority, a)
	}
}
