package markup

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
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

func TestTags(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"none", "no tags", nil},
		{"in a line", "see #trade and #Trade-deal, too", []string{"trade", "Trade-deal"}},
		{"twice", "#trade #trade", []string{"trade"}},
		{"Arabic with vowel signs", "راجع #مُهمّ و #للتحقق.", []string{"مُهمّ", "للتحقق"}},
		{"Arabic after a comma", "راجع،#للتحقق.", []string{"للتحقق"}},
		{"a space as an underscore", "#to_check.", []string{"to check"}},
		{"Persian with a non-joiner", "#می\u200cخواهم", []string{"می\u200cخواهم"}},
		{"at the ends", "(#a) #b", []string{"a", "b"}},
		{"a number", "the #1 of #2022", nil},
		{"a number with letters", "#G7 and #7th", []string{"G7", "7th"}},
		{"in a word or an address", "a#b https://x.org/#part ?q=#c &#39; ##d", nil},
		{"in a link", "[[the #1 thing #x]]", nil},
		{"alone", "# heading #", nil},
		{"signs at its ends", "#-a- #_b_", []string{"a", "b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Tags(c.text); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTagsOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"#", "a", "_", "-", "قمة", "\u064e", " ", "[[", "]]", "\xff", "1"})).Draw(t, "parts"), "")
		at := 0
		for _, s := range tagSpans(text) {
			if s.Start < at || s.End > len(text) || text[s.Start] != '#' || s.Words == "" || strings.ContainsAny(s.Words, "#_[ ") && !strings.Contains(text[s.Start:s.End], "_") {
				t.Fatalf("tag %+v of %q", s, text)
			}
			at = s.End
		}
	})
}

func TestTypedTag(t *testing.T) {
	for text, want := range map[string]string{"see #tra|": "tra", "#tr|ade": "trade", "#trade |": "", "|#trade": "", "#للت|": "للت"} {
		caret := strings.Index(text, "|")
		if got, ok := TypedTag(strings.Replace(text, "|", "", 1), caret); got != want || ok != (want != "") {
			t.Errorf("%q: %q %v", text, got, ok)
		}
	}
}
