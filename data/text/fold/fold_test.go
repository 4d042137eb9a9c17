package fold_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/text/fold"
)

func TestText(t *testing.T) {
	for name, c := range map[string][2]string{
		"nothing":                          {"", ""},
		"vowel signs":                      {"القِمَّةُ", "القمه"},
		"superscript alef":                 {"هٰذا", "هذا"},
		"tatweel":                          {"قمـــة", "قمه"},
		"a vowel sign after tatweel":       {"قمـَـة", "قمه"},
		"alefs":                            {"أإآٱا", "ااااا"},
		"an alef with a separate hamza":    {"ا\u0654", "ا"},
		"yehs":                             {"ىیيئ", "يييي"},
		"kafs":                             {"کك", "كك"},
		"teh marbuta and waw with hamza":   {"ةؤ", "هو"},
		"a hamza on the line stays":        {"سماء", "سماء"},
		"Quranic marks":                    {"ٱلْكِتَٰبُ لَا رَيْبَ ۛ فِيهِ ۛ", "الكتب لا ريب  فيه "},
		"Arabic-Indic digits":              {"٢٠٢٢", "2022"},
		"Persian digits":                   {"۱۴۰۰", "1400"},
		"Devanagari and full-width digits": {"२०２０", "2020"},
		"mathematical digits":              {"𝟎𝟗𝟘𝟡", "0909"},
		"Latin case and accents":           {"Édouard ÇELİK", "edouard celik"},
		"separate accents":                 {"E\u0301a\u0323\u0302", "ea"},
		"letters that do not decompose":    {"Øresund, Łódź, Straße, Œuvre", "oresund, lodz, strasse, oeuvre"},
		"final sigma and long s":           {"ΣΊΣΥΦΟΣ Σίσυφος ſ", "σισυφοσ σισυφοσ s"},
		"lam-alef and presentation forms":  {"ﻻ ﺍﻟﻘﻤﺔ", "لا القمه"},
		"Latin ligatures":                  {"o\ufb03ce", "office"},
		"full-width letters":               {"ＢＢＣ", "bbc"},
		"a vowel sign that stands alone":   {"\ufe76\ufe7c", ""},
		"invisible controls and joiners":   {"\u200f\u2067می\u200cخواهم\u2069\ufeff", "ميخواهم"},
		"other scripts keep their marks":   {"हिन्दी が か\u3099", "हिन्दी が か\u3099"},
		"white space":                      {"a \t\n\u00a0b", "a \t\n b"},
		"punctuation stays":                {"قال: «نعم»، ثم؟", "قال: «نعم»، ثم؟"},
		"bytes that are not UTF-8":         {"a\xd8b", "a\ufffdb"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fold.Text(c[0]).String(); got != c[1] {
				t.Errorf("%q: got %q, want %q", c[0], got, c[1])
			}
		})
	}
}

func TestLine(t *testing.T) {
	for source, want := range map[string]string{
		"a  b":                   "a b",
		" \n a\u00a0\u2003\tb\n": " a b ",
		"a \u200f b":             "a b",
		"a \u064e b":             "a b",
		"a\n\n\nb":               "a b",
	} {
		if got := fold.Line(source).String(); got != want {
			t.Errorf("%q: got %q, want %q", source, got, want)
		}
	}
}

func TestSource(t *testing.T) {
	cases := []struct {
		name, source, find, want string
	}{
		{"a word with its signs", "عُقِدَتِ القِمَّةُ في", "القمه", "القِمَّةُ"},
		{"a sign on the last letter", "في القِمَّةِ.", "القمه", "القِمَّةِ"},
		{"a part of a word", "القِمَّة", "قم", "قِمَّ"},
		{"tatweel at the end", "قمــة", "قم", "قمــ"},
		{"half a ligature", "a ﻻ b", "ل", "ﻻ"},
		{"half of a double s", "Straße", "as", "aß"},
		{"digits", "عام ٢٠٢٢ م", "2022", "٢٠٢٢"},
		{"an accent of its own", "cafe\u0301s", "cafe", "cafe\u0301"},
		{"controls around it", "\u200fقمة\u200f", "قمه", "قمة"},
		{"an emoji", "a 🏅 b", "🏅", "🏅"},
		{"a byte that is not UTF-8", "a\xd8b", "\ufffd", "\xd8"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := fold.Text(c.source)
			start := strings.Index(f.String(), c.find)
			if start < 0 {
				t.Fatalf("%q is not in %q", c.find, f)
			}
			from, to := f.Source(start, start+len(c.find))
			if got := c.source[from:to]; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	f := fold.Line("a \n b")
	if from, to := f.Source(1, 2); from != 1 || to != 4 {
		t.Errorf("a run of white space: got %d to %d, want 1 to 4", from, to)
	}
	for _, span := range [][2]int{{-5, -1}, {9, 12}, {3, 1}, {-1, 99}} {
		if from, to := f.Source(span[0], span[1]); from < 0 || from > to || to > 5 {
			t.Errorf("span %v outside the text: got %d to %d", span, from, to)
		}
	}
}

// Every character of Unicode by itself: folding it again changes nothing.
func TestEveryCharacterFoldsOnce(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		once := fold.String(string(r))
		if twice := fold.String(once); twice != once {
			t.Errorf("%U: %q, folded again %q", r, once, twice)
		}
		if unicode.Is(unicode.Nd, r) && (len(once) != 1 || once[0] < '0' || once[0] > '9') {
			t.Errorf("%U is a digit and became %q", r, once)
		}
	}
}

// pieces are what is likely to upset the map: lengths that change, marks in
// runs and at the start, ligatures, white space, bytes that are not UTF-8.
func pieces() []string {
	return []string{
		"القمة", "أ", "ى", "\u064e", "\u0651\u064e", "\u0640", "ﻻ", "ﷺ", "\ufe70", "٣", "A", "é", "e\u0301", "ß", "İ",
		" ", "\n", "\u00a0", "\u200f", "\u200d", "🏅", "👩\u200d💻", "\xd8", "\xff", "、", "が", "plain",
	}
}

// failer is a test of either kind.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func checkMap(t failer, source string, f fold.Folded, again func(string) fold.Folded, i, j int) {
	t.Helper()
	from, to := f.Source(i, j)
	if from < 0 || from > to || to > len(source) {
		t.Fatalf("%q: folded %d to %d is from %d to %d of %d bytes", source, i, j, from, to, len(source))
	}
	if got := again(source[from:to]).String(); !strings.Contains(got, f.String()[i:j]) {
		t.Fatalf("%q: folded %q is from %q, which folds to %q", source, f.String()[i:j], source[from:to], got)
	}
	if !utf8.ValidString(source) {
		return
	}
	for _, at := range []int{from, to} {
		if at < len(source) && !utf8.RuneStart(source[at]) {
			t.Fatalf("%q: offset %d splits a character", source, at)
		}
	}
	if r, _ := utf8.DecodeRuneInString(source[to:]); i < j && unicode.In(r, unicode.Inherited) && unicode.Is(unicode.Mn, r) && r != 0x3099 {
		t.Fatalf("%q: folded %d to %d leaves the mark %U behind", source, i, j, r)
	}
	for k := i; k < j; k++ {
		a, b := f.Source(k, k+1)
		if a < from || b > to {
			t.Fatalf("%q: folded byte %d is from %d to %d, outside %d to %d", source, k, a, b, from, to)
		}
		if next, _ := f.Source(k+1, k+2); k+1 < j && next < a {
			t.Fatalf("%q: offsets go back from %d to %d", source, a, next)
		}
	}
}

func TestEveryFoldedSliceKnowsItsSource(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces()), 0, 12).Draw(t, "pieces"), "")
		for _, by := range []func(string) fold.Folded{fold.Text, fold.Line} {
			f := by(source)
			if again := by(f.String()).String(); again != f.String() {
				t.Fatalf("%q: %q, folded again %q", source, f, again)
			}
			i := rapid.IntRange(0, len(f.String())).Draw(t, "i")
			j := rapid.IntRange(i, len(f.String())).Draw(t, "j")
			checkMap(t, source, f, by, i, j)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, p := range pieces() {
		f.Add(p+" "+p, 0, 3)
	}
	f.Add("ٱلْكِتَٰبُ لَا رَيْبَ ۛ فِيهِ", 4, 20)
	f.Fuzz(func(t *testing.T, source string, i, j int) {
		for _, by := range []func(string) fold.Folded{fold.Text, fold.Line} {
			folded := by(source)
			if again := by(folded.String()).String(); again != folded.String() {
				t.Fatalf("%q: %q, folded again %q", source, folded, again)
			}
			n := len(folded.String())
			a := min(max(i, 0), n)
			checkMap(t, source, folded, by, a, min(max(j, a), n))
		}
	})
}

func BenchmarkText(b *testing.B) {
	for name, paragraph := range map[string]string{
		"Arabic":    "اختتم الرئيسان القمة في بكين عام 2022، وصدر البيان المشترك بعدها بساعات قليلة.\n",
		"vocalised": "اِخْتَتَمَ الرَّئِيسَانِ القِمَّةَ فِي بِكِينَ عَامَ ٢٠٢٢، وَصَدَرَ البَيَانُ المُشْتَرَكُ.\n",
		"English":   "The two presidents closed the summit in Beijing in 2022; a communiqué followed hours later.\n",
	} {
		text := strings.Repeat(paragraph, 1<<20/len(paragraph))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				fold.Text(text)
			}
		})
	}
}
