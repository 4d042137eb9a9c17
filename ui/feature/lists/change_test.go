package lists

import (
	"slices"
	"strings"
	"testing"
)

func TestRetagged(t *testing.T) {
	for _, c := range []struct {
		name             string
		tags, more, less []string
		want             []string
	}{
		{"more", []string{"a"}, []string{"b"}, nil, []string{"a", "b"}},
		{"without repeats", []string{"a"}, []string{"b", "a", "b"}, nil, []string{"a", "b"}},
		{"less", []string{"a", "b"}, nil, []string{"a"}, []string{"b"}},
		{"what it has not", []string{"a"}, nil, []string{"x"}, []string{"a"}},
		{"none left", []string{"a"}, nil, []string{"a"}, nil},
	} {
		if got := retagged(c.tags, c.more, c.less); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCopiedLinesHaveTheirFields(t *testing.T) {
	var b strings.Builder
	writeLine(&b, "a\tb", "two\nlines", "")
	if got := b.String(); got != "a b\ttwo lines\t\n" {
		t.Errorf("%q", got)
	}
}
