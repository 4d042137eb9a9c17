package state

import (
	"strings"
	"testing"

	"github.com/spf13/afero"
)

// Whatever lies where the state is kept, the program starts.
func TestLoadStateOfAnything(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a language unknown here": {`{"lang": "xx"}`, ""},
		"no JSON":                 {"\x00\x01", "invalid character"},
		"deep":                    {strings.Repeat("[", 100_000), "depth"},
		"another type":            {`{"recent": {"a": 1}}`, "recent"},
		"empty":                   {"", "end of JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			files := afero.NewMemMapFs()
			if err := afero.WriteFile(files, "state.json", []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := Load(files, "state.json")
			if s == nil || s.Lang != "" || len(s.Recent) > 0 {
				t.Errorf("state %+v", s)
			}
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	files := afero.NewMemMapFs()
	if err := files.MkdirAll("state.json", 0o700); err != nil {
		t.Fatal(err)
	}
	if s, err := Load(files, "state.json"); s == nil || err == nil || !strings.Contains(err.Error(), "ordinary") {
		t.Errorf("a folder: %v", err)
	}
}
