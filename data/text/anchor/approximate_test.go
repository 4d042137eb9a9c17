package anchor_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/text/anchor"
)

const (
	english = "The delegations met for three hours in the eastern hall.\n" +
		"The ministers agreed on a common plan for the rivers, the roads and the ports of the region.\n" +
		"A second meeting was announced for the spring, at a place still to be named.\n" +
		"Observers called the tone friendly; the press was let in at the end only.\n"
	arabic = "التقى الوفدان ثلاث ساعات في القاعة الشرقية من القصر.\n" +
		"اتفق الوزراء على خطة مشتركة للأنهار والطرق والموانئ في المنطقة كلها.\n" +
		"وأُعلن عن لقاء ثانٍ في فصل الربيع، في مكان لم يُحدد بعد.\n" +
		"ووصف المراقبون الأجواء بالودية، ولم تدخل الصحافة إلا في النهاية.\n"
	plan  = "The ministers agreed on a common plan for the rivers, the roads and the ports of the region."
	khutt = "اتفق الوزراء على خطة مشتركة للأنهار والطرق والموانئ في المنطقة كلها."
)

// passage makes the selector of the one place of a quote.
func passage(t testing.TB, text, quote string) anchor.Selector {
	t.Helper()
	start := strings.Index(text, quote)
	if start < 0 {
		t.Fatalf("%q is not in the text", quote)
	}
	s, err := anchor.Make(text, start, start+len(quote))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func replace(text string, pairs ...string) string { return strings.NewReplacer(pairs...).Replace(text) }

func TestResolveChangedText(t *testing.T) {
	lines := func(text string, order ...int) string {
		all := strings.SplitAfter(text, "\n")
		out := ""
		for _, i := range order {
			out += all[i]
		}
		return out
	}
	twins := "On Monday the council voted for the new bridge over the old river.\n" + english
	cases := []struct {
		name, before, quote, after string
		want                       string // "" for an orphan
		doubtful                   bool
	}{
		{"en: a word corrected", english, plan, replace(english, "common", "joint"), replace(plan, "common", "joint"), false},
		{"ar: a word corrected", arabic, khutt, replace(arabic, "مشتركة", "موحدة"), replace(khutt, "مشتركة", "موحدة"), false},
		{"en: the first word replaced", english, plan, replace(english, "The ministers", "Ministers"), replace(plan, "The ministers", "Ministers"), false},
		{"en: the last word replaced", english, "a common plan", replace(english, "common plan", "common pact"), "a common pact", false},
		{"ar: a word gets the article", arabic, "خطة", replace(arabic, "خطة", "الخطة"), "خطة", false},
		{"en: a paragraph before it", english, plan, strings.Repeat("Something new.\n", 9) + english, plan, false},
		{"ar: a paragraph before it", arabic, khutt, strings.Repeat("خبر جديد.\n", 9) + arabic, khutt, false},
		{"en: punctuation", english, plan, replace(english, "rivers, the roads", "rivers; the roads", "region.", "region!"), replace(plan, "rivers,", "rivers;", "region.", "region!"), false},
		{"ar: punctuation", arabic, "في فصل الربيع، في مكان", replace(arabic, "الربيع،", "الربيع ؛"), "في فصل الربيع ؛ في مكان", false},
		{"ar: vowel signs added", arabic, khutt, replace(arabic, "الوزراء", "الوُزَرَاءُ", "كلها", "كُلِّهَا"), replace(khutt, "الوزراء", "الوُزَرَاءُ", "كلها", "كُلِّهَا"), false},
		{"ar: a vowel sign on the last letter", arabic, "اتفق الوزراء", replace(arabic, "الوزراء", "الوزراءُ"), "اتفق الوزراءُ", false},
		{"ar: vowel signs dropped", arabic, "وأُعلن عن لقاء ثانٍ", replace(arabic, "\u064f", "", "\u064d", ""), "وأعلن عن لقاء ثان", false},
		{"ar: spelling of alef and yeh", arabic, "التقى الوفدان", replace(arabic, "التقى", "إلتقي"), "إلتقي الوفدان", false},
		{"en: case and accents", english, plan, replace(english, "The ministers", "THE MINISTÉRS"), replace(plan, "The ministers", "THE MINISTÉRS"), false},
		{"en: white space", english, plan, replace(english, "common plan for", "common\n plan\u00a0for"), replace(plan, "common plan for", "common\n plan\u00a0for"), false},
		{"en: lines in another order, the gap closed", english, plan, lines(english, 3, 1, 0, 2), plan, true},
		{"ar: lines in another order", arabic, khutt, lines(arabic, 2, 3, 1, 0), khutt, true},
		{"en: order and a word", english, plan, replace(lines(english, 2, 3, 1, 0), "common", "joint"), replace(plan, "common", "joint"), true},
		{"en: text cut off before it", english, plan, lines(english, 0), "", false},
		{"ar: text cut off before it", arabic, khutt, lines(arabic, 0), "", false},
		{"en: quote deleted", english, plan + "\n", lines(english, 0, 2, 3), "", false},
		{"ar: quote deleted", arabic, khutt + "\n", lines(arabic, 0, 2, 3), "", false},
		{"en: a word deleted", english, "eastern ", replace(english, "eastern ", ""), "", false},
		{"en: a clause deleted", english, "the roads and ", replace(english, "the roads and ", ""), "", false},
		{"en: another text", english, plan, strings.Repeat("Rain fell over the hills, and nobody in the valley saw the lights go out. ", 40), "", false},
		{
			"en: two sentences like it", english, plan,
			strings.Repeat("News.\n"+replace(plan, "common", "joint")+"\n", 2), replace(plan, "common", "joint"), true,
		},
		{
			"ar: two sentences like it", arabic, khutt,
			strings.Repeat("خبر.\n"+replace(khutt, "مشتركة", "موحدة")+"\n", 2), replace(khutt, "مشتركة", "موحدة"), true,
		},
		{
			"en: its own place corrected, a twin elsewhere", twins, "the new bridge over the old river",
			replace(twins, "new bridge", "long bridge") + "There is talk of the new bridge over the old river too.\n",
			"the long bridge over the old river", false,
		},
		{
			"en: deleted, a twin elsewhere", twins + "Talk of the new bridge over the old river goes on.\n",
			"the new bridge over the old river", replace(twins, " the new bridge over the old river.\n", ".\n") + "Talk of the new bridge over the old river goes on.\n",
			"the new bridge over the old river", true,
		},
		{"en: half of it rewritten", english, plan, replace(english, "a common plan for the rivers, the roads", "some steps to help the fields, the roads"), replace(plan, "a common plan for the rivers, the roads", "some steps to help the fields, the roads"), true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m, ok := anchor.Resolve(c.after, passage(t, c.before, c.quote))
			switch {
			case !ok && c.want != "":
				t.Fatalf("not found, want %q", c.want)
			case ok && c.want == "":
				t.Fatalf("got %+v, %q, want none", m, c.after[m.Start:m.End])
			case !ok:
				return
			}
			if got := c.after[m.Start:m.End]; got != c.want || m.Doubtful() != c.doubtful {
				t.Errorf("got %+v, doubtful %v, %q\nwant %v, %q", m, m.Doubtful(), got, c.doubtful, c.want)
			}
		})
	}
}

// The more is changed, the less a match is trusted.
func TestScoresFallWithChanges(t *testing.T) {
	s := passage(t, english, plan)
	moved := strings.Repeat("Something new.\n", 3)
	texts := []string{
		english,
		moved + english,
		moved + replace(english, "region.", "region;"),
		moved + replace(english, "common", "joint"),
		moved + replace(english, "common", "joint", "ports", "airports"),
		moved + replace(english, "common", "joint", "ports", "airports", "eastern hall", "garden", "A second", "One more"),
		moved + replace(english, "a common plan for the rivers, the roads", "some steps to help the fields, the roads"),
	}
	last := 2.0
	for _, text := range texts {
		m, ok := anchor.Resolve(text, s)
		if !ok || m.Score >= last {
			t.Errorf("%q: score %v (found: %v), want less than %v", text[m.Start:m.End], m.Score, ok, last)
		}
		last = m.Score
	}
}

// prose draws text of made-up words, so that no passage comes twice.
func prose(random *rand.Rand, letters string, length int) string {
	alphabet := []rune(letters)
	var b strings.Builder
	for b.Len() < length {
		for range 2 + random.IntN(8) {
			b.WriteRune(alphabet[random.IntN(len(alphabet))])
		}
		b.WriteString([]string{" ", " ", " ", " ", " ", ", ", ". ", ".\n"}[random.IntN(8)])
	}
	return b.String()
}

const (
	latinLetters  = "eeeeettttaaaooiinnsshhrrdlcumwfgypbvk"
	arabicLetters = "اااااالللليييممننوووررتتبهدعسفقكحجشصطخذثغزضظءة"
)

// edit makes so many changes of one letter each in text[from:to].
func edit(random *rand.Rand, text string, from, to, count int) string {
	runes := []rune(text[from:to])
	for range count {
		i := random.IntN(len(runes))
		switch random.IntN(3) {
		case 0:
			runes[i] = 'x'
		case 1:
			runes = append(runes[:i], runes[i+1:]...)
		default:
			runes = append(runes[:i], append([]rune{'x'}, runes[i:]...)...)
		}
	}
	return text[:from] + string(runes) + text[to:]
}

func TestRandomEditsKeepThePlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		text := prose(random, rapid.SampledFrom([]string{latinLetters, arabicLetters}).Draw(t, "letters"), 4000)
		runes := []rune(text)
		length := rapid.IntRange(40, 200).Draw(t, "length")
		at := rapid.IntRange(0, len(runes)-length).Draw(t, "start")
		start := len(string(runes[:at]))
		end := start + len(string(runes[at:at+length]))
		s, err := anchor.Make(text, start, end)
		if err != nil {
			t.Fatal(err)
		}
		added := strings.Repeat("q", rapid.IntRange(0, 3).Draw(t, "added")*100)
		first, last := 2.0, 2.0
		changed, count := text, 0
		for round := range 4 { // up to about a quarter of the letters
			if round > 0 {
				changed = edit(random, changed, start, end+len(changed)-len(text), length/12)
				count += length / 12
			}
			low, high := start+len(added), end+len(changed)-len(text)+len(added)
			m, ok := anchor.Resolve(added+changed, s)
			if !ok {
				t.Fatalf("%d edits in %d letters: not found", count, length)
			}
			if overlap := min(m.End, high) - max(m.Start, low); overlap < (high-low)/2 {
				t.Fatalf("%d edits: found at %d to %d, want %d to %d", count, m.Start, m.End, low, high)
			}
			// An edit may undo one before it, or leave a clearer end of a word.
			if m.Score > last+0.1 || round > 0 && m.Score >= first {
				t.Fatalf("%d edits: score rises from %v to %v", count, last, m.Score)
			}
			last = m.Score
			if round == 0 {
				first = m.Score
			}
		}
	})
}

func TestAVeryLongQuote(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	text := prose(random, arabicLetters, 60_000)
	runes := []rune(text)
	start, length := len(string(runes[:5000])), len(string(runes[5000:15000]))
	s, err := anchor.Make(text, start, start+length)
	if err != nil {
		t.Fatal(err)
	}
	changed := "مقدمة.\n" + edit(random, text, start, start+length, 300)
	m, ok := anchor.Resolve(changed, s)
	if !ok || m.Method != anchor.MethodApproximate {
		t.Fatalf("got %+v, %v", m, ok)
	}
	wantStart, wantEnd := start+len("مقدمة.\n"), start+length+len(changed)-len(text)
	if d := m.Start - wantStart; d < -40 || d > 40 {
		t.Errorf("starts %d bytes off", d)
	}
	if d := m.End - wantEnd; d < -40 || d > 40 {
		t.Errorf("ends %d bytes off", d)
	}
	if _, ok := anchor.Resolve(prose(random, arabicLetters, 60_000), s); ok {
		t.Error("found in another text")
	}
}

// Texts that repeat themselves offer a place at every letter; without bounds on
// what is tried, this test would not end.
func TestRepetitiveTexts(t *testing.T) {
	words := 1 << 18
	if testing.Short() {
		words /= 4
	}
	text := strings.Repeat("ab ", words)
	for _, quote := range []string{"abc", "ab ab ab ab ab ab ab abc", strings.Repeat("ab ", 1000) + "c", strings.Repeat("ab ", words/3) + "c"} {
		s := anchor.Selector{Start: 999, End: 999 + len(quote), Exact: quote, Prefix: "ab ab ab ab ab ab ", Suffix: " ab ab ab ab ab"}
		if m, ok := anchor.Resolve(text, s); ok && !m.Doubtful() {
			t.Errorf("%d bytes: got %+v without a doubt", len(quote), m)
		}
	}
}

func FuzzResolveChanged(f *testing.F) {
	f.Add(english, 57, 30, 70, 5, "xyz")
	f.Add(arabic, 97, 40, 120, 20, "\u064e\u0651")
	f.Add("👩\u200d💻 e\u0301 قِمَّة 🇸🇦🇪🇬 \u200f٣٤", 0, 9, 4, 3, "\u200d")
	f.Add("a\xd8b\xffc", 0, 3, 1, 1, "\xd8")
	f.Add(strings.Repeat("ﷺ", 400), 0, 1100, 30, 3, "x")
	f.Add(strings.Repeat("ab", 300), 7, 200, 90, 9, "abx")
	f.Add(strings.Repeat("ﻻ", 50), 3, 33, 30, 3, "ﷺ")
	f.Fuzz(func(t *testing.T, text string, start, length, at, gone int, added string) {
		clamp := func(i, n int) int {
			i = min(max(i, 0), n)
			for i < n && !utf8.RuneStart(text[i]) {
				i++
			}
			return i
		}
		start = clamp(start, len(text))
		end := clamp(start+min(max(length, 0), len(text)-start), len(text))
		s, err := anchor.Make(text, start, end)
		if err != nil {
			return
		}
		at = clamp(at, len(text))
		rest := clamp(at+min(max(gone, 0), len(text)-at), len(text))
		changed := text[:at] + added + text[rest:]
		m, ok := anchor.Resolve(changed, s)
		if !ok {
			return
		}
		if m.Start < 0 || m.Start >= m.End || m.End > len(changed) || !(m.Score > 0 && m.Score <= 1) {
			t.Fatalf("match %+v of %+v in %d bytes", m, s, len(changed))
		}
		if !utf8.ValidString(changed) {
			return
		}
		for _, i := range []int{m.Start, m.End} {
			if i < len(changed) && !utf8.RuneStart(changed[i]) {
				t.Fatalf("match %+v splits a character", m)
			}
		}
	})
}
