package anchor_test

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/text/anchor"
)

const article = "اختتم الرئيسان القمة في بكين. وصدر البيان المشترك.\nThe Games opened that evening. The Games closed on the 20th.\n"

func TestMake(t *testing.T) {
	start := strings.Index(article, "البيان")
	s, err := anchor.Make(article, start, start+len("البيان"))
	if err != nil {
		t.Fatal(err)
	}
	want := anchor.Selector{
		Start: start, End: start + len("البيان"), Exact: "البيان",
		Prefix: "تم الرئيسان القمة في بكين. وصدر ", Suffix: " المشترك.\nThe Games opened that ",
	}
	if s != want {
		t.Errorf("got  %+v\nwant %+v", s, want)
	}
	for _, context := range []string{s.Prefix, s.Suffix} {
		if n := utf8.RuneCountInString(context); n != 32 {
			t.Errorf("context %q has %d characters, want 32", context, n)
		}
	}
}

func TestMakeRefuses(t *testing.T) {
	for name, span := range map[string][2]int{
		"an empty passage":              {4, 4},
		"an end before the start":       {6, 4},
		"a negative start":              {-2, 4},
		"an end after the text":         {0, len(article) + 1},
		"a start inside a character":    {1, 4},
		"an end inside a character":     {0, 3},
		"both far outside":              {math.MinInt, math.MaxInt},
		"an empty passage at the end":   {len(article), len(article)},
		"a start after the text's end":  {len(article) + 1, len(article) + 2},
		"a start that overflows an end": {math.MaxInt, math.MinInt},
	} {
		if s, err := anchor.Make(article, span[0], span[1]); err == nil {
			t.Errorf("%s: got %+v, want an error", name, s)
		}
	}
}

func TestResolve(t *testing.T) {
	second := strings.LastIndex(article, "The Games")
	games, err := anchor.Make(article, second, second+len("The Games"))
	if err != nil {
		t.Fatal(err)
	}
	bare := anchor.Selector{Start: 3, End: 12, Exact: "The Games"}
	moved := func(text string, by int) string { return strings.Repeat("-", by) + text }

	cases := []struct {
		name     string
		text     string
		selector anchor.Selector
		want     int // start of the match, -1 for none
		method   anchor.Method
		min, max float64
	}{
		{"the same text", article, games, second, anchor.MethodPosition, 1, 1},
		{"text before it", moved(article, 7), games, second + 7, anchor.MethodContext, 0.9, 0.9999},
		{"its context rewritten", "Then The Games ended. ", games, 5, anchor.MethodContext, 0.5, 0.7},
		{
			"the words at the place by chance", strings.Repeat(" ", second) + "The Games " + article,
			games, 2*second + 10, anchor.MethodContext, 0.9, 0.9999,
		},
		{"several places, no context stored", article, bare, strings.Index(article, "The Games"), anchor.MethodContext, 0.3, anchor.Ambiguous},
		{"one place, no context stored", "At last The Games opened", bare, 8, anchor.MethodContext, 0.7, 0.9},
		{"words gone", strings.ReplaceAll(article, "Games", "Olympics"), games, -1, "", 0, 0},
		{"an empty text", "", games, -1, "", 0, 0},
		{"an empty quote", article, anchor.Selector{Start: 5, End: 5}, -1, "", 0, 0},
		{"the whole text", "The Games", anchor.Selector{End: 9, Exact: "The Games"}, 0, anchor.MethodPosition, 1, 1},
		{
			"a position outside the text", article,
			anchor.Selector{Start: math.MaxInt, End: math.MinInt, Exact: "closed"},
			strings.Index(article, "closed"), anchor.MethodContext, 0.6, 0.8,
		},
		{"half a character is no quote", "\u0627", anchor.Selector{Start: 0, End: 1, Exact: "\xd8"}, -1, "", 0, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m, ok := anchor.Resolve(c.text, c.selector)
			if !ok {
				if c.want >= 0 {
					t.Fatal("not found")
				}
				return
			}
			if m.Start != c.want || m.End != m.Start+len(c.selector.Exact) || m.Method != c.method {
				t.Errorf("got %+v, want start %d, method %s", m, c.want, c.method)
			}
			if m.Score < c.min || m.Score > c.max {
				t.Errorf("score %v, want %v to %v", m.Score, c.min, c.max)
			}
		})
	}
}

// The order of trust: in place, moved with its context, moved without, one of many.
func TestResolveScoresInOrder(t *testing.T) {
	s, err := anchor.Make(article, strings.Index(article, "opened"), strings.Index(article, "opened")+6)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		article,
		"An added line.\n" + article,
		"Nothing of it is left but that the hall opened at eight.",
		"It opened, opened and opened.",
	}
	last := math.Inf(1)
	for _, text := range texts {
		m, ok := anchor.Resolve(text, s)
		if !ok || m.Score >= last {
			t.Errorf("%q: score %v (found: %v), want less than %v", text, m.Score, ok, last)
		}
		last = m.Score
	}
}

func TestResolveOfAQuoteThatStandsEverywhere(t *testing.T) {
	text := strings.Repeat("a", 1<<20)
	m, ok := anchor.Resolve(text, anchor.Selector{Start: -1, End: 0, Exact: "a", Prefix: "b", Suffix: "b"})
	if !ok || m.Score > anchor.Ambiguous {
		t.Errorf("got %+v, %v; want an ambiguous match", m, ok)
	}
}

// words draws a text in which the same words come again and again.
func words(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
		"بكين", "القمّة", "2022", "(Getty)", "the", "a", "🏅", "\n", "e\u0301", "كوفيد-19",
	}), 1, 40).Draw(t, label), " ")
}

func boundaries(text string) []int {
	out := []int{}
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

func drawSelector(t *rapid.T, text string) anchor.Selector {
	at := boundaries(text)
	i := rapid.IntRange(0, len(at)-2).Draw(t, "first")
	j := rapid.IntRange(i+1, len(at)-1).Draw(t, "last")
	s, err := anchor.Make(text, at[i], at[j])
	if err != nil {
		t.Fatalf("make %d to %d of %q: %v", at[i], at[j], text, err)
	}
	return s
}

func TestMakeThenResolveGivesTheSpanBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := words(t, "text")
		s := drawSelector(t, text)
		if !utf8.ValidString(s.Prefix) || !utf8.ValidString(s.Suffix) {
			t.Fatalf("context splits a character: %+v", s)
		}
		m, ok := anchor.Resolve(text, s)
		want := anchor.Match{Start: s.Start, End: s.End, Score: 1, Method: anchor.MethodPosition}
		if s.Prefix == "" && s.Suffix == "" {
			want.Score = m.Score
		}
		if !ok || m != want {
			t.Fatalf("%+v in %q: got %+v, %v", s, text, m, ok)
		}
	})
}

func TestContextFindsWhatTextBeforeItHasMoved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := words(t, "text")
		s := drawSelector(t, text)
		// Longer than the context and of other letters: nothing of what was
		// before agrees with it, nothing in it is the quote.
		added := strings.Repeat("\u0416", rapid.IntRange(33, 99).Draw(t, "added"))
		m, ok := anchor.Resolve(added+text, s)
		if !ok || (added + text)[m.Start:m.End] != s.Exact {
			t.Fatalf("%+v: got %+v, %v", s, m, ok)
		}
		if m.Score > anchor.Ambiguous && m.Start != s.Start+len(added) && m.Method == anchor.MethodContext {
			t.Fatalf("%+v was found elsewhere, at %d, with a score of %v", s, m.Start, m.Score)
		}
	})
}

func FuzzResolve(f *testing.F) {
	f.Add(article, 0, "القمة", "الرئيسان ", " في")
	f.Add(article, 60, "The Games", "", " closed")
	f.Add("aaaaaaaa", 3, "aa", "a", "a")
	f.Add("\xd8\xa7\xff", 1, "\xff", "\xa7", "")
	f.Add("", -1, "", "", "")
	f.Add("x", math.MaxInt, "x", "x", "x")
	f.Fuzz(func(t *testing.T, text string, start int, exact, prefix, suffix string) {
		s := anchor.Selector{Start: start, End: start + len(exact), Exact: exact, Prefix: prefix, Suffix: suffix}
		m, ok := anchor.Resolve(text, s)
		if !ok {
			return
		}
		if m.Start < 0 || m.End > len(text) || m.Start >= m.End {
			t.Fatalf("match %+v is not a passage of the text of %d bytes", m, len(text))
		}
		if same := text[m.Start:m.End] == exact; same == (m.Method == anchor.MethodApproximate) {
			t.Fatalf("match %+v is %q, the quote %q", m, text[m.Start:m.End], exact)
		}
		if !(m.Score > 0 && m.Score <= 1) {
			t.Fatalf("score %v is not in (0, 1]", m.Score)
		}
		if m.Method != anchor.MethodApproximate && (m.Method == anchor.MethodPosition) != (m.Start == start) {
			t.Fatalf("method %s at %d for position %d", m.Method, m.Start, start)
		}
		if utf8.ValidString(text) && m.Start < len(text) && !utf8.RuneStart(text[m.Start]) {
			t.Fatalf("match %+v splits a character", m)
		}
	})
}
