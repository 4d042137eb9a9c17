package data

import "testing"

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
	for text, want := range map[string]string{
		"postgres://ann:secret@db:x/news":                   "postgres://ann:…@db:x/news",
		"postgres://ann:se@cret@db/news?library=x":          "postgres://ann:…@db/news?library=x",
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
