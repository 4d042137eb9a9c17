package diff_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/text/diff"
)

// marked writes a comparison as a person would mark it: [-old-]{+new+}, and "|"
// between stretches.
func marked(before, after string) string {
	var out strings.Builder
	for i, s := range diff.Texts(before, after) {
		if i > 0 {
			out.WriteString("|")
		}
		at := s.Old.Start
		for _, c := range s.Changes {
			out.WriteString(before[at:c.Old.Start])
			if c.Old.Len() > 0 {
				out.WriteString("[-" + before[c.Old.Start:c.Old.End] + "-]")
			}
			if c.New.Len() > 0 {
				out.WriteString("{+" + after[c.New.Start:c.New.End] + "+}")
			}
			at = c.Old.End
		}
		out.WriteString(before[at:s.Old.End])
	}
	return out.String()
}

func TestTexts(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"nothing", "", "", ""},
		{"the same", "One.\nTwo.\n", "One.\nTwo.\n", "One.\nTwo.\n"},
		{"all new", "", "One.\n", "{+One.\n+}"},
		{"all gone", "One.\n", "", "[-One.\n-]"},
		{"a word", "They met in Beijing.\n", "They met in Shanghai.\n", "They met in [-Beijing-]{+Shanghai+}.\n"},
		{"a word more", "They met.\n", "They never met.\n", "They {+never +}met.\n"},
		{"a word less", "They never met.\n", "They met.\n", "They [-never -]met.\n"},
		{"a paragraph more", "One.\nTwo.\n", "One.\nBetween.\nTwo.\n", "One.\n|{+Between.\n+}|Two.\n"},
		{"a paragraph less", "One.\nBetween.\nTwo.\n", "One.\nTwo.\n", "One.\n|[-Between.\n-]|Two.\n"},
		{
			"two paragraphs of three", "First day.\nSecond day.\nThird day.\n", "First night.\nSecond day.\nThird night.\n",
			"First [-day-]{+night+}.\n|Second day.\n|Third [-day-]{+night+}.\n",
		},
		{"vowel signs", "وصل الرئيس اليوم إلى بكين\n", "وصل الرئيسُ اليوم إلى بكين\n", "وصل [-الرئيس-]{+الرئيسُ+} اليوم إلى بكين\n"},
		{"a divided paragraph", "One sentence. Another one.\n", "One sentence.\nAnother one.\n", "One sentence.[- -]{+\n+}Another one.\n"},
		{"without a final line end", "One", "One\n", "One{+\n+}"},
		{
			"words that two sentences happen to share", "The minister of trade said on Monday that it was over.\n",
			"A group of sailors went in search of a sea without wind.\n",
			"[-The minister of trade said on Monday that it was over-]{+A group of sailors went in search of a sea without wind+}.\n",
		},
		{"a mark is not divided from its letter", "cafe\u0301 noir\n", "cafe noir\n", "[-cafe\u0301-]{+cafe+} noir\n"},
		{"an emoji of several", "a \U0001f468\u200d\U0001f469 b\n", "a \U0001f468\u200d\U0001f467 b\n", "a [-\U0001f468\u200d\U0001f469-]{+\U0001f468\u200d\U0001f467+} b\n"},
	} {
		if got := marked(c.before, c.after); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// made makes the changes to the old text, with words from the new one.
func made(before, after string, changes []diff.Change) string {
	var b strings.Builder
	at := 0
	for _, c := range changes {
		b.WriteString(before[at:c.Old.Start] + after[c.New.Start:c.New.End])
		at = c.Old.End
	}
	return b.String() + before[at:]
}

// check asserts what is promised of every comparison.
func check(t interface {
	Helper()
	Fatalf(string, ...any)
}, before, after string,
) {
	t.Helper()
	list := diff.Texts(before, after)
	changes := diff.Changes(list)
	if got := made(before, after, changes); got != after {
		t.Fatalf("%q to %q by %v gives %q", before, after, changes, got)
	}
	old, now := 0, 0
	for i, s := range list {
		if s.Old.Start != old || s.New.Start != now || s.Old.Len() < 0 || s.New.Len() < 0 {
			t.Fatalf("%q to %q: stretch %d of %v does not begin where the one before ends", before, after, i, list)
		}
		if len(s.Changes) == 0 && before[s.Old.Start:s.Old.End] != after[s.New.Start:s.New.End] {
			t.Fatalf("%q to %q: stretch %d of %v is not the same", before, after, i, list)
		}
		if i > 0 && len(s.Changes) == 0 && len(list[i-1].Changes) == 0 {
			t.Fatalf("%q to %q: two stretches of the same in %v", before, after, list)
		}
		for k, c := range s.Changes {
			if c.Old.Start < old || c.New.Start < now || c.Old.End > s.Old.End || c.New.End > s.New.End || c.Old.Len()+c.New.Len() == 0 {
				t.Fatalf("%q to %q: change %d of %+v", before, after, k, s)
			}
			if k > 0 && c.Old.Start == s.Changes[k-1].Old.End && c.New.Start == s.Changes[k-1].New.End {
				t.Fatalf("%q to %q: changes touch in %+v", before, after, s)
			}
			for _, at := range []struct {
				text string
				i    int
			}{{before, c.Old.Start}, {before, c.Old.End}, {after, c.New.Start}, {after, c.New.End}} {
				if utf8.ValidString(at.text) && at.i < len(at.text) && !utf8.RuneStart(at.text[at.i]) {
					t.Fatalf("%q to %q: change %+v divides a character", before, after, c)
				}
			}
			old, now = c.Old.End, c.New.End
		}
		old, now = s.Old.End, s.New.End
	}
	if old != len(before) || now != len(after) {
		t.Fatalf("%q to %q: %v does not cover both", before, after, list)
	}
}

func TestChangesGiveTheNewText(t *testing.T) {
	words := []string{"a", "b", "كتاب", "كِتاب", " ", " ", "\n", ".", "\u0301", "one two three", "\u200d", "\xff"}
	rapid.Check(t, func(r *rapid.T) {
		draw := func(label string) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 40).Draw(r, label), "")
		}
		check(r, draw("before"), draw("after"))
	})
}

func FuzzTexts(f *testing.F) {
	f.Add("", "x")
	f.Add("One.\nTwo.\n", "One.\nBetween.\nTwo")
	f.Add("وصل الرئيس", "وصل الرئيسُ\n")
	f.Add("a\u0301\u200d", "\u0301a")
	f.Add("\xff\xfe", "\xfe\n\n")
	f.Fuzz(func(t *testing.T, before, after string) { check(t, before, after) })
}

// longText is a text of so many bytes in paragraphs, of a vocabulary as large as
// that of an article.
func longText(size int, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 0))
	var out strings.Builder
	for out.Len() < size {
		for range 20 + r.IntN(120) {
			fmt.Fprintf(&out, "w%d ", int(r.ExpFloat64()*2000))
		}
		out.WriteString("end.\n")
	}
	return out.String()
}

// edited changes every so many words of a text.
func edited(text string, every int) string {
	words := strings.SplitAfter(text, " ")
	for i := every / 2; i < len(words); i += every {
		words[i] = "changed "
	}
	return strings.Join(words, "")
}

// Large texts with few and with many changes, and without anything in common.
func TestLargeTexts(t *testing.T) {
	size := 200_000
	if testing.Short() {
		size /= 4
	}
	text := longText(size, 1)
	for name, after := range map[string]string{
		"few words": edited(text, 997), "every fifth word": edited(text, 5), "another text": longText(size, 2),
		"turned": text[len(text)/2:] + text[:len(text)/2], "twice": text + text, "one letter": strings.Repeat("a\n", size/2),
		"one line": strings.ReplaceAll(text, "\n", " "), "spaces": strings.Repeat(" x", size/2),
	} {
		t.Run(name, func(t *testing.T) {
			check(t, text, after)
			check(t, after, text)
		})
	}
}

func BenchmarkTexts(b *testing.B) {
	text := longText(1<<20, 1)
	for _, c := range []struct{ name, after string }{
		{"the same", text},
		{"few words", edited(text, 997)},
		{"every fifth word", edited(text, 5)},
		{"another text", longText(1<<20, 2)},
		{"one line", strings.ReplaceAll(edited(text, 7), "\n", " ")},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				diff.Texts(text, c.after)
			}
		})
	}
}
