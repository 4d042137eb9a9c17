package reconcile

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
)

// What has parts is joined part by part; where one is left, each side shows what was joined.
func TestPartsAreJoined(t *testing.T) {
	base := data.Citation{Volume: "1", Pages: "2", Keywords: []string{"a"}, Extra: map[string]string{"x": "1", "y": "1"}}
	mine, theirs := base, base
	mine.Volume, mine.Keywords, mine.Extra = "7", []string{"a", "b"}, map[string]string{"x": "2", "y": "1"}
	theirs.Pages, theirs.Keywords, theirs.Extra = "9", []string{"c", "a"}, map[string]string{"x": "1"}
	m, th := mine, theirs
	if !cited(&base, &m, &th) || m.Volume != "7" || m.Pages != "9" || !slices.Equal(m.Keywords, []string{"c", "a", "b"}) || len(m.Extra) != 1 || m.Extra["x"] != "2" {
		t.Errorf("citation %+v", m)
	}
	theirs.Volume = "8"
	m, th = mine, theirs
	if cited(&base, &m, &th) || m.Volume != "7" || th.Volume != "8" || m.Pages != "9" || th.Pages != "9" {
		t.Errorf("citations %+v, %+v", m, th)
	}

	was := data.Claims{{Subject: "dead", Value: "1"}, {Subject: "hurt", Value: "2"}}
	my, their := data.Claims{{Subject: "dead", Value: "3"}, {Subject: "place", Value: "x"}}, data.Claims{{Subject: "day", Value: "y"}, was[0], was[1]}
	if !claimed(&was, &my, &their) {
		t.Error("claims of different subjects conflict")
	}
	var words []string
	for _, c := range my {
		words = append(words, c.Subject+c.Value)
	}
	if got := strings.Join(words, " "); got != "dayy dead3 placex" {
		t.Errorf("claims %q", got)
	}
}

func TestVerdictsOfOneState(t *testing.T) {
	confirmed := func(why string) data.Verdict {
		return data.Verdict{State: data.StateConfirmed, Why: why, At: int64(len(why))}
	}
	for _, c := range []struct {
		mine, theirs data.Verdict
		want         string // the reason; - where it is decided
	}{
		{confirmed(""), confirmed("seen"), "seen"},
		{confirmed("seen"), confirmed(""), "seen"},
		{confirmed("a"), confirmed("b"), "-"},
		{confirmed(""), data.Verdict{State: data.StateRefuted}, "-"},
	} {
		mine, theirs := c.mine, c.theirs
		same := sameVerdict(&mine, &theirs)
		if same != (c.want != "-") || same && (mine != theirs || mine.Why != c.want) {
			t.Errorf("%+v and %+v: %+v, %v", c.mine, c.theirs, mine, same)
		}
	}
}

// A list that one side alone has put in order is as that side has it; nothing is lost or
// doubled in one that both have.
func TestListsAreMerged(t *testing.T) {
	ids := func(from string) (out []data.ID) {
		for _, r := range from {
			out = append(out, data.ID{byte(r)})
		}
		return out
	}
	words := func(list []data.ID) string {
		var b strings.Builder
		for _, id := range list {
			b.WriteByte(id[0])
		}
		return b.String()
	}
	for _, c := range [][4]string{
		{"abcd", "xabcd", "bacd", "xbacd"},
		{"abcd", "acbd", "abycd", "aycbd"},
		{"abcd", "dabc", "abcyd", "dabcy"},
		{"abcd", "abcdx", "abcdy", "abcdxy"},
	} {
		if got := words(merged(ids(c[0]), ids(c[1]), ids(c[2]))); got != c[3] {
			t.Errorf("%q, mine %q, theirs %q: %q, want %q", c[0], c[1], c[2], got, c[3])
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		base := ids("abcdef")
		mine, theirs := rapid.Permutation(append(slices.Clone(base), ids("xy")...)).Draw(r, "mine"), rapid.Permutation(base).Draw(r, "theirs")
		if got := merged(base, mine, base); !slices.Equal(got, mine) {
			r.Fatalf("they moved nothing: %q, not %q", words(got), words(mine))
		}
		if got := merged(base, base, theirs); !slices.Equal(got, theirs) {
			r.Fatalf("I moved nothing: %q, not %q", words(got), words(theirs))
		}
		got := merged(base, mine, theirs)
		sorted := func(of []data.ID) []data.ID {
			return slices.SortedFunc(slices.Values(of), func(a, b data.ID) int { return slices.Compare(a[:], b[:]) })
		}
		if !slices.Equal(sorted(got), sorted(mine)) {
			r.Fatalf("%q of %q and %q", words(got), words(mine), words(theirs))
		}
	})
}
