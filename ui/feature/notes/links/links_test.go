package links

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
)

func TestLinksIn(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"none", "no links", nil},
		{"one", "see [[Beijing summit]].", []string{"Beijing summit"}},
		{"two in one line", "[[a]] and [[b]]", []string{"a", "b"}},
		{"Arabic", "قارن [[قمة بكين]] بما بعدها", []string{"قمة بكين"}},
		{"open", "see [[Beijing", nil},
		{"empty", "[[]] and [[ ]]", nil},
		{"the inner one", "[[a [[b]]", []string{"b"}},
		{"over two lines", "[[a\nb]] then [[c]]", []string{"c"}},
		{"single brackets within", "[[a [1] b]]", []string{"a [1] b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, l := range In(c.text) {
				got = append(got, l.Words)
				if c.text[l.Start:l.End] != "[["+l.Words+"]]" {
					t.Errorf("bytes %d to %d are %q", l.Start, l.End, c.text[l.Start:l.End])
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestOpenLink(t *testing.T) {
	for _, c := range []struct {
		name, text string // "|" is the caret
		words      string
		ok         bool
	}{
		{"just opened", "see [[|", "", true},
		{"typing", "see [[Bei|", "Bei", true},
		{"typing Arabic", "انظر [[قم|", "قم", true},
		{"before a closed one", "see [[Bei|]]", "Bei", true},
		{"after a closed one", "[[Beijing]] |", "", false},
		{"on the next line", "[[Beijing\n|", "", false},
		{"no brackets", "Beijing|", "", false},
		{"one bracket", "[Beijing|", "", false},
		{"too long ago", "[[" + strings.Repeat("word ", 40) + "|", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			caret := strings.Index(c.text, "|")
			start, words, ok := Open(strings.Replace(c.text, "|", "", 1), caret)
			if ok != c.ok || words != c.words {
				t.Fatalf("got %q %v, want %q %v", words, ok, c.words, c.ok)
			}
			if ok && !strings.HasPrefix(c.text[start:], "[[") {
				t.Errorf("the brackets are not at %d", start)
			}
		})
	}
}

func TestLinksAreReadWithoutBrackets(t *testing.T) {
	shown, links := Read("see [[Beijing summit]] and [[قمة]].")
	if shown != "see Beijing summit and قمة." {
		t.Fatalf("shown %q", shown)
	}
	for _, l := range links {
		if shown[l.Start:l.End] != l.Words {
			t.Errorf("bytes %d to %d are %q, want %q", l.Start, l.End, shown[l.Start:l.End], l.Words)
		}
	}
}

func TestLinksOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"[[", "]]", "[", "]", "a", "قمة", " ", "\n"})).Draw(t, "parts"), "")
		at := 0
		for _, l := range In(text) {
			if l.Start < at || l.End > len(text) || text[l.Start:l.End] != "[["+l.Words+"]]" {
				t.Fatalf("link %+v of %q", l, text)
			}
			at = l.End
		}
		shown, links := Read(text)
		if want := len(text) - 4*len(links); len(shown) != want {
			t.Fatalf("%q is shown as %q", text, shown)
		}
	})
}

func TestKeptLinks(t *testing.T) {
	a, b := data.NewID(), data.NewID()
	known := []data.Link{{Text: "x", Event: a}, {Text: "y", Article: b}, {Text: "x", Event: b}}
	got := Kept("[[x]] [[x]] [[z]]", known)
	if want := []data.Link{{Text: "x", Event: b}}; !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if l := For("z", known); l != (data.Link{Text: "z"}) {
		t.Errorf("an unknown link leads to %+v", l)
	}
}
